"""Stage 1, intake."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeSettings:
    """Stage 1, intake."""

    max_bytes: int = 40_000_000
    """Largest file read at once, largest inflated size of a compressed one, and longest line of a .jsonl file, in
    bytes. A day of one agency's wire is under 10 MB; a .jsonl file as a whole is streamed and has no bound."""
    max_characters: int = 4_000_000
    """Longest text of one report, in code points. "War and Peace" has 3.2 million; a page as HTML is mostly mark-up, so
    this holds for plain text and records alone."""
    bomb_ratio: int = 200
    """An inflated size of more than this many times the compressed one is a bomb. DEFLATE can reach 1,032; the
    development reports as .jsonl.gz reach 3, server logs about 20."""
    bomb_floor: int = 1_000_000
    """Inflated bytes below which the ratio is not looked at, because they do no harm."""
    detect_bytes: int = 65_536
    """Most bytes handed to charset-normalizer, whose time grows with their number."""
    broken_share: float = 0.2
    """Bytes that are not UTF-8, as a share of the valid characters beyond ASCII, up to which a text is damaged UTF-8
    rather than another encoding. In a legacy encoding hardly any pair of such bytes is valid UTF-8 by chance."""
    western_share: float = 0.1
    """Accented letters as a share of all, up to which Windows-1252 is taken for English. French prose has 4 to 5 %;
    Cyrillic or Greek read as Windows-1252 has nearly 100 %."""
    control_share: float = 0.01
    """Control codes as a share of all characters, above which a file is binary; wire copy has one or two a page."""
    head_bytes: int = 65_536
    """How far into a named file or standard input to look for what it is, in bytes."""
