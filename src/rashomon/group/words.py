"""The words of a report, as the grouping sees them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from rashomon.model.report import Report
from rashomon.model.spans import Span

# runs of letters and digits, joined by single inner marks: O’Neill, co-operate, U.S, 1,200, 5.5
_WORD = re.compile(r"[^\W_]+(?:['’.,&-][^\W_]+)*")
_READ = frozenset(("standfirst", "body"))


def find_words(text: str) -> list[str]:
    """Return the words of `text` in order, as they are written.

    >>> find_words("The U.S. side said: “5.5 per-cent” (not 1,200).")
    ['The', 'U.S', 'side', 'said', '5.5', 'per-cent', 'not', '1,200']
    """
    return _WORD.findall(text)


def find_word_spans(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Yield start and end of every word inside `span` of `text`, in code points of `text`."""
    for match in _WORD.finditer(text, span.start, span.end):
        yield match.start(), match.end()


@functools.lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Return the form under which a word is compared: lower case, no possessive, plural s cut off.

    The plural rule is the S-stemmer of Harman (1991), "How effective is suffixing?".

    >>> [fold(word) for word in ("Ministers’s", "Companies", "Texas's", "crisis", "Congress", "GAS")]
    ['minister', 'company', 'texa', 'crisis', 'congress', 'ga']
    """
    word = word.lower().replace("’", "'")
    if word.endswith("'s"):
        word = word[:-2]
    if len(word) < 3 or not word.endswith("s"):
        return word
    if word.endswith("ies") and word[-4:-3] not in ("a", "e", ""):
        return word[:-3] + "y"
    if word.endswith("es") and word[-3] in "aeo":
        return word
    if word.endswith(("us", "ss", "is")):
        return word
    return word[:-1]


def title_of(report: Report) -> str:
    """Return the headline: the title that was given or found, else the first headline block, else ""."""
    if report.title and report.title.strip():
        return report.title
    for block in report.blocks:
        if block.role == "headline":
            return report.text[block.span.start : block.span.end]
    return ""


def own_spans(report: Report) -> tuple[Span, ...]:
    """Return the spans that hold the report's own account: its standfirst and body.

    Bylines, captions and boilerplate are the site's or the agency's. A report without any body is read whole.
    """
    spans = tuple(block.span for block in report.blocks if block.role in _READ)
    if spans or not report.text:
        return spans
    return (Span(0, len(report.text)),)
