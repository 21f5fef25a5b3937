"""Groups of spans as a few bytes: counts, distances and lengths as LEB128 numbers of seven bits a byte."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.model.spans import Span


def pack(*groups: Sequence[Span]) -> bytes:
    """Return groups of spans as bytes; the spans may come in any order.

    >>> pack([Span(3, 5)], [Span(200, 210), Span(1, 3)]).hex()
    '0106020290030a8d0302'
    """
    out = bytearray()
    for group in groups:
        _write(out, len(group))
        before = 0
        for span in group:
            step = span.start - before
            _write(out, 2 * step if step >= 0 else -2 * step - 1)
            _write(out, span.end - span.start)
            before = span.start
    return bytes(out)


def unpack(data: bytes) -> list[tuple[Span, ...]]:
    """Return the groups that `pack` wrote.

    >>> unpack(pack([Span(3, 5)], [], [Span(200, 210), Span(1, 3)]))[2]
    (Span(start=200, end=210), Span(start=1, end=3))
    """
    numbers = _read(data)
    groups = []
    for count in numbers:
        group = []
        before = 0
        for _ in range(count):
            step = next(numbers)
            before += step // 2 if step % 2 == 0 else -(step + 1) // 2
            group.append(Span(before, before + next(numbers)))
        groups.append(tuple(group))
    return groups


def pack_numbers(numbers: Sequence[int]) -> bytes:
    """Return numbers, each at least 0, as bytes.

    >>> unpack_numbers(pack_numbers([7, 3, 1000]))
    [7, 3, 1000]
    """
    out = bytearray()
    for number in numbers:
        _write(out, number)
    return bytes(out)


def unpack_numbers(data: bytes) -> list[int]:
    """Return the numbers that `pack_numbers` wrote."""
    return list(_read(data))


def _write(out: bytearray, number: int) -> None:
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)


def _read(data: bytes) -> Iterator[int]:
    number = shift = 0
    for byte in data:
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield number
            number = shift = 0
