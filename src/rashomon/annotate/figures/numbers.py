"""Read one number, in digits or in words, at a position of a text."""

from __future__ import annotations

import functools
import math
import re
import unicodedata
from dataclasses import dataclass

from rashomon.tables import read_table

_LEXEME = re.compile(
    r"(?P<gap>[ \t\u00a0\u202f]{1,2}|[ \t]?\n|[-‐‑])?"
    r"(?:(?P<num>\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)|\d+(?:[.,，．]\d+)*)|(?P<vulgar>[¼-¾⅐-⅞↉])|(?P<word>[^\W\d_]+))"
)
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_WESTERN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_EUROPEAN = re.compile(r"(?:\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:\.\d{3})+,\d+)")
_SLASHED = re.compile(r"[ \u00a0](\d)/(\d{1,2})(?![\d/])")
_FRACTION = re.compile(r"(\d{1,2})/(\d{1,3})(?![\d/.,]\d|\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number at [start, end) of a text, as the interval [low, high]: a point, but for "dozens" or "several".

    `share` is a bare fraction ("a third", "½"): part of a whole, unless a unit follows. `digits` says that it was
    written in digits alone, `vague` that the word itself is an interval.
    """

    start: int
    end: int
    low: float
    high: float
    share: bool = False
    digits: bool = False
    vague: bool = False


@dataclass(frozen=True, slots=True)
class _Lexeme:
    gap: str
    kind: str
    text: str
    start: int
    end: int


@functools.cache
def number_words() -> dict[str, tuple[str, float, float]]:
    """Word -> (kind, low, high), as in figure-numbers.tsv."""
    rows = read_table("rashomon.annotate.data", "figure-numbers.tsv", columns=4)
    return {word: (kind, float(low), float(high)) for word, kind, low, high in rows}


def numeral(text: str, *, max_digits: int) -> float | None:
    """Return the value of digits with separators; None where it is no number or in doubt.

    Thousands are set off by commas (in threes, or in the Indian way) or, at least twice, by full stops.

    >>> [numeral(s, max_digits=15) for s in ("1,200.5", "1,23,456", "1.234.567", "10,000,00", "007", "９")]
    [1200.5, 123456.0, 1234567.0, None, None, 9.0]
    """
    text = unicodedata.normalize("NFKC", text).replace(" ", "")
    if sum(c.isdecimal() for c in text) > max_digits:
        return None
    if _PLAIN.fullmatch(text):
        if len(text) > 1 and text[0] == "0" and text[1] != ".":
            return None
    elif _WESTERN.fullmatch(text) or _INDIAN.fullmatch(text):
        text = text.replace(",", "")
    elif _EUROPEAN.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    else:
        return None
    return float(text)


def read_number(text: str, position: int, *, letters: bool, max_digits: int) -> Number | None:
    """Return the number that starts at `position`, or None.

    `letters` allows a scale of one letter written to the digits ("5m" as five million).

    >>> n = read_number("two and a half million people", 0, letters=False, max_digits=15)
    >>> (n.low, n.end)
    (2500000.0, 22)
    """
    lexemes = _lexemes(text, position)
    if not lexemes:
        return None
    first = lexemes[0]
    if first.kind == "num":
        return _from_digits(text, lexemes, letters=letters, max_digits=max_digits)
    if first.kind == "vulgar":
        value = unicodedata.numeric(first.text)
        return _share_of_scale(lexemes, 1, value)
    return _from_words(lexemes)


def _lexemes(text: str, position: int, limit: int = 14) -> list[_Lexeme]:
    out: list[_Lexeme] = []
    while len(out) < limit and (match := _LEXEME.match(text, position)):
        gap = match["gap"] or ""
        if not out and gap:
            break
        kind = str(match.lastgroup)
        word = match[kind]
        out.append(_Lexeme(gap, kind, word if kind != "word" else word.lower(), match.start(kind), match.end()))
        if kind == "word" and out[-1].text not in number_words() and out[-1].text not in ("a", "an", "and", "of"):
            break
        position = match.end()
    return out


def _scales(lexemes: list[_Lexeme], index: int, value: float, *, letters: bool) -> tuple[int, float, bool]:
    """Multiply `value` by the scales that stand at `index`; return the next index, the value, and whether any did."""
    start = index
    while index < len(lexemes) and lexemes[index].kind == "word":
        kind, scale, _ = number_words().get(lexemes[index].text, ("", 0.0, 0.0))
        if not (kind == "scale" or (kind == "letter" and letters and not lexemes[index].gap)):
            break
        value *= scale
        index += 1
    return index, value, index > start


def _from_digits(text: str, lexemes: list[_Lexeme], *, letters: bool, max_digits: int) -> Number | None:
    first = lexemes[0]
    fraction = _FRACTION.match(text, first.start)
    if fraction:
        over, under = int(fraction[1]), int(fraction[2])
        if not 0 < over < under <= 100:
            return None
        return Number(start=first.start, end=fraction.end(), low=over / under, high=over / under, share=True)
    value = numeral(first.text, max_digits=max_digits)
    if value is None:
        return None
    index, end = 1, first.end
    slashed = _SLASHED.match(text, end)
    if slashed and 0 < int(slashed[1]) < int(slashed[2]) <= 16:
        value += int(slashed[1]) / int(slashed[2])
        end = slashed.end()
        index = 3  # the two numerals of the fraction
        lexemes = [*lexemes[:1], first, first, *_after(text, end)]
    elif index < len(lexemes) and lexemes[index].kind == "vulgar":
        value += unicodedata.numeric(lexemes[index].text)
        end = lexemes[index].end
        index += 1
    index, end, value = _half_more(lexemes, index, end, value)
    after, value, scaled = _scales(lexemes, index, value, letters=letters)
    if scaled:
        end = lexemes[after - 1].end
    if not math.isfinite(value):
        return None
    return Number(start=first.start, end=end, low=value, high=value, digits=True)


def _after(text: str, position: int) -> list[_Lexeme]:
    match = _LEXEME.match(text, position)
    if not match or match.lastgroup != "word":
        return []
    return [_Lexeme(match["gap"] or "", "word", match["word"].lower(), match.start("word"), match.end())]


def _half_more(lexemes: list[_Lexeme], index: int, end: int, value: float) -> tuple[int, int, float]:
    """Read "and a half", "and three quarters" behind a number."""
    words = [lexeme.text for lexeme in lexemes[index : index + 3]]
    if len(words) < 3 or words[0] != "and":
        return index, end, value
    known = number_words()
    kind, under, _ = known.get(words[2], ("", 0.0, 0.0))
    if kind not in ("half", "part"):
        return index, end, value
    over = 1.0 if words[1] in ("a", "an") else known.get(words[1], ("", 0.0, 0.0))[1]
    if not 0 < over < under:
        return index, end, value
    return index + 3, lexemes[index + 2].end, value + over / under


def _from_words(lexemes: list[_Lexeme]) -> Number | None:
    known = number_words()
    words = [lexeme.text if lexeme.kind == "word" else "" for lexeme in lexemes]
    kind = known.get(words[0], ("", 0.0, 0.0))[0]
    if kind == "half":
        return _share_of_scale(lexemes, 1, 0.5)
    if words[0] in ("a", "an"):
        second = known.get(words[1], ("", 0.0, 0.0))[0] if len(words) > 1 else ""
        if second in ("scale", "few", "vague"):
            return _counted_words(lexemes, words, 1)
        if second == "half":
            return _share_of_scale(lexemes, 2, 0.5)
        if second == "part":
            return _share_of_scale(lexemes, 2, 1 / known[words[1]][1])
        return None
    if kind == "part":  # "quarter-million", "quarter of a million flee", but no "quarter" alone
        number = _share_of_scale(lexemes, 1, 1 / known[words[0]][1])
        return None if number.share else number
    if kind in ("small", "tens"):
        return _fraction_words(lexemes, words) or _counted_words(lexemes, words, 0)
    if kind in ("few", "vague") and words[0] not in ("few", "couple", "handful", "pair"):
        return _counted_words(lexemes, words, 0)
    return None


def _share_of_scale(lexemes: list[_Lexeme], index: int, share: float) -> Number:
    """The share that ends before `index`, times the scale that it is one of: "a quarter of a million", "half a dozen",
    "a half-million", "three quarters of a billion". A "third million" is the one after two.
    """
    known = number_words()
    words = [lexeme.text if lexeme.kind == "word" else "" for lexeme in lexemes[index : index + 3]] + [""] * 3
    of = int(words[0] == "of")
    one = int(words[of] in ("a", "an", "one"))
    if known.get(words[of + one], ("",))[0] == "scale" and (one or (not of and share % 0.25 == 0)):
        after, value, _ = _scales(lexemes, index + of + one, share, letters=False)
        return Number(start=lexemes[0].start, end=lexemes[after - 1].end, low=value, high=value)
    return Number(start=lexemes[0].start, end=lexemes[index - 1].end, low=share, high=share, share=True)


def _fraction_words(lexemes: list[_Lexeme], words: list[str]) -> Number | None:
    """Read "one-fifth", "two thirds", "three quarters"."""
    known = number_words()
    if len(words) < 2:
        return None
    over = known[words[0]][1]
    kind, under, _ = known.get(words[1], ("", 0.0, 0.0))
    plural = words[1].endswith("s")
    if (
        kind not in ("part", "half")
        or not 0 < over < under
        or (over > 1) != plural
        or (under not in (10, 100) and math.gcd(int(over), int(under)) > 1)
    ):
        return None
    return _share_of_scale(lexemes, 2, over / under)


def _counted_words(lexemes: list[_Lexeme], words: list[str], index: int) -> Number | None:
    """Read "two hundred and fourteen thousand", "several hundred", "tens of thousands", "a couple of dozen"."""
    known = number_words()
    start = lexemes[0].start
    if known[words[index]][0] in ("vague", "few"):
        return _vague_words(lexemes, words, index)
    total = current = 0.0
    last, scale = "", 0.0  # the kind of the word before, and its value if it is a scale
    smallest = math.inf  # the last scale from a thousand upwards
    end_index = 0
    while index < len(words):
        word = words[index]
        if word == "and":
            following = known.get(words[index + 1], ("",))[0] if index + 1 < len(words) else ""
            if last != "scale" or scale < 100 or following not in ("small", "tens"):
                break
            index += 1
            continue
        kind, low, _ = known.get(word, ("", 0.0, 0.0))
        if (kind == "small" and (last in ("", "scale") or (last == "tens" and 0 < low < 10))) or (
            kind == "tens" and last in ("", "scale")
        ):
            current += low
        elif kind == "scale" and low < 1000:
            current = (current or 1) * low
        elif kind == "scale" and low < smallest:
            total, current, smallest = total + (current or 1) * low, 0.0, low
        elif kind == "scale" and last == "scale":  # "a thousand million"
            total *= low
        else:
            break
        last, scale = kind, low
        index += 1
        end_index = index
    value = total + current
    if end_index == 0 or not last:
        return None
    end = lexemes[end_index - 1].end
    more, end, value = _half_more(lexemes, end_index, end, value)
    if more > end_index:
        after, value, scaled = _scales(lexemes, more, value, letters=False)
        end = lexemes[after - 1].end if scaled else end
    return Number(start=start, end=end, low=value, high=value) if math.isfinite(value) else None


def _vague_words(lexemes: list[_Lexeme], words: list[str], index: int) -> Number:
    known = number_words()
    kind, low, high = known[words[index]]
    end = index + 1
    of = end < len(words) and words[end] == "of"
    following = known.get(words[end + of], ("", 0.0, 0.0)) if end + of < len(words) else ("", 0.0, 0.0)
    if kind == "few":
        while following[0] in ("scale", "vague"):  # "several hundred million"
            unit = following[1] if following[0] == "scale" else following[1] / 2
            low, high = low * unit, high * unit
            end += of + 1
            of = False
            following = known.get(words[end], ("", 0.0, 0.0)) if end < len(words) else ("", 0.0, 0.0)
    elif kind == "vague" and of and following[0] == "vague" and words[end + of] not in ("dozens", "scores"):
        # "tens of thousands" are 20,000 up to 99,999
        unit = following[1] / 2
        low, high = low * unit, (high + 1) * unit - 1
        end += of + 1
    return Number(start=lexemes[0].start, end=lexemes[end - 1].end, low=low, high=high, vague=True)
