"""The exceptions of Rashomon.

RashomonError
├── UsageError         the command line or an argument is wrong (exit code 2)
│   └── UnknownIdError an id that the archive does not know
├── ReportError        one report cannot be worked on; the pipeline turns it into a Refusal
├── ArchiveError       an archive cannot be opened, read or written; what is in it is untouched
├── DataFileError      a data file inside the package is broken
└── WorkerDiedError    a worker process ended without an answer
"""

from __future__ import annotations

from typing import Literal

ArchiveReason = Literal[
    "not found",  # and not to be made
    "not an archive",
    "newer",  # written by a newer version of the program
    "busy",  # another process is adding
    "full",  # no space left
    "read-only",
    "damaged",
    "unreachable",  # a wrong URL, or no server there
    "missing package",
]


class RashomonError(Exception):
    """Root of every exception that Rashomon raises on purpose."""


class UsageError(RashomonError):
    """The caller asked for something that makes no sense; the message says what, in one line."""


class UnknownIdError(UsageError):
    """An id that the archive does not know; carries the `kind` ("report", "story", "edit") and the `id`."""

    def __init__(self, kind: str, id: str) -> None:
        super().__init__(f"no {kind} {id!r} in this archive")
        self.kind = kind
        self.id = id

    def __reduce__(self) -> tuple[type[UnknownIdError], tuple[str, str]]:
        """How it comes back from a worker process."""
        return type(self), (self.kind, self.id)


class ArchiveError(RashomonError):
    """An archive cannot be opened, read or written. Carries its `path`, a fixed `reason`, and one line of `detail`."""

    def __init__(self, path: str, reason: ArchiveReason, detail: str) -> None:
        super().__init__(f"{path}: {detail}")
        self.path = path
        self.reason: ArchiveReason = reason
        self.detail = detail

    def __reduce__(self) -> tuple[type[ArchiveError], tuple[str, ArchiveReason, str]]:
        """How it comes back from a worker process."""
        return type(self), (self.path, self.reason, self.detail)


class ReportError(RashomonError):
    """One report cannot be worked on.

    Carries `stage` (the stage's name), `reason` (a short fixed code such as "not English") and
    `detail` (one line for a human).
    """

    def __init__(self, stage: str, reason: str, detail: str = "") -> None:
        super().__init__(f"{stage}: {reason}" + (f": {detail}" if detail else ""))
        self.stage = stage
        self.reason = reason
        self.detail = detail


class DataFileError(RashomonError):
    """A data file of the package is missing or malformed; carries the `name` and the `line` (1-based, 0 if none)."""

    def __init__(self, name: str, line: int, detail: str) -> None:
        super().__init__(f"{name}:{line}: {detail}")
        self.name = name
        self.line = line


class WorkerDiedError(RashomonError):
    """A worker process ended without an answer, killed or out of memory; carries how many `workers` there were."""

    def __init__(self, workers: int) -> None:
        super().__init__(
            f"one of {workers} worker processes ended without an answer (killed, or out of memory): use fewer workers"
        )
        self.workers = workers
