"""Where a name that the report has elsewhere, or a short form of it, stands unrecognised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rashomon.annotate.actors.clean_name import Candidate, form_before
from rashomon.annotate.actors.draft import Reading
from rashomon.annotate.actors.kinds import name_text
from rashomon.annotate.actors.lexicon import lexicon, name_words
from rashomon.model.annotation import ActorKind
from rashomon.model.spans import Span
from rashomon.names import fold


def again(
    reading: Reading, candidates: list[Candidate], kinds: dict[str, ActorKind | None], places: set[Span]
) -> Iterator[Candidate]:
    """Yield the places where a name that the report has elsewhere, a person's surname, or the first word of an
    organisation's stands unrecognised."""
    lands = {word for span in places for word in reading.text[span.start : span.end].split()}
    taken = {i for c in candidates for i in range(c.start, c.end)}
    forms: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for candidate in candidates:
        text = name_text(reading, candidate)
        kind = kinds.get(fold(text))
        if candidate.entry is None and kind is not None:
            words = candidate.words(reading)
            forms[words[0]].add(words)
            if kind == "person" and len(words) > 1 and len(words[-1]) > 2 and words[-1][:1].isupper():
                forms[words[-1]].add(words[-1:])
                kinds.setdefault(fold(words[-1]), "person")
            short = _telling(reading, words[0]) or _is_acronym(words[0])
            if kind == "organisation" and len(words) > 1 and short and words[0] not in lands:
                forms[words[0]].add(words[:1])
                kinds[fold(words[0])] = kinds.get(fold(words[0])) or "organisation"
            if kind == "organisation" and len(words) > 1 and _is_team(reading, words[-1]):
                forms[words[-1]].add(words[-1:])
                kinds[fold(words[-1])] = "organisation"
            given = fold(words[0]) in lexicon().given or (_telling(reading, words[0]) and words[0] not in lands)
            if kind == "person" and len(words) > 1 and given:
                forms[words[0]].add(words[:1])
                kinds.setdefault(fold(words[0]), "person")
    at, words = 0, reading.words
    while at < len(words):
        step = 1
        if at not in taken and reading.open[at] and words[at] in forms:
            for form in sorted(forms[words[at]], key=lambda f: (-len(f), f)):
                end = at + len(form)
                if words[at:end] == form and not any(i in taken for i in range(at, end)) and _whole(reading, at, end):
                    found, office, gender = form_before(reading, at)
                    yield Candidate(at, end, "", None, found, office, gender)
                    step = len(form)
                    break
        at += step


def _telling(reading: Reading, word: str) -> bool:
    """Whether the first word of an organisation's name is enough to name it: no word of the language, no people's or
    first name."""
    lower = word.lower()
    tables = lexicon()
    if len(word) < 4 or not word[0].isupper() or word.isupper() or lower in reading.small:
        return False
    known = word in tables.demonyms or (word,) in tables.entries or fold(word) in tables.given
    known = known or lower in tables.organisation_words or (lower,) in tables.roles
    return not known and word in reading.proper and lower not in name_words("qualifier")


def _is_acronym(word: str) -> bool:
    """Whether an organisation's name begins with an acronym that no table knows: "KLO Foundries"."""
    return word.isupper() and word.isalpha() and len(word) > 2 and (word,) not in lexicon().entries


def _is_team(reading: Reading, word: str) -> bool:
    """Whether the last word of a name is a team's, by which alone it is called: "the Seahawks", "Rovers"."""
    known = lexicon().organisation_words.get(word.lower(), ("", ""))
    return known == ("last", "body") and word.endswith("s") and word.lower() not in reading.small


def _whole(reading: Reading, start: int, end: int) -> bool:
    """Whether a known name of one word is a name here too: not a common word that opens a sentence."""
    if end - start > 1 or reading.words[start] in reading.proper:
        return True
    token = reading.doc[start]
    return token.pos_ == "PROPN" and token.ent_type_ not in ("DATE", "TIME")
