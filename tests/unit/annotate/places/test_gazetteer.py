"""The packed gazetteer and the hand-made tables beside it."""

from __future__ import annotations

import math
from importlib import resources
from typing import get_args

import pytest

from rashomon.annotate.places.gazetteer import Gazetteer, gazetteer
from rashomon.annotate.places.keys import place_key
from rashomon.errors import DataFileError
from rashomon.model.annotation import PlaceKind
from rashomon.tables import read_table

MAX_BYTES = 6_000_000


def packed() -> bytes:
    return resources.files("rashomon.annotate.data").joinpath("gazetteer.bin").read_bytes()


def test_size_and_attribution() -> None:
    content = packed()
    assert len(content) <= MAX_BYTES
    assert b"GeoNames" in content[:1000]
    assert b"CC BY 4.0" in content[:1000]


@pytest.mark.parametrize("cut", [0, 100, 4200, -1])
def test_a_cut_file_is_refused(cut: int) -> None:
    with pytest.raises(DataFileError):
        Gazetteer(packed()[:cut])


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Lviv", "UA", 49.84, 24.02),
        ("Lvov", "UA", 49.84, 24.02),
        ("Maputo", "MZ", -25.97, 32.58),
        ("São Tomé", "ST", 0.34, 6.73),
    ],
)
def test_known_cities(name: str, country: str, lat: float, lon: float) -> None:
    cities = [c for c in gazetteer().candidates(place_key(name)) if c.kind == "city" and c.country == country]
    assert cities
    assert math.dist((cities[0].lat, cities[0].lon), (lat, lon)) < 0.1


@pytest.mark.parametrize("name", ["Cashmere Kashmir", "Qwxyz", "", "\t", "A" * 5000, "kyiv\tAAA"])
def test_unknown_names(name: str) -> None:
    assert gazetteer().candidates(place_key(name)) == ()


@pytest.mark.parametrize(
    ("key", "name"), [("cologne", "Cologne"), ("koln", "Cologne"), ("firenze", "Florence"), ("fallujah", "Fallujah")]
)
def test_cities_bear_their_english_names(key: str, name: str) -> None:
    assert gazetteer().candidates(key)[0].name == name


def test_every_key_of_the_file_passes_the_sieve() -> None:
    known = gazetteer()
    lines = packed().split(b"\n")
    keys = [line.split(b"\t")[0].decode() for line in lines[-2000:] if b"\t" in line]
    assert len(keys) > 1000
    assert all(known.candidates(key) for key in keys)


def test_capitals_go_before_namesakes() -> None:
    assert gazetteer().candidates("paris")[0].source == "capital"
    assert gazetteer().candidates("taiwan strait")[0].source == "curated"


def test_hand_made_tables() -> None:
    kinds = set(get_args(PlaceKind))
    seen = set()
    for name, lat, lon, country, kind, _, stands_for in read_table(
        "rashomon.annotate.data", "place-curated.tsv", columns=7
    ):
        assert name not in seen, name
        seen.add(name)
        assert kind in kinds, name
        assert abs(float(lat)) <= 90, name
        assert abs(float(lon)) <= 180, name
        assert len(country) in (0, 2), name
        assert len(stands_for) in (0, 2), name
    codes = set()
    for code, name, lat, lon, *_ in read_table("rashomon.data", "states.tsv", columns=7):
        assert len(code) == 2, name
        assert code not in codes, name
        codes.add(code)
        assert abs(float(lat)) <= 90, name
        assert abs(float(lon)) <= 180, name


def test_states_lie_where_their_cities_are() -> None:
    """Half the cities of a state, by the gazetteer, lie within 2,000 kilometres or so of its centre in the table."""
    for code, name, lat, lon, seats, _, _ in read_table("rashomon.data", "states.tsv", columns=7):
        capital = seats.split("|")[0]
        near = [c for c in gazetteer().candidates(place_key(capital)) if c.country == code]
        if not near or code in ("RU", "US", "CA", "AU", "BR", "CN", "ID", "GL"):
            continue
        assert min(math.dist((c.lat, c.lon), (float(lat), float(lon))) for c in near) < 12, name
