"""Which lines of a story a page shows, so that no page is heavy however many reports there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rashomon.serve.web.links import same_page, story_link

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The story's page has the first `most` lines of every section; the page of a `part` has those from `first` on.

    Sections whose lines are large have a `share` of them only. With a `key` it is the page of one line, of whose
    sentences the same holds.
    """

    story: str
    as_of: str | None = None
    part: str | None = None
    key: str = ""
    first: int = 0
    most: int

    def shows(self, name: str) -> bool:
        """Whether the section `name` is on the page."""
        return self.part in (None, name)

    def size(self, share: int = 1) -> int:
        """How many lines a section has on the page."""
        return max(1, self.most // share)

    def of(self, lines: Sequence[Item], share: int = 1) -> Sequence[Item]:
        """The lines that are shown."""
        return lines[self.first : self.first + self.size(share)]

    def address(self, part: str, first: int = 0) -> str:
        """The page of a section, from its line `first` on."""
        start = str(first + 1) if first else ""
        what = {"line": self.key} if self.key else {"part": part}
        return same_page(story_link(self.story), {**what, "as_of": self.as_of or "", "from": start})

    def line(self, key: str) -> str:
        """The page of a claim or a difference with all its sentences."""
        return same_page(story_link(self.story), {"line": key, "as_of": self.as_of or ""})

    def around(self, part: str, length: int, share: int = 1) -> tuple[tuple[str, str], ...]:
        """What leads to the other lines of a section that has `length`: words and address of each link.

        >>> Cut(story="a", most=16).around("single", 40)
        (('All 40', '/stories/a?part=single'),)
        >>> [words for words, _ in Cut(story="a", most=100, part="single", first=100).around("single", 250)]
        ['From the beginning', '201 to 250 of 250']
        """
        end = self.first + self.size(share)
        if self.part is None:
            return ((f"All {length}", self.address(part)),) if length > end else ()
        links = [("From the beginning", self.address(part))] if self.first else []
        if end < length:
            last = min(length, end + self.size(share))
            links.append((f"{end + 1} to {last} of {length}", self.address(part, end)))
        return tuple(links)


def fit(draw: Callable[[int], str], *, most: int, size: int) -> str:
    """What `draw` makes of `most` lines a section, or of half as many, and again, until it has at most `size` bytes.

    >>> len(fit(lambda lines: "x" * 10 * lines, most=16, size=50))
    40
    """
    while True:
        drawn = draw(most)
        if most == 1 or len(drawn.encode("utf-8", "surrogatepass")) <= size:
            return drawn
        most //= 2
