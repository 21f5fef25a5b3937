"""Why the program made a claim, taken apart: "features for it: link cosine +1.31, title product +0.63".

Such lines say the same few things with other numbers. What is between the numbers is a string like others, the numbers
stand together. Part of format 4.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from rashomon.store.column_bytes import Reader, Writer

_NUMBER = re.compile(r"(?<![0-9.])(?:(0|[1-9][0-9]{0,6})\.([0-9]{2})|([1-9][0-9]{0,8}|0))(?![0-9.])")
_HUNDREDTHS, _WHOLE = "¤", "º"
"""Stand where a number was."""
_PLACE = re.compile(f"([{_HUNDREDTHS}{_WHOLE}])")
_HEAD, _BETWEEN = ": ", ", "


def take_apart(line: str) -> tuple[list[str], list[int], list[int]]:
    """Return the parts of a line without its numbers, and these: hundredths, and whole ones.

    >>> take_apart("joined: 2 pairs, mean 0.85")
    (['joined', 'º pairs', 'mean ¤'], [85], [2])
    """
    hundredths: list[int] = []
    whole: list[int] = []

    def keep(match: re.Match[str]) -> str:
        if match[3] is None:
            hundredths.append(int(match[1] + match[2]))
            return _HUNDREDTHS
        whole.append(int(match[3]))
        return _WHOLE

    head, mark, rest = _NUMBER.sub(keep, line).partition(_HEAD)
    return [head, *rest.split(_BETWEEN)] if mark else [head], hundredths, whole


def put_together(parts: Sequence[str], hundredths: Iterator[int], whole: Iterator[int]) -> str:
    """Return the line that `take_apart` took apart."""
    told = []
    for part in parts:
        pieces = _pieces(part)
        if len(pieces) > 1:
            numbers = (str(next(whole)) if mark == _WHOLE else _decimal(next(hundredths)) for mark in pieces[1::2])
            part = pieces[0] + "".join(number + behind for number, behind in zip(numbers, pieces[2::2], strict=True))
        told.append(part)
    return told[0] + _HEAD + _BETWEEN.join(told[1:]) if len(told) > 1 else told[0]


@functools.lru_cache(maxsize=1 << 12)
def _pieces(part: str) -> tuple[str, ...]:
    """A part cut at its numbers: what stands between them, and the mark of each. There are a few hundred parts."""
    return tuple(_PLACE.split(part))


@functools.lru_cache(maxsize=1 << 12)
def _decimal(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02}"


def write(lines: Sequence[str], writer: Writer) -> None:
    """Write lines: which they are, and each that is new once; one with characters that stand for numbers as it is."""
    before = len(writer.reasons)
    places = [writer.reasons.setdefault(line, len(writer.reasons)) for line in lines]
    new = [*islice(writer.reasons, before, None)]
    apart = [([line], [], []) if _PLACE.search(line) else take_apart(line) for line in new]
    writer.put([len(new)])
    writer.put(places)
    writer.put([0 if _PLACE.search(line) else len(parts) for line, (parts, _, _) in zip(new, apart, strict=True)])
    writer.put_strings(part for parts, _, _ in apart for part in parts)
    for numbers in ([one for _, one, _ in apart], [one for _, _, one in apart]):
        flat = [number for one in numbers for number in one]
        writer.put([len(flat)])
        writer.put(flat)


def read(count: int, reader: Reader) -> Sequence[str]:
    """Read the lines that `write` wrote; where nobody wants them they are passed over and empty."""
    (new,) = reader.take(1)
    places = reader.take(count)
    lengths = reader.take(new)
    parts = iter(reader.pick(reader.take(sum(length or 1 for length in lengths))))
    hundredths = iter(reader.take(*reader.take(1)))
    whole = iter(reader.take(*reader.take(1)))
    if not reader.reasoned:
        return [""] * count
    for length in lengths:
        own = [*islice(parts, length or 1)]
        reader.reasons.append(put_together(own, hundredths, whole) if length else own[0])
    return [reader.reasons[place] for place in places]
