"""The API and the pages give the same answers, to the byte, whichever database keeps the archive."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

import rashomon
from rashomon.serve.web.app import create_app
from rashomon.settings import Settings

STORY = ("", "/synopsis", "/events", "/linked-data")
REPORT = ("", "/annotation", "/versions")


@contextlib.contextmanager
def served(address: str) -> Iterator[TestClient]:
    with rashomon.open(address) as archive:
        app = create_app(archive, settings=Settings(), names=("localhost",))
        with TestClient(app, base_url="http://localhost") as client:
            yield client


@pytest.fixture(scope="module")
def both(sample_archive: Path, postgresql: Callable[[], str]) -> Iterator[tuple[TestClient, TestClient]]:
    url = postgresql()
    with rashomon.open(url) as archive:
        archive.restore(sample_archive)
    with served(str(sample_archive)) as one, served(url) as other:
        yield one, other


def addresses(client: TestClient) -> list[str]:
    stories = client.get("/api/v1/stories", params={"limit": 200}).json()["items"]
    reports = [report for story in stories for report in story["reports"]]
    api = [
        *(
            f"/stories/{story['id']}{rest}"
            for story in stories
            for rest in ("", "/synopsis", "/events", "/linked-data")
        ),
        *(
            f"/reports/{quote(report, safe='')}{rest}"
            for report in reports
            for rest in ("", "/annotation", "/versions")
        ),
        "/stories?query=indemnity&status=denied",
        "/stories?since=1905-08-10&until=1905-08-18&limit=1",
        "/reports?limit=5",
        "/statements?who=Witte",
        "/statements?about=indemnity&force=denies&force=rejects",
        "/actors",
        "/actors?query=Witte",
        "/actors/Sergei%20Witte",
        "/search?q=indemnity&limit=3",
        "/search?q=%22the+talks%22+port*",
        "/search?q=the&actor=Witte&status=denied",
        "/quote?text=nobody+had+packed+any+trunks",
        "/changes?limit=200",
        "/refusals",
    ]
    pages = [
        "/stories",
        "/statements?who=Witte",
        "/actors",
        "/actors/Sergei%20Witte",
        "/search?q=indemnity",
        *(f"/stories/{story['id']}" for story in stories),
        *(f"/reports/{quote(report, safe='')}" for report in reports[:4]),
    ]
    return [*(f"/api/v1{path}" for path in api), *pages]


def test_both_databases_give_the_same_answers(both: tuple[TestClient, TestClient]) -> None:
    for address in addresses(both[0]):
        first, second = (client.get(address) for client in both)
        assert first.status_code == second.status_code, address
        assert first.status_code == 200, (address, first.text[:300])
        assert shown(first.text) == shown(second.text), address


def shown(text: str) -> str:
    """An answer without the secret of its form."""
    return re.sub(r'name="csrf" value="[^"]*"', "", text)
