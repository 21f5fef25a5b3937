"""Find the files behind the given paths, each once, in an order that does not depend on how they were given."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from rashomon.model.report import Refusal

STDIN = "-"
MARKDOWN = (".md", ".markdown")
SUFFIXES = (".txt", ".text", *MARKDOWN, ".html", ".htm", ".json", ".jsonl", ".ndjson")
"""What is read from a folder, each also with ".gz"; a file that is named itself may have any suffix."""


def walk(paths: Iterable[str], *, leave_out: Callable[[str], None] | None = None) -> Iterator[str | Refusal]:
    """Yield the path of each file to read, "-" for standard input, and a Refusal for what is not there.

    Folders are walked to the bottom in sorted order, symbolic links are followed, hidden entries are left out, and
    files of other kinds are handed to `leave_out`. A file or folder that was reached before, by whatever name, is not
    reached again; this is also what ends a symlink loop.

    >>> next(walk(["no/such/file.txt"])).reason
    'not found'
    """
    seen: set[str] = set()
    for path in sorted(set(paths)):
        if path == STDIN:
            yield path
        elif not os.path.lexists(path):
            yield refuse(path, "not found", "there is no such file or folder")
        elif not os.path.exists(path):
            yield refuse(path, "not found", "a symbolic link that leads nowhere")
        elif os.path.isdir(path):
            yield from _walk_folder(path, seen, leave_out)
        elif _first_time(path, seen):
            yield path


def refuse(path: str, reason: str, detail: str, record: int | None = None) -> Refusal:
    """A Refusal of stage 1 for `path`."""
    return Refusal(path=printable(path), record=record, stage="intake", reason=reason, detail=detail)


def printable(path: str) -> str:
    """`path` with the bytes of a name that is not UTF-8 shown as U+FFFD, so that it can be printed."""
    return os.fsencode(path).decode("utf-8", "replace")


def _first_time(path: str, seen: set[str]) -> bool:
    real = os.path.realpath(path)
    if real in seen:
        return False
    seen.add(real)
    return True


def _walk_folder(top: str, seen: set[str], leave_out: Callable[[str], None] | None) -> Iterator[str | Refusal]:
    found = 0
    waiting = [(top, True)]  # a stack of what is still to visit, so that depth costs no recursion
    while waiting:
        path, folder = waiting.pop()
        if not folder:
            found += 1
            if _first_time(path, seen):
                yield path
            continue
        if not _first_time(path, seen):
            found += path == top  # the folder was named twice or lies in another one: nothing to complain about
            continue
        try:
            with os.scandir(path) as listed:  # tells files from folders without asking for each: disks can be far away
                entries = sorted(listed, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            yield refuse(path, "unreadable", error.strerror or str(error))
            found += 1
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            kind = _kind_of(entry)
            if kind == "folder" or (kind == "file" and is_report(entry.name)):
                waiting.append((entry.path, kind == "folder"))
            elif leave_out is not None and kind == "file":
                leave_out(entry.path)
    if not found:
        yield refuse(top, "no reports", f"a folder without files of {', '.join(SUFFIXES)}, each also .gz")


def _kind_of(entry: os.DirEntry[str]) -> Literal["folder", "file", ""]:
    try:
        return "folder" if entry.is_dir() else "file" if entry.is_file() else ""
    except OSError:  # a link to itself
        return ""


def is_report(name: str) -> bool:
    """Whether a file of this name is read from a folder; a README tells of the folder."""
    return has_suffix(name) and not is_readme(name)


def has_suffix(name: str) -> bool:
    """Whether a file of this name is of a kind that is read."""
    return name.lower().removesuffix(".gz").endswith(SUFFIXES)


def is_readme(name: str) -> bool:
    """Whether a file of this name tells of the folder that it lies in."""
    stem, suffix = os.path.splitext(name.lower().removesuffix(".gz"))
    return stem == "readme" and suffix in MARKDOWN


def left_out(paths: Iterable[str]) -> dict[str, int]:
    """How many files of other kinds lie in the folders among `paths`, by suffix in small letters ("" without one); a
    README by its name.

    Told apart from `walk`, whose caller may not be the one who tells the user.
    """
    counts: Counter[str] = Counter()
    for _ in walk(paths, leave_out=lambda path: counts.update([_kind(os.path.basename(path))])):
        pass
    return dict(sorted(counts.items()))


def _kind(name: str) -> str:
    return name if is_readme(name) else os.path.splitext(name)[1].lower()
