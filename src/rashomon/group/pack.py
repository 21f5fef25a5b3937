"""Named arrays as bytes and back: how the state of the grouping is written. No pickle: reading runs no code.

Layout: eight bytes of magic, the length of a JSON header, the header, the arrays one after the other, a CRC-32 of all.
The header says the kind, the version, and of each array its name, type, length and size. Whole numbers are written as
differences from the one before or as they are, whichever is smaller, weights as they are; of both first all lowest
bytes, then all next ones, so that what is alike stands together (the byte shuffle of HDF5), little-endian and
compressed by zlib (RFC 1950). Small arrays are written at once: header and arrays in one stream of LZMA behind a header
that says the kind and the version alone.
"""

from __future__ import annotations

import functools
import json
import struct
import zlib
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from rashomon.errors import ArchiveError

Array = npt.NDArray[np.generic]
Arrays = dict[str, Array]
"""Arrays of one dimension under their names."""

VERSION = 4
"""Of the layout and of what is in it; raised with every change that an older program cannot read."""

_MAGIC = b"rshm\x00grp"
_HEAD = struct.Struct("<8sI")
_PLAIN = ("uint64", "float32", "float64")
"""Hashes and weights, which version 1 did not compress."""
_LEVEL = 6
_PLAINLY = "="
"""Before the type of whole numbers that are written as they are, where that is smaller than their differences."""


def pack(kind: str, arrays: Mapping[str, Array], *, at_once: bool = False) -> bytes:
    """Return `arrays` as bytes; the same arrays give the same bytes.

    Many small ones are compressed `at_once`, with their names, by LZMA: a third less than each of them by itself.
    """
    if at_once:
        return _closed({"kind": kind, "version": VERSION}, _press(_pack_small(arrays)))
    rows: list[tuple[str, str, int, int]] = []
    parts = []
    for name, array in arrays.items():
        small, kind_of = zlib.compress(_shuffled(array), _LEVEL), array.dtype.name
        if array.dtype.kind in "iu" and array.dtype.itemsize > 1:
            plain = zlib.compress(_planes(array), _LEVEL)
            if len(plain) < len(small):
                small, kind_of = plain, _PLAINLY + kind_of
        rows.append((name, kind_of, len(array), len(small)))
        parts.append(small)
    return _closed({"kind": kind, "version": VERSION, "arrays": rows}, *parts)


def _closed(said: Mapping[str, object], *parts: bytes) -> bytes:
    head = json.dumps(said, separators=(",", ":")).encode()
    body = b"".join((_HEAD.pack(_MAGIC, len(head)), head, *parts))
    return body + struct.pack("<I", zlib.crc32(body))


def _pack_small(arrays: Mapping[str, Array]) -> bytes:
    """Empty ones by their names alone, then the others; whole numbers as differences."""
    filled = [(name, array.dtype.name, len(array)) for name, array in arrays.items() if len(array)]
    empty = [(name, array.dtype.name) for name, array in arrays.items() if not len(array)]
    head = json.dumps([filled, empty], separators=(",", ":")).encode()
    return b"".join((head, b"\n", *(_shuffled(arrays[name]) for name, _, _ in filled)))


def _unpack_small(data: bytes) -> Arrays:
    head, _, body = data.partition(b"\n")
    filled, empty = json.loads(head)
    arrays: Arrays = {name: np.zeros(0, dtype=dtype) for name, dtype in empty}
    at = 0
    for name, dtype, count in filled:
        size = count * np.dtype(dtype).itemsize
        arrays[name] = _unshuffled(body[at : at + size], dtype)
        at += size
    return arrays


def _press(data: bytes) -> bytes:
    import lzma

    return lzma.compress(data, lzma.FORMAT_RAW, filters=_filters())


def _unpress(data: bytes) -> bytes:
    import lzma

    return lzma.decompress(data, lzma.FORMAT_RAW, filters=_filters())


@functools.cache
def _filters() -> list[dict[str, int]]:
    """LZMA for planes of bytes: neither the byte before nor the place tells what comes next (lc, lp, pb)."""
    import lzma

    return [{"id": lzma.FILTER_LZMA1, "dict_size": 1 << 16, "lc": 0, "lp": 0, "pb": 0}]


def unpack(kind: str, data: bytes) -> Arrays:
    """Return the arrays that `pack` wrote as `kind`. Raises ArchiveError: "damaged", "newer" or "not an archive"."""
    if len(data) < _HEAD.size + 4 or data[:8] != _MAGIC:
        raise ArchiveError(kind, "not an archive", "these bytes are no state of stories")
    body = memoryview(data)[:-4]
    if zlib.crc32(body) != struct.unpack("<I", data[-4:])[0]:
        raise ArchiveError(kind, "damaged", "the checksum of the state of stories is wrong")
    length = _HEAD.unpack_from(data)[1]
    head = json.loads(bytes(body[_HEAD.size : _HEAD.size + length]))
    if head["version"] > VERSION:
        raise ArchiveError(kind, "newer", "the state of stories was written by a newer version of Rashomon")
    if head["kind"] != kind:
        raise ArchiveError(kind, "not an archive", f"this is a state of {head['kind']!r}, not of {kind!r}")
    at = _HEAD.size + length
    if "arrays" not in head:
        return _unpack_small(_unpress(bytes(body[at:])))
    arrays: Arrays = {}
    for name, dtype, count, size in head["arrays"]:
        raw = body[at : at + size]
        if head["version"] == 1:
            whole = bytes(raw) if dtype in _PLAIN else zlib.decompress(raw)
            # a copy: what is read back is written to again
            arrays[name] = np.frombuffer(whole, dtype=np.dtype(dtype), count=count).copy()
        else:
            arrays[name] = _unshuffled(zlib.decompress(raw), dtype)
        at += size
    return arrays


def _shuffled(array: Array) -> bytes:
    if array.dtype.itemsize == 1:
        return array.tobytes()
    if array.dtype.kind in "iu":
        array = np.diff(array, prepend=array.dtype.type(0))  # modulo the size of the type, so nothing is lost
    return _planes(array)


def _planes(array: Array) -> bytes:
    return np.ascontiguousarray(array).view(np.uint8).reshape(-1, array.dtype.itemsize).T.tobytes()


def _unshuffled(data: bytes, kind: str) -> Array:
    dtype = np.dtype(kind.removeprefix(_PLAINLY))
    planes = np.frombuffer(data, dtype=np.uint8).reshape(dtype.itemsize, -1)
    array = np.ascontiguousarray(planes.T).view(dtype).reshape(-1)
    differences = dtype.kind in "iu" and dtype.itemsize > 1 and not kind.startswith(_PLAINLY)
    return np.cumsum(array, dtype=dtype) if differences else array


def put_strings(arrays: Arrays, name: str, strings: Sequence[str | None]) -> None:
    """Add strings to `arrays` as two arrays: their bytes in UTF-8, and their lengths (-1 for None)."""
    coded = [None if text is None else text.encode("utf-8", "surrogatepass") for text in strings]
    arrays[name] = np.frombuffer(b"".join(filter(None, coded)), dtype=np.uint8)
    arrays[f"{name}.length"] = np.array([-1 if text is None else len(text) for text in coded], dtype=np.int32)


def get_optional(arrays: Mapping[str, Array], name: str) -> list[str | None]:
    """Return the strings that `put_strings` added."""
    whole, at = arrays[name].tobytes(), 0
    strings: list[str | None] = []
    for length in arrays[f"{name}.length"].tolist():
        strings.append(None if length < 0 else whole[at : at + length].decode("utf-8", "surrogatepass"))
        at += max(0, length)
    return strings


def get_strings(arrays: Mapping[str, Array], name: str) -> list[str]:
    """Return the strings that `put_strings` added, none of which is None."""
    return [text or "" for text in get_optional(arrays, name)]


def put_rows(arrays: Arrays, name: str, rows: Sequence[Array], dtype: str) -> None:
    """Add arrays of one type but many lengths to `arrays` as two: all values, and the lengths."""
    empty = np.zeros(0, dtype=dtype)
    arrays[name] = np.concatenate([empty, *rows]).astype(dtype, copy=False)
    arrays[f"{name}.length"] = np.array([len(row) for row in rows], dtype=np.int32)


def get_rows(arrays: Mapping[str, Array], name: str) -> list[Array]:
    """Return the arrays that `put_rows` added."""
    ends = np.cumsum(arrays[f"{name}.length"])
    return [row.copy() for row in np.split(arrays[name], ends[:-1])] if len(ends) else []
