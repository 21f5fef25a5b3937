"""Makes the tables by which the tokens of a report are guessed, so that an archive keeps only what differs.

    python -m training.token_tables DIR... > src/rashomon/store/data/tokens-2.tsv

DIR holds reports of any kind that `rashomon annotate` reads; the tables were made from the 840 articles of PolNeAR and
698 of the corpora of stories (docs/archive.md). A table lists, for what is known of a token, the labels that it may
have in the order of their frequency; there are words in it, each with what a parser made of it, but no text.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from rashomon import pipeline
from rashomon.model.annotation import AnnotatedReport
from rashomon.settings import Settings
from rashomon.store import guesses
from rashomon.tables import read_table

_HEADER = """\
# What tokens are, by what is known of them: kind of label, context (rashomon/store/guesses.py), the labels in the order
# of their frequency. Made by training/token_tables.py. Part of format 2 of the tokens of an archive: they cannot be
# read without it, so it is never changed, but followed by another one."""
_KINDS = ("label", "dep", "head", "entity", "lemma")
_GAIN = 6
"""Tokens that a context must guess right and the more general one wrong, to have a row."""
_MOST = 8
"""Labels in a row."""


Counts = dict[str, Counter[str]]


def count(members: Iterable[AnnotatedReport]) -> tuple[dict[str, Counts], dict[str, dict[str, tuple[str, ...]]]]:
    """Count what tokens have, by what is known of them; return with it what each context falls back on."""
    found: dict[str, Counts] = {name: defaultdict(Counter) for name in _KINDS}
    behind: dict[str, dict[str, tuple[str, ...]]] = {name: {} for name in _KINDS}
    for member in members:
        for kind, contexts, value in guesses.examples(member.annotation.tokens, member.report.text):
            for place, context in enumerate(contexts):
                found[kind][context][value] += 1
                behind[kind][context] = contexts[place + 1 :]
    return found, behind


def rows(found: dict[str, Counts], behind: dict[str, dict[str, tuple[str, ...]]]) -> Iterator[str]:
    """Yield the lines of the table: its kind, the context, the labels."""
    known = {word for (word,) in read_table("rashomon.store.data", "words-2.tsv", columns=1)}
    for kind, contexts in found.items():
        first: dict[str, str] = {}
        for context in sorted(contexts, key=lambda one: (len(behind[kind][one]), one)):
            counts = contexts[context]
            word = context.split(" ")[-1].lower()
            if context.startswith("w ") and word.isalpha() and word not in known:
                continue
            best = [value for value, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
            before = next((first[one] for one in behind[kind][context] if one in first), None)
            if before is None or counts[best[0]] - counts[before] >= _GAIN:
                first[context] = best[0]
                yield "\t".join(
                    (kind, context, "|".join(best[: (1 if kind == "lemma" else _MOST) if context else None]))
                )


def main() -> None:
    """Annotate and write."""
    settings = Settings()
    reports = pipeline.only_reports(sys.argv[1:], settings=settings, refuse=print)
    write(pipeline.annotate_reports(reports, settings=settings, refuse=print))


def write(members: Iterable[AnnotatedReport]) -> None:
    """Print the table."""
    print(_HEADER)
    for line in rows(*count(members)):
        print(line)


if __name__ == "__main__":
    main()
