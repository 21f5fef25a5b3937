"""What the commands share: exit codes, notes on stderr, results on stdout."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NoReturn

import typer

from rashomon.model.report import Refusal

DONE, SOME_REFUSED, WRONG_USE, NOTHING_READ = 0, 1, 2, 3
"""Exit codes."""

_MANY = 6
"""More reports than this get a progress line on a terminal."""
_SOON = 1.0
"""Seconds before which a pace means nothing."""


def note(line: str) -> None:
    """Write one line to stderr."""
    print(line, file=sys.stderr)


def fail(line: str, code: int = WRONG_USE) -> NoReturn:
    """Write one line to stderr and stop with `code`."""
    note(f"rashomon: {line}")
    raise typer.Exit(code)


def write(text: str, output: Path | None) -> None:
    """Write `text` in UTF-8 to the file `output`, or to stdout; a reader that has gone away is no error."""
    data = text.encode("utf-8")
    if output is not None:
        try:
            output.write_bytes(data)
        except OSError as error:
            fail(f"cannot write {output}: {error.strerror}")
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def report_refusals(refusals: Iterable[Refusal]) -> None:
    """Say on stderr, a line each, which reports were refused and why."""
    for refusal in refusals:
        where = refusal.path + (f", record {refusal.record}" if refusal.record is not None else "")
        note(f"refused: {where}: {refusal.reason}" + (f" ({refusal.detail})" if refusal.detail else ""))


def note_left_out(paths: Iterable[str]) -> None:
    """Say on stderr, in one line, how many files of kinds that are not read lie in the folders among `paths`."""
    from rashomon.intake import left_out

    counts = left_out(paths)
    if counts:
        number = sum(counts.values())
        kinds = ", ".join(suffix or "no suffix" for suffix in counts)
        note(f"left out: {number} {'file of another kind' if number == 1 else 'files of other kinds'} ({kinds})")


def exit_code(read: int, refused: int) -> int:
    """The exit code when `read` reports were worked on and `refused` were not; says so and stops if none was read."""
    if not read:
        fail("no report could be read from the given paths", NOTHING_READ)
    return SOME_REFUSED if refused else DONE


def pace(done: int, seconds: float, *, left: int) -> str:
    """How fast it goes and, where something is known to be `left`, for how much longer; "" before that can be told.

    >>> pace(90, 30.0, left=600), pace(0, 0.0, left=600)
    (', 3.0 a second, 3:20 left', '')
    """
    if not done or seconds < _SOON:
        return ""
    rate = done / seconds
    minutes, rest = divmod(round(left / rate), 60)
    return f", {rate:.1f} a second" + (f", {minutes}:{rest:02} left" if left else "")


@contextlib.contextmanager
def progress(quiet: bool) -> Iterator[Callable[[str, int, int | None], None]]:
    """A watcher that keeps one line on stderr up to date, on a terminal and for more than a few reports only."""
    if quiet or not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    shown = False
    began: dict[str, tuple[float, int]] = {}

    def watch(stage: str, done: int, total: int | None) -> None:
        nonlocal shown
        now = time.monotonic()
        start, first = began.setdefault(stage, (now, done))
        if (total or done) <= _MANY:
            return
        shown = True
        of = f" of {total}" if total is not None else ""
        sys.stderr.write(f"\r\x1b[K{stage}: {done}{of}{pace(done - first, now - start, left=(total or done) - done)}")
        sys.stderr.flush()

    try:
        yield watch
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
