"""Names that spaCy does not tag: capitalised subjects, sources and institutions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rashomon.annotate.actors.clean_name import Candidate, clean_name, form_before, role_of
from rashomon.annotate.actors.draft import Reading
from rashomon.annotate.actors.lexicon import lexicon


def missed_names(reading: Reading, candidates: list[Candidate]) -> Iterator[Candidate]:
    """Capitalised subjects of verbs, heads of sources and names with an organisation's word that spaCy did not take
    for names."""
    tables = lexicon()
    taken = {i for c in candidates for i in range(c.start, c.end)}
    for token in reading.doc:
        i, word = token.i, reading.words[token.i]
        if i in taken or not word[:1].isupper() or not reading.open[i] or reading.headline[i]:
            continue
        if token.pos_ != "PROPN" and word not in reading.proper and not _bare_singular(reading, token):
            continue
        if token.ent_type_ in ("DATE", "TIME", "MONEY", "LAW", "EVENT", "LANGUAGE") or word in tables.demonyms:
            continue
        place = tables.organisation_words.get(word.lower(), ("", ""))[0]
        wanted = token.dep_ in ("nsubj", "agent", "appos") or i in reading.heads or bool(place)
        wanted = wanted or (word in reading.proper and word.lower() in tables.given and _qualified(reading, i))
        if not wanted and not form_before(reading, i)[0]:
            continue
        start, end = i, i + 1
        while start > 0 and start - 1 not in taken and _joins(reading, start - 1):
            start -= 1
        while end < len(reading.doc) and end not in taken and (_joins(reading, end) or _joins_of(reading, end, place)):
            end += 1
        candidate = clean_name(reading, start, end, "")
        if candidate is None or any(k in taken for k in range(candidate.start, candidate.end)):
            continue
        if place and candidate.end - candidate.start == 1:
            continue
        taken.update(range(candidate.start, candidate.end))
        yield candidate


def _qualified(reading: Reading, i: int) -> bool:
    """Whether a first name stands behind an age or what one calls a child: "eight-year-old Matilda", "little Jack"."""
    return i > 0 and reading.words[i - 1].lower() in ("old", "little", "baby", "young", "toddler")


def _joins_of(reading: Reading, i: int, place: str) -> bool:
    """Whether "of" goes on an organisation's name ("Bank of America")."""
    following = reading.words[i + 1][:1] if i + 1 < len(reading.words) else ""
    return place == "any" and reading.words[i] == "of" and following.isupper()


def _bare_singular(reading: Reading, token: Any) -> bool:
    """Whether a capitalised noun that opens a sentence is singular, bare and cited, as only a name can be ("Acmecorp
    said")."""
    bare = token.tag_ == "NN" and not any(c.dep_ in ("det", "poss", "amod", "nummod") for c in token.children)
    plain = role_of(token.lower_) is None and token.lower_ not in reading.small
    return bare and plain and token.i in reading.heads and reading.firsts.get(token.text, 0) > 1


def _joins(reading: Reading, i: int) -> bool:
    token = reading.doc[i]
    named = token.pos_ == "PROPN" or reading.words[i] in reading.proper
    alone = not token.ent_type_ or (i > 0 and reading.words[i - 1] == "of" and token.ent_type_ in ("GPE", "ORG"))
    return named and token.text[:1].isupper() and reading.open[i] and alone and not token.is_space
