"""An open database: transactions that read or write, the lock of whoever adds, errors that a user understands."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import metadata
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection as Connection
from sqlalchemy import inspect, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError

from rashomon.errors import ArchiveError
from rashomon.settings import StoreSettings
from rashomon.store import finding, postgresql, schema, sqlite
from rashomon.store.moments import moment_text

Options = ParamSpec("Options")
Answer = TypeVar("Answer")


class Store:
    """The database of one archive; to be used in one thread at a time."""

    def __init__(self, path: str, *, create: bool, settings: StoreSettings) -> None:
        """Open the SQLite file `path`, or the database at a postgresql:// URL, and bring its tables up to date.

        Raises ArchiveError.
        """
        self.settings = settings
        self.name = path
        self._path = path
        self._is_sqlite = "://" not in path
        if self._is_sqlite:
            self._engine = sqlite.connect(path, create=create, settings=settings)
        else:
            try:
                url = make_url(path)
            except (ArgumentError, ValueError):
                raise ArchiveError(_bare(path), "unreachable", "is no URL of a database") from None
            self.name = postgresql.label(url)
            if url.drivername not in ("postgresql", "postgresql+psycopg"):
                raise ArchiveError(self.name, "unreachable", "an archive is a file or a postgresql+psycopg:// URL")
            self._engine = postgresql.connect(url, settings=settings)
        try:
            self._prepare(create=create)
        except ArchiveError:
            self.close()
            raise

    @property
    def dialect(self) -> str:
        """ "sqlite" or "postgresql"."""
        return self._engine.dialect.name

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the archive, whoever writes meanwhile."""
        with self._errors(), self._engine.connect() as connection:
            (sqlite if self._is_sqlite else postgresql).begin_reading(connection)
            yield connection
            connection.rollback()

    def ask(
        self,
        function: Callable[Concatenate[Connection, Options], Answer],
        *args: Options.args,
        **options: Options.kwargs,
    ) -> Answer:
        """Return what `function` answers in a transaction of its own that reads."""
        with self.reading() as connection:
            return function(connection, *args, **options)

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is written as a whole, or not at all where the block raises."""
        with self._errors(), self._engine.connect() as connection:
            try:
                (sqlite if self._is_sqlite else postgresql).begin_writing(connection)
                yield connection
            except BaseException:
                self._roll_back(connection)
                raise
            self._commit(connection)

    @contextlib.contextmanager
    def raw(self) -> Iterator[object]:
        """The driver's own connection, for what only the driver can do."""
        connection = self._engine.raw_connection()
        try:
            yield connection.driver_connection
        finally:
            connection.close()

    @contextlib.contextmanager
    def adding(self) -> Iterator[None]:
        """The lock that one process at a time holds while it adds or edits; it ends with the process."""
        lock = sqlite.adding(self._path) if self._is_sqlite else postgresql.adding(self._engine, self.name)
        with self._errors(), lock:
            yield

    def _commit(self, connection: Connection) -> None:
        # the driver was told not to begin transactions of its own, so SQLAlchemy's commit does nothing in SQLite
        if self._is_sqlite:
            connection.exec_driver_sql("COMMIT")
        connection.commit()

    def _roll_back(self, connection: Connection) -> None:
        with contextlib.suppress(DBAPIError):  # a transaction that failed for lack of space is rolled back already
            if self._is_sqlite:
                connection.exec_driver_sql("ROLLBACK")
            connection.rollback()

    @contextlib.contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            meaning = (sqlite if self._is_sqlite else postgresql).reason(error.orig)
            raise ArchiveError(self.name, *meaning) from error

    def _prepare(self, *, create: bool) -> None:
        with self.reading() as connection:
            version = self._version(connection)
        if version == schema.VERSION:
            return
        if version > schema.VERSION:
            raise ArchiveError(
                self.name, "newer", f"was written by a newer version of Rashomon (tables {version}); upgrade it"
            )
        if version == 0 and not create:
            raise ArchiveError(self.name, "not found", "there is no archive in this database")
        with self.adding(), self.writing() as connection:
            version = self._version(connection)
            if version == 0:
                self._make(connection)
            elif version < schema.VERSION:
                from rashomon.store import migrate

                migrate.upgrade(connection)

    def _version(self, connection: Connection) -> int:
        """The version of the tables; 0 for an empty database."""
        tables = set(inspect(connection).get_table_names())
        if not tables:
            return 0
        if "archive" not in tables or "versions" not in tables:
            raise ArchiveError(self.name, "not an archive", "is a database, but no archive")
        found = connection.execute(select(schema.archive.c.version)).scalar()
        if found is None:
            raise ArchiveError(self.name, "not an archive", "is a database, but no archive")
        return int(found)

    def _make(self, connection: Connection) -> None:
        schema.metadata.create_all(connection)
        finding.create(connection)
        connection.execute(schema.alembic.insert().values(version_num=f"{schema.VERSION:04}"))
        made = moment_text(datetime.now(UTC))
        connection.execute(
            schema.archive.insert().values(version=schema.VERSION, program=metadata.version("rashomon"), made=made)
        )


def _bare(url: str) -> str:
    """A URL that cannot be understood, without what may be a password."""
    return url.split("://", 1)[0] + "://…"
