"""Read bytes in bounded pieces: inflate, gather, cut into lines, and never hold more than the cap."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from rashomon.errors import ReportError
from rashomon.settings import IntakeSettings

GZIP_MAGIC = b"\x1f\x8b"
_STEP = 1 << 16


def stream(file: BinaryIO, *, settings: IntakeSettings) -> Iterator[bytes]:
    """Yield the bytes of `file` in pieces of at most 64 KiB, inflated if they begin as gzip (RFC 1952) does.

    Raises ReportError with the reason "gzip bomb" or "broken gzip"; OSError as the file raises it.
    """
    pieces = iter(lambda: file.read(_STEP), b"")
    first = next(pieces, b"")
    while len(first) < len(GZIP_MAGIC) and (more := next(pieces, b"")):
        first += more
    whole = _chain(first, pieces)
    return _inflate(whole, settings=settings) if first.startswith(GZIP_MAGIC) else whole


def gather(pieces: Iterable[bytes], *, settings: IntakeSettings) -> bytes:
    """Join `pieces`; raises ReportError "too large" as soon as they exceed `settings.max_bytes`."""
    kept, size = [], 0
    for piece in pieces:
        size += len(piece)
        if size > settings.max_bytes:
            raise ReportError("intake", "too large", f"more than {settings.max_bytes:,} bytes")
        kept.append(piece)
    return b"".join(kept)


def lines(pieces: Iterable[bytes], *, settings: IntakeSettings) -> Iterator[bytes | None]:
    """Yield the lines of `pieces` without their line feeds; None for one longer than `settings.max_bytes`."""
    kept: list[bytes] = []
    size = 0
    for piece in pieces:
        *complete, rest = piece.split(b"\n")
        for part in complete:
            size += len(part)
            kept.append(part)
            yield b"".join(kept) if size <= settings.max_bytes else None
            kept, size = [], 0
        size += len(rest)
        if size <= settings.max_bytes:
            kept.append(rest)
        else:
            kept = []
    if size:
        yield b"".join(kept) if size <= settings.max_bytes else None


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if first:
        yield first
    yield from rest


def _inflate(pieces: Iterable[bytes], *, settings: IntakeSettings) -> Iterator[bytes]:
    engine = zlib.decompressobj(wbits=31)
    consumed = produced = 0
    try:
        for piece in pieces:
            consumed += len(piece)
            waiting, full = piece, False
            while waiting or full:
                if engine.eof:
                    if not waiting.strip(b"\0"):  # padding after the last member is allowed
                        break
                    engine = zlib.decompressobj(wbits=31)
                out = engine.decompress(waiting, _STEP)
                produced += len(out)
                if produced > settings.bomb_floor and produced > settings.bomb_ratio * consumed:
                    detail = f"inflates to more than {settings.bomb_ratio} times its size"
                    raise ReportError("intake", "gzip bomb", detail)
                if out:
                    yield out
                waiting = engine.unused_data if engine.eof else engine.unconsumed_tail
                full = len(out) == _STEP and not engine.eof
    except zlib.error as error:
        raise ReportError("intake", "broken gzip", str(error)) from None
    if not engine.eof:
        raise ReportError("intake", "broken gzip", "ends before its time")
