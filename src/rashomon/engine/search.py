"""Search: a query as a user types it, the reports that fit it in the order of their rank, and snippets of them."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.errors import UsageError
from rashomon.group.vocabulary import word_probability
from rashomon.group.words import fold as stem
from rashomon.model.archive import Hit, Page
from rashomon.model.spans import Span
from rashomon.settings import RankSettings
from rashomon.store import placement
from rashomon.store.cursors import number_after, page_of
from rashomon.store.database import Connection, Store
from rashomon.store.folded import even_out, find_places, find_words, spell_out
from rashomon.store.search import ANY, Conditions, Narrowed, Term, find_reports, narrowed, read_lengths
from rashomon.store.sheets import Draft, Sheet, read_drafts, read_sheets

_PART = re.compile(r"""["“”„«»](?P<phrase>[^"“”„«»]*)(?:["“”„«»]|$)(?P<open>\*?)|(?P<plain>[^\s"“”„«»]+)""")
_AFTER = r"(?:'s\b)?[\W_]+"
"""What stands between two words of a phrase."""
_AFTER_IN_UTF8 = rb"(?:(?:'|\xe2\x80\x99)s\b)?[\W_]+"
_MARKS_IN_UTF8 = b"\xe2\x80"
"""How the quotation marks, dashes and other marks from U+2000 to U+203F begin; no letter does."""
_NOT_FIRST = bytes([*range(0xC0)])
"""Bytes that no letter beyond ASCII begins with in UTF-8."""
_LOOKS = 3
"""In how many parts texts are looked through for a phrase: most phrases are often enough in the first."""
_LEAST_IDF = 0.05
"""What a word that every report has still counts."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase with how it mostly stands in a text of ASCII, all small, and what it looks like there.

    `rough` leaves open where words begin and end: it begins with letters, and is sooner ruled out. `inflated` is the
    same for a text in UTF-8, all small.
    """

    term: Term
    usual: str
    rough: re.Pattern[str]
    exact: re.Pattern[str]
    inflated: re.Pattern[bytes]


@dataclass(frozen=True, slots=True)
class _Found:
    number: int
    id: str
    rank: float
    day: int


def read_query(query: str) -> tuple[Term, ...]:
    """Return what a query asks for: words, "phrases", and beginnings (pre*); anything else of it is passed over.

    A word with marks inside is a phrase. Raises UsageError for a query without a word.

    >>> read_query('cease-fire "peace talks" ambas*')[1:]
    (Term(words=('peace', 'talks'), prefix=False), Term(words=('ambas',), prefix=True))
    """
    terms = []
    for match in _PART.finditer(query):
        phrase, plain = match["phrase"], match["plain"]
        words = find_words(plain if phrase is None else phrase)
        prefix = bool(match["open"]) if phrase is not None else plain.endswith("*")
        if words:
            terms.append(Term(words=tuple(words), prefix=prefix))
    if not terms:
        raise UsageError(f"{query[:80]!r} has no word to search for")
    return tuple(dict.fromkeys(terms))


def search(
    store: Store,
    query: str,
    *,
    conditions: Conditions,
    by_date: bool,
    limit: int,
    after: str | None,
    settings: RankSettings,
) -> Page[Hit]:
    """Return the reports that have all terms of `query`, the best first, or with `by_date` the newest.

    Only the `settings.most` reports that came last are ranked. Ties are broken by day, then by id.
    """
    terms = read_query(query)
    skipped = number_after(after)
    drafts: dict[int, Draft] = {}
    with store.reading() as connection:
        narrow = narrowed(connection, conditions)
        numbers = _find(connection, terms, drafts, conditions=narrow, most=settings.most, settings=settings)
        if len(numbers) == settings.most:  # more than are read: those with the words in the headline go before
            titles = _find(
                connection,
                terms,
                drafts,
                conditions=narrow,
                in_title=True,
                most=settings.most // 2,
                settings=settings,
            )
            numbers = [*dict.fromkeys([*titles, *numbers])][: settings.most]
        drafts |= read_drafts(connection, [number for number in numbers if number not in drafts])
        lengths = read_lengths(connection, numbers)
        found = _rank([drafts[number] for number in numbers], lengths, terms, settings=settings)
        found.sort(key=lambda one: ((-one.day,) if by_date else ()) + (-one.rank, -one.day, one.id))
        page = page_of(found[skipped : skipped + limit + 1], limit, lambda one: "")
        sheets = read_sheets(connection, [one.number for one in page.rows])
    rows = tuple(_hit(sheets[one.number], one.rank, terms, settings=settings) for one in page.rows)
    return Page(rows=rows, next=None if page.next is None else str(skipped + limit))


def _find(
    connection: Connection,
    terms: Sequence[Term],
    drafts: dict[int, Draft],
    *,
    conditions: Narrowed = ANY,
    in_title: bool = False,
    most: int,
    settings: RankSettings,
) -> list[int]:
    """Return the numbers of at most `most` reports with all the terms, the last one first.

    The index does not know which words follow one another: for phrases up to `phrase_reports` texts are looked through,
    those of the reports that have them are put into `drafts`.
    """
    phrases = [_phrase(term) for term in terms if len(term.words) > 1]
    if not phrases:
        found = find_reports(connection, [terms], conditions=conditions, in_title=in_title, most=most)
        return [report for report, _ in found]
    numbers: list[int] = []
    before = None
    step = max(1, settings.phrase_reports // _LOOKS)
    for _ in range(_LOOKS):
        part = find_reports(connection, [terms], conditions=conditions, in_title=in_title, before=before, most=step)
        wanted = [report for report, _ in part if report not in drafts]
        looked = read_drafts(connection, wanted, may_fit=functools.partial(_may_have, phrases))
        drafts.update((report, draft) for report, draft in looked.items() if _has(draft, phrases))
        numbers += [report for report, _ in part if report in drafts]
        if len(numbers) >= most or len(part) < step:
            break
        before = part[-1][1]
    return numbers[:most]


def _phrase(term: Term) -> _Phrase:
    return _Phrase(
        term=term,
        usual=f" {' '.join(term.words)}{'' if term.prefix else ' '}",
        rough=re.compile(_AFTER.join(map(re.escape, term.words))),
        exact=_pattern_of(term),
        inflated=re.compile(_AFTER_IN_UTF8.join(re.escape(word.encode()) for word in term.words)),
    )


def _pattern_of(term: Term) -> re.Pattern[str]:
    """What a term looks like in a text of ASCII, all small, in which no s is in doubt."""
    words = (r"(?<![^\W_]')s" if word == "s" else re.escape(word) for word in term.words)
    end = r"[^\W_]*" if term.prefix else r"(?![^\W_])"
    return re.compile(rf"(?<![^\W_]){_AFTER.join(words)}{end}")


def _may_have(phrases: Sequence[_Phrase], text: bytes, title: str) -> bool:
    """Whether a text in UTF-8, or its title, may have phrases: most that have not are ruled out in a third of the time
    that a look at the text takes. Those with letters beyond ASCII are not: these may be folded."""
    if (head := title.encode("utf-8", "surrogatepass")) not in text:
        text = b"%b\n%b" % (text, head)
    if not text.isascii() and len(text.translate(None, _NOT_FIRST)) != text.count(_MARKS_IN_UTF8):
        return True
    small = text.lower()
    return all(phrase.inflated.search(small) is not None for phrase in phrases)


def _has(draft: Draft, phrases: Sequence[_Phrase]) -> bool:
    text = draft.text if draft.title in draft.text else f"{draft.text}\n{draft.title}"
    even = even_out(text)
    small = spell_out(text) if even is None else even.lower()
    return all(
        phrase.usual in small
        or (
            phrase.rough.search(small) is not None
            and bool(find_marks(text, [phrase.term]) if _is_odd(phrase.term, small) else phrase.exact.search(small))
        )
        for phrase in phrases
    )


def _is_odd(term: Term, small: str) -> bool:
    """Whether a term has an s that may be a word of the text or one more possessive ending, or may begin with one."""
    return "s" in term.words and (term.prefix or "s's" in small or "'s_" in small)


def find_stories(store: Store, query: str, *, settings: RankSettings) -> list[str]:
    """Return the ids of the stories of which a report has all terms of `query`, in alphabetical order.

    Of a query with very many answers, those of the reports that came last.
    """
    with store.reading() as connection:
        numbers = _find(connection, read_query(query), {}, most=settings.most_for_stories, settings=settings)
        return sorted(placement.stories_of(connection, numbers))


def _rank(
    drafts: Sequence[Draft], lengths: dict[int, int], terms: Sequence[Term], *, settings: RankSettings
) -> list[_Found]:
    patterns = [(_pattern(term), _weight(term, settings)) for term in terms]
    newest = max((draft.day for draft in drafts), default=0)
    found = []
    for draft in drafts:
        text, title = draft.text.casefold(), draft.title.casefold()
        saturation = settings.k1 * (1 - settings.b + settings.b * lengths[draft.number] / settings.usual_words)
        rank = 0.0
        for pattern, weight in patterns:
            # the index has found it: once at least, where its spelling in the text is another
            times = max(1, len(pattern.findall(text))) + (settings.title - 1) * len(pattern.findall(title))
            rank += weight * times * (settings.k1 + 1) / (times + saturation)
        if draft.day:
            rank *= 1 + settings.recency * 0.5 ** ((newest - draft.day) / settings.half_life)
        found.append(_Found(draft.number, draft.id, round(rank, 4), draft.day))
    return found


def _pattern(term: Term) -> re.Pattern[str]:
    """What a term looks like in a text, more or less: marks between words are left open, letters are not folded."""
    words = r"[\W_]{1,3}".join(re.escape(word) for word in term.words)
    return re.compile(words + ("" if term.prefix else r"(?![^\W_])"))


def _weight(term: Term, settings: RankSettings) -> float:
    """The inverse document frequency of a term, by the share of its words in English."""
    total = 0.0
    for word in term.words:
        share = max(word_probability(stem(word)), 1e-7)
        total += max(_LEAST_IDF, -math.log(-math.expm1(-share * settings.usual_words)))
    return total


def _hit(sheet: Sheet, rank: float, terms: Sequence[Term], *, settings: RankSettings) -> Hit:
    marks = find_marks(sheet.text, terms)
    snippet = cut_snippet(sheet, marks, settings=settings)
    return Hit(
        report=sheet.id,
        story=sheet.story,
        outlet=sheet.outlet,
        title=sheet.title,
        published=sheet.published,
        snippet=snippet,
        marks=tuple(span for span, _ in marks if snippet.contains(span)),
        text=sheet.text[snippet.start : snippet.end],
        rank=rank,
    )


def find_marks(text: str, terms: Sequence[Term]) -> list[tuple[Span, int]]:
    """Return where the terms stand in a text, in order, each with its number."""
    even = even_out(text)
    if even is None:
        return _thorough_marks(text, terms)
    small = even.lower()
    return _thorough_marks(text, terms) if any(_is_odd(term, small) for term in terms) else _plain_marks(small, terms)


def _thorough_marks(text: str, terms: Sequence[Term]) -> list[tuple[Span, int]]:
    """The marks by folding every word of the text."""
    places = find_places(text)
    first: dict[str, list[int]] = {}
    opening = {term.words[0] for term in terms}
    prefixes = tuple({term.words[0] for term in terms if term.prefix and len(term.words) == 1})
    for at, (word, _, _) in enumerate(places):
        if word in opening or (prefixes and word.startswith(prefixes)):
            first.setdefault(word, []).append(at)
    marks = []
    for number, term in enumerate(terms):
        size = len(term.words)
        starts = sorted(
            at
            for word, ats in first.items()
            if word == term.words[0] or (term.prefix and size == 1 and word.startswith(term.words[0]))
            for at in ats
        )
        for at in starts:
            words = [word for word, _, _ in places[at : at + size]]
            if words[:-1] == [*term.words[:-1]] and len(words) == size:
                last = words[-1]
                if last == term.words[-1] or (term.prefix and last.startswith(term.words[-1])):
                    marks.append((Span(places[at][1], places[at + size - 1][2]), number))
    return sorted(marks)


def _plain_marks(text: str, terms: Sequence[Term]) -> list[tuple[Span, int]]:
    """The same for a text of ASCII, all small: nothing needs to be folded, and most words not be read."""
    return sorted(
        (Span(*match.span()), number) for number, term in enumerate(terms) for match in _pattern_of(term).finditer(text)
    )


def cut_snippet(sheet: Sheet, marks: Sequence[tuple[Span, int]], *, settings: RankSettings) -> Span:
    """Return the stretch of one block of the text with most of the terms, at most `settings.snippet` long."""
    blocks = [block.span for block in sheet.blocks] or [Span(0, len(sheet.text))]
    bodies = [block.span for block in sheet.blocks if block.role == "body"]
    best: tuple[int, int, Span, Span] | None = None
    for block in blocks:
        inside = [(span, number) for span, number in marks if block.contains(span)]
        for place, (span, _) in enumerate(inside):
            near = [number for other, number in inside[place:] if other.end <= span.start + settings.snippet * 3 // 4]
            score = (len(set(near)), len(near))
            if best is None or score > best[:2]:
                best = (*score, span, block)
    if best is None:
        block = (bodies or blocks)[0]
        return _whole_words(sheet.text, block.start, block, settings.snippet)
    _, _, span, block = best
    return _whole_words(sheet.text, max(block.start, span.start - settings.snippet // 4), block, settings.snippet)


def _whole_words(text: str, start: int, block: Span, longest: int) -> Span:
    """The stretch of `block` from the word at `start`, of whole words where there are spaces."""
    if block.end - block.start <= longest:
        return block
    start = max(block.start, min(start, block.end - longest))
    if start > block.start:
        space = text.find(" ", start, start + 40)
        start = space + 1 if space >= 0 else start
    end = min(block.end, start + longest)
    if end < block.end:
        space = text.rfind(" ", start + longest // 2, end)
        end = space if space >= 0 else end
    return Span(start, end)
