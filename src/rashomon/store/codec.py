"""Values of the model as compact bytes and back, lossless: what an archive keeps of annotations and synopses.

The first byte is the number of the format. From format 3 on a stream of zlib follows, with the table of strings
(`store.columns`), and then the columns: in the same stream where they are few, else behind it by LZMA, which learns
what is usual in each column. The dictionary of zlib begins with the most frequent words of English and with what the
program itself says often. What formats 1 and 2 wrote is read by `store.codec_2`. Texts have a stream of zlib alone.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Sequence
from typing import Any, TypeVar, cast

from rashomon.errors import ArchiveError
from rashomon.model.synopsis import Synopsis
from rashomon.store import columns
from rashomon.tables import read_table

_TEXT = 2
"""First byte of a text; 1 had no words in its dictionary."""
_VALUE = 4
"""First byte of any other value; 3 had its reasons as strings."""
_BEFORE = 5
"""First byte of what a synopsis says otherwise than the one after it; written as values of format 4."""
_STRINGS = {3: "strings-3.tsv", 4: "strings-4.tsv", 5: "strings-4.tsv"}
"""What the program itself says often, by the format."""
_LEVEL = 9
"""Of zlib; annotations are written once and mostly read, and it is one part in a hundred of the time to make them."""
_WINDOW = 1 << 15
_FRAME, _CHECK, _HAS_DICTIONARY = 2, 4, 0x20
"""Of a stream of zlib: bytes at its beginning, bytes of a checksum, the bit that says there is one of a dictionary."""
_FEW, _MANY = 200, 1000
"""Bytes of columns below which LZMA is not tried and from which zlib is not: of 1,220 reports, annotations and synopses
zlib wrote less in all 471 of fewer than 200 bytes, in none of 552 of more than 600."""

Value = TypeVar("Value")


def encode(kind: type[Value], value: Value, *, near: str = "") -> bytes:
    """Return `value`, a frozen dataclass of the model, as bytes. The same value gives the same bytes.

    `near` is a text in which many of its strings stand, such as the report that it annotates; to be handed to `decode`.
    """
    return _pack(_VALUE, *columns.write(kind, value), near)


def encode_before(value: Synopsis, after: Synopsis) -> bytes:
    """Return a synopsis as what it says otherwise than the one that followed it: a quarter of the bytes."""
    return _pack(_BEFORE, *columns.write_before(value, after), "")


def decode_before(data: bytes, after: Synopsis) -> Synopsis:
    """Return what `encode_before` wrote. Raises ArchiveError for anything else."""
    if not is_before(data):
        raise ArchiveError("archive", "damaged", "a value where there should be a difference from another one")
    return columns.read_before(*_unpack(data, ""), after)


def is_before(data: bytes) -> bool:
    """Whether `encode_before` wrote this."""
    return _format(data) == _BEFORE


def _pack(form: int, line: str, numbers: bytes, near: str) -> bytes:
    packer = zlib.compressobj(_LEVEL, zdict=_window(near, form))
    start = packer.compress(f"{line}\n".encode("utf-8", "surrogatepass"))
    ends = []
    if len(numbers) < _MANY:
        own = packer.copy() if len(numbers) >= _FEW else packer
        # a block of their own: numbers are spread otherwise than letters
        ends.append(own.flush(zlib.Z_BLOCK) + own.compress(numbers) + own.flush())
    if len(numbers) >= _FEW:
        checksum = zlib.crc32(numbers).to_bytes(4, "big")
        ends.append(packer.compress(checksum) + packer.flush() + _lzma_pack(numbers))
    return bytes([form]) + start + min(ends, key=len)


def decode(kind: type[Value], data: bytes, *, near: str = "", reasoned: bool = True) -> Value:
    """Return what `encode` wrote. Raises ArchiveError("damaged" or "newer") for anything else.

    Unless `reasoned`, claims come without their reasons, which take a third of the time to read (format 3 and later).
    """
    if is_before(data):
        raise ArchiveError("archive", "damaged", "a difference from another value where there should be a whole one")
    if is_older(data):
        from rashomon.store import codec_2

        return codec_2.decode(kind, _inflate(data, near))
    return cast(Value, columns.read(kind, *_unpack(data, near), form=data[0], reasoned=reasoned))


def decode_some(kind: type[Value], data: bytes, fields: Sequence[str], *, near: str = "") -> dict[str, Any]:
    """Return some fields of what `encode` wrote; the others are passed over, which saves most of the time."""
    if is_older(data):
        from rashomon.store import codec_2

        return codec_2.decode_some(kind, _inflate(data, near), fields)
    return columns.read_some(kind, *_unpack(data, near), fields, form=data[0])


def encode_text(text: str) -> bytes:
    """Return a text as compressed UTF-8."""
    packer = zlib.compressobj(_LEVEL, zdict=_window("", _TEXT))
    return bytes([_TEXT]) + packer.compress(text.encode("utf-8", "surrogatepass")) + packer.flush()


def decode_text(data: bytes) -> str:
    """Return what `encode_text` wrote."""
    return text_of(inflate_text(data))


def inflate_text(data: bytes) -> bytes:
    """Return a text as UTF-8; `text_of` makes the text of it."""
    _format(data)
    return _streams(data, "")[0]


def is_older(data: bytes) -> bool:
    """Whether a value was written before format 3: ids of claims are then left to `derived_ids.with_ids`."""
    return _format(data) < 3


def _format(data: bytes) -> int:
    if not data or not 1 <= data[0] <= _BEFORE:
        newer = bool(data) and data[0] > _BEFORE
        raise ArchiveError("archive", "newer" if newer else "damaged", f"a value of an unknown format ({data[:1]!r})")
    return data[0]


def _inflate(data: bytes, near: str) -> str:
    return text_of(_streams(data, near)[0])


def _unpack(data: bytes, near: str) -> tuple[str, bytes]:
    """The line of JSON and the columns of a value of format 3."""
    whole, behind = _streams(data, near)
    line, _, numbers = whole.partition(b"\n")
    if behind:
        numbers = _lzma_unpack(behind, checksum=numbers)
    return text_of(line), numbers


def _streams(data: bytes, near: str) -> tuple[bytes, bytes]:
    """What zlib wrote, and the bytes behind it.

    The stream is read without its frame (RFC 1950), whose checksum of the dictionary is half of the time; that of the
    contents is looked at here.
    """
    window = _window(near, data[0])
    start = 1 + _FRAME + (_CHECK if data[2:3] and data[2] & _HAS_DICTIONARY else 0)
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS, zdict=window) if window else zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        whole = unpacker.decompress(memoryview(data)[start:])
    except zlib.error as error:
        raise ArchiveError("archive", "damaged", f"a value that cannot be inflated: {error}") from error
    behind = unpacker.unused_data
    if not unpacker.eof or len(behind) < _CHECK:
        raise ArchiveError("archive", "damaged", "a value that is cut off")
    if zlib.adler32(whole) != int.from_bytes(behind[:_CHECK], "big"):
        raise ArchiveError("archive", "damaged", "a value with a wrong checksum")
    return whole, behind[_CHECK:]


def text_of(data: bytes) -> str:
    """Return UTF-8 as the text that it is; lone surrogates pass."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise ArchiveError("archive", "damaged", f"a value that is no text: {error}") from error


def _lzma_pack(data: bytes) -> bytes:
    import lzma

    return lzma.compress(data, lzma.FORMAT_RAW, filters=_filters())


def _lzma_unpack(data: bytes, *, checksum: bytes) -> bytes:
    import lzma

    try:
        whole = lzma.decompress(data, lzma.FORMAT_RAW, filters=_filters())
    except lzma.LZMAError as error:
        raise ArchiveError("archive", "damaged", f"a value that cannot be inflated: {error}") from error
    if zlib.crc32(whole).to_bytes(4, "big") != checksum:
        raise ArchiveError("archive", "damaged", "a value with a wrong checksum")
    return whole


@functools.cache
def _filters() -> list[dict[str, int]]:
    """LZMA for columns of bytes: neither the byte before nor the place tells what comes next (lc, lp, pb)."""
    import lzma

    return [{"id": lzma.FILTER_LZMA1, "dict_size": _WINDOW, "lc": 0, "lp": 0, "pb": 0, "mf": lzma.MF_BT3}]


def _window(near: str, form: int) -> bytes:
    """The dictionary of zlib, the last 32 kB that it can point back to: the words of English, then `near`."""
    text = near.encode("utf-8", "surrogatepass")
    return text[-_WINDOW:] if form == 1 else (_words(form) + text)[-_WINDOW:]


@functools.cache
def _words(form: int) -> bytes:
    """The most frequent words with a space on either side, the most frequent last: nearest, so that they cost least.
    From format 3 on come then, as a table of strings has them, those that the program makes."""
    words = [word for (word,) in read_table("rashomon.store.data", "words-2.tsv", columns=1) if len(word) > 2]
    text = f" {' '.join(reversed(words))} "
    if form in _STRINGS:
        own = [string for (string,) in read_table("rashomon.store.data", _STRINGS[form], columns=1)]
        text += '","'.join(reversed(own))
    return text.encode()[-_WINDOW:]
