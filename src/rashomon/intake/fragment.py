"""The text of a piece of HTML that a record holds as its body: no page around it, so nothing to tell from noise."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    ["p", "div", "section", "article", "br", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"]
) | frozenset(["blockquote", "figure", "figcaption", "pre", "table", "tr", "hr"])
_SILENT = frozenset(("script", "style", "template"))
_SPACE = re.compile(r"\s+")


def fragment_text(html: str) -> str:
    """Return the text of `html`, its block elements separated by blank lines, white space collapsed.

    >>> fragment_text("<p>The talks <b>ended</b>.</p><p>No date was set.</p>")
    'The talks ended.\\n\\nNo date was set.'
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    paragraphs = (_SPACE.sub(" ", part).strip() for part in "".join(reader.parts).split("\0"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag in _BLOCKS:
            self.parts.append("\0")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _BLOCKS:
            self.parts.append("\0")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data.replace("\0", " "))
