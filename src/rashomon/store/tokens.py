"""The tokens of a report as compact bytes and back: a byte a token and column, and zlib over all of it.

Starts and ends become gaps and lengths, heads become distances, lemmas rules ("s" off and nothing on), and only where
they are not the token in lower case; what does not fit into a byte stands in a list beside. Six tenths of the text.
"""

from __future__ import annotations

import itertools
import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

from rashomon.errors import ArchiveError
from rashomon.model.annotation import Tokens

_FORMAT = 1
_LEVEL = 9
_ESCAPE = 255

EMPTY = Tokens(start=(), end=(), lemma=(), pos=(), tag=(), dep=(), head=(), entity=())
"""No tokens: what an annotation that was read without them has."""


def encode_tokens(tokens: Tokens, text: str) -> bytes:
    """Return the tokens of a report with this `text` as bytes."""
    count = len(tokens)
    ends = [0, *tokens.end]
    gaps = [start - end for start, end in zip(tokens.start, ends, strict=False)]
    lengths = [end - start for start, end in zip(tokens.start, tokens.end, strict=True)]
    words = [text[start:end].lower() for start, end in zip(tokens.start, tokens.end, strict=True)]
    lemmas = {
        place: _rule(word, lemma)
        for place, (word, lemma) in enumerate(zip(words, tokens.lemma, strict=True))
        if lemma != word
    }
    places = list(lemmas)
    columns: list[bytes] = []
    over: list[list[int]] = []
    tables: list[list[str]] = []
    labels = [f"{pos} {tag}" for pos, tag in zip(tokens.pos, tokens.tag, strict=True)]
    for strings in (labels, tokens.dep, tokens.entity, lemmas.values()):
        table = {string: number for number, string in enumerate(dict.fromkeys(strings))}
        tables.append(list(table))
        _put((table[string] for string in strings), columns, over)
    _put(gaps, columns, over)
    _put(lengths, columns, over)
    _put((_fold(head - place) for place, head in enumerate(tokens.head)), columns, over)
    _put((place - before for place, before in zip(places, [0, *places], strict=False)), columns, over)
    header = json.dumps([count, len(places), tables, over], ensure_ascii=False, separators=(",", ":"))
    packed = header.encode("utf-8", "surrogatepass")
    return bytes([_FORMAT]) + zlib.compress(len(packed).to_bytes(4, "big") + packed + b"".join(columns), _LEVEL)


def decode_tokens(data: bytes, text: str) -> Tokens:
    """Return what `encode_tokens` wrote. Raises ArchiveError("damaged" or "newer") for anything else."""
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


def _rule(word: str, lemma: str) -> str:
    """How a word becomes its lemma: how many code points are cut off, and what is put there instead.

    >>> _rule("ministries", "ministry"), _apply("3 y", "ministries")
    ('3 y', 'ministry')
    """
    same = 0
    while same < min(len(word), len(lemma)) and word[same] == lemma[same]:
        same += 1
    return f"{len(word) - same} {lemma[same:]}"


def _apply(rule: str, word: str) -> str:
    cut, _, ending = rule.partition(" ")
    return word[: len(word) - int(cut)] + ending


def _put(values: Iterable[int], columns: list[bytes], over: list[list[int]]) -> None:
    listed = list(values)
    columns.append(bytes(value if value < _ESCAPE else _ESCAPE for value in listed))
    over.append([value for value in listed if value >= _ESCAPE])


def _get(data: bytes, over: Sequence[Any]) -> list[int]:
    if not over:
        return list(data)
    rest = iter(over)
    return [next(rest) if value == _ESCAPE else value for value in data]


def _fold(value: int) -> int:
    """A signed number as an unsigned one, small where it is near 0."""
    return 2 * value if value >= 0 else -2 * value - 1


def _unfold(value: int) -> int:
    return value // 2 if value % 2 == 0 else -(value + 1) // 2
