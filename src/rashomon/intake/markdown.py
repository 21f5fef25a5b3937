"""The plain text of Markdown: the words of its headings, paragraphs, quotations and lists, without the marks."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_BREAKS = frozenset(("softbreak", "hardbreak"))


def read_markdown(text: str) -> tuple[str | None, str]:
    """Return the heading that opens `text`, if a first-level one does, and the text below it.

    Read as CommonMark 0.31 by markdown-it-py, with tables and strikethrough. Blocks are parted by blank lines, lines
    end where they ended, a numbered item keeps its number (it may be a date). Link targets, pictures and what lies in
    more than twenty lists or quotations in one another are left out.

    >>> read_markdown("# Port *reopens*\\n\\n- Ships [left](a.html) at **dawn**.\\n")
    ('Port reopens', 'Ships left at dawn.')
    """
    title: str | None = None
    blocks: list[str] = []
    opener = number = ""
    for token in _parser().parse(text):
        if token.type == "heading_open":
            opener = token.tag
        elif token.type == "list_item_open":
            number = f"{token.info}{token.markup} " if token.info else ""
        elif block := _text_of(token):
            if opener == "h1" and title is None and not blocks:
                title = " ".join(block.split())
            else:
                blocks.append(number + block)
            opener = number = ""
    return title, "\n\n".join(blocks)


def _text_of(token: Token) -> str:
    """The text of a block without blocks in it; "" for one that only opens or closes."""
    if token.type in ("fence", "code_block"):
        return token.content.strip("\n")
    pieces = ("\n" if piece.type in _BREAKS else _words_of(piece) for piece in token.children or ())
    return "".join(pieces).strip()


def _words_of(piece: Token) -> str:
    return piece.content if piece.type in ("text", "code_inline") else ""


@functools.cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # a tag between words is dropped, its words are not; as a block of HTML both would be
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("html_block")
