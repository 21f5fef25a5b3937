"""One archive, one server and one browser for all tests of pages; they are skipped, saying so, without Chromium."""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright
from tests.conftest import SAMPLE

from rashomon.engine import open_archive
from rashomon.serve.web.app import create_app
from rashomon.settings import Settings

CHROMIUM = shutil.which("chromium")
OVERRIDE, ISOLATE = "\u202e", "\u2067"
SCRIPT = "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'>"
HOSTILE = (
    {
        "id": "a/../b?c#d&\"<e>'",
        "title": f"{SCRIPT}{OVERRIDE}Bridge at Velm closes {ISOLATE}",
        "outlet": f"</title>{SCRIPT}{OVERRIDE}Velm Herald",
        "authors": [SCRIPT],
        "published": "2024-05-06",
        "url": "javascript:window.hacked=3",
        "text": f"The bridge at Velm closed on Monday, the mayor {SCRIPT} said. {OVERRIDE}Nobody was hurt there.\n\n"
        f"Mayor Ona {SCRIPT} Brisk denied that the bridge at Velm had cracked. " + "x" * 200_000,
    },
    {
        "id": "velm-2",
        "title": "Bridge at Velm closes",
        "outlet": "Tarn Post",
        "published": "2024-05-06T18:30:00+02:00",
        "text": "The bridge at Velm closed on Monday. An engineer said that the bridge had cracked in two places.\n\n"
        f"Some 40 lorries wait at the bridge, the council said. {ISOLATE}{OVERRIDE}",
    },
)
"""Two reports of one event, by somebody who would like to take the page over."""


@dataclass(frozen=True, slots=True)
class Room:
    """Where the reading room is, and the ids of what is in it: the sample's story, a hostile one, a denied claim."""

    url: str
    story: str
    hostile: str
    line: str


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    if CHROMIUM is None:
        pytest.skip("there is no chromium on the path (on Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        options = [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
        ]
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def room(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """A server on loopback over an archive of the sample coverage and the hostile reports."""
    folder = tmp_path_factory.mktemp("room")
    hostile = folder / "hostile.jsonl"
    hostile.write_text("".join(json.dumps(record) + "\n" for record in HOSTILE), encoding="utf-8")
    with open_archive(folder / "archive.db") as archive:
        archive.add([str(SAMPLE), str(hostile)])
        changed = {**HOSTILE[1], "text": str(HOSTILE[1]["text"]).replace("in two places", "in three places")}
        hostile.write_text(json.dumps(changed), encoding="utf-8")
        archive.add([str(hostile)])
        rows = archive.stories().rows
        story = max(rows, key=lambda row: len(row.reports)).id
        denied = next(claim.id for claim in archive.synopsis(story).claims if claim.status == "denied")
        (bad,) = [row.id for row in rows if HOSTILE[0]["id"] in row.reports]
        config = uvicorn.Config(
            create_app(archive, settings=Settings()), host="127.0.0.1", port=0, log_level="error", lifespan="on"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield Room(f"http://127.0.0.1:{port}", story, bad, denied)
        server.should_exit = True
        thread.join()


class Reader:
    """A reader with a browser window of its own; what it asks for elsewhere, and every error, is remembered."""

    def __init__(self, context: BrowserContext, room: Room) -> None:
        self.room = room
        self.page: Page = context.new_page()
        self.wrong: list[str] = []
        context.on("request", self._request)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", lambda message: message.type == "error" and self.wrong.append(message.text))

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self.room.url + "/"):
            self.wrong.append(f"asked for {request.url}")

    def open(self, path: str) -> Page:
        """Go to `path` and return the page."""
        self.page.goto(self.room.url + path)
        return self.page


@pytest.fixture
def reader(browser: Browser, room: Room) -> Iterator[Reader]:
    """A reader at a desk; nothing may have gone wrong in the browser when it leaves."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.set_default_timeout(10_000)
        made = Reader(context, room)
        yield made
        assert made.wrong == []


@pytest.fixture
def plain_reader(browser: Browser, room: Room) -> Iterator[Reader]:
    """A reader with a phone and without JavaScript."""
    with browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False) as context:
        context.set_default_timeout(10_000)
        made = Reader(context, room)
        yield made
        assert made.wrong == []
