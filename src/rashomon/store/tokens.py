"""The tokens of a report as compact bytes and back: what differs from the likeliest reading of its text.

Where tokens begin and end, and every label, is guessed (`store.guesses`); written down are the places where the guess
is wrong, and of labels at which place in the order of likelihood they stand, a byte a token and column, mostly 0, and
zlib over all of it. A fifth of the text. What format 1 wrote, without guesses, is read by `store.tokens_1`.
"""

from __future__ import annotations

import itertools
import json
import re
import zlib
from collections.abc import Iterable, Sequence

from rashomon.errors import ArchiveError
from rashomon.model.annotation import Tokens
from rashomon.store import guesses
from rashomon.store.guesses import Order
from rashomon.store.lemmas import apply_rule, lemma_rule

_FORMAT = 2
_LEVEL = 9
_ESCAPE = 255
_TOKEN = re.compile(r"(?:[A-Z]\.)+|\d+(?:[.,:]\d+)*|['’][sS]\b|\w+|[^\w\s]")
"""Most tokens; part of the format, as the tables are."""

EMPTY = Tokens(start=(), end=(), lemma=(), pos=(), tag=(), dep=(), head=(), entity=())
"""No tokens: what an annotation that was read without them has."""


def encode_tokens(tokens: Tokens, text: str) -> bytes:
    """Return the tokens of a report with this `text` as bytes."""
    words = [text[start:end] for start, end in zip(tokens.start, tokens.end, strict=True)]
    labels = [f"{pos} {tag}" for pos, tag in zip(tokens.pos, tokens.tag, strict=True)]
    heads = [str(head - place) for place, head in enumerate(tokens.head)]
    entities = [
        guesses.of_entity(before, label, shape)
        for before, label, shape in zip(("", *tokens.entity), labels, guesses.shapes(words), strict=False)
    ]
    columns: list[bytes] = []
    others: list[list[str]] = []
    for order, values in (
        (guesses.of_words(words), labels),
        (guesses.of_labels(labels), tokens.dep),
        (guesses.of_dependencies(tokens.dep, labels), heads),
        (entities, tokens.entity),
    ):
        _put(order, values, columns, others)
    starts, ends = _guessed(text)
    rules = [
        (place, lemma_rule(word.lower(), lemma))
        for place, (word, label, lemma) in enumerate(zip(words, labels, tokens.lemma, strict=True))
        if apply_rule(guesses.rule_of(word.lower(), label), word.lower()) != lemma
    ]
    places = _steps(place for place, _ in rules)
    header = [len(tokens), others, _steps(sorted(starts ^ {*tokens.start})), _steps(sorted(ends ^ {*tokens.end}))]
    line = json.dumps([*header, places, [rule for _, rule in rules]], ensure_ascii=False, separators=(",", ":"))
    packed = line.encode("utf-8", "surrogatepass")
    return bytes([_FORMAT]) + zlib.compress(len(packed).to_bytes(4, "big") + packed + b"".join(columns), _LEVEL)


def decode_tokens(data: bytes, text: str) -> Tokens:
    """Return what `encode_tokens` wrote. Raises ArchiveError("damaged" or "newer") for anything else."""
    if data[:1] == b"\x01":
        from rashomon.store import tokens_1

        return tokens_1.decode_tokens(data, text)
    if data[:1] != bytes([_FORMAT]):
        newer = bool(data) and data[0] > _FORMAT
        raise ArchiveError("archive", "newer" if newer else "damaged", "tokens of an unknown format")
    try:
        whole = zlib.decompress(memoryview(data)[1:])
    except zlib.error as error:
        raise ArchiveError("archive", "damaged", f"tokens that cannot be inflated: {error}") from error
    body = 4 + int.from_bytes(whole[:4], "big")
    count, others, starts, ends, places, rules = json.loads(whole[4:body].decode("utf-8", "surrogatepass"))
    columns = [whole[body + count * number : body + count * (number + 1)] for number in range(4)]
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
    pairs = [label.split(" ", 1) for label in labels]
    return Tokens(
        start=tuple(start),
        end=tuple(end),
        lemma=tuple(
            apply_rule(wrong.get(place) or guesses.rule_of(word, label), word)
            for place, (word, label) in enumerate(zip(lower, labels, strict=True))
        ),
        pos=tuple(pair[0] for pair in pairs),
        tag=tuple(pair[1] for pair in pairs),
        dep=tuple(deps),
        head=tuple(place + int(head) for place, head in enumerate(heads)),
        entity=tuple(entities),
    )


def _guessed(text: str) -> tuple[set[int], set[int]]:
    """Where tokens begin and end, most likely."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    return {start for start, _ in spans}, {end for _, end in spans}


def _steps(numbers: Iterable[int]) -> list[int]:
    listed = list(numbers)
    return [number - before for number, before in zip(listed, [0, *listed], strict=False)]


def _put(orders: Sequence[Order], values: Sequence[str], columns: list[bytes], others: list[list[str]]) -> None:
    places = [order.places.get(value, _ESCAPE) for order, value in zip(orders, values, strict=True)]
    columns.append(bytes(place if place < _ESCAPE else _ESCAPE for place in places))
    others.append([value for value, place in zip(values, places, strict=True) if place >= _ESCAPE])


def _get(orders: Sequence[Order], places: bytes, others: Iterable[str]) -> list[str]:
    rest = iter(others)
    return [
        order.labels[place] if place != _ESCAPE else next(rest) for order, place in zip(orders, places, strict=True)
    ]
