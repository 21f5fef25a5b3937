"""What of an entity is a name: determiners, titles, offices and possessives are taken off, stray parts put back."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.annotate.actors.draft import Reading
from rashomon.annotate.actors.lexicon import Entry, RoleNoun, is_family_name, lexicon, name_words
from rashomon.model.annotation import Gender

_BESIDE = (("on",), ("in",), ("at",), ("near",))
_NO_FORM = "MS"
"""In capitals a ship's prefix or somebody's initials ("MS Orsina"), never "Ms"."""
_ROMANCE = frozenset({"do", "da", "dos", "das", "del", "di"})


@dataclass(slots=True)
class Candidate:
    """A stretch of tokens that may name an actor. `label` is spaCy's, "" where a table or another mention found it."""

    start: int
    end: int
    label: str
    entry: Entry | None = None
    form: str = ""
    """Form of address before it, folded ("mr")."""
    office: str = ""
    gender: Gender | None = None
    nickname: tuple[int, int] | None = None
    """The tokens of a nickname inside it, with their marks: 'Jack "Slim" Roe'."""

    def words(self, reading: Reading) -> tuple[str, ...]:
        """Its words, apostrophes straight, without a nickname."""
        first, last = self.nickname or (self.end, self.end)
        return reading.words[self.start : first] + reading.words[last : self.end]


def clean_name(reading: Reading, start: int, end: int, label: str) -> Candidate | None:
    """Take determiners, titles, offices and possessives off an entity; None when nothing of a name is left."""
    words = reading.words
    while start < end and words[start].lower() in name_words("leading"):
        start += 1
    while end > start and words[end - 1].lower() in name_words("trailing"):
        end -= 1
    while end - start > 2 and words[end - 1] in name_words("postnominal"):
        end, label = end - 1, "PERSON"  # "Jane Roe MP"
    for at in range(start + 1, end):
        if words[at] == "'s" and any(w[:1].isdigit() for w in words[at + 1 : end]):
            end = at
            break
    if label == "ORG" and words[start].lower() in lexicon().given and words[start + 1 : start + 2] in _BESIDE:
        end, label = start + 1, "PERSON"  # "Matilda on the Daintree River"
    if label != "ORG":
        end = _name_end(
            words, start, end, name_words("person particle") if label == "PERSON" else name_words("particle")
        )
    if label == "PERSON" and end - start == 2 and is_family_name(words[start]) and _hyphened(reading, end):
        end += 2  # "Yoon Ha-neul"
    while end - start > 1 and words[end - 1].islower() and _is_body(words[end - 1]):
        end -= 1  # "the Lantern newspaper"
    start = _after_titles(words, start, end)
    if label == "ORG":
        start = _after_office(words, start, end)
    if end - start > 2 and words[start] in lexicon().demonyms and words[start + 1].lower() in lexicon().given:
        start += 1  # "the Briton Jane Roe"
    if start >= end or not any(w[:1].isupper() or w[:1].isdigit() for w in words[start:end]):
        return None
    while start > 0 and _continues(reading, start - 1):
        start -= 1
    if start > 1 and words[start - 1] == "-" and len(words[start - 2]) == 1 and words[start - 2].isupper():
        start -= 2 * (not reading.doc[start - 2].whitespace_)  # "T-Mobile"
    if start > 1 and words[start - 1] in _ROMANCE and reading.doc[start - 2].pos_ == "PROPN":
        start -= 2 * words[start - 2].istitle()  # "Folha do Norte", taken for two names
    numbered = end - start == 1 and any(c.isdigit() for c in words[start]) and label != "PERSON"
    spelt = words[end : end + 1] == ("(",) and words[end + 2 : end + 3] == (")",) and words[end + 1].isupper()
    if numbered or (not spelt and _ends_in_role(words[start:end], label)):
        return None
    if _only_role(words[start:end]) or any(w.lower() in name_words("noise") for w in words[start:end]):
        return None
    if end - start == 1 and words[start].lower() in name_words("qualifier"):
        return None
    opens = end - start == 1 and reading.doc[start].is_sent_start and words[start] not in reading.proper
    lower = words[start].lower()
    if opens and (lower in reading.small or is_role(lower) or is_role(lower.removesuffix("s"))):
        return None  # "Dam gives way", "Engineers warned"
    if words[start:end] and " ".join(words[start:end]) in lexicon().demonyms:
        label = "NORP"
    form, office, gender = form_before(reading, start)
    return Candidate(start, end, label, None, form, office, gender)


def _ends_in_role(words: tuple[str, ...], label: str) -> bool:
    """Whether a name that is no person's ends in what somebody is: "Conservative MP"."""
    plain = len(words) > 1 and label != "PERSON" and "and" not in words
    role = lexicon().roles.get((words[-1].lower(),)) if plain else None
    return role is not None and role.kind == "person" and words[-1].lower() not in lexicon().outlet_words


def _hyphened(reading: Reading, end: int) -> bool:
    """Whether a hyphen and a small word go on at once behind a name."""
    words = reading.words
    if end + 1 >= len(words) or words[end] != "-" or not words[end + 1].islower() or not words[end + 1].isalpha():
        return False
    return not reading.doc[end - 1].whitespace_ and not reading.doc[end].whitespace_


def _is_body(word: str) -> bool:
    role = lexicon().roles.get((word,))
    return role is not None and role.kind == "organisation"


def _name_end(words: tuple[str, ...], start: int, end: int, particles: frozenset[str]) -> int:
    """Where the capitalised words and particles that begin at `start` end."""
    at = start
    while at < end and (words[at][:1].isupper() or words[at][:1].isdigit() or words[at].lower() in particles):
        at += 1
    while at > start and words[at - 1].lower() in name_words("particle"):
        at -= 1
    return at


def _after_titles(words: tuple[str, ...], start: int, end: int) -> int:
    """The first token after the forms of address, demonyms and person's roles that open a name."""
    tables = lexicon()
    best = at = start
    while at < end - 1:
        word = words[at].lower().rstrip(".")
        role = tables.roles.get((word,)) or tables.roles.get((words[at].lower(), words[at + 1].lower()))
        if (word in tables.forms and words[at] != _NO_FORM) or (role is not None and role.kind == "person"):
            best = at = at + 1
        elif words[at] in tables.demonyms or word in name_words("qualifier") or words[at] in ("-", "'s") or at > best:
            at += 1
            if at - best > 4:
                break
        else:
            break
    after = words[best].lower() if best < end else ""
    if best > start and (after in ("'s", "'", "of", "for") or after in tables.organisation_words):
        return start
    return best


def _after_office(words: tuple[str, ...], start: int, end: int) -> int:
    """The first token of the body's name behind an office in it: "Chair of the Federation of Towns"."""
    of = next((i for i in range(start + 1, min(start + 4, end - 2)) if words[i] == "of"), None)
    if of is None or not is_role(words[of - 1].lower()) or role_of(words[of - 1].lower()) is None:
        return start
    role = role_of(words[of - 1].lower())
    at = of + 1 + (words[of + 1] == "the")
    named = any(word.lower() in lexicon().organisation_words for word in words[at:end])
    return at if role is not None and role.kind == "person" and named and words[at][:1].isupper() else start


def _only_role(words: tuple[str, ...]) -> bool:
    """Whether the words are a title or role and nothing else ("Prime Minister", "Russian Foreign Ministry")."""
    tables = lexicon()
    lower = [w.lower() for w in words]
    for at in range(len(words)):
        role = tables.roles.get(tuple(lower[at:]))
        if role is not None:
            bodies = role.kind == "organisation" and role.group not in ("unique", "company", "outlet")
            return not (bodies and at < len(words) - 1 and all(w[:1].isupper() for w in words[at:]))
        known = words[at] in tables.demonyms or (words[at],) in tables.entries
        if not known and lower[at] not in name_words("qualifier") and lower[at] not in ("'s", "-"):
            return lower[at].rstrip(".") in tables.forms and at == len(words) - 1
    return False


def _continues(reading: Reading, i: int) -> bool:
    """Whether the capitalised token before a name, inside a sentence, must belong to it ("Even Lund")."""
    token, word = reading.doc[i], reading.words[i]
    if not word[:1].isupper() or not reading.open[i] or reading.headline[i]:
        return False
    if token.is_sent_start and not (
        token.dep_ == "compound" and token.head.i > i and word.lower() not in reading.small
    ):
        return False
    if reading.doc[i + 1].is_sent_start or token.ent_type_ in ("DATE", "TIME", "GPE", "NORP", "LOC", "EVENT", "FAC"):
        return False
    before = reading.doc[i - 1] if i else token
    if token.is_punct or (word.isupper() and len(word) > 1):
        return False
    if not token.is_sent_start and (before.is_quote or before.text in (":", "—", "–", "-")):
        return False
    tables = lexicon()
    lower = word.lower().rstrip(".")
    known = (
        word in tables.demonyms
        or lower in tables.forms
        or is_role(lower)
        or lower in name_words("qualifier")
        or (word,) in tables.entries
    )
    if token.pos_ == "ADP" and not (word in reading.proper and before.text[:1].islower()):
        return False
    return (
        not known
        and lower not in name_words("leading")
        and lower not in ("i", "of", "for", "monday", "sunday")
        and token.pos_ not in ("VERB", "DET", "CCONJ", "SCONJ", "PRON")
    )


def form_before(reading: Reading, start: int) -> tuple[str, str, Gender | None]:
    """The form of address that stands right before token `start`: (form, office, gender), empty where there is none."""
    at = start - 1
    if at >= 0 and reading.words[at] == ".":
        at -= 1
    if at < 0 or not reading.words[at][:1].isupper():
        return "", "", None
    word = reading.words[at].lower().rstrip(".")
    if word not in lexicon().forms or reading.words[at] == _NO_FORM:
        return "", "", None
    office, gender = lexicon().forms[word]
    return word, office, gender


def is_role(word: str) -> bool:
    """Whether a word names people or institutions by what they are."""
    role = role_of(word)
    return role is not None and role.kind in ("person", "organisation")


def role_of(word: str) -> RoleNoun | None:
    """The role that a single lower-case word names, None for others."""
    return lexicon().roles.get((word,))
