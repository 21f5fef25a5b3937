"""Whether a name in a sentence is a place: entity labels, prepositions, neighbours, people of the same name."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rashomon.annotate.places.gazetteer import Candidate
from rashomon.tables import read_table

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_NAME_LABELS = frozenset({"PERSON", "ORG", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT"})
_LOOSE = frozenset({"the", "'s", "’s", "'", "’", "of"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for a place: `label`, spaCy calls it one; `preposition`, a locative preposition or verb governs it;
    `region`, a word such as "province" stands behind it.
    """

    label: bool = False
    preposition: bool = False
    region: bool = False


@functools.cache
def place_words(kind: str) -> frozenset[str]:
    return frozenset(w for w, k in read_table("rashomon.annotate.data", "place-words.tsv", columns=2) if k == kind)


@functools.cache
def _also_words() -> frozenset[str]:
    return frozenset(word.lower() for word in place_words("word"))


def people_of(doc: Any) -> frozenset[str]:
    """The words of all persons' names of two words and more, as spaCy finds them."""
    out: set[str] = set()
    for entity in doc.ents:
        if entity.label_ == "PERSON" and len(entity) > 1:
            out.update(token.text for token in entity if token.text[0].isupper())
    return frozenset(out)


def weigh(doc: Any, start: int, end: int, candidates: Sequence[Candidate], people: frozenset[str]) -> Evidence | None:
    """Return what speaks for tokens [start, end) being a place, or None when they are something else."""
    first, last = doc[start], doc[end - 1]
    before = doc[start - 1] if start else None
    after = doc[end] if end < len(doc) else None
    label = first.ent_type_
    if before is not None and before.lower_ == "the" and start > 1:
        governor = doc[start - 2]
    else:
        governor = before
    preposition = governor is not None and governor.lemma_ in place_words("preposition") and not governor.is_space
    if _is_part_of_name(doc, start, end, before, after):
        return None
    best = candidates[0]
    great = best.source in ("curated", "state", "capital") and not best.alternate
    if label in _NAME_LABELS and not _stands_alone(doc, start, end):
        return None
    if (
        after is not None
        and after.ent_type_ == "PERSON"
        and after.ent_iob_ == "B"
        and not preposition
        and label == "PERSON"
    ):
        return None
    also_word = first.lower_ in _also_words() and end - start == 1
    person = first.text in people and end - start == 1
    if label == "PERSON" and not (great and not also_word) and not preposition:
        return None
    if person and not (label in _PLACE_LABELS and (preposition or great)) and not (great and preposition):
        return None
    is_place = label in _PLACE_LABELS
    if label in ("DATE", "CARDINAL", "TIME", "ORDINAL", "QUANTITY", "MONEY", "LANGUAGE") and not preposition:
        return None
    if also_word and not is_place and not (preposition and first.pos_ == "PROPN"):
        return None
    if also_word and after is not None and after.pos_ == "PROPN" and after.ent_type_ == "PERSON" and not preposition:
        return None
    if first.pos_ not in ("PROPN", "NOUN", "ADJ", "X", "DET") and not is_place:
        return None
    region = after is not None and after.text in place_words("part-behind")
    return Evidence(label=is_place, preposition=preposition and last.pos_ in ("PROPN", "NOUN", "X"), region=region)


def _is_part_of_name(doc: Any, start: int, end: int, before: Any, after: Any) -> bool:
    """Whether the words around make it part of another name: "Washington Post", "University of Texas"."""
    if (
        after is not None
        and after.text in place_words("name-behind")
        and after.text[0].isupper()
        and not _title_case(doc, start)
    ):
        return True
    if before is None:
        return False
    names = place_words("name-before")
    if before.text in names and before.text[0].isupper() and not before.is_sent_start:
        return True
    return before.lower_ == "of" and start > 1 and f"{doc[start - 2].text} of" in names


def _title_case(doc: Any, start: int) -> bool:
    words = [t for t in doc[start].sent if t.is_alpha and len(t) > 3]
    return len(words) > 4 and sum(t.text[0].isupper() for t in words) * 3 >= 2 * len(words)


def _stands_alone(doc: Any, start: int, end: int) -> bool:
    """Whether the named entity that holds the tokens holds nothing else of weight; a possessive cuts it off."""
    if end < len(doc) and doc[end].tag_ == "POS":
        return True
    index = start
    while index > 0 and doc[index].ent_iob_ == "I":
        index -= 1
        if doc[index].lower_ not in _LOOSE:
            return False
    index = end
    while index < len(doc) and doc[index].ent_iob_ == "I":
        if doc[index].lower_ not in _LOOSE:
            return False
        index += 1
    return True
