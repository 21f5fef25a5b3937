"""Where things stand in one annotated report: tokens, sentences and blocks by offset, in logarithmic time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from rashomon.model.annotation import AnnotatedReport, Attribution, Tokens
from rashomon.model.report import BlockRole
from rashomon.model.spans import Span
from rashomon.model.synopsis import Citation


class ReportIndex:
    """Look-ups over one report. Offsets are code points of the report's text; tokens are indices into its columns."""

    __slots__ = (
        "_block_starts",
        "_children",
        "_content_ends",
        "_contents",
        "_sentence_starts",
        "_token_starts",
        "report",
        "tokens",
    )

    def __init__(self, report: AnnotatedReport) -> None:
        self.report = report
        self.tokens: Tokens = report.annotation.tokens
        self._token_starts = self.tokens.start
        self._sentence_starts = [span.start for span in report.annotation.sentences]
        self._block_starts = [block.span.start for block in report.report.blocks]
        self._children: dict[int, list[int]] | None = None  # made when first asked for: many who look up never do
        contents = [
            (span.start, span.end, number)
            for number, attribution in enumerate(report.annotation.attributions)
            for span in attribution.content
        ]
        self._contents = sorted(contents)
        self._content_ends: list[int] = []
        furthest = 0
        for _, end, _ in self._contents:
            furthest = max(furthest, end)
            self._content_ends.append(furthest)

    @property
    def id(self) -> str:
        """The report's id."""
        return self.report.report.id

    def text(self, span: Span | Citation) -> str:
        """The verbatim text of a span."""
        return self.report.report.text[span.start : span.end]

    def cite(self, span: Span) -> Citation:
        """A span of this report as a citation."""
        return Citation(self.id, span.start, span.end)

    def inside(self, span: Span | Citation) -> range:
        """The tokens that begin inside the span."""
        starts = self._token_starts
        return range(bisect_left(starts, span.start), bisect_left(starts, span.end))

    def sentence(self, offset: int) -> Span | None:
        """The sentence that holds the offset."""
        number = bisect_right(self._sentence_starts, offset) - 1
        if number < 0:
            return None
        span = self.report.annotation.sentences[number]
        return span if offset < span.end else None

    def sentence_number(self, offset: int) -> int:
        """The number of the last sentence that begins at or before the offset; -1 before the first."""
        return bisect_right(self._sentence_starts, offset) - 1

    def role(self, offset: int) -> BlockRole:
        """The role of the block that holds the offset; boilerplate between blocks."""
        number = bisect_right(self._block_starts, offset) - 1
        if number < 0 or offset >= self.report.report.blocks[number].span.end:
            return "boilerplate"
        return self.report.report.blocks[number].role

    def block(self, offset: int) -> Span | None:
        """The block that holds the offset."""
        number = bisect_right(self._block_starts, offset) - 1
        if number < 0:
            return None
        span = self.report.report.blocks[number].span
        return span if offset < span.end else None

    def children(self, token: int) -> Sequence[int]:
        """The syntactic dependents of a token, in the order of the text."""
        return (self._children or self._dependents()).get(token, ())

    def subtree(self, token: int) -> list[int]:
        """The token and all that hangs on it, in the order of the text."""
        children = self._dependents()
        out, waiting = [], [token]
        while waiting:
            current = waiting.pop()
            out.append(current)
            waiting.extend(children.get(current, ()))
        return sorted(out)

    def _dependents(self) -> dict[int, list[int]]:
        """The dependents of those tokens that have any."""
        if self._children is None:
            self._children = found = dict[int, list[int]]()
            for token, head in enumerate(self.tokens.head):
                if head == token:
                    continue
                if head in found:
                    found[head].append(token)
                else:
                    found[head] = [token]
        return self._children

    def path_up(self, token: int) -> Iterator[int]:
        """The heads above a token, nearest first, without the token itself."""
        head = self.tokens.head[token]
        while head != token:
            yield head
            token, head = head, self.tokens.head[head]

    def predicate(self, token: int) -> int | None:
        """The nearest verb (or root) at or above the token."""
        for candidate in (token, *self.path_up(token)):
            if self.tokens.pos[candidate] in {"VERB", "AUX"} or self.tokens.head[candidate] == candidate:
                return candidate
        return None

    def head_of(self, span: Span | Citation) -> int | None:
        """The token of the span whose head lies outside it (the first such); None for a span without tokens."""
        inside = self.inside(span)
        for token in inside:
            head = self.tokens.head[token]
            if head == token or head not in inside:
                return token
        return None

    def attributions_over(self, offset: int) -> list[tuple[int, Attribution]]:
        """The attributions in whose content the offset lies, the innermost first, with their numbers."""
        attributions = self.report.annotation.attributions
        found = []
        number = bisect_right(self._contents, (offset, 1 << 62, 0)) - 1
        while number >= 0 and self._content_ends[number] > offset:
            start, end, index = self._contents[number]
            if start <= offset < end:
                found.append((end - start, index))
            number -= 1
        return [(index, attributions[index]) for _, index in sorted(found)]
