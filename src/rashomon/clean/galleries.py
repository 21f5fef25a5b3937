"""Take apart what a picture gallery prints as one paragraph: the headline again, a caption, "Hide Caption 3 of 30"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.model.report import Block, BlockRole
from rashomon.model.spans import Span
from rashomon.settings import CleanSettings

_LABEL = r"(?:(?:Photo|Picture|Image|Video|Gallery)s?|In pictures|Slideshow)(?: gallery)?: *"
_COUNTER = r"(?:(?:Hide|Show|Expand|Close) caption|Photo|Picture|Image|Slide) \d{1,4} ?(?:of|/) ?\d{1,4}\b\.?"


def cut_galleries(
    text: str, blocks: tuple[Block, ...], *, title: str | None, settings: CleanSettings
) -> Iterator[Block]:
    """Yield the blocks; in a body paragraph that repeats the headline word for word, the repeat becomes a caption.

    The label before it and the counter after it become boilerplate. A headline of fewer than
    `settings.repeat_words` + 1 words, or one whose words go on as a sentence, is no repeat.
    """
    words = title.split() if title else []
    if len(words) <= settings.repeat_words or len(words) > settings.title_words:
        yield from blocks
        return
    said = " ".join(words)
    pattern = None
    for block in blocks:
        inside = text[block.span.start : block.span.end]
        if block.role != "body" or words[0] not in inside or said not in " ".join(inside.split()):
            yield block
            continue
        # dear to make for each headline anew, and few reports need it
        pattern = pattern or _repeat_of(words)
        yield from _cut(inside, block, pattern)


def _repeat_of(words: list[str]) -> re.Pattern[str]:
    said = r"\s+".join(map(re.escape, words))
    return re.compile(
        rf"(?:^|(?<=[.!?\"”’\d])\s+|(?<=\n))(?P<label>{_LABEL})?(?P<title>{said})(?=\s+[A-Z0-9\"“‘(]|\s*$)"
        rf"|(?P<counter>(?i:{_COUNTER}))"
    )


def _cut(inside: str, block: Block, pattern: re.Pattern[str]) -> Iterator[Block]:
    found = list(pattern.finditer(inside))
    if not any(match["title"] for match in found) or found[0].span("title") == (0, len(inside)):
        yield block
        return
    pieces: list[tuple[int, int, BlockRole]] = []
    at = 0
    for match in found:
        pieces.append((at, match.start(), "body"))
        roles: tuple[tuple[str, BlockRole], ...] = (
            ("label", "boilerplate"),
            ("title", "caption"),
            ("counter", "boilerplate"),
        )
        pieces.extend((*match.span(name), role) for name, role in roles if match[name])
        at = match.end()
    pieces.append((at, len(inside), "body"))
    for start, end, role in pieces:
        stripped = inside[start:end].strip()
        if stripped:
            start += inside[start:end].index(stripped)
            yield Block(span=Span(block.span.start + start, block.span.start + start + len(stripped)), role=role)
