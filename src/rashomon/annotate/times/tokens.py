"""Cut a text into the tokens that the rules of time-rules.tsv speak of.

spaCy keeps "1998-08-07" whole but cuts "10-12", and splits "a.m." in ways that depend on what follows; rules over its
tokens would have to know all of that. This is one regular expression, linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.annotate.times.lexicon import Classes, holiday_names, joined, number, ordinal, short_forms, words

_TOKEN = re.compile(
    r"""
    (?P<iso>(?<![\d-])\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-]))
  | (?P<numeric>(?<![\d/.-])\d{1,2}(?P<mark>[/.-])\d{1,2}(?P=mark)(?:\d{4}|\d{2})(?![\d/-]|\.\d))
  | (?P<slashed>(?<![\d/])\d{4}/\d{1,2}/\d{1,2}(?![\d/]))
  | (?P<clock>(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))
  | (?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)
  | (?P<decade>(?:1\d|20)\d0['’]?s\b | (?<!\w)[1-9]\d0s\b | (?<!\w)['’‘]?[1-9]0['’]?s\b)
  | (?P<short>(?<!\w)['’‘]\d\d(?![\d\w]))
  | (?P<quartered>\b(?:Q[1-4]|H[12])\b)
  | (?P<fraction>[½¼¾]|\d/\d(?![\d/]))
  | (?P<number>\d+(?:[.,]\d+)*)
  | (?P<meridiem>\b[ap]\.\ ?m\b\.?)
  | (?P<era>\bb\.\ ?c\.(?:\ ?e\.)?|\ba\.\ ?d\.)
  | (?P<word>o['’]clock\b|[^\W\d_]+)
  | (?P<gap>\n(?:[ \t\r\f\v]*\n)?)
  | (?P<mark_s>['’]s\b)
  | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST = 16  # words of a number: "nine hundred and ninety-nine thousand nine hundred and ninety-nine" has thirteen
_WRAPPED = 50  # code points: a line as long as that may have been cut by a text editor, so its sentence goes on
_HALVES = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_SCALES = {100: "hundred", 1000: "thousand", 1000000: "million", 1000000000: "billion"}


@dataclass(frozen=True, slots=True)
class Word:
    """One token: its place in the text in code points, its lower-case form, its classes with a value each."""

    start: int
    end: int
    form: str
    classes: Classes


def tokens(text: str) -> list[Word]:
    """All tokens of `text`, numbers in words folded into one ("twenty-five", "three and a half").

    >>> [w.form for w in tokens("On Aug. 7 at 9:30 a.m.")]
    ['on', 'aug', '7', 'at', '9:30', 'a.m.']
    >>> [w.classes.get("NUM") for w in tokens("three and a half years")]
    ['3.5', None]
    """
    return _fold(_feasts(list(_raw(text))))


def _feasts(raw: list[Word]) -> list[Word]:
    """Make one token of each holiday's name, the longest first ("new year's eve")."""
    names = holiday_names()
    out: list[Word] = []
    position = 0
    while position < len(raw):
        word = raw[position]
        for name in names.get(word.form, ()):
            piece = raw[position : position + len(name)]
            if len(piece) == len(name) and all(w.form.replace("’", "'") == n for w, n in zip(piece, name, strict=True)):
                out.append(Word(word.start, piece[-1].end, "#", {"HOLIDAY": joined(name)}))
                position += len(name)
                break
        else:
            out.append(word)
            position += 1
    return out


def _raw(text: str) -> Iterator[Word]:
    known = words()
    nothing: Classes = {}
    abbreviations = short_forms()
    last: Word | None = None
    line = 0
    for match in _TOKEN.finditer(text):
        kind, form = match.lastgroup, match.group()
        if kind == "word":
            form = form.lower()
            classes = known.get(form, nothing)
        elif kind is None or kind in ("mark", "gap"):
            classes = nothing
            if kind == "gap":
                wrapped = form == "\n" and match.start() - line >= _WRAPPED
                form, line = "\n", match.end()
                if wrapped:
                    continue
        elif kind == "number":
            classes = number(form)
        elif kind == "ordinal":
            classes = ordinal(int(form[:-2]))
        elif kind == "mark_s":
            form, classes = "'s", nothing
        elif kind == "meridiem":
            form = form.lower()
            classes = {"AMPM": "AM" if form[0] == "a" else "PM"}
        elif kind == "era":
            classes = {"ERA": "BC" if form[0] in "bB" else "AD"}
        elif kind == "fraction":
            classes = _fraction(form)
        elif kind == "clock":
            hour, minute = int(form.split(":")[0]), int(form.split(":")[1])
            classes = {"CLOCK": form} if hour <= 24 and minute < 60 else nothing
        elif kind == "decade":
            classes = {"DECADE": re.sub(r"\D", "", form)}
        elif kind == "short":
            classes = {"SHORT": form[1:]}
        else:
            classes = {str(kind).upper(): form}
        if form == "." and last is not None and last.end == match.start() and last.form in abbreviations:
            last = Word(last.start, match.end(), last.form, last.classes)
            continue
        if last is not None:
            yield last
        last = Word(match.start(), match.end(), form, classes)
    if last is not None:
        yield last


def _fraction(form: str) -> Classes:
    if form in _HALVES:
        return {"FRACTION": str(_HALVES[form])}
    above, below = int(form[0]), int(form[2])
    return {"FRACTION": str(above / below)} if 0 < above < below else {}


def _fold(raw: list[Word]) -> list[Word]:
    out: list[Word] = []
    position = 0
    while position < len(raw):
        word = raw[position]
        after = raw[position + 1].classes if position + 1 < len(raw) else {}
        head = position + (word.form == "a" and int(after.get("NUMW", 0)) in _SCALES)  # "a hundred years"
        if "NUMW" in raw[head].classes or "NUM" in word.classes or word.form == "half":
            end, classes = _number(raw, head)
            if end > head + 1 or "NUMW" in raw[head].classes:
                out.append(Word(word.start, raw[end - 1].end, "#", classes))
                position = end
                continue
        out.append(word)
        position += 1
    return out


def _number(raw: list[Word], first: int) -> tuple[int, Classes]:
    """Read the longest number that begins at token `first`; the index after it, and its classes."""

    def form(index: int) -> str:
        return raw[index].form if index < len(raw) else ""

    position = first
    classes = dict(raw[first].classes)
    total: float = 0
    if year := _spelt_year(raw, first):
        return year
    if "NUMW" in classes:
        current = 0
        while position < min(len(raw), first + _LONGEST):
            step = position
            if step > first and form(step) in ("-", "and"):
                if form(step) == "and" and form(step - 1) not in _SCALES.values():
                    break
                step += 1
            next_classes = raw[step].classes if step < len(raw) else {}
            value = int(next_classes.get("NUMW", 0))
            if value in _SCALES:
                if value == 100:
                    current = max(current, 1) * 100
                else:
                    total += max(current, 1) * value
                    current = 0
            elif value and (
                current == 0 or current % 100 == 0 or (current % 100 >= 20 and current % 10 == 0 and value < 10)
            ):
                current += value
            elif position > first and "ORDW" in next_classes and current >= 20 and int(next_classes["ORDW"]) < 10:
                return step + 1, ordinal(int(total) + current + int(next_classes["ORDW"]))
            else:
                break
            position = step + 1
        total += current
        # "1990" in words is rare; a number in words can still be a day or an hour
        classes = {"NUM": str(int(total)), "SPELT": str(int(total))}
        if total <= 12:
            classes["HOUR"] = str(int(total))
        if 2000 < total < 2100:
            classes["SPELTYEAR"] = str(int(total))
    elif "NUM" in classes:
        total = float(classes["NUM"])
        position = first + 1
    joined = [form(position + offset) for offset in range(6)]
    if joined[:3] == ["and", "a", "half"]:
        return position + 3, {"NUM": _plain(total + 0.5)}
    if joined[:6] == ["-", "and", "-", "a", "-", "half"]:
        return position + 6, {"NUM": _plain(total + 0.5)}
    if position > first and position < len(raw) and "FRACTION" in raw[position].classes:
        return position + 1, {"NUM": _plain(total + float(raw[position].classes["FRACTION"]))}
    if position == first:
        return first + 1, classes
    return position, classes


def _spelt_year(raw: list[Word], first: int) -> tuple[int, Classes] | None:
    """ "Nineteen ninety-four" or "twenty fourteen", as transcripts of speech write years."""
    century = int(raw[first].classes.get("NUMW", 0))
    if not 13 <= century <= 20 or first + 1 >= len(raw):
        return None
    position = first + 2 if raw[first + 1].form == "-" else first + 1
    tens = int(raw[position].classes.get("NUMW", 0)) if position < len(raw) else 0
    if not 10 <= tens <= 90:
        return None
    position += 1
    gap = 1 if position < len(raw) and raw[position].form == "-" else 0
    one = int(raw[position + gap].classes.get("NUMW", 0)) if position + gap < len(raw) else 0
    if tens >= 20 and 1 <= one <= 9:
        tens, position = tens + one, position + gap + 1
    if position < len(raw) and (raw[position].form == "-" or "NUMW" in raw[position].classes):
        return None  # "twenty ten-year bonds"
    return position, {"SPELTYEAR": str(100 * century + tens)}


def _plain(value: float) -> str:
    return f"{value:.12g}"
