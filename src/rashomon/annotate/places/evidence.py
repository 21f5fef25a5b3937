"""Whether a name in a sentence is a place: entity labels, prepositions, neighbours, people of the same name."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rashomon.annotate.places.gazetteer import Candidate, gazetteer
from rashomon.annotate.places.keys import place_key
from rashomon.tables import read_table

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_NAME_LABELS = frozenset({"PERSON", "ORG", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT"})
_OTHER_LABELS = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "MONEY", "LANGUAGE"})
_NAME_TAGS = frozenset({"PROPN", "NOUN", "ADJ", "X"})
_AROUND = 8  # tokens to both sides that are looked at: a headline has about ten, a list of places is cut short
_GOES_ON = 4  # words of a name between a place and the word that makes it a paper or club
_PARTING = frozenset({"at", "in", "near"})  # "the Indus at Kotri" is two names, whatever spaCy takes it for
_DATELINE = frozenset({":", "—", "–", "--"})
_LOOSE = frozenset({"the", "'s", "’s", "'", "’", "of"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for a place. `region`: a word such as "province" stands behind it.

    `points`: two for spaCy's label of a place; one for a preposition or verb of place, two for a clear one ("in", "at")
    where the label is not a person's; one off for a person's label without such a word.
    """

    points: int
    region: bool = False


@functools.cache
def place_words(kind: str) -> frozenset[str]:
    """The words of one kind in place-words.tsv, as they are written there."""
    return frozenset(w for w, k in read_table("rashomon.annotate.data", "place-words.tsv", columns=2) if k == kind)


@functools.cache
def peoples() -> frozenset[str]:
    """The words for peoples and nationals."""
    states = (w for row in read_table("rashomon.data", "states.tsv", columns=7) for w in row[6].split("|"))
    return frozenset(states) | {row[0] for row in read_table("rashomon.data", "demonyms.tsv", columns=3)}


@functools.cache
def still_verbs() -> frozenset[str]:
    """The verbs whose subject can be a place itself."""
    rows = read_table("rashomon.annotate.data", "place-metonyms.tsv", columns=2)
    return frozenset(word for word, kind in rows if kind == "no subject")


@functools.cache
def also_words() -> frozenset[str]:
    """The names that are also words, given names or surnames, in lower case."""
    return frozenset(word.lower() for word in place_words("word"))


def people_of(doc: Any) -> frozenset[str]:
    """The words of all persons' names of two words and more, as spaCy finds them."""
    out: set[str] = set()
    for entity in doc.ents:
        if entity.label_ == "PERSON" and len(entity) > 1:
            out.update(token.text for token in entity if token.text[0].isupper())
    return frozenset(out)


def firms_of(doc: Any) -> frozenset[str]:
    """The first words of all organisations' names of two words and more, as spaCy finds them: "Harlow Foods"."""
    entities = (e for e in doc.ents if e.label_ == "ORG" and len(e) > 1 and e[0].text[0].isupper())
    return frozenset(e[0].text for e in entities if e[1].text[0].isupper())


def weigh(
    doc: Any,
    start: int,
    end: int,
    candidates: Sequence[Candidate],
    people: frozenset[str],
    firms: frozenset[str],
    *,
    last: tuple[int, int],
) -> Evidence | None:
    """Return what speaks for tokens [start, end) being a place, or None when they are something else.

    `last` is where the place before ends and what points it has: the next one of a list ("Donetsk, Luhansk and
    Kherson") shares them.
    """
    first = doc[start]
    before = word_before(doc, start)
    after = doc[end] if end < len(doc) else None
    label = first.ent_type_
    if _is_persons(doc, start, end):
        return None
    if _is_part_of_name(doc, start, end, before, after):
        return None
    is_place = label in PLACE_LABELS
    governor = governor_of(doc, start, end)
    listed = 0 < start - last[0] <= 2 and all(doc[i].lower_ in (",", "and", "or", "/") for i in range(last[0], start))
    heads = _heads_report(doc, start, end)
    parting = _PARTING | {"and"} if governor or listed else _PARTING
    parting = parting | {"/"} if heads else parting
    if label in _NAME_LABELS and not _stands_alone(doc, start, end, parting):
        return None
    alone = before is not None and before.text == "(" and after is not None and after.text == ")"
    preposition = governor != "" or listed or alone
    strong = (governor != "" and governor not in place_words("weak")) or (listed and last[1] > 1)
    strong = strong or heads or (governor == "of" and _of_place(doc, start))
    if first.text in place_words("never") and (label == "DATE" or after is None or after.text != ","):
        return None
    if label in _OTHER_LABELS and (not governor or (before is not None and before.lower_ in (",", "and", "or"))):
        return None
    best = candidates[0]
    great = best.source in ("curated", "state", "capital") and not best.alternate
    if first.pos_ not in _NAME_TAGS and not is_place and not heads:
        return None
    if best.alternate and first.text in peoples():
        return None  # "Kazakh crude"
    if is_place and not great and _is_longer(doc, start):
        return None
    if end - start == 1:
        doubtful = first.lower_ in also_words() or first.lower_ in given_names() or any(c.word for c in candidates)
        doubtful = doubtful and first.text.isascii()  # "Réunion" is no reunion
        if doubtful:
            if not (is_place or (strong and first.pos_ == "PROPN")):
                return None
            if _begins_name(doc, start, after) or (label == "PERSON" and not strong):
                return None
            if not great and governor == "" and _acts(first):
                return None  # "Marina has learned nothing"
        if first.text in people and not (strong and (is_place or great)) and not (is_place and great):
            return None
    if not great and (
        (end - start == 1 and first.text in firms and governor in ("", "of") and not is_place) or _is_club(doc[end - 1])
    ):
        return None
    if not great and end - start == 1 and _is_first_of_two(first, after):
        return None  # "Vila Sororo"
    if before is not None and before.pos_ == "PROPN" and before.text[0].isupper() and _ends_name(doc, start, before):
        return None
    if not great and before is not None and before.ent_type_ == "PERSON" and before.text.istitle():
        return None  # the last of three names
    if not great and after is not None and after.text.isdigit() and after.tag_ == "CD" and not strong:
        return None  # "a Hwasong 12"
    if not great and after is not None and after.tag_ == "POS" and _names_on(doc, start, end):
        return None  # "St Mary's Lighthouse"
    region = after is not None and after.text in place_words("part-behind")
    points = 2 * is_place - (label == "PERSON" and not preposition) + preposition
    points += alone + 2 * heads + _qualifies(doc, start, end, candidates)
    mislabelled = label == "PERSON" and end - start == 1  # "faith in Jackson"
    points += strong and not is_place and not mislabelled and label not in _OTHER_LABELS and first.pos_ == "PROPN"
    return Evidence(points=max(points, last[1] * listed), region=region)


def _is_persons(doc: Any, start: int, end: int) -> bool:
    """Whether a name that nothing governs goes on as only a person's does: ", who teaches", "Roe, 54,"."""
    if end + 1 >= len(doc) or doc[end].text != "," or governor_of(doc, start, end):
        return False
    age = end + 2 < len(doc) and doc[end + 1].text.isdigit() and len(doc[end + 1]) == 2 and doc[end + 2].text == ","
    return bool(doc[end + 1].lower_ == "who" or age)


def _of_place(doc: Any, start: int) -> bool:
    """Whether the noun before "of" is what only a place has: "the capital of", "off the coast of"."""
    index = start - 1
    while index > 0 and doc[index].lower_ in ("the", "central", "of"):
        index -= 1
    return bool(doc[index].lemma_.lower() in place_words("of"))


def _heads_report(doc: Any, start: int, end: int) -> bool:
    """Whether the name stands in a dateline: alone, or as one of two, before a colon or dash at the head of a text."""
    left = start - 2 if start > 1 and doc[start - 1].text == "/" and doc[start - 2].text[0].isupper() else start
    right = end + 2 if end + 1 < len(doc) and doc[end].text == "/" and doc[end + 1].text[0].isupper() else end
    opens = left == 0 or (doc[left - 1].is_space and "\n" in doc[left - 1].text)
    return opens and right < len(doc) and doc[right].text in _DATELINE


def _qualifies(doc: Any, start: int, end: int, candidates: Sequence[Candidate]) -> bool:
    """Whether a name that is no word says of which place a plain noun is: "a Lancashire dye works"."""
    token = doc[end - 1]
    plain = token.dep_ == "compound" and token.ent_type_ != "PERSON" and token.pos_ == "PROPN"
    region = candidates[0].source in ("region", "subregion") and not candidates[0].word
    if not plain or not region or end >= len(doc) or not doc[end].text[0].islower():
        return False
    head = token.head
    return head.i >= end and head.text.islower() and start > 0 and doc[start - 1].lower_ in ("a", "an", "the")


def _acts(token: Any) -> bool:
    """Whether a name is the subject of a verb whose subject a town is not."""
    return bool(token.dep_ == "nsubj" and token.head.pos_ == "VERB" and token.head.lemma_ not in still_verbs())


def _is_club(token: Any) -> bool:
    """Whether the name is a side in a match: "Leicester beat Fulham"."""
    return token.dep_ in ("nsubj", "dobj", "conj") and token.head.lemma_ in place_words("match")


def _names_on(doc: Any, start: int, end: int) -> bool:
    """Whether the possessive behind the name goes on with the name of something else."""
    return doc[start].text in ("St.", "St", "Saint") or (end + 1 < len(doc) and doc[end + 1].ent_iob_ == "I")


def word_before(doc: Any, start: int) -> Any:
    """Return the token before, but for a line break inside a paragraph; None at the start."""
    index = start - 1
    while index >= 0 and doc[index].is_space and doc[index].text.count("\n") < 2:
        index -= 1
    return doc[index] if index >= 0 and not doc[index].is_space else None


def governor_of(doc: Any, start: int, end: int) -> str:
    """Return the locative preposition or verb before the name, or "based" and the like joined by a hyphen; else ""."""
    if end + 1 < len(doc) and doc[end].tag_ == "HYPH" and doc[end + 1].lower_ in place_words("hyphen"):
        return str(doc[end + 1].lower_)
    index = start - 1
    while index > 0 and (doc[index].lower_ in ("the", "central", "nearby", "downtown") or doc[index].is_space):
        index -= 1
    while (
        index > max(1, start - 2 * _AROUND)
        and doc[index].lower_ in ("and", ",", "or")
        and doc[index - 1].ent_type_ in PLACE_LABELS
    ):
        index -= 2  # "in Kharkiv and Sumy"
    lemma = str(doc[index].lemma_) if index >= 0 else ""
    if index > 1 and doc[index].lower_ == "as" and doc[index - 1].lower_ == "far":
        return "as far as"
    return lemma if lemma in place_words("preposition") or lemma in place_words("weak") else ""


def _is_longer(doc: Any, start: int) -> bool:
    """Whether a word with a capital that is no direction begins the named entity: "Holy Name", "Lower Something"."""
    if doc[start].ent_iob_ != "I":
        return False
    before = doc[start - 1]
    return bool(before.text[0].isupper() and before.lower_ not in _LOOSE and before.text not in place_words("side"))


def _begins_name(doc: Any, start: int, after: Any) -> bool:
    """Whether a name that could be a given name goes on: "Paris Dumont", but not "Paris Mayor"."""
    if after is None or after.pos_ != "PROPN" or not after.text[0].isupper() or not after.is_alpha:
        return False
    if after.lower_ in _titles() or after.text in place_words("part-behind"):
        return False
    return bool(doc[start].head.i == after.i or after.head.i == doc[start].head.i or doc[start].head.i == after.head.i)


def _is_first_of_two(first: Any, after: Any) -> bool:
    """Whether a name is only the first word of a longer one that the gazetteer does not have."""
    if after is None or first.dep_ != "compound" or first.head.i != after.i or after.pos_ != "PROPN":
        return False
    plain = after.text.istitle() and after.ent_type_ in ("", first.ent_type_) and after.lower_ not in _titles()
    known = after.text in place_words("part-behind") or after.text in place_words("side")
    return plain and not known and not gazetteer().candidates(place_key(after.text))


def _ends_name(doc: Any, start: int, before: Any) -> bool:
    """Whether a given name or form of address stands before: "Tom Holland", "Mr. London"."""
    if before.lower_ in _titles() or before.head.i != start:
        return False
    return any(
        (before.lower_ in given_names(), before.lower_.rstrip(".") in _addresses(), before.lower_ in also_words())
    )


@functools.cache
def _titles() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("rashomon.annotate.data", "title-roles.tsv", columns=4))


@functools.cache
def _addresses() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("rashomon.annotate.data", "title-forms.tsv", columns=3))


@functools.cache
def given_names() -> frozenset[str]:
    """Return the first names whose gender is known, in lower case."""
    return frozenset(row[0] for row in read_table("rashomon.annotate.data", "gender-first-names.tsv", columns=2))


def _is_part_of_name(doc: Any, start: int, end: int, before: Any, after: Any) -> bool:
    """Whether the words around make it part of another name: "Washington Post", "University of Texas"."""
    behind = end
    while behind < min(end + _GOES_ON, len(doc) - 1) and _goes_on(doc[behind]):
        behind += 1
    tail = doc[behind] if behind < len(doc) else None  # "the Cebu Morning Star"
    if (
        tail is not None
        and tail.text in place_words("name-behind")
        and tail.text[0].isupper()
        and not title_case(doc, start)
    ):
        return True
    if before is None:
        return False
    names = place_words("name-before")
    if before.text in names and before.text[0].isupper() and not before.is_sent_start:
        return True
    return before.lower_ == "of" and start > 1 and f"{doc[start - 2].text} of" in names


def _goes_on(token: Any) -> bool:
    """Whether a capitalised word inside a name is neither its last word nor a place or title itself."""
    if token.text == "-":
        return True  # "Asia-Pacific Economic Cooperation"
    return bool(
        token.dep_ in ("compound", "amod")
        and token.pos_ in ("PROPN", "ADJ")
        and token.text.istitle()
        and token.text not in place_words("name-behind")
        and token.ent_type_ not in ("GPE", "PERSON")
        and token.lower_ not in _titles()
    )


def title_case(doc: Any, start: int) -> bool:
    """Return whether the words around are a headline in title case, whose capitals say nothing."""
    words = [t for t in doc[max(0, start - _AROUND) : start + _AROUND] if t.is_alpha and len(t) > 3]
    return len(words) > 4 and sum(t.text[0].isupper() for t in words) * 3 >= 2 * len(words)


def _stands_alone(doc: Any, start: int, end: int, parting: frozenset[str]) -> bool:
    """Whether the named entity that holds the tokens holds nothing else of weight; a possessive and the words of
    `parting` cut it off."""
    if end < len(doc) and doc[end].tag_ == "POS":
        return True
    index = start
    while index > max(0, start - _AROUND) and doc[index].ent_iob_ == "I":
        index -= 1
        if doc[index].lower_ in parting:
            break
        if doc[index].text[0].isupper() and doc[index].lower_ not in _LOOSE:
            return False
    index = end
    while index < min(len(doc), end + _AROUND) and doc[index].ent_iob_ == "I" and doc[index].lower_ not in parting:
        if doc[index].text[0].isupper() and doc[index].lower_ not in _LOOSE:
            return False
        index += 1
    return True
