"""Atom feeds (RFC 4287): what happens to one story, and disputes that are new in the archive."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from fastapi import APIRouter, Request
from starlette.responses import Response

from rashomon.engine import Archive
from rashomon.errors import UnknownIdError
from rashomon.model.archive import Change, StoryRow
from rashomon.serve.web.api.asked import StoryId
from rashomon.serve.web.api.router import FAILURES
from rashomon.serve.web.archives import Reading
from rashomon.serve.web.links import report_link, story_link

ATOM = "application/atom+xml"
router = APIRouter(tags=["feeds"])
_ANSWERS: dict[int | str, dict[str, Any]] = {200: {"content": {ATOM: {}}}}
_FORBIDDEN = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""What XML 1.0 has no way to write."""
_DISPUTED = ("disputed", "denied")
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@router.get("/stories/{id}/feed.atom", responses=_ANSWERS | FAILURES, response_class=Response)
def story_feed(request: Request, archive: Reading, id: StoryId) -> Response:
    """What happened to a story, the newest first."""
    row = archive.story(id)
    most = request.app.state.settings.web.feed_entries
    changes = sorted(archive.events(row.id), key=lambda change: -change.number)[:most]
    name = row.title or row.headline
    return _feed(request, name=name, link=story_link(row.id), entries=[(change, row) for change in changes])


@router.get("/feeds/disputes.atom", responses=_ANSWERS | FAILURES, response_class=Response)
def disputes_feed(request: Request, archive: Reading) -> Response:
    """Claims that have become disputed or denied, the newest first."""
    most = request.app.state.settings.web.feed_entries
    page = archive.changes(kinds=("claim changed",), newest=True, limit=most * 4)
    disputed = [change for change in page.rows if change.others[-1:] and change.others[-1] in _DISPUTED][:most]
    entries = [(change, row) for change in disputed if (row := _story(archive, change)) is not None]
    return _feed(request, name="New disputes", link="/stories?status=disputed", entries=entries)


def _story(archive: Archive, change: Change) -> StoryRow | None:
    if change.story is None:
        return None
    try:
        return archive.story(change.story)
    except UnknownIdError:
        return None


def _feed(request: Request, *, name: str, link: str, entries: Iterable[tuple[Change, StoryRow]]) -> Response:
    root = str(request.base_url).removesuffix("/")
    entries = list(entries)
    updated = max((change.at for change, _ in entries), default=_NEVER)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{_text(name)}</title>",
        f"<id>{_text(root + request.url.path)}</id>",
        f"<updated>{updated.isoformat()}</updated>",
        "<author><name>Rashomon</name></author>",
        f'<link rel="self" href={_attribute(root + request.url.path)}/>',
        f'<link rel="alternate" type="text/html" href={_attribute(root + link)}/>',
    ]
    for change, row in entries:
        lines += _entry(change, row, root)
    lines.append("</feed>")
    return Response("\n".join(lines) + "\n", media_type=ATOM)


def _entry(change: Change, row: StoryRow, root: str) -> list[str]:
    where = story_link(row.id)
    if change.kind == "claim changed" and change.others:
        where += f"#c-{change.others[0]}"
    elif change.report is not None:
        where = report_link(change.report, version=change.version)
    return [
        "<entry>",
        f"<title>{_text(f'{change.kind}: {row.title or row.headline}')}</title>",
        f"<id>{_text(f'{root}{story_link(row.id)}#change-{change.number}')}</id>",
        f"<updated>{change.at.isoformat()}</updated>",
        f'<link rel="alternate" type="text/html" href={_attribute(root + where)}/>',
        f"<summary>{_text(change.detail)}</summary>",
        "</entry>",
    ]


def _text(words: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", words))


def _attribute(words: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", words))
