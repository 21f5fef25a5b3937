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
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rashomon.errors import ArchiveError
from rashomon.model.annotation import Tokens
from rashomon.store import guesses
from rashomon.store.guesses import Order
from rashomon.store.lemmas import apply_rule, lemma_rule

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
        lemma=tuple(map(_same, tokens.lemma)),
        pos=tuple(map(_same, tokens.pos)),
        tag=tuple(map(_same, tokens.tag)),
        dep=tuple(map(_same, tokens.dep)),
        entity=tuple(map(_same, tokens.entity)),
    )


@functools.lru_cache(maxsize=1 << 16)
def _same(string: str) -> str:
    return string


def encode_tokens(tokens: Tokens, text: str) -> bytes:
    """Return the tokens of a report with this `text` as bytes."""
    words = [text[start:end] for start, end in zip(tokens.start, tokens.end, strict=True)]
    labels = [*map(_label, tokens.pos, tokens.tag)]
    told = [*map(_tell, words, labels)]
    left, right = itertools.chain(("",), tokens.entity), [*labels[1:], guesses.EDGE]
    heads = [*map(operator.sub, tokens.head, range(len(words)))]
    columns: list[bytes] = []
    others: list[list[str]] = []
    for places, values in (
        ([one[0] for one in told], labels),
        ([*map(_dep_place, [guesses.EDGE, *labels], labels, right, tokens.dep)], tokens.dep),
        ([*map(_head_place, tokens.dep, labels, right, heads)], heads),
        ([*map(_entity_place, left, labels, [one[1] for one in told], tokens.entity)], tokens.entity),
    ):
        _put(places, values, columns, others)
    starts, ends = _guessed(text)
    rules = [
        (place, lemma_rule(words[place].lower(), lemma))
        for place, ((_, _, likely), lemma) in enumerate(zip(told, tokens.lemma, strict=True))
        if likely != lemma
    ]
    header = [len(tokens), others, _steps(sorted(starts ^ {*tokens.start})), _steps(sorted(ends ^ {*tokens.end}))]
    wrong = [_steps(place for place, _ in rules), [rule for _, rule in rules]]
    line = json.dumps([*header, *wrong], ensure_ascii=False, separators=(",", ":"))
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


@functools.lru_cache(maxsize=1 << 16)
def _tell(word: str, label: str) -> tuple[int, str, str]:
    """The place of a label for this written word, what the word begins with, and the likeliest lemma."""
    (order,), (shape,) = guesses.of_words((word,)), guesses.shapes((word,))
    return order.places.get(label, _ESCAPE), shape, _lemma(word.lower(), label)


@functools.lru_cache(maxsize=1 << 17)
def _dep_place(left: str, label: str, right: str, dep: str) -> int:
    return guesses.of_dep(left, label, right).places.get(dep, _ESCAPE)


@functools.lru_cache(maxsize=1 << 17)
def _head_place(dep: str, label: str, right: str, distance: int) -> int:
    return guesses.of_head(dep, label, right).places.get(str(distance), _ESCAPE)


@functools.lru_cache(maxsize=1 << 16)
def _entity_place(before: str, label: str, shape: str, entity: str) -> int:
    return guesses.of_entity(before, label, shape).places.get(entity, _ESCAPE)


@functools.lru_cache(maxsize=1 << 16)
def _lemma(word: str, label: str) -> str:
    """The likeliest lemma of a word, in lower case, with this label."""
    return apply_rule(guesses.rule_of(word, label), word)


@functools.lru_cache(maxsize=1 << 10)
def _label(pos: str, tag: str) -> str:
    return f"{pos} {tag}"


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


def _put(places: list[int], values: Sequence[object], columns: list[bytes], others: list[list[str]]) -> None:
    """Write the places of values in their orders, and in words those that are at none, or too far behind."""
    if max(places, default=0) < _ESCAPE:
        columns.append(bytes(places))
        others.append([])
        return
    columns.append(bytes(min(place, _ESCAPE) for place in places))
    others.append([str(value) for value, place in zip(values, places, strict=True) if place >= _ESCAPE])


def _get(orders: Sequence[Order], places: bytes, others: Iterable[str]) -> list[str]:
    rest = iter(others)
    return [
        order.labels[place] if place != _ESCAPE else next(rest) for order, place in zip(orders, places, strict=True)
    ]
