"""Where names stand: the tables' names and spaCy's entities, cleaned of titles, possessives and stray words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rashomon.annotate.actors.clean_name import Candidate, clean_name, form_before, is_role
from rashomon.annotate.actors.draft import Reading
from rashomon.annotate.actors.lexicon import Entry, lexicon, unaccented
from rashomon.names import fold

_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_UNSURE = frozenset({"FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"})
_WHOLE = frozenset({"PERSON", "ORG", "FAC", "LOC", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW"})
_INTRODUCTION = 11  # tokens behind a name in which another name is given it
_LONGEST_NAME = 9  # words of a table's name that an acronym in brackets stands for
_BRANCHES = frozenset({"Radio", "Sport", "Sports", "World", "Africa", "Arabic", "Persian", "Business", "Television"})
"""Words that make of a broadcaster's name that of a station of its own."""
_OPPOSITE = {"North": "South", "South": "North", "East": "West", "West": "East"}
_NICKNAMES = {'"': '"”', "“": '"”', "'": "'", "‘": "'", "(": ")"}
"""Mark before a nickname: those that can stand behind it."""
_CUT = frozenset(',;:()[]"“”‘|/—–…?!')


def find_candidates(reading: Reading) -> list[Candidate]:
    """Return the candidates of a report in order; they do not overlap."""
    known = list(_known(reading))
    taken = {i for c in known for i in range(c.start, c.end)}
    out = known
    for entity in reading.doc.ents:
        if entity.label_ in _LABELS | _UNSURE and not reading.headline[entity.start]:
            label = entity.label_ if entity.label_ in _LABELS else ""
            for start, end in _runs(reading, entity.start, entity.end, taken):
                candidate = clean_name(reading, start, end, label)
                if candidate is not None and not _modifies(reading, candidate):
                    out.append(candidate)
    out = _with_nicknames(reading, _outermost(out))
    held = {i for c in out for i in range(c.start, c.end)}
    for candidate in list(out):
        listed = candidate.entry is not None and candidate.entry.kind == "organisation"
        body = listed or (candidate.entry is None and candidate.label in ("ORG", ""))
        if body and bracketed(reading, candidate.end) and candidate.end + 1 not in held:
            out.append(Candidate(candidate.end + 1, candidate.end + 2, "ORG"))
    for candidate in out:
        while candidate.entry is None and candidate.start in taken and candidate.start < candidate.end - 1:
            candidate.start += 1
    return sorted((c for c in out if not _is_dateline(reading, c)), key=lambda c: c.start)


def _with_nicknames(reading: Reading, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates, a first name and a surname with a nickname between them made one: 'Jack "Slim" Roe', "Jack (Slim)
    Roe"."""
    people = {c.end - 1: c for c in candidates if c.label == "PERSON" and c.end - c.start == 1}
    names = [c for c in (_nicknamed(reading, at, people) for at, w in enumerate(reading.words) if w in _NICKNAMES) if c]
    inside = {i for name in names for i in range(name.start, name.end)}
    return names + [c for c in candidates if c.start not in inside and c.end - 1 not in inside]


def _nicknamed(reading: Reading, mark: int, people: dict[int, Candidate]) -> Candidate | None:
    """The name around the nickname whose opening mark is token `mark`, None where it opens none."""
    words, first = reading.words, mark - 1
    if first < 0 or not reading.open[first] or reading.headline[first] or not words[first].istitle():
        return None
    behind = range(mark + 2, min(mark + (3 if words[mark] == "(" else 5), len(words) - 1))
    close = next((i for i in behind if words[i] in _NICKNAMES[words[mark]]), None)
    if close is None or not all(w[:1].isupper() and w.isalpha() for w in words[mark + 1 : close]):
        return None
    last = reading.doc[close + 1]
    known = first in people or fold(words[first]) in lexicon().given
    surname = last.pos_ == "PROPN" and words[close + 1].istitle() and not is_role(words[close + 1].lower())
    if not known or not surname or reading.sentence[first] != reading.sentence[last.i]:
        return None
    found, office, gender = form_before(reading, first)
    return Candidate(first, last.i + 1, "PERSON", None, found, office, gender, (mark, close + 1))


def _outermost(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates without those of no table that lie inside another."""
    out: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (c.start, -c.end)):
        if candidate.entry is not None or not out or candidate.end > out[-1].end:
            out.append(candidate)
    return out


def bracketed(reading: Reading, end: int) -> str:
    """The one capitalised word in brackets behind a name that ends at token `end`, as it introduces a short name;
    "" without one."""
    words = reading.words[end : end + 3]
    short = len(words) == 3 and words[0] == "(" and words[2] == ")" and len(words[1]) > 1
    return words[1] if short and words[1][0].isupper() and words[1].isalpha() else ""


def also_known(reading: Reading, end: int) -> str:
    """The other name that the words behind a name give it: ", or MAS,", ", known by its initials MAS,", "known as Roe".

    "" without one.
    """
    words = reading.words[end : end + _INTRODUCTION]
    if len(words) > 3 and words[:2] == (",", "or") and words[3] in (",", "."):
        return words[2] if words[2].isupper() and len(words[2]) > 1 else ""
    if "known" not in words[:5] or not set(words[:2]) & {",", "is", "better", "known", "("}:
        return ""
    for i in range(words.index("known") + 1, len(words)):
        if words[i][:1].isupper() and words[i] not in lexicon().demonyms:
            given = words[i - 1] in ("as", "initials", "acronym", "abbreviation", "name", '"', "“", "'")
            return words[i] if given and words[i].isalpha() else ""
        if words[i] in (".", ";", ",", "for", "to", "in"):
            return ""
    return ""


def _modifies(reading: Reading, candidate: Candidate) -> bool:
    """Whether a people's name is only an adjective ("Swiss", "Democratic") or singular, and so no group."""
    last = reading.doc[candidate.end - 1]
    if candidate.label != "NORP":
        return False
    return (
        last.dep_ in ("amod", "compound", "nmod") or last.pos_ == "ADJ" or not last.text.endswith(("s", "ese", "ish"))
    )


def _known(reading: Reading) -> Iterator[Candidate]:
    """Names of the tables, longest first at each token, unless a longer entity swallows them."""
    tables = lexicon()
    words, at = reading.words, 0
    own, halves = _own_acronyms(words), _halves(words)
    while at < len(words):
        longest = tables.first_words.get(words[at], 0)
        if not longest and not words[at].isascii():
            longest = tables.first_words.get(unaccented(words[at]), 0)
        longest = longest if reading.open[at] else 0
        step = 1
        if words[at] in halves and reading.open[at] and _is_half(reading, at):
            yield Candidate(at, at + 1, reading.doc[at].ent_type_, halves[words[at]])
            longest = 0
        for size in range(min(longest, len(words) - at), 0, -1):
            entry = tables.entries.get(words[at : at + size])
            if entry is None and not words[at].isascii():
                entry = tables.entries.get(tuple(unaccented(w) for w in words[at : at + size]))
            if entry is not None and entry.kind == "organisation" and size == 1 and _is_section(reading, at):
                yield Candidate(at, at + 2, "ORG")
                step = 2
                break
            if entry is not None and entry.kind == "organisation" and entry.name != own.get(words[at], entry.name):
                continue
            if entry is not None and _stands_alone(reading, at, at + size, entry):
                step = _with_legal_form(words, at + size) - at if entry.kind == "organisation" else size
                yield Candidate(at, at + step, reading.doc[at].ent_type_, entry)
                break
        else:
            entry = (
                tables.entries.get((words[at].title(),))
                if words[at].isupper() and len(words[at]) > 3 and reading.open[at]
                else None
            )
            if entry is not None and entry.kind == "outlet":
                yield Candidate(at, at + 1, "", entry)
        at += step


def _halves(words: tuple[str, ...]) -> dict[str, Entry]:
    """The states of a divided country that the report names, by the word that alone stands for each: "the North"."""
    entries = lexicon().entries
    out = {}
    for at in range(len(words) - 1):
        if words[at] in _OPPOSITE:
            entry, other = entries.get(words[at : at + 2]), entries.get((_OPPOSITE[words[at]], words[at + 1]))
            if entry is not None and other is not None and entry.kind == other.kind == "state":
                out[words[at]] = entry
    return out


def _is_half(reading: Reading, at: int) -> bool:
    """Whether "North" stands alone behind "the" and before no other name."""
    words = reading.words
    after = words[at + 1] if at + 1 < len(words) else ""
    alone = not after[:1].isupper() and after not in ("-", "and", "of") and not reading.headline[at]
    return at > 0 and words[at - 1].lower() == "the" and alone and reading.doc[at].dep_ != "compound"


def _own_acronyms(words: tuple[str, ...]) -> dict[str, str]:
    """The acronyms that a report brings in by brackets, each with the name of the table that stands before it, if one
    does: what "(SFO)" behind "Sofia Fire Office" means here is no fraud office."""
    entries = lexicon().entries
    out: dict[str, str] = {}
    for at in range(1, len(words) - 1):
        if words[at - 1] == "(" and words[at + 1] == ")" and words[at].isupper() and len(words[at]) > 1:
            before = (entries.get(words[max(at - 1 - size, 0) : at - 1]) for size in range(1, _LONGEST_NAME))
            out.setdefault(words[at], next((entry.name for entry in before if entry is not None), ""))
    return out


def _with_legal_form(words: tuple[str, ...], end: int) -> int:
    """The end of an organisation's name with "Co", "Ltd" and the like."""
    table = lexicon().organisation_words
    while (
        end < len(words)
        and words[end][:1].isupper()
        and table.get(words[end].lower().rstrip("."), ("",))[0] == "suffix"
    ):
        end += 1
    return end


def _is_dateline(reading: Reading, candidate: Candidate) -> bool:
    """Whether a paragraph opens with it and a dash or bracket follows ("BERLIN —", "PARIS (AFP) -")."""
    start, end = candidate.start, candidate.end
    opens = start == 0 or reading.block[start - 1] != reading.block[start]
    return opens and end < len(reading.words) and reading.words[end] in ("—", "–", "-", "--", "(")


def _goes_on(doc: Any, start: int, end: int) -> bool:
    """Whether "The" and an outlet's one word begin a longer name: "The National Weather Service" is not a paper."""
    if doc[start].lower_ != "the" or end - start != 2:
        return False
    last = doc[end - 1]
    if last.dep_ in ("compound", "amod") and last.head.i >= end and doc[end].pos_ == "PROPN":
        return bool(doc[end].text[:1].isupper())
    entity = _entity_around(doc, start, end)
    if entity is None or entity.end - end < 2:
        return False
    return bool(doc[end].text[:1].isupper() and doc[end + 1].text[:1].isupper())


def _is_section(reading: Reading, at: int) -> bool:
    """Whether an acronym only begins the name of a part of the organisation: "NHS Highland", "UN Women"."""
    token, after = reading.doc[at], at + 1
    if not token.text.isupper() or token.dep_ != "compound" or token.head.i != after:
        return False
    behind = reading.words[after]
    other = is_role(behind.lower()) or behind.lower() in lexicon().forms or behind in lexicon().demonyms
    suffix = lexicon().organisation_words.get(behind.lower().rstrip("."), ("",))[0] == "suffix"
    known = reading.doc[after].ent_type_ in ("PERSON", "NORP") or (behind,) in lexicon().entries
    name = reading.doc[after].pos_ == "PROPN" and behind[:1].isupper() and not behind.isupper()
    return name and not other and not suffix and not known and not reading.headline[at]


def _is_branch(reading: Reading, start: int, end: int) -> bool:
    """Whether an outlet's name only begins that of its station, or of a place: "BBC Radio Foyle", "Fox Lake"."""
    doc = reading.doc
    if end >= len(doc) or doc[end].pos_ != "PROPN" or not doc[end].text[:1].isupper():
        return False
    return doc[end].text in _BRANCHES or doc[start].ent_type_ in ("FAC", "LOC", "GPE")


def _stands_alone(reading: Reading, start: int, end: int, entry: Entry) -> bool:
    doc = reading.doc
    first, last = doc[start], doc[end - 1]
    if entry.kind == "state" and _owns_name(reading, end):
        return False
    if entry.kind in ("state", "capital") and _ends_name(reading.words, start):
        return False
    if entry.kind in ("outlet", "organisation") and _is_tail(reading, start, end):
        return False
    if entry.common and not _cited(reading, start, end):
        return False
    if entry.kind == "outlet" and (_goes_on(doc, start, end) or _is_branch(reading, start, end)):
        return False
    if end - start == 1 and entry.kind in ("state", "capital") and first.pos_ not in ("PROPN", "NOUN", "ADJ"):
        return False
    entity = _entity_around(doc, start, end)
    if entity is not None and first.ent_type_ in _WHOLE and first.ent_type_ != "LOC":
        left = max((i + 1 for i in range(entity.start, start) if reading.words[i] in _CUT), default=entity.start)
        right = min((i for i in range(end, entity.end) if reading.words[i] in _CUT), default=entity.end)
        before = [t for t in doc[left:start] if t.lower_ not in ("the", "a")]
        after = [t for t in doc[end:right] if t.text not in ("'s", "’s", "'", "’")]
        if not before and after and after[0].lower_ in lexicon().given:
            return True
        if not before and after and (is_role(after[0].lower_) or after[0].pos_ in ("VERB", "ADP", "NOUN")):
            return True
        if entry.kind == "organisation" and not before and after and _goes_on_named(after[0]):
            return False  # "Department of State Services"
        shorter = entry.common or entry.kind in ("state", "capital", "organisation")
        if shorter and end - start <= 2 and (before or after):
            return is_role(after[0].lower_) if after and not before else False
    return not (
        entry.kind == "capital"
        and (
            _is_name_part(doc, start - 1, entry)
            or (end < len(doc) and doc[end].ent_type_ == "PERSON" and last.ent_type_ == "PERSON")
        )
    )


def _goes_on_named(token: Any) -> bool:
    """Whether the word behind a known name makes it a longer one."""
    lower = token.lower_.rstrip(".")
    suffix = lexicon().organisation_words.get(lower, ("",))[0] == "suffix"
    return bool(token.pos_ == "PROPN" and token.text[:1].isupper() and not is_role(lower) and not suffix)


def _is_tail(reading: Reading, start: int, end: int) -> bool:
    """Whether a known name only ends a longer one ("the Harbor Times")."""
    if start == 0 or reading.sentence[start - 1] != reading.sentence[start] or reading.headline[start]:
        return False
    token, word = reading.doc[start - 1], reading.words[start - 1]
    inside = token.dep_ == "compound" and start <= token.head.i < end and token.pos_ == "PROPN" and word[:1].isupper()
    known = word in lexicon().demonyms or (word,) in lexicon().entries or is_role(word.lower()) or word == "The"
    return inside and not known and token.ent_type_ not in ("DATE", "TIME")


def _ends_name(words: tuple[str, ...], start: int) -> bool:
    """Whether a place only ends an organisation's name ("Bank of America", "University of Kyiv")."""
    if start < 2 or words[start - 1] != "of" or not words[start - 2][:1].isupper():
        return False
    return lexicon().organisation_words.get(words[start - 2].lower(), ("",))[0] == "any"


def _owns_name(reading: Reading, end: int) -> bool:
    """Whether a state's name with its possessive only begins a longer name ("America's Renewable Future")."""
    doc = reading.doc
    if end + 1 >= len(doc) or reading.words[end] != "'s":
        return False
    token = doc[end + 1]
    named = token.pos_ == "PROPN" and token.text[:1].isupper() and not token.ent_type_
    if token.head.i > token.i and token.head.text[:1].islower():
        return False  # "China's Tiangong station"
    return named and not reading.headline[token.i] and not is_role(token.lower_) and token.dep_ == "compound"


def _is_name_part(doc: Any, at: int, entry: Entry) -> bool:
    """Whether the token before a capital's name makes it a person's ("Denzel Washington", "Mr. Paris")."""
    if at < 0:
        return False
    word = doc[at].lower_.rstrip(".")
    return doc[at].pos_ == "PROPN" and (word in lexicon().given or word in lexicon().forms)


def _cited(reading: Reading, start: int, end: int) -> bool:
    """Whether an outlet's name that is also a common word is meant as the outlet's here."""
    doc = reading.doc
    before = doc[start - 1] if start else None
    capital = reading.words[start] == "The" or (before is not None and before.text == "The")
    opens = doc[start].is_sent_start or (before is not None and before.is_sent_start)
    if capital and not opens:
        return True
    named = doc[end - 1].ent_type_ in ("ORG", "WORK_OF_ART")
    return named and (
        end - 1 in reading.source_of or (before is not None and before.lower_ in ("the", "told", "by", "to"))
    )


def _entity_around(doc: Any, start: int, end: int) -> Any:
    """The entity that covers the tokens, None without one."""
    first = doc[start]
    if not first.ent_type_:
        return None
    left = start
    while left > 0 and doc[left].ent_iob_ == "I":
        left -= 1
    right = start + 1
    while right < len(doc) and doc[right].ent_iob_ == "I":
        right += 1
    return doc[left:right] if right >= end else None


def _runs(reading: Reading, start: int, end: int, taken: set[int]) -> Iterator[tuple[int, int]]:
    """The parts of an entity that no table name took, that lie in speaking blocks and hold no cutting mark."""
    at: int | None = None
    for i in range(start, end + 1):
        good = (
            i < end
            and not is_role(reading.words[i])
            and i not in taken
            and reading.open[i]
            and reading.words[i] not in _CUT
            and not reading.doc[i].is_space
        )
        if good and at is None:
            at = i
        elif not good and at is not None:
            yield at, i
            at = None
