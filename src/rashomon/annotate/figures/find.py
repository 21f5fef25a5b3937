"""Find the figures of a report: one pass over the text for numbers, then the syntax around each."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from rashomon.annotate.figures.counted import what_is_counted
from rashomon.annotate.figures.estimates import is_gap, of_the_same
from rashomon.annotate.figures.hedges import hedge_before, hedge_behind, not_reached, phrasal_verbs, widen
from rashomon.annotate.figures.measures import Measure, magnitude_before, measure_behind, money_before, pounds
from rashomon.annotate.figures.numbers import Number, number_words, read_number
from rashomon.annotate.figures.pounds import settle_pounds
from rashomon.annotate.figures.refuse import is_label, is_no_count
from rashomon.annotate.figures.scores import VOTE, read_score
from rashomon.annotate.parse import ParsedReport
from rashomon.model.annotation import Figure, TimeExpression
from rashomon.model.spans import Span
from rashomon.settings import FigureSettings

_DIGITS = re.compile(r"[\d.,]+")
_JOIN = re.compile(
    r"(?:[ \u00a0]?[-‐‑–—][ \u00a0]?|\s(?:to|or)\s|(?P<and>\sand\s))"
    r"(?:(?:about|around|as many as|up to|even|perhaps|nearly|almost|possibly)\s)?"
)
_BETWEEN = re.compile(r"\bbetween\s(?:about\s|around\s|roughly\s|an?\sestimated\s)?\S{0,4}$", re.IGNORECASE)
_FROM = re.compile(r"(?<!ranging )(?<!ranged )(?<!ranges )(?<!anywhere )(?<!range )\bfrom\s\S{0,4}$", re.IGNORECASE)
_IN = re.compile(r"\s(?:in|out\sof)\s(?:every\s)?(?=\S)")
_AS_OF = re.compile(r"\bas\sof\s$", re.IGNORECASE)
_AS_OF_WINDOW = 200  # code points; a sentence of news has about 120
_SENTENCE_END = re.compile(r"[.!?][\"”’)]?\s")
_MILLIONS = re.compile(r"(?:\s(?:[a-z]{3,}s|people|tonnes|barrels)|-strong)\b")
_AND_A_HALF = re.compile(r"an?\s([a-z]{3,10})\sand\sa\s(half|quarter)\b", re.IGNORECASE)
_OF_A_UNIT = re.compile(r"\sof\s(?:an?|one)(?=\s)|(?<=\bhalf)\san?(?=\s)", re.IGNORECASE)
_MINUS = re.compile(r"\bminus\s$", re.IGNORECASE)
_PART_OF_ONE = re.compile(r"\s(?:an?|one)\s(?!(?:dozen|hundred|thousand|million|billion)\b)", re.IGNORECASE)
_POINT = re.compile(r"\s(?:percentage\s|per\s?cent\s)?point\b")
_SHARE_BEHIND = re.compile(
    r"\s?(?:[.,;:)]|$|(?:of|to|in|and|from|since|more|less|fewer|higher|lower|larger|smaller|this|last|compared|or)\b)"
)
_SHARE_BEFORE = re.compile(
    r"\b(?:by|than|about|nearly|almost|roughly|over|around|approximately|least|to|up|down)\s(?:an?\s|one\s)?$"
)
_LISTED_BEFORE = re.compile(r"(?:\band|[,;])\s$")
_SLASHED_BEHIND = re.compile(r"\s(?:of|majority|share|stake)\b")
_HALF_BEHIND = re.compile(r"\s(?:of|the|its|their|his|her|all|those|these|that)\b")
_DURATIONS = ("hour", "day", "year")
_HOURS = 24
_CODE_LETTERS = r"(?<!\w)|(?<=\bRs)|(?<=\bRM)|(?<=\bUSD)|(?<=\bEUR)|(?<=\bCHF)|(?<=\bRp)|(?<=\bTk)|(?<=\bDM)"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Amount:
    """One number with its unit, [start, end) with the currency sign; `number.start` is where the number stands."""

    start: int
    end: int
    number: Number
    measure: Measure | None


@functools.cache
def _triggers() -> re.Pattern[str]:
    """Where a number may begin: a digit, a vulgar fraction, a number word, "a" before one."""
    kinds = number_words()
    alone = sorted(w for w, (k, _, _) in kinds.items() if k in ("small", "tens", "vague", "half") or w == "several")
    after_a = sorted(
        w for w, (k, _, _) in kinds.items() if k in ("few", "part", "half") or (k == "scale" and len(w) > 3)
    )
    return re.compile(
        rf"(?:{_CODE_LETTERS})\d|[¼-¾⅐-⅞]|(?<![\w'’])an?\s[a-z]{{3,10}}\sand\sa\s(?:half|quarter)\b"
        rf"|(?<![\w'’])(?:an?\s(?:{'|'.join(after_a)})|{'|'.join(alone)}|quarter(?=(?:\sof\san?)?[\s-](?:m|b|tr)illion))(?!\w)",
        re.IGNORECASE,
    )


def find_figures(
    parsed: ParsedReport, times: tuple[TimeExpression, ...], *, settings: FigureSettings
) -> tuple[Figure, ...]:
    """Return the figures of a report in text order, without overlaps.

    Dates, times of day, ages, ordinals, scores, labels ("Article 5") and numbers inside `times` of type DATE, TIME or
    SET are left out; a duration is a figure. Numbers that cannot be read without doubt ("10,000,00") are left out.
    """
    text, doc = parsed.report.text, parsed.doc
    if not len(doc):
        return ()
    starts = [token.idx for token in doc]
    dates = [time.span for time in times if time.type in ("DATE", "TIME", "SET")]
    date_starts = [span.start for span in dates]
    counted_on = _dates_of_counting(text, times)
    out: list[Figure] = []
    cursor = 0
    for match in _triggers().finditer(text):
        position = match.start()
        if position < cursor:
            continue
        amount = _amount(text, position, settings)
        if amount is None:
            run = _DIGITS.match(text, position)
            cursor = run.end() if run else match.end()
            continue
        cursor = amount.end
        if _inside(dates, date_starts, amount.number.start, amount.number.end):
            continue
        figure, cursor = _figure(parsed, amount, starts, counted_on, settings)
        if figure is not None:
            out.append(of_the_same(doc, starts, figure, out[-1] if out else None))
    return settle_pounds(text, tuple(out))


def _amount(text: str, position: int, settings: FigureSettings) -> _Amount | None:
    """Read one number with its currency sign and unit at `position`."""
    money = money_before(text, position)
    number = read_number(text, position, letters=money is not None, max_digits=settings.max_digits)
    if number is None:
        return _one_and_a_half(text, position)
    measure = money or measure_behind(text, number.end)
    if measure is None and number.digits and (magnitude := magnitude_before(text, position)):
        measure = replace(magnitude, start=number.end, end=number.end)
    if measure and measure.unit == "GBP" and not money:
        measure = pounds(text, number.low, measure)
    if number.digits and money is None and (measure is None or measure.unit in ("km", "kg", "°C")):
        # "5m people" and "5m-strong" are millions, "5m" alone is metres
        scaled = read_number(text, position, letters=True, max_digits=settings.max_digits)
        longer = scaled is not None and scaled.end > number.end
        if scaled and longer and (text[scaled.end - 1] == "k" or _MILLIONS.match(text, scaled.end)):
            number, measure = scaled, measure_behind(text, scaled.end)
    if number.share and measure is None and (of := _OF_A_UNIT.match(text, number.end)):
        point = _POINT.match(text, of.end())
        measure = (
            Measure(start=point.start(), end=point.end(), unit="pp", factor=1.0)
            if point
            else measure_behind(text, of.end())  # "three quarters of an hour"
        )
        if measure and measure.unit in ("%", "pp"):  # "a quarter of one percent" is not a quarter
            number = replace(number, share=False)
    end = max(number.end, measure.end if measure else 0)
    if number.end < len(text) and text[number.end].isalpha() and (measure is None or measure.start != number.end):
        return None  # "1990s", "1st", "0x10"
    start = money.start if money else position
    if number.digits and start and text[start - 1] in "-−" and (start == 1 or text[start - 2] in " \u00a0\n("):
        number = replace(number, low=-number.high, high=-number.low)
        start -= 1
    return _Amount(start=start, end=end, number=_negative(text, number, measure), measure=measure)


def _negative(text: str, number: Number, measure: Measure | None) -> Number:
    """The number with its sign, where "minus" stands before degrees or points: "minus 12C"."""
    told = measure is not None and measure.unit in ("°C", "%", "pp")
    if told and number.low >= 0 and _MINUS.search(text, max(0, number.start - 6), number.start):
        return replace(number, low=-number.high, high=-number.low)
    return number


def _one_and_a_half(text: str, position: int) -> _Amount | None:
    """Read "a day and a half"."""
    match = _AND_A_HALF.match(text, position)
    measure = measure_behind(text, match.start(1)) if match else None
    if match is None or measure is None or measure.end != match.end(1):
        return None
    value = 1.5 if match[2].lower() == "half" else 1.25
    number = Number(start=position, end=match.end(), low=value, high=value)
    return _Amount(start=position, end=match.end(), number=number, measure=replace(measure, end=match.end()))


def _range(text: str, one: _Amount, settings: FigureSettings) -> tuple[_Amount, bool]:
    """Return the amount, widened to a range if "to 12", "-12" or "or 12" follows; and whether it was."""
    join = _JOIN.match(text, one.end)
    before = text[max(0, one.start - 24) : one.start]
    if not join or (join["and"] and not _BETWEEN.search(before)) or (not join["and"] and _FROM.search(before)):
        return one, False
    at = join.end()
    while at < len(text) and at < join.end() + 4 and not text[at].isalnum() and not text[at].isspace():
        at += 1  # a currency sign
    two = _amount(text, at, settings) if at < len(text) else None
    if two is None or two.start > join.end():
        return one, False
    if one.measure and two.measure and (one.measure.unit != two.measure.unit or join[0].strip() == "or"):
        return one, False  # "50 miles or 81 kilometres" are the same
    low, high = one.number, two.number
    scale = _last_scale(text, high)
    signed = one.measure is not None and one.measure.end <= low.start
    if scale and (one.measure is None or signed) and not _last_scale(text, low) and low.low * scale < high.high:
        low = replace(low, low=low.low * scale, high=low.high * scale)  # "5 to 7 million"
    if high.high <= low.low:
        return one, False
    number = replace(low, end=high.end, high=high.high, share=low.share and high.share, vague=True)
    return _Amount(start=one.start, end=two.end, number=number, measure=one.measure or two.measure), True


def _last_scale(text: str, number: Number) -> float:
    word = re.search(r"[^\W\d_]+$", text[number.start : number.end])
    kind, value, _ = number_words().get(word[0].lower() if word else "", ("", 0.0, 0.0))
    return value if kind in ("scale", "letter") else 0.0


def _figure(
    parsed: ParsedReport,
    amount: _Amount,
    starts: list[int],
    counted_on: Sequence[tuple[int, str]],
    settings: FigureSettings,
) -> tuple[Figure | None, int]:
    """Return the figure that an amount makes, or None; and where to read on."""
    text, doc = parsed.report.text, parsed.doc
    if amount.measure is None:
        at = bisect_right(starts, amount.start) - 1
        score = read_score(text, doc, at, amount.number, max_digits=settings.max_digits)
        if score is not None:
            if score.kind != VOTE:
                return None, score.end  # what a game ended in is no news that reports differ on
            span = Span(amount.start, score.end)
            return Figure(span=span, low=score.value, high=score.value, unit=VOTE, of=VOTE), score.end
    one_in = _one_in(text, amount, settings)
    if one_in is not None:
        amount = one_in
    whole, joined = _range(text, amount, settings)
    number, measure, start, end = whole.number, whole.measure, whole.start, whole.end
    first = bisect_right(starts, start) - 1
    if is_no_count(text, doc, first, number.start, number.end, joined=joined, measure=measure is not None):
        return None, end
    before = hedge_before(text, start)
    if before and before[1] == "over" and measure and measure.unit in _DURATIONS and _is_during(doc, starts, before[0]):
        before = None
    if before is None and measure is not None and (short := not_reached(text, start)) is not None:
        before = (short, "less than", "under")
    if before and before[1] == "up to" and _is_phrasal(doc, starts, before[0]):
        before = None
    behind = hedge_behind(text, end)
    if number.share and measure is None and "in" not in text[number.start : number.end].split():
        part = _PART_OF_ONE.match(text, number.end)
        if part and not text[number.start : number.end].lower().endswith(("half", "quarter")):
            return None, end  # "½ a crate" is no share of crates
    if number.share and measure and measure.unit != "%" and not _is_measured(text, number):
        return None, end
    if number.share and not (measure and measure.unit != "%"):
        behind_it = doc[bisect_left(starts, end)] if starts[-1] >= end else None
        if not _is_share(text, number, behind_it, hedged=before is not None and not before[1].endswith(" to")):
            return None, end
        number = replace(number, low=100 * number.low, high=100 * number.high)
        measure = Measure(start=start, end=end, unit="%", factor=1.0)
    low, high = number.low, number.high
    hedge = ""
    if before and not (number.vague and not joined and before[2] == "about"):
        start, hedge, kind = before
        low, high = widen(number, kind, settings=settings)
    elif behind:
        end, hedge, kind = behind
        low, high = widen(number, kind, settings=settings)
        if measure is None:
            measure = measure_behind(text, end)
            end = measure.end if measure else end
    unit = measure.unit if measure else ""
    if measure:
        low, high = (bound * measure.factor + measure.offset for bound in (low, high))
    low, high, unit = _in_days(low, high, unit)
    after = bisect_left(starts, end)
    first = bisect_right(starts, start) - 1
    counted = what_is_counted(doc, first, after, unit=unit, share=unit == "%", window=settings.window)
    if not unit and not before and is_label(doc, bisect_right(starts, number.start) - 1, number, counted.of):
        return None, end
    return (
        Figure(
            span=Span(start, end),
            low=_clean(low),
            high=_clean(high),
            unit=unit,
            of=counted.of,
            of_span=counted.span,
            event=counted.event,
            hedge=hedge,
            scope="gap" if unit not in ("%", "pp") and is_gap(text, end) else counted.scope,
            as_of=_as_of(text, start, counted_on),
        ),
        end,
    )


def _in_days(low: float, high: float, unit: str) -> tuple[float, float, str]:
    """Hours from a day on are days and parts of a day are hours, so that "48 hours" and "two days" can be compared."""
    if unit == "hour" and low >= _HOURS:
        return low / _HOURS, high / _HOURS, "day"
    if unit == "day" and 0 < high < 1:
        return low * _HOURS, high * _HOURS, "hour"
    return low, high, unit


def _one_in(text: str, amount: _Amount, settings: FigureSettings) -> _Amount | None:
    """Read "one in five", "3 out of 4" as a share."""
    joint = _IN.match(text, amount.end)
    if not joint or amount.measure or not 1 <= amount.number.low <= 20:
        return None
    two = read_number(text, joint.end(), letters=False, max_digits=settings.max_digits)
    if two is None or two.low <= amount.number.low or measure_behind(text, two.end) or two.share or two.vague:
        return None
    if amount.number.low > 1 and two.low not in ((10, 100, 1000, 5, 4, 3) if "out" not in joint[0] else range(2, 1001)):
        return None
    if amount.number.low == 1 and 1900 <= two.low <= 2100:
        return None  # "one in 2019"
    share = amount.number.low / two.low
    number = replace(amount.number, end=two.end, low=share, high=share, share=True, digits=False)
    return replace(amount, end=two.end, number=number)


def _is_share(text: str, number: Number, behind: Any, *, hedged: bool) -> bool:
    """Whether a fraction is a part of a whole, not an ordinal ("a third man"), a period ("the half") or a date.

    `behind` is the token that follows, or None.
    """
    word = text[number.start : number.end].lower()
    if "/" in word:
        return hedged or bool(_SLASHED_BEHIND.match(text, number.end))
    if not word.startswith(("a ", "an ")) and word != "half":
        return True
    if word.endswith("half") and _HALF_BEHIND.match(text, number.end):
        return True
    if text[number.start].isupper() and not text.startswith(" of ", number.end):
        return False  # "A fifth, a porter, fled"
    if text.startswith(",", number.end) and _LISTED_BEFORE.search(text, max(0, number.start - 5), number.start):
        return False  # "two left and a fifth, a porter, stayed"
    if behind is not None and not hedged and _is_numbered(behind, text, number.end):
        return False  # "sent to a third party", "to a quarter-final"
    if hedged or _SHARE_BEFORE.search(text, max(0, number.start - 24), number.start):
        return True
    if word.endswith(("half", "quarter")):
        return text.startswith(" of ", number.end)
    return bool(_SHARE_BEHIND.match(text, number.end))


def _is_numbered(behind: Any, text: str, end: int) -> bool:
    """Whether an ordinal that ends at `end` numbers the noun phrase that goes on with `behind`: "a third party"."""
    if behind.text in ("-", "‐", "‑"):
        return True
    if behind.idx > end + 1 or "\n" in text[end : behind.idx] or _SHARE_BEHIND.match(text, end):
        return False
    if behind.ent_type_ in ("DATE", "TIME") or behind.is_sent_start:
        return False
    return behind.pos_ in ("NOUN", "PROPN", "ADJ") or behind.tag_ in ("VBN", "VBG")


def _is_measured(text: str, number: Number) -> bool:
    """Whether a fraction can be one of a unit: "half a mile", "two-thirds of a mile", but not "a third year"."""
    word = text[number.start : number.end].lower()
    return word.endswith(("half", "quarter", "quarters")) or not word.startswith(("a ", "an "))


def _is_during(doc: Any, starts: list[int], position: int) -> bool:
    """Whether "over" is the preposition of a stretch of time: "over three years" may be no hedge."""
    return bool(doc[bisect_right(starts, position) - 1].dep_ == "prep")


def _is_phrasal(doc: Any, starts: list[int], position: int) -> bool:
    """Whether the verb before "up to" takes it: "signed up to a ten-day truce" is no hedge."""
    up = doc[bisect_right(starts, position) - 1]
    verb = doc[up.i - 1] if up.i else up
    when = phrasal_verbs().get(verb.lemma_, "") if verb.pos_ in ("VERB", "AUX") else ""
    return when == "none" or (when == "particle" and up.dep_ == "prt") or (when == "finite" and verb.tag_ != "VB")


def _dates_of_counting(text: str, times: Sequence[TimeExpression]) -> list[tuple[int, str]]:
    """Where a time expression that is known stands behind "as of", and its value."""
    return [
        (time.span.start, time.value)
        for time in times
        if "X" not in time.value and _AS_OF.search(text, max(0, time.span.start - 7), time.span.start)
    ]


def _as_of(text: str, start: int, counted_on: Sequence[tuple[int, str]]) -> str | None:
    """The value behind the "as of" that is nearest to the figure, within the same sentence or so."""
    near = bisect_left(counted_on, (start, ""))
    for position, value in sorted(counted_on[max(0, near - 1) : near + 1], key=lambda item: abs(item[0] - start)):
        between = text[min(position, start) : max(position, start)]
        if len(between) <= _AS_OF_WINDOW and not _SENTENCE_END.search(between):
            return value
    return None


def _inside(spans: Sequence[Span], starts: Sequence[int], start: int, end: int) -> bool:
    index = bisect_right(starts, start) - 1
    return index >= 0 and spans[index].end >= end


def _clean(value: float) -> float:
    """Round away the noise of binary fractions, far below the precision of any text."""
    return float(f"{value:.10g}")
