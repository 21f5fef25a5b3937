"""Clients that are slow, many or rude do not keep the others waiting: a real server on the loopback interface."""

from __future__ import annotations

import contextlib
import json
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import httpx
import pytest

import rashomon
from rashomon.engine import Archive
from rashomon.errors import UnknownIdError, UsageError
from rashomon.model.archive import Page, StoryRow
from rashomon.serve.web.app import create_app
from rashomon.serve.web.server import listen, server
from rashomon.settings import Settings, WebSettings

WEB = replace(WebSettings(), head_seconds=0.2, stall_seconds=0.5, connections=40, head_bytes=4_096)
LONG = 60.0
"""Seconds after which a test gives up; none waits that long unless something is broken."""


class Endless:
    """Stands in for an archive whose export is longer than any client reads."""

    path = "nowhere.db"
    settings = Settings()

    def __init__(self) -> None:
        self.ended = threading.Event()

    def stories(self, **_: object) -> Page[StoryRow]:
        return Page(rows=())

    def story(self, id: str) -> StoryRow:
        raise UnknownIdError("story", id)

    def export(self, kind: str, **_: object) -> Iterator[object]:
        try:
            while True:
                yield {"row": "x" * 1_000}
        finally:
            self.ended.set()


class Running:
    """A server in a thread, with the archive it shows."""

    def __init__(self, archive: Endless, port: int) -> None:
        self.archive = archive
        self.port = port

    def is_well(self) -> bool:
        answer = httpx.get(f"http://127.0.0.1:{self.port}/health", timeout=LONG, trust_env=False)
        return bool(answer.json()["status"] == "ok")

    def connect(self, sent: bytes = b"") -> socket.socket:
        made = socket.create_connection(("127.0.0.1", self.port), timeout=LONG)
        made.sendall(sent)
        return made


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    archive = Endless()
    monkeypatch.setattr("rashomon.serve.web.app.open_archive", lambda *_, **__: archive)
    app = create_app(cast(Archive, archive), settings=Settings(web=WEB), names=("127.0.0.1",))
    with contextlib.closing(listen("127.0.0.1", 0)) as on:
        made = server(app, settings=WEB)
        thread = threading.Thread(target=made.run, kwargs={"sockets": [on]})
        thread.start()
        try:
            yield Running(archive, on.getsockname()[1])
        finally:
            made.should_exit = True
            thread.join(LONG)
            assert not thread.is_alive()


def is_closed(client: socket.socket) -> bool:
    """Wait until the server closes the connection without an answer."""
    try:
        return client.recv(1) == b""
    except ConnectionError:
        return True


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET /health HTTP/1.1\r\nHost: 127",
        b"POST /api/v1/reports HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        b"Content-Length: 1000\r\n\r\n{",
    ],
    ids=["nothing", "half a head", "half a body"],
)
def test_a_client_that_stops_in_the_middle_is_let_go(running: Running, sent: bytes) -> None:
    with running.connect(sent) as client:
        assert running.is_well()
        assert is_closed(client)
    assert running.is_well()


def test_a_client_that_stops_reading_is_let_go_and_its_archive_freed(running: Running) -> None:
    asked = b"GET /api/v1/export/claims HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    with running.connect(asked) as client:
        assert client.recv(100).startswith(b"HTTP/1.1 200")
        assert running.is_well()
        assert running.archive.ended.wait(LONG)
    assert running.is_well()


def test_exports_are_few_at_a_time(running: Running) -> None:
    asked = b"GET /api/v1/export/claims HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    with contextlib.ExitStack() as stack:
        for _ in range(WEB.exports):
            client = stack.enter_context(running.connect(asked))
            assert client.recv(100).startswith(b"HTTP/1.1 200")
        late = stack.enter_context(running.connect(asked))
        assert late.recv(100).startswith(b"HTTP/1.1 503")


def test_too_many_connections_are_told_so(running: Running) -> None:
    with contextlib.ExitStack() as stack:
        for _ in range(WEB.connections):
            stack.enter_context(running.connect(b"GET "))
        late = stack.enter_context(running.connect(b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"))
        assert late.recv(100).startswith(b"HTTP/1.1 503")


def test_a_head_that_is_too_large_is_refused(running: Running) -> None:
    with running.connect(b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"x" * (2 * WEB.head_bytes)) as client:
        assert client.recv(100).startswith(b"HTTP/1.1 4")
    assert running.is_well()


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",  # a client that wants TLS
        b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
        b"GET /health HTTP/1.1\r\n\r\n",
        b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /api/v1/files HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\n"
        b"Content-Length: 9\r\n\r\n--y\r\n\r\n\r\n",
        b"GET /stories/%ff%fe%00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET //evil.example/%2e%2e/etc HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET /static/..%2f..%2fapp.py HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    ],
)
def test_a_rude_request_gets_an_answer_that_says_no(running: Running, sent: bytes) -> None:
    with running.connect(sent) as client:
        assert client.recv(100).startswith(b"HTTP/1.1 4")
    assert running.is_well()


def test_many_clients_at_once_all_get_the_same_answer(running: Running) -> None:
    answers: list[str] = []

    def read() -> None:
        with httpx.Client(timeout=LONG, trust_env=False) as client:
            for _ in range(25):
                answers.append(client.get(f"http://127.0.0.1:{running.port}/api/v1/stories").text)

    threads = [threading.Thread(target=read) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG)
    assert len(answers) == 500
    assert set(answers) == {json.dumps({"items": [], "next": None}, separators=(",", ":"))}


def test_readers_and_a_writer_at_once(sample_archive: Path, tmp_path: Path) -> None:
    path = shutil.copy(sample_archive, tmp_path / "copy.db")
    wrong: list[str] = []
    new = {"text": "The council of Lindow closed the pier. Mayor Ada Holm said the planks were rotten.", "id": "new"}
    with rashomon.open(path) as archive, contextlib.closing(listen("127.0.0.1", 0)) as on:
        first = archive.stories().rows[0]
        app = create_app(archive, settings=Settings(), names=("127.0.0.1",))
        made = server(app, settings=Settings().web)
        base = f"http://127.0.0.1:{on.getsockname()[1]}"
        pages = ("/stories", f"/stories/{first.id}", f"/reports/{first.reports[0]}", "/search?q=peace", "/statements")
        more = ("/api/v1/stories", f"/api/v1/stories/{first.id}/synopsis", "/api/v1/changes", "/metrics", "/health")

        def read(number: int) -> None:
            with httpx.Client(base_url=base, timeout=LONG, trust_env=False) as client:
                for step in range(20):
                    address = (pages + more)[(number + step) % len(pages + more)]
                    answer = client.get(address)
                    if answer.status_code != 200:
                        wrong.append(f"{address}: {answer.status_code} {answer.text[:200]}")

        threads = [threading.Thread(target=made.run, kwargs={"sockets": [on]})]
        threads += [threading.Thread(target=read, args=(number,)) for number in range(20)]
        for thread in threads:
            thread.start()
        try:
            accepted = httpx.post(f"{base}/api/v1/reports", json={"reports": [new]}, timeout=LONG, trust_env=False)
            assert accepted.status_code == 202
            for thread in threads[1:]:
                thread.join()
            job = f"{base}/api/v1/jobs/{accepted.json()['id']}"
            while (state := httpx.get(job, timeout=LONG, trust_env=False).json()["state"]) in ("waiting", "running"):
                time.sleep(0.05)
        finally:
            made.should_exit = True
            threads[0].join(LONG)
        assert not threads[0].is_alive()
        assert archive.report_row("new").story is not None
    assert not wrong
    assert state == "done"


def test_a_port_that_is_taken_is_one_line() -> None:
    with contextlib.closing(listen("127.0.0.1", 0)) as first:
        port = first.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port}: another program listens there"):
            listen("127.0.0.1", port)
    with pytest.raises(UsageError, match="no such host"):
        listen("no.such.host.invalid", 0)
