"""Reads the tokens of a report as format 1 wrote them: a byte a token and column, and zlib over all of it.

Starts and ends are gaps and lengths, heads distances, lemmas rules ("s" off and nothing on), and only where they are
not the token in lower case; what does not fit into a byte stands in a list beside.
"""

from __future__ import annotations

import itertools
import json
import zlib
from collections.abc import Sequence
from typing import Any

from rashomon.errors import ArchiveError
from rashomon.model.annotation import Tokens

_FORMAT = 1
_LEVEL = 9
_ESCAPE = 255


def decode_tokens(data: bytes, text: str) -> Tokens:
    """Return tokens. Raises ArchiveError("damaged" or "newer") for anything else."""
    if data[:1] != bytes([_FORMAT]):
        newer = bool(data) and data[0] > _FORMAT
        raise ArchiveError("archive", "newer" if newer else "damaged", "tokens of an unknown format")
    try:
        whole = zlib.decompress(memoryview(data)[1:])
    except zlib.error as error:
        raise ArchiveError("archive", "damaged", f"tokens that cannot be inflated: {error}") from error
    body = 4 + int.from_bytes(whole[:4], "big")
    count, different, tables, over = json.loads(whole[4:body].decode("utf-8", "surrogatepass"))
    sizes = (count, count, count, different, count, count, count, different)
    ends = [body, *itertools.accumulate(sizes, initial=body)][1:]
    parts = [_get(whole[start:end], rest) for start, end, rest in zip(ends, ends[1:], over, strict=False)]
    labels, deps, entities, lemmas, gaps, lengths, heads, places = parts
    start, end = [], []
    at = 0
    for gap, length in zip(gaps, lengths, strict=True):
        at += gap
        start.append(at)
        at += length
        end.append(at)
    lemma = [text[one:two].lower() for one, two in zip(start, end, strict=True)]
    for place, number in zip(itertools.accumulate(places), lemmas, strict=True):
        lemma[place] = _apply(tables[3][number], lemma[place])
    pairs = [label.split(" ", 1) for label in tables[0]]
    return Tokens(
        start=tuple(start),
        end=tuple(end),
        lemma=tuple(lemma),
        pos=tuple(pairs[number][0] for number in labels),
        tag=tuple(pairs[number][1] for number in labels),
        dep=tuple(tables[1][number] for number in deps),
        head=tuple(place + _unfold(value) for place, value in enumerate(heads)),
        entity=tuple(tables[2][number] for number in entities),
    )


def _apply(rule: str, word: str) -> str:
    cut, _, ending = rule.partition(" ")
    return word[: len(word) - int(cut)] + ending


def _get(data: bytes, over: Sequence[Any]) -> list[int]:
    if not over:
        return list(data)
    rest = iter(over)
    return [next(rest) if value == _ESCAPE else value for value in data]


def _unfold(value: int) -> int:
    return value // 2 if value % 2 == 0 else -(value + 1) // 2
