"""The places a name can mean: the hand-made tables, then cities and subdivisions from the packed gazetteer.

The packed file is described in `training/gazetteer.py`, which makes it. A look-up hashes the key and searches one
bucket of some forty bytes; nothing is parsed at the start but the hand-made tables.
"""

from __future__ import annotations

import functools
import re
import struct
import sys
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Literal

from rashomon.annotate.places.keys import ALPHABET, BUCKETS, HEADER_BYTES, SIEVE_BYTES, capitalised, place_key
from rashomon.errors import DataFileError
from rashomon.model.annotation import PlaceKind
from rashomon.tables import read_table

Source = Literal["curated", "state", "capital", "region", "subregion", "city"]
_REGION_RANK = 200
_NO_REGION = 65_535
_CAPITAL_RANK = (
    45  # no seat of government that bears a state's name in the table of states has fewer than 30,000 people
)
_KEY_BIT = 1 << 31
_REMEMBERED = 65_536  # answers kept; a day's news names some ten thousand places
_DIGIT = {letter: value for value, letter in enumerate(ALPHABET)}
_ID = re.compile(r"(~?)(.)(.)(.)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a name can mean.

    `rank` is ten times log10 of the population of a city or town, 0 for all else; `fame` is ten times log10 of one
    more than the number of its alternate names in all languages; `region` is the key of its first-level subdivision, ""
    if unknown; `alternate` says that the name is not the usual one (a transliteration, an old name); `word` says that
    it is also an English word; `stands_for` is the ISO code of the state whose government the name can stand for.
    """

    name: str
    lat: float
    lon: float
    country: str | None
    kind: PlaceKind
    source: Source
    rank: int = 0
    fame: int = 0
    region: str = ""
    alternate: bool = False
    word: bool = False
    stands_for: str = ""


class Gazetteer:
    """Names to candidates; the best known of each kind first."""

    def __init__(self, packed: bytes) -> None:
        """Read the packed gazetteer and the hand-made tables. Raises DataFileError if the file is not whole."""
        view = memoryview(packed)
        self._codes = packed[:HEADER_BYTES].split(b"\n# ")[-1].decode().split()
        if len(packed) < HEADER_BYTES + 16:
            raise DataFileError("gazetteer.bin", 0, "too short")
        count, names, keys, _ = struct.unpack_from("<IIII", packed, HEADER_BYTES)
        at = HEADER_BYTES + 16
        self._offset, at = _column(view, at, "I", count)
        self._directory, at = _column(view, at, "I", BUCKETS + 1)
        self._sieve, at = packed[at : at + SIEVE_BYTES], at + SIEVE_BYTES
        self._lat, at = _column(view, at, "h", count)
        self._lon, at = _column(view, at, "h", count)
        self._region, at = _column(view, at, "H", count)
        self._country, at = _column(view, at, "B", count)
        self._rank, at = _column(view, at, "B", count)
        self._fame, at = _column(view, at, "B", count)
        if at + names + keys != len(packed):
            raise DataFileError("gazetteer.bin", 0, f"{len(packed)} bytes where {at + names + keys} belong")
        self._packed, self._names, self._keys = packed, at, at + names
        self._hand = {key: tuple(found) for key, found in _hand_made().items()}
        self.tails = frozenset(key.split()[-1] for key in self._hand if " " in key)
        """Last words of the hand-made names: "Zangezur corridor" may end in lower case."""
        self._capitals = {(place_key(seat), row[0]) for row in _states() for seat in row[4].split("|") if seat}
        self._known: dict[str, tuple[Candidate, ...]] = {}

    def candidates(self, key: str) -> tuple[Candidate, ...]:
        """Return the places that `key` names: hand-made, states, capitals, regions, cities by population.

        Most words of a text name none: that is found out without building or remembering anything.
        """
        encoded = key.encode()
        number = zlib.crc32(encoded)
        if not self._sieve[number % SIEVE_BYTES] >> (number >> 29) & 1:
            return self._hand.get(key, ())
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[key] = (*self._hand.get(key, ()), *self._from_file(encoded, number % BUCKETS))
        return known

    def _from_file(self, key: bytes, bucket: int) -> tuple[Candidate, ...]:
        start, end = self._directory[bucket], self._directory[bucket + 1]
        start = self._packed.find(b"\n%b\t" % key, self._keys + start, self._keys + end)
        if start < 0:
            return ()
        start += len(key) + 1
        ids = self._packed[start + 1 : self._packed.index(b"\n", start)].decode()
        found = [
            self._candidate(
                (_DIGIT[m[2]] << 12) + (_DIGIT[m[3]] << 6) + _DIGIT[m[4]], alternate=bool(m[1]), word=ids[0] == "!"
            )
            for m in _ID.finditer(ids.lstrip("!"))
        ]
        order = {"capital": 0, "region": 1, "subregion": 2, "city": 3}
        found.sort(key=lambda c: (c.alternate, order[c.source], -c.rank, c.country or "", c.lat, c.lon))
        return tuple(found)

    def _candidate(self, index: int, *, alternate: bool, word: bool) -> Candidate:
        rank = self._rank[index]
        country = self._codes[self._country[index]]
        name = self._name(index)
        region = self._region[index]
        source: Source = "city"
        if rank >= _REGION_RANK:
            source = "region" if rank == _REGION_RANK + 1 else "subregion"
        elif rank >= _CAPITAL_RANK and (place_key(name), country) in self._capitals:
            source = "capital"
        return Candidate(
            name=name,
            lat=round(self._lat[index] / 360, 3),
            lon=round(self._lon[index] / 180, 3),
            country=country,
            kind="city" if rank < _REGION_RANK else "region",
            source=source,
            rank=rank if rank < _REGION_RANK else 0,
            fame=self._fame[index],
            region=place_key(self._name(region)) if region != _NO_REGION else "",
            alternate=alternate,
            word=word,
            stands_for=country if source == "capital" else "",
        )

    def _name(self, index: int) -> str:
        offset = self._offset[index]
        if offset & _KEY_BIT:
            start = self._keys + (offset ^ _KEY_BIT)
            return capitalised(self._packed[start : self._packed.index(b"\t", start)].decode())
        start = self._names + offset
        return self._packed[start : self._packed.index(b"\n", start)].decode()


@functools.cache
def gazetteer() -> Gazetteer:
    """Load the gazetteer, once a process."""
    return Gazetteer(resources.files("rashomon.annotate.data").joinpath("gazetteer.bin").read_bytes())


def _column(view: memoryview, at: int, code: Literal["B", "H", "I", "h"], count: int) -> tuple[Sequence[int], int]:
    end = at + count * struct.calcsize(code)
    if sys.byteorder == "little":
        return view[at:end].cast(code), end
    swapped: array[int] = array(code, view[at:end].tobytes())
    swapped.byteswap()
    return swapped, end


def _states() -> tuple[tuple[str, ...], ...]:
    return read_table("rashomon.data", "states.tsv", columns=7)


def _hand_made() -> dict[str, list[Candidate]]:
    """Key -> candidates from the curated table, then from that of states."""
    out: dict[str, list[Candidate]] = {}
    seats = {place_key(seat): code for code, _, _, _, names, _, _ in _states() for seat in names.split("|") if seat}
    for name, lat, lon, country, kind, others, stands_for in read_table(
        "rashomon.annotate.data", "place-curated.tsv", columns=7
    ):
        candidate = Candidate(
            name=name,
            lat=float(lat),
            lon=float(lon),
            country=country or None,
            kind=kind,  # type: ignore[arg-type]  # a test holds the table to the six kinds
            source="curated",
            stands_for=stands_for or (seats.get(place_key(name), "") if kind == "city" else ""),
        )
        for key in dict.fromkeys(place_key(n) for n in (name, *others.split("|")) if n):
            out.setdefault(key, []).append(candidate)
    for code, name, lat, lon, _, others, _ in _states():
        candidate = Candidate(
            name=name, lat=float(lat), lon=float(lon), country=code, kind="country", source="state", stands_for=code
        )
        for key in dict.fromkeys(place_key(n.removeprefix("the ")) for n in (name, *others.split("|")) if n):
            if all(known.name != name for known in out.get(key, [])):
                out.setdefault(key, []).append(candidate)
    return out
