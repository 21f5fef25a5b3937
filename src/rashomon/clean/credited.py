"""Find the outlet that a report's own byline, dateline or copyright line names."""

from __future__ import annotations

import re

from rashomon.clean.masthead import read_masthead
from rashomon.model.report import Block, BlockRole

_NAME = r"([A-Z][\w&'’-]*(?: (?:of|the|and|&|[A-Z][\w&'’-]*)){0,5})"
_BYLINE = re.compile(rf"(?:\w+ )?by:? [^|]{{2,80}}\| ?(?-i:{_NAME})$", re.IGNORECASE)
_COPYRIGHT = re.compile(
    rf"(?:© ?|\(c\) ?|copyright ?){{1,2}}(?:\d{{4}}(?:[-–]\d{{4}})?)?,? ?(?:by )?(?-i:{_NAME})(?=\.|,|$| all )", re.I
)
_DATELINE = re.compile(rf"[^()]{{2,80}}[(]{_NAME}[)] ?[-–—]+$")
_LONGEST = 200


def credited_outlet(text: str, blocks: tuple[Block, ...]) -> str | None:
    """Return the outlet that follows the bar in "By NAME | OUTLET", else that of a masthead above the body ("OUTLET,
    4 May 2024"), else the holder of the copyright, else the agency of a dateline ("LYRAN, June 12 (Wire One) -").

    >>> from rashomon.model.spans import Span
    >>> line = "By Ann Field | Coast Gazette"
    >>> credited_outlet(line, (Block(span=Span(0, len(line)), role="byline"),))
    'Coast Gazette'
    """
    return (
        _first(_BYLINE, "byline", text, blocks)
        or _from_masthead(text, blocks)
        or _first(_COPYRIGHT, "boilerplate", text, blocks)
        or _first(_DATELINE, "byline", text, blocks)
    )


def _first(pattern: re.Pattern[str], role: BlockRole, text: str, blocks: tuple[Block, ...]) -> str | None:
    for block in blocks:
        if block.role == role and block.span.end - block.span.start <= _LONGEST:
            found = pattern.match(_plain(text, block))
            if found:
                return found[1].removeprefix("The ")
    return None


def _from_masthead(text: str, blocks: tuple[Block, ...]) -> str | None:
    for block in blocks:
        if block.role == "body":
            return None
        found = read_masthead(_plain(text, block)) if block.role == "byline" else None
        if found:
            return found.outlet.removeprefix("The ")
    return None


def _plain(text: str, block: Block) -> str:
    return " ".join(text[block.span.start : block.span.end].split())
