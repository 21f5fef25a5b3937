"""What each name of a report names: decided once for all its mentions, by the clearest sign and else by the
majority."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from rashomon.annotate.actors.clean_name import Candidate
from rashomon.annotate.actors.draft import Reading, words_between
from rashomon.annotate.actors.lexicon import gender_of, lexicon, name_words
from rashomon.annotate.actors.things import (
    called_thing,
    does_deed,
    has_initials,
    is_at_sea,
    is_ship,
    is_tagged_thing,
    is_things_name,
    may_act,
    modifies_craft,
)
from rashomon.model.annotation import ActorKind
from rashomon.model.spans import Span
from rashomon.names import fold

_TRUST = {"PERSON": 3, "ORG": 2, "GPE": 1, "NORP": 0, "": 0}
_REACH = 12  # tokens after a subject within which the first pronoun speaks for its kind
_SIGNS = {"its": "its", "itself": "its", "he": "his", "his": "his", "she": "his", "her": "his", "himself": "his"}
_FOR_BODIES = frozenset({"spokesman", "spokeswoman", "spokesperson", "executive", "chairman", "chairwoman", "director"})
_WITHIN = frozenset({"in", "near", "outside", "beneath", "towards"})
_STATIONS = frozenset({"radio", "sport", "sports", "world", "africa", "arabic", "persian", "business", "television"})
_ACTS = ("ORG", "cited", "his", "its", "organisation", "owner", "told")
"""Signs of an actor beside which "the Orsina ferry" is a firm's."""
_DEEDS = ("deed", "organisation", "owner", "led", "either")
"""Signs of an actor beside which "Operation Lantern" is a charity's and "Karst 96" a club's."""
_EITHER = frozenset(
    {"rival", "partner", "competitor", "owner", "ally", "opponent", "investor", "shareholder", "backer"}
)
"""What people are called and firms as well: "its rival Orsina"."""
_NEAR = 8  # tokens after a comma in which an apposition's role noun is looked for


def name_text(reading: Reading, candidate: Candidate) -> str:
    """The words of a candidate as they stand in the report, white space evened out, without a nickname."""
    if candidate.nickname is not None:
        return " ".join(candidate.words(reading))
    return words_between(reading, candidate.start, candidate.end)


def name_kinds(reading: Reading, candidates: list[Candidate], places: set[Span]) -> dict[str, ActorKind | None]:
    """Return the kind of each folded name, None for names that are no actor. `places` are spans that the gazetteer
    knows."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    texts: dict[str, str] = {}
    starts = {span.start for span in places}
    for candidate in candidates:
        if candidate.entry is not None:
            continue
        text = name_text(reading, candidate)
        key = fold(text)
        texts.setdefault(key, text)
        votes[key][candidate.label] += 1
        votes[key].update(_signs(reading, candidate, places, starts))
    kinds = {key: _kind(texts[key], votes[key]) for key in votes}
    lands = {fold(reading.text[span.start : span.end]) for span in places}
    for key, kind in kinds.items():
        first, *rest = key.split()
        if kind == "person" and first in lands and rest and not _seems_person(votes[key]) and rest[-1] not in kinds:
            # "Alberta Wildfire said" in a report that speaks of Alberta; "the Croydon tram" is nobody
            kinds[key] = "organisation" if votes[key]["cited"] else None
    _inherit(kinds, frozenset(key for key, seen in votes.items() if kinds[key] is None and seen["place"]))
    for key in [key for key in kinds if is_ship(texts[key]) and _is_thing(texts[key], votes[key])]:
        kinds[key.split()[-1]] = None  # "INS Mysore … Mysore"
    return kinds


def _seems_person(votes: Counter[str]) -> bool:
    return any(votes[sign] for sign in ("person", "his", "titled"))


def _inherit(kinds: dict[str, ActorKind | None], towns: frozenset[str]) -> None:
    """Give names of one word the kind of the full name whose first or last word they are; a person's counts before
    others. `towns` stay what they are: the Derby Herald does not make Derby a paper."""
    full = sorted(
        (k for k, kind in kinds.items() if kind is not None and " " in k), key=lambda k: (kinds[k] != "person", k)
    )
    for key in reversed(full):
        words = key.split()
        first, last = words[0], words[-1]
        if last in kinds and "radio" not in words:
            kinds[last] = kinds[key]
        if first in kinds and first not in towns and (kinds[key] != "person" or first in lexicon().given):
            kinds[first] = kinds[key]


def _signs(reading: Reading, candidate: Candidate, places: set[Span], starts: set[int]) -> Iterator[str]:
    """What the words around a name say of its kind: "titled", "person", "organisation", "cited", "place"."""
    doc, words = reading.doc, reading.words
    start, end = candidate.start, candidate.end
    if candidate.form or _role_before(reading, start):
        yield "titled"
    elif start and words[start - 1] in _EITHER:
        yield "either"
    if any(i in reading.heads for i in range(start, end)):
        yield "cited"
    if (start and words[start - 1].lower() in ("told", "by", "to")) or (
        start > 1 and words[start - 2].lower() == "told"
    ):
        yield "told"
    last = doc[end - 1]
    if Span(doc[start].idx, last.idx + len(last)) in places or _begins_place(doc, start, end, places):
        yield "place"
    elif any(t.idx in starts for t in _joined(last)):
        yield "beside places"
    if start and words[start - 1].lower() in _WITHIN:
        yield "located"
    if start > 1 and words[start - 1].lower() in ("for", "of", "at") and words[start - 2].lower() in _FOR_BODIES:
        yield "its"
        yield "led"
    after = words[end].lower() if end < len(words) else ""
    next_one = words[end + 1].lower() if end + 1 < len(words) else ""
    if after in ("'s", "'") and any(_is_person_role(w.lower()) for w in words[end + 1 : end + 4]):
        yield "owner"
    if _body_beside(words, start, end):
        yield "organisation"
    papers = lexicon().roles.get((after,))
    if papers is not None and papers.group == "outlet" and after.islower() and words[end].islower():
        yield "paper"
    if (
        start > 1
        and words[start - 1].islower()
        and words[start - 2].lower() in ("the", "a", "an", "its", "daily", "weekly")
    ):
        kind = lexicon().roles.get((words[start - 1],))
        if kind is not None and kind.group == "outlet":
            yield "paper"  # "the weekly Le Canard"
    if _is_called_body(reading, start, last):
        yield "body"
    if after in ("shares", "stock", "executives", "officials", "employees", "headquarters"):
        yield "organisation"
    governed = start > 0 and words[start - 1].lower() in ("from", "in", "at", "near", "of")
    if after == "," and next_one == "who" and not governed:
        yield "person"
    if after == "," and next_one == "which":
        yield "organisation"
    if after == "(" and words[end + 2 : end + 3] == (")",) and _initials(words[start:end]) == words[end + 1]:
        yield "organisation"
    if after == "," and any(_is_person_role(w.lower()) for w in _phrase_after(words, end + 1)):
        yield "person"
    if after == "," and next_one.isdigit():
        yield "person"
    several = end - start > 1 or (words[start].endswith("s") and words[start].istitle())  # "the Steelers"
    bare = last.dep_ != "compound" and (last.dep_ == "nsubj" or not is_tagged_thing(reading, candidate))
    if start and several and bare and (words[start - 1].lower() == "the" or _shares_the(reading, start, last)):
        yield "the"
    if called_thing(reading, candidate):
        yield "thing"
    elif modifies_craft(reading, candidate):
        yield "craft"
    if does_deed(reading, candidate):
        yield "deed"
    if is_at_sea(reading, candidate):
        yield "at sea"
    if last.dep_ == "nsubj" and last.head.lemma_ in name_words("reporting"):
        yield "reports"
    if last.dep_ == "nsubj":
        verb = last.head
        plural = verb.tag_ == "VBP" or any(c.tag_ == "VBP" and c.dep_ == "aux" for c in verb.children)
        if plural and not any(c.dep_ == "conj" for c in last.children):
            yield "organisation"
        nearest = next((w.lower() for w in words[end : end + _REACH] if w.lower() in _SIGNS), "")
        if nearest:
            yield _SIGNS[nearest]
        for clause in verb.children:
            if clause.dep_ == "ccomp":
                subject = next((c.lower_ for c in clause.children if c.dep_ == "nsubj"), "")
                if subject in ("he", "she"):
                    yield "person"
                elif subject == "it":
                    yield "organisation"


def _shares_the(reading: Reading, start: int, last: Any) -> bool:
    """Whether "and" joins a name to one behind "the": "the Panthers and Broncos"."""
    joined = reading.words[start - 1].lower() == "and" and last.dep_ == "conj" and last.head.i == start - 2
    return joined and start > 2 and reading.words[start - 3].lower() == "the"


def _is_called_body(reading: Reading, start: int, last: Any) -> bool:
    """Whether what kind of organisation it is stands right before a name: "the rights group La Voz", but not "the group
    Roe left"."""
    before = reading.words[start - 1] if start else ""
    role = lexicon().roles.get((before,)) if before.islower() else None
    if role is None or role.kind != "organisation" or role.group in ("outlet", "own", "state"):
        return False
    return bool(reading.doc[start - 1].tag_ == "NN" and last.head.dep_ != "relcl")


def _body_beside(words: tuple[str, ...], start: int, end: int) -> bool:
    """Whether an organisation's noun stands in apposition: "The operator, Roe Hydro,", "Roe Hydro, the operator,"."""
    behind = words[end + 1 : end + 4]
    if words[end : end + 1] == (",",) and len(behind) == 3 and behind[0].lower() in ("the", "a", "an", "its"):
        near = behind[1] if behind[2] in (",", ".", "of", ";") else behind[2]
        role = lexicon().roles.get((near,))
        if role is not None and role.kind == "organisation":
            return True
    if start > 2 and words[start - 1] == "," and words[start - 3].lower() == "the":
        role = lexicon().roles.get((words[start - 2],))
        return role is not None and role.kind == "organisation"
    return False


def _begins_place(doc: Any, start: int, end: int, places: set[Span]) -> bool:
    """Whether a name and the small word behind it are a place: "the Colca valley"."""
    if end >= len(doc) or not doc[end].text[0].islower():
        return False
    return Span(doc[start].idx, doc[end].idx + len(doc[end])) in places


def _joined(token: Any) -> list[Any]:
    """The words that "and" and commas join to a token."""
    out = [c for c in token.children if c.dep_ == "conj"]
    while token.dep_ == "conj" and len(out) < _REACH:
        token = token.head
        out.append(token)
    return out


def _initials(words: tuple[str, ...]) -> str:
    return "".join(w[0] for w in words if w[:1].isupper())


def _phrase_after(words: tuple[str, ...], start: int) -> tuple[str, ...]:
    """The words of an apposition: from an article, possessive or demonym to the next comma or full stop."""
    if start >= len(words) or not (
        words[start].lower() in ("a", "an", "the", "his", "her", "its", "their", "former")
        or words[start] in lexicon().demonyms
    ):
        return ()
    end = start
    while end < min(start + _NEAR, len(words)) and words[end] not in (",", ".", ";", "who", "that"):
        end += 1
    return words[start:end]


def _is_person_role(word: str) -> bool:
    role = lexicon().roles.get((word,))
    return role is not None and role.kind == "person"


def _role_before(reading: Reading, start: int) -> bool:
    """Whether a person's title or role stands right before, or before a comma in an apposition ("Its commander, N,
    …")."""
    if start == 0 or reading.sentence[start - 1] != reading.sentence[start]:
        return False
    at = start - 1
    if reading.words[at] == "," and at > 0:
        if reading.doc[at - 1].dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "appos"):
            return False
        if reading.doc[start].tag_ != "NNP":
            return False
        at -= 1
    if reading.words[at].lower() in _EITHER:
        return False
    return _is_person_role(reading.words[at].lower()) and reading.doc[at].tag_ not in ("NNS", "NNPS")


def _kind(text: str, votes: Counter[str]) -> ActorKind | None:
    tables = lexicon()
    words = fold(text).split()
    if not words or _is_thing(text, votes):
        return None
    if text in tables.demonyms and votes["NORP"]:
        return "group"
    if votes["paper"]:
        return "outlet"
    last = tables.organisation_words.get(words[-1])
    organised = bool(last) or any(tables.organisation_words.get(w, ("", ""))[0] == "any" for w in words[:-1])
    if votes["titled"] and not (organised and len(words) > 1):
        return "person"
    if len(words) > 1:
        outlet = tables.outlet_words.get(words[-1])
        begins = "first" in (tables.outlet_words.get(word) for word in words[:2])
        if votes["body"] and (outlet or begins):
            return "organisation"  # "the rights group La Voz"
        if begins:
            return "outlet"  # "La Voz de Olancho"
        station = tables.entries.get((text.split()[0],))
        if words[1] in _STATIONS and station is not None and station.kind == "outlet":
            return "outlet"  # "BBC Radio Foyle"
        if tables.outlet_words.get(words[0]) == "article" and votes["reports"] and not votes["PERSON"]:
            return "outlet"  # "Der Abend reported"
        if outlet == "strong" or (outlet == "weak" and votes["cited"] + votes["told"] + votes["reports"]):
            return "outlet"
        if organised:
            return None if _is_tract(votes) else "organisation"
    elif text.isupper() and 2 <= len(text) <= 6 and not votes["PERSON"] > votes["ORG"] and not votes["place"]:
        return "organisation"
    person = (
        votes["PERSON"] + votes["his"] + 2 * votes["person"] + 2 * (len(words) <= 4 and gender_of(text) is not None)
    )
    organisation = votes["ORG"] + votes["its"]
    organisation += 2 * (votes["organisation"] + votes["owner"] + votes["the"] + votes["body"] * (len(words) == 1))
    if votes["place"] and not votes["person"] and not (gender_of(text) and votes["PERSON"]):
        return "organisation" if votes["cited"] else None
    if votes["beside places"] and len(words) == 1 and not votes["person"] and votes["PERSON"] + votes["ORG"] < 2:
        return None
    only_located = votes["located"] and votes["located"] == sum(votes[name] for name in _TRUST)
    if only_located and not organised and organisation + person <= votes["located"]:
        return None  # nothing but "in Leyburn", whatever spaCy takes it for
    label = max(_TRUST, key=lambda name: (votes[name], _TRUST[name]))
    if person or organisation:
        if label in ("NORP", "GPE") and max(person, organisation) <= votes[label]:
            return _minor(text, label, votes)
        return "person" if person >= organisation else "organisation"
    return _minor(text, label, votes)


def _is_thing(text: str, votes: Counter[str]) -> bool:
    """Whether a name is no actor's but that of a law, work, vessel or device."""
    if any(votes[sign] for sign in ("titled", "person", "paper", "body")):
        return False
    if votes["thing"]:
        return True
    if is_things_name(text) and not votes["cited"]:
        if has_initials(text):
            return bool(votes["at sea"]) and not votes["his"]
        if not may_act(text) or not any(votes[sign] for sign in _DEEDS):
            return True
    return bool(votes["craft"]) and not any(votes[sign] for sign in _ACTS)


def _is_tract(votes: Counter[str]) -> bool:
    """Whether a name with an organisation's word is always a place's: "the West Bank"."""
    mentions = sum(votes[label] for label in _TRUST)
    acts = votes["cited"] or votes["owner"] or votes["organisation"]
    return votes["place"] == votes["GPE"] == mentions and not acts


def _minor(text: str, label: str, votes: Counter[str]) -> ActorKind | None:
    """Names without a sign of a person or organisation: groups, and places or unlabelled words that are cited."""
    if label == "NORP":
        return "group"
    if not votes["cited"] and not votes["either"]:
        return None
    return "organisation" if label == "GPE" or text.startswith("The ") else "person"
