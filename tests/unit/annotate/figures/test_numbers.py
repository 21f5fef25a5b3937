"""Numbers in digits and words, and what is no number."""

from __future__ import annotations

import pytest

from rashomon.annotate.figures.numbers import numeral, read_number


@pytest.mark.parametrize(
    ("text", "low", "high", "rest"),
    [
        ("two hundred and fourteen thousand men", 214_000, 214_000, " men"),
        ("a thousand million stars", 1e9, 1e9, " stars"),
        ("seventy-three boats", 73, 73, " boats"),
        ("three and a quarter miles", 3.25, 3.25, " miles"),
        ("two and a half million tonnes", 2.5e6, 2.5e6, " tonnes"),
        ("half a dozen goats", 6, 6, " goats"),
        ("a couple of hundred huts", 200, 300, " huts"),
        ("tens of thousands of hens", 20_000, 99_999, " of hens"),
        ("several dozen", 36, 108, ""),
        ("4½ hours", 4.5, 4.5, " hours"),
        ("4 1/2 hours", 4.5, 4.5, " hours"),
        ("1.35 million", 1.35e6, 1.35e6, ""),
        ("6,02 euros", None, None, ""),
        ("10\u202f500 sheep", 10_500, 10_500, " sheep"),
        ("seven eight nine", 7, 7, " eight nine"),
        ("twenty and counting", 20, 20, " and counting"),
    ],
)
def test_read_number(text: str, low: float | None, high: float | None, rest: str) -> None:
    number = read_number(text, 0, letters=False, max_digits=15)
    if low is None:
        assert number is None
        return
    assert number is not None
    assert (number.low, number.high, text[number.end :]) == (low, high, rest)


@pytest.mark.parametrize(
    ("text", "share"), [("two-thirds", 2 / 3), ("a fifth", 0.2), ("half", 0.5), ("¾", 0.75), ("7/8", 7 / 8)]
)
def test_fractions_are_shares(text: str, share: float) -> None:
    number = read_number(text, 0, letters=False, max_digits=15)
    assert number is not None
    assert number.share
    assert number.low == pytest.approx(share)


@pytest.mark.parametrize(
    "text", ["10,000,00", "1,2", "007", "1.2.3", "192.168.0.1", "9" * 400, "1,234567", "12,34,56", "1.234,5678,9"]
)
def test_no_numeral(text: str) -> None:
    assert numeral(text, max_digits=15) is None


@pytest.mark.parametrize(
    ("text", "letters", "value"), [("5m people", False, 5), ("5m people", True, 5e6), ("7bn", False, 7e9)]
)
def test_letters_scale_only_when_allowed(text: str, letters: bool, value: float) -> None:
    number = read_number(text, 0, letters=letters, max_digits=15)
    assert number is not None
    assert number.low == value
