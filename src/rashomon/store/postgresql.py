"""An archive in a PostgreSQL database: how it is reached, locked, and what its errors mean."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from sqlalchemy import URL, Connection, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError

from rashomon.errors import ArchiveError, ArchiveReason
from rashomon.settings import StoreSettings

_ADDING = "21075, hashtext(current_schema())"
_WRITING = "21076, hashtext(current_schema())"
"""Keys of the advisory locks: of the process that adds, and of a transaction that writes. Archives in several schemas
of one database do not wait for one another."""

_REASONS: dict[str, tuple[ArchiveReason, str]] = {
    "08": ("unreachable", "the connection was lost"),
    "25006": ("read-only", "cannot be written"),
    "28": ("unreachable", "the server does not let this user in"),
    "3D000": ("unreachable", "there is no such database"),
    "40": ("busy", "another process is writing to it"),
    "42501": ("read-only", "this user may not write to it"),
    "53100": ("full", "no space left; what was acknowledged before is kept"),
    "53": ("unreachable", "the server is out of resources"),
    "55P03": ("busy", "another process is writing to it"),
    "57": ("unreachable", "the server is shutting down"),
    "58": ("full", "cannot be read or written: the disk is full or failing"),
    "XX": ("damaged", "is damaged; restore a back-up"),
}
"""What the SQLSTATE codes of PostgreSQL, or their classes, mean to a user."""


def connect(url: URL, *, settings: StoreSettings) -> Engine:
    """Return an engine for a database. Raises ArchiveError where its driver is missing."""
    try:
        import psycopg  # noqa: F401  # an extra; the engine would say so less clearly
    except ImportError:
        raise ArchiveError(
            label(url), "missing package", "PostgreSQL needs one more package: pip install 'rashomon[postgresql]'"
        ) from None
    wait = f"-c lock_timeout={int(settings.wait * 1000)}"
    asked = url.query.get("options", "")
    options = " ".join([asked if isinstance(asked, str) else " ".join(asked), wait]).strip()
    return create_engine(
        url.set(drivername="postgresql+psycopg").difference_update_query(["options"]),
        connect_args={"options": options, "connect_timeout": max(2, int(settings.wait))},
    )


def label(url: URL) -> str:
    """The URL without its password."""
    return url.render_as_string(hide_password=True)


def begin_reading(connection: Connection) -> None:
    """See the archive as it is now, whoever writes meanwhile."""
    connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))


def begin_writing(connection: Connection) -> None:
    """Wait for another transaction that writes to end: one at a time, as in SQLite."""
    connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITING})"))


@contextlib.contextmanager
def adding(engine: Engine, name: str) -> Iterator[None]:
    """Hold the lock that one adding process has at a time. A process that is killed loses it with its connection.

    Raises ArchiveError("busy") while another process holds it.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.execute(text(f"SELECT pg_try_advisory_lock({_ADDING})")).scalar():
            raise ArchiveError(name, "busy", "another process is adding to it; try again when it is done")
        try:
            yield
        finally:
            with contextlib.suppress(DBAPIError):  # a lost connection has lost its lock too
                connection.execute(text(f"SELECT pg_advisory_unlock({_ADDING})"))


def reason(error: BaseException | None) -> tuple[ArchiveReason, str]:
    """What an error of PostgreSQL means to a user. Raises it again where it is none of the expected ones."""
    import psycopg

    if isinstance(error, psycopg.Error):
        state = error.sqlstate
        if state is None and isinstance(error, psycopg.OperationalError):
            line = " ".join(str(error).split())
            return "unreachable", f"cannot be reached: {line[:200]}"
        for length in (5, 2):
            found = _REASONS.get((state or "")[:length])
            if found is not None:
                return found
    raise error or AssertionError("an error without an origin")
