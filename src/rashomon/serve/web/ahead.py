"""Pages of large stories are made before anybody asks for them: each costs a reader a third of a second otherwise."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from rashomon.errors import ArchiveError, RashomonError
from rashomon.model.archive import StoryRow
from rashomon.serve.web.archives import Archives
from rashomon.serve.web.pages.drawing import Drawings
from rashomon.settings import WebSettings

_LOG = logging.getLogger("rashomon.web")


class Ahead:
    """A thread that looks now and then for large stories that have changed, and has their pages made."""

    def __init__(self, archives: Archives, drawings: Drawings, *, settings: WebSettings) -> None:
        self._archives = archives
        self._drawings = drawings
        self._settings = settings
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """Look for the first time, and then every so often; not at all if no story is to be made ahead."""
        if not self._settings.ahead_stories:
            return
        self._stopped.clear()
        self._thread = threading.Thread(target=self._run, name="ahead", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread, after the page that is being made."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        seen: datetime | None = None
        failed = ""
        while not self._stopped.is_set():
            try:
                seen, failed = self._look(seen), ""
            except RashomonError as error:  # an archive that is locked or gone, of which readers are told
                why = error.detail if isinstance(error, ArchiveError) else str(error)  # its path may hold a password
                if why != failed:
                    _LOG.warning("no pages are made ahead: %s", why)
                failed = why
            self._stopped.wait(self._settings.ahead_seconds)

    def _look(self, seen: datetime | None) -> datetime | None:
        """Make what is missing if a story has changed since `seen` and none does so now; return the last change."""
        with self._archives.borrow() as archive:
            newest = archive.stories(limit=1).rows
        if not newest or newest[0].updated == seen:
            return seen
        if datetime.now(UTC) - newest[0].updated < timedelta(seconds=self._settings.ahead_calm):
            return seen
        with self._archives.borrow() as archive:
            rows = archive.stories(limit=self._settings.ahead_stories).rows
        return newest[0].updated if self._make(rows) else seen

    def _make(self, rows: Sequence[StoryRow]) -> bool:
        """Make the pages that are missing, while no reader waits for one; whether there was time for all."""
        for row in rows:
            if self._drawings.is_large(row):
                self._drawings.maker.wait_for_none()
                if self._stopped.is_set():
                    return False
                with self._archives.borrow() as archive:
                    self._drawings.large(archive, row)
        return True
