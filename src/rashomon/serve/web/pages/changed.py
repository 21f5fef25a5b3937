"""What changed between two versions of a text."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_WORDS = re.compile(r"\s+|[^\s]+")
_MOST_LINES, _MOST_WORDS = 4_000, 2_000
"""Lines of a text, words of a passage, up to which they are compared one by one; a longer one is shown as replaced, as
the comparison takes time that grows with the square of their number."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words that stand in both versions, only in the new one, or only in the old one."""

    kind: Literal["same", "new", "old"]
    text: str


def changed(old: str, new: str) -> tuple[Part, ...]:
    """Both texts as one, in the order of the new one: line by line, then word by word where lines differ.

    >>> [(part.kind, part.text) for part in changed("Nine rowed.\\nAll came.", "Ten rowed.\\nAll came.")]
    [('old', 'Nine'), ('new', 'Ten'), ('same', ' rowed.\\nAll came.')]
    """
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if max(len(before), len(after)) > _MOST_LINES:
        return tuple(_joined(iter([Part("old", old), Part("new", new)] if old != new else [Part("same", new)])))
    return tuple(_joined(_parts(before, after, by_word=True)))


def _parts(before: list[str], after: list[str], *, by_word: bool) -> Iterator[Part]:
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        if kind == "equal":
            yield Part("same", come)
        elif by_word and kind == "replace":
            words = [_WORDS.findall(gone), _WORDS.findall(come)]
            if max(map(len, words)) <= _MOST_WORDS:
                yield from _parts(*words, by_word=False)
            else:
                yield from (Part("old", gone), Part("new", come))
        else:
            if gone:
                yield Part("old", gone)
            if come:
                yield Part("new", come)


def _joined(parts: Iterator[Part]) -> Iterator[Part]:
    last: Part | None = None
    for part in parts:
        if last is not None and part.kind == last.kind:
            last = Part(last.kind, last.text + part.text)
            continue
        if last is not None:
            yield last
        last = part
    if last is not None and last.text:
        yield last
