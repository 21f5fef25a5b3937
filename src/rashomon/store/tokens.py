"""The tokens of a report as compact bytes and back: what differs from the likeliest reading of its text.

Where tokens begin and end, and every label, is guessed (`store.guesses`); written down are the places where the guess
is wrong, and of labels at which place in the order of likelihood they stand, a byte a token and column, mostly 0: the
gaps between the others are written, then these, and zlib over all of it. A fifth of the text. Format 2 wrote every
byte; what format 1 wrote, without guesses, is read by `store.tokens_1`.
"""

from __future__ import annotations

import functools
import itertools
import json
import operator
import re
import sys
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rashomon.errors import ArchiveError
from rashomon.model.annotation import Tokens
from rashomon.store import guesses
from rashomon.store.guesses import Order
from rashomon.store.lemmas import apply_rule, lemma_rule
from rashomon.store.memo import Memo

_FORMAT = 3
_LEVEL = 9
_ESCAPE = 255
_OTHER = re.compile(rb"[^\0]")
_TOKEN = re.compile(r"(?:[A-Z]\.)+|\d+(?:[.,:]\d+)*|['’][sS]\b|\w+|[^\w\s]")
"""Most tokens; part of the format, as the tables are."""

EMPTY = Tokens(start=(), end=(), lemma=(), pos=(), tag=(), dep=(), head=(), entity=())
"""No tokens: what an annotation that was read without them has."""


def share(tokens: Tokens) -> Tokens:
    """Return the same tokens, in which equal lemmas and labels are one string: 145 bytes of memory a token, not 240."""
    return replace(
        tokens,
        lemma=tuple(map(sys.intern, tokens.lemma)),
        pos=tuple(map(sys.intern, tokens.pos)),
        tag=tuple(map(sys.intern, tokens.tag)),
        dep=tuple(map(sys.intern, tokens.dep)),
        entity=tuple(map(sys.intern, tokens.entity)),
    )


def encode_tokens(tokens: Tokens, text: str) -> bytes:
    """Return the tokens of a report with this `text` as bytes."""
    words = [text[start:end] for start, end in zip(tokens.start, tokens.end, strict=True)]
    labels = [*map(_LABELS.__getitem__, zip(tokens.pos, tokens.tag, strict=True))]
    told = [*map(_TOLD.__getitem__, zip(words, labels, strict=True))]
    places, shapes, likely = zip(*told, strict=True) if told else ((), (), ())
    left, right, before = (guesses.EDGE, *labels), [*labels[1:], guesses.EDGE], ("", *tokens.entity)
    heads = [*map(str, map(operator.sub, tokens.head, range(len(words))))]
    columns: list[bytes] = []
    others: list[list[str]] = []
    _put(places, labels, columns, others)
    for orders, values in (
        (map(_DEPS.__getitem__, zip(left, labels, right, strict=False)), tokens.dep),
        (map(_HEADS.__getitem__, zip(tokens.dep, labels, right, strict=False)), heads),
        (map(_ENTITIES.__getitem__, zip(before, labels, shapes, strict=False)), tokens.entity),
    ):
        _put([order.get(value, _ESCAPE) for order, value in zip(orders, values, strict=True)], values, columns, others)
    starts, ends = _guessed(text)
    wrong = [place for place, differs in enumerate(map(operator.ne, likely, tokens.lemma)) if differs]
    rules = [lemma_rule(words[place].lower(), tokens.lemma[place]) for place in wrong]
    header = [len(tokens), others, _steps(sorted(starts ^ {*tokens.start})), _steps(sorted(ends ^ {*tokens.end}))]
    line = json.dumps([*header, _steps(wrong), rules], ensure_ascii=False, separators=(",", ":"))
    packed = line.encode("utf-8", "surrogatepass")
    packer = zlib.compressobj(_LEVEL)
    gaps, rest = _gaps(b"".join(columns))
    parts = (_sized(packed), _sized(gaps), rest)
    # blocks of their own: each is spread in its own way
    return (
        bytes([_FORMAT]) + b"".join(packer.compress(one) + packer.flush(zlib.Z_BLOCK) for one in parts) + packer.flush()
    )


def decode_tokens(data: bytes, text: str) -> Tokens:
    """Return what `encode_tokens` wrote. Raises ArchiveError("damaged" or "newer") for anything else."""
    if data[:1] == b"\x01":
        from rashomon.store import tokens_1

        return tokens_1.decode_tokens(data, text)
    if data[:1] not in (b"\x02", bytes([_FORMAT])):
        newer = bool(data) and data[0] > _FORMAT
        raise ArchiveError("archive", "newer" if newer else "damaged", "tokens of an unknown format")
    try:
        whole = zlib.decompress(memoryview(data)[1:])
    except zlib.error as error:
        raise ArchiveError("archive", "damaged", f"tokens that cannot be inflated: {error}") from error
    body = 4 + int.from_bytes(whole[:4], "big")
    count, others, starts, ends, places, rules = json.loads(whole[4:body].decode("utf-8", "surrogatepass"))
    flat = whole[body:]
    if data[0] == _FORMAT:
        edge = body + 4 + int.from_bytes(whole[body : body + 4], "big")
        flat = _filled(whole[body + 4 : edge], whole[edge:], 4 * count)
    columns = [flat[count * number : count * (number + 1)] for number in range(4)]
    rest = [iter(strings) for strings in others]
    guessed_starts, guessed_ends = _guessed(text)
    start = sorted(guessed_starts ^ set(itertools.accumulate(starts)))
    end = sorted(guessed_ends ^ set(itertools.accumulate(ends)))
    words = [text[one:two] for one, two in zip(start, end, strict=True)]
    labels = _get(guesses.of_words(words), columns[0], rest[0])
    deps = _get(guesses.of_labels(labels), columns[1], rest[1])
    heads = _get(guesses.of_dependencies(deps, labels), columns[2], rest[2])
    entities: list[str] = []
    before = ""
    for label, shape, place in zip(labels, guesses.shapes(words), columns[3], strict=True):
        order = guesses.of_entity(before, label, shape)
        before = order.labels[place] if place != _ESCAPE else next(rest[3])
        entities.append(before)
    lower = [word.lower() for word in words]
    wrong = dict(zip(itertools.accumulate(places), rules, strict=True))
    pairs = [*map(_pair, labels)]
    lemmas = [*map(_lemma, lower, labels)]
    for place, rule in wrong.items():
        lemmas[place] = apply_rule(rule, lower[place])
    return Tokens(
        start=tuple(start),
        end=tuple(end),
        lemma=tuple(lemmas),
        pos=tuple(pair[0] for pair in pairs),
        tag=tuple(pair[1] for pair in pairs),
        dep=tuple(deps),
        head=tuple(place + int(head) for place, head in enumerate(heads)),
        entity=tuple(entities),
    )


def _tell(labelled: tuple[str, str]) -> tuple[int, str, str]:
    """The place of a label for a written word, what the word begins with, and the likeliest lemma."""
    word, label = labelled
    (order,), (shape,) = guesses.of_words((word,)), guesses.shapes((word,))
    return order.places.get(label, _ESCAPE), shape, _lemma(word.lower(), label)


def _dep_places(context: tuple[str, str, str]) -> dict[str, int]:
    return guesses.of_dep(*context).places


def _head_places(context: tuple[str, str, str]) -> dict[str, int]:
    return guesses.of_head(*context).places


def _entity_places(context: tuple[str, str, str]) -> dict[str, int]:
    return guesses.of_entity(*context).places


_LABELS = Memo[tuple[str, str], str](" ".join, most=1 << 10)
_TOLD = Memo(_tell, most=1 << 16)
_DEPS = Memo(_dep_places, most=1 << 16)
_HEADS = Memo(_head_places, most=1 << 16)
_ENTITIES = Memo(_entity_places, most=1 << 14)


@functools.lru_cache(maxsize=1 << 16)
def _lemma(word: str, label: str) -> str:
    """The likeliest lemma of a word, in lower case, with this label."""
    return apply_rule(guesses.rule_of(word, label), word)


@functools.lru_cache(maxsize=1 << 10)
def _pair(label: str) -> tuple[str, str]:
    pos, _, tag = label.partition(" ")
    return pos, tag


def _sized(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def _gaps(data: bytes) -> tuple[bytes, bytes]:
    """How many zeros stand before each other byte, a byte 255 for 255 and more to come; and the other bytes.

    >>> _gaps(bytes([0, 0, 7, 1, 0]))
    (b'\\x02\\x00', b'\\x07\\x01')
    """
    lengths = [*map(len, _OTHER.split(data))]
    lengths.pop()  # nothing comes after the last zeros
    others = data.translate(None, b"\0")
    if max(lengths, default=0) < _ESCAPE:
        return bytes(lengths), others
    return b"".join(b"\xff" * (gap // _ESCAPE) + bytes((gap % _ESCAPE,)) for gap in lengths), others


def _filled(gaps: bytes, others: bytes, size: int) -> bytes:
    """The `size` bytes of which `_gaps` made these."""
    out = bytearray(size)
    rest = iter(others)
    at = 0
    for gap in gaps:
        at += gap
        if gap < _ESCAPE:
            out[at] = next(rest)
            at += 1
    return bytes(out)


def _guessed(text: str) -> tuple[set[int], set[int]]:
    """Where tokens begin and end, most likely."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    return {start for start, _ in spans}, {end for _, end in spans}


def _steps(numbers: Iterable[int]) -> list[int]:
    listed = list(numbers)
    return [number - before for number, before in zip(listed, [0, *listed], strict=False)]


def _put(places: Sequence[int], values: Sequence[str], columns: list[bytes], others: list[list[str]]) -> None:
    """Write the places of values in their orders, and in words those that are at none, or too far behind."""
    if max(places, default=0) < _ESCAPE:
        columns.append(bytes(places))
        others.append([])
        return
    columns.append(bytes(min(place, _ESCAPE) for place in places))
    others.append([value for value, place in zip(values, places, strict=True) if place >= _ESCAPE])


def _get(orders: Sequence[Order], places: bytes, others: Iterable[str]) -> list[str]:
    rest = iter(others)
    return [
        order.labels[place] if place != _ESCAPE else next(rest) for order, place in zip(orders, places, strict=True)
    ]
