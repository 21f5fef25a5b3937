"""Where names stand: the tables' names and spaCy's entities, cleaned of titles, possessives and stray words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rashomon.annotate.actors.draft import Reading
from rashomon.annotate.actors.lexicon import Entry, lexicon
from rashomon.model.annotation import Gender

_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_WHOLE = frozenset({"PERSON", "ORG", "FAC", "LOC", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW"})
_PARTICLES = frozenset(
    ["de", "del", "della", "der", "den", "di", "da", "dos", "du", "van", "von", "zu", "la", "le", "el", "al", "bin", "ibn", "ben", "abu", "of", "and", "&", "for", "the", "-", "'", "y", "e", "st"]
)
_PERSON_PARTICLES = _PARTICLES - {"of", "and", "&", "for", "the"}
_CUT = frozenset(',;:()[]"“”‘|/—–…?!')


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

    def words(self, reading: Reading) -> tuple[str, ...]:
        """Its words, apostrophes straight."""
        return reading.words[self.start : self.end]


def find_candidates(reading: Reading) -> list[Candidate]:
    """Return the candidates of a report in order; they do not overlap."""
    known = list(_known(reading))
    taken = {i for c in known for i in range(c.start, c.end)}
    out = known
    for entity in reading.doc.ents:
        if entity.label_ in _LABELS and not reading.headline[entity.start]:
            for start, end in _runs(reading, entity.start, entity.end, taken):
                candidate = _clean(reading, start, end, entity.label_)
                if candidate is not None:
                    out.append(candidate)
    taken = {i for c in out for i in range(c.start, c.end)}
    out.extend(_missed(reading, taken))
    return sorted(out, key=lambda c: c.start)


def _known(reading: Reading) -> Iterator[Candidate]:
    """Names of the tables, longest first at each token, unless a longer entity swallows them."""
    tables = lexicon()
    words, at = reading.words, 0
    while at < len(words):
        longest = tables.first_words.get(words[at], 0) if reading.open[at] else 0
        step = 1
        for size in range(min(longest, len(words) - at), 0, -1):
            entry = tables.entries.get(words[at : at + size])
            if entry is not None and _stands_alone(reading, at, at + size, entry):
                yield Candidate(at, at + size, reading.doc[at].ent_type_, entry)
                step = size
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


def _stands_alone(reading: Reading, start: int, end: int, entry: Entry) -> bool:
    doc = reading.doc
    first, last = doc[start], doc[end - 1]
    if entry.common and not _cited(reading, start, end):
        return False
    if end - start == 1 and entry.kind in ("state", "capital") and first.pos_ not in ("PROPN", "NOUN", "ADJ"):
        return False
    entity = _entity_around(doc, start, end)
    if entity is not None and entity.label_ in _WHOLE and entity.label_ != "LOC":
        before = [t for t in doc[entity.start : start] if t.lower_ not in ("the", "a")]
        after = [t for t in doc[end : entity.end] if t.text not in ("'s", "’s", "'", "’")]
        if not before and after and (_is_role(after[0].lower_) or after[0].pos_ in ("VERB", "ADP", "NOUN")):
            return True
        if entry.kind in ("state", "capital", "organisation") and end - start <= 2 and (before or after):
            return _is_role(after[0].lower_) if after and not before else False
    if entry.kind == "capital" and (
        _is_name_part(doc, start - 1, entry)
        or (end < len(doc) and doc[end].ent_type_ == "PERSON" and last.ent_type_ == "PERSON")
    ):
        return False
    return True


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


def _clean(reading: Reading, start: int, end: int, label: str) -> Candidate | None:
    """Take determiners, titles, offices and possessives off an entity; None when nothing of a name is left."""
    tables = lexicon()
    doc, words = reading.doc, reading.words
    form, office, gender = "", "", None
    while start < end and words[start].lower() in ("the", "a", "an", "'s", "'", "-", "&", "and"):
        start += 1
    while end > start and (words[end - 1] in ("'s", "'", ".", "-", "&") or doc[end - 1].lower_ in ("the", "and", "of")):
        end -= 1
    if label != "ORG":
        limit = end
        particles = _PERSON_PARTICLES if label == "PERSON" else _PARTICLES
        for i in range(start, end):
            if not words[i][:1].isupper() and words[i].lower() not in particles and not words[i][:1].isdigit():
                limit = i if i > start else start
                break
        end = limit
        while end > start and words[end - 1].lower() in _PARTICLES:
            end -= 1
        while (
            end - start > 1
            and (title := words[start].lower().rstrip("."))
            and (
                title in tables.forms
                or _is_role(words[start].lower())
                or words[start] in tables.demonyms
                or title in ("ex", "former", "-")
            )
        ):
            if title in tables.forms:
                form = title
                office, sex = tables.forms[title]
                gender = gender or sex
            start += 1
    if start >= end or not any(w[:1].isupper() or w[:1].isdigit() for w in words[start:end]):
        return None
    if end - start == 1 and (words[start] in tables.demonyms) and label != "PERSON":
        label = "NORP"
    if not form:
        form, office, gender = form_before(reading, start)
    return Candidate(start, end, label, None, form, office, gender)


def form_before(reading: Reading, start: int) -> tuple[str, str, Gender | None]:
    """The form of address that stands right before token `start`: (form, office, gender), empty where there is none."""
    at = start - 1
    if at >= 0 and reading.words[at] == ".":
        at -= 1
    if at < 0 or not reading.words[at][:1].isupper():
        return "", "", None
    word = reading.words[at].lower().rstrip(".")
    if word not in lexicon().forms:
        return "", "", None
    office, gender = lexicon().forms[word]
    return word, office, gender


def _is_role(word: str) -> bool:
    role = lexicon().roles.get((word,))
    return role is not None and role.kind in ("person", "organisation")


def _missed(reading: Reading, taken: set[int]) -> Iterator[Candidate]:
    """Capitalised subjects of verbs, and heads of sources, that spaCy did not take for names."""
    tables = lexicon()
    for token in reading.doc:
        i = token.i
        if (
            token.pos_ != "PROPN"
            or i in taken
            or not reading.open[i]
            or reading.headline[i]
            or not token.text[:1].isupper()
            or token.ent_type_ in ("DATE", "TIME", "MONEY", "LAW", "EVENT", "LANGUAGE")
            or not (token.dep_ in ("nsubj", "agent") or i in reading.source_of or form_before(reading, i)[0])
            or token.text in tables.demonyms
            or _is_role(token.lower_)
            or token.lower_.rstrip(".") in tables.forms
        ):
            continue
        start = i
        while start > 0 and start - 1 not in taken and _joins(reading, start - 1):
            start -= 1
        end = i + 1
        while end < len(reading.doc) and end not in taken and _joins(reading, end):
            end += 1
        candidate = _clean(reading, start, end, "")
        if candidate is not None and not any(k in taken for k in range(candidate.start, candidate.end)):
            taken.update(range(candidate.start, candidate.end))
            yield candidate


def _joins(reading: Reading, i: int) -> bool:
    token = reading.doc[i]
    return token.pos_ == "PROPN" and token.text[:1].isupper() and reading.open[i] and not token.ent_type_
