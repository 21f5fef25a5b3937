"""Reports that this process annotated a moment ago: reconciling their stories need not decode them again."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from rashomon.model.annotation import AnnotatedReport
from rashomon.store.prepared import Prepared
from rashomon.store.reports import Packed


@dataclass(frozen=True, slots=True)
class _Kept:
    member: AnnotatedReport
    parts: tuple[bytes, ...]


class Fresh:
    """The last annotated reports, each with the bytes that it was packed into."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._tokens = 0
        self._lock = threading.Lock()

    def keep(self, member: AnnotatedReport, prepared: Prepared, *, most: int) -> None:
        """Keep the report; of earlier ones as many of the last as have up to `most` tokens with it."""
        size = len(member.annotation.tokens)
        with self._lock:
            self._drop(member.report.id)
            while self._kept and self._tokens + size > most:
                self._drop(next(iter(self._kept)))
            if size <= most:
                parts = (prepared.text, prepared.report_data, prepared.annotation, prepared.tokens)
                self._kept[member.report.id] = _Kept(member, parts)
                self._tokens += size

    def find(self, row: Packed) -> AnnotatedReport | None:
        """The report that was packed into just these bytes, if it is kept."""
        with self._lock:
            kept = self._kept.get(row.id)
        return kept.member if kept and kept.parts == (row.text, row.report_data, row.annotation, row.tokens) else None

    def clear(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._kept.clear()
            self._tokens = 0

    def _drop(self, id: str) -> None:
        kept = self._kept.pop(id, None)
        if kept is not None:
            self._tokens -= len(kept.member.annotation.tokens)


FRESH = Fresh()
"""Those of this process: a worker has what it annotated itself."""
