"""Reports that are out to harm: mark-up, controls and right-to-left overrides in every field, and a line of 5 MB."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

import rashomon
from rashomon.serve.web.app import create_app
from rashomon.settings import Settings

SCRIPT = "<script>alert(1)</script>"
BAD = f"{SCRIPT}\"'><img src=x onerror=alert(1)>{{{{7*7}}}}\u202eevil\u0007\u0000&lt;b&gt;]]>"
TEXT = (
    f"Mayor Ada Holm of Lindow said on Tuesday that {SCRIPT} the harbour would be closed for 40 days.\n\n"
    f"“We have <b>no choice</b>,” said Bert Olsen {SCRIPT}, who leads the council of Lindow. \u202e About 300 people "
    "live there."
)
ID = f"../../etc/{SCRIPT}?x=1#y"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The pages over an archive of two hostile reports of one event, and an ordinary one."""
    folder = tmp_path_factory.mktemp("hostile")
    plain = {
        "id": ID,
        "url": f"javascript:alert(1)//{BAD}",
        "outlet": BAD,
        "title": BAD,
        "authors": [BAD],
        "text": TEXT,
    }
    other = {"id": "other", "outlet": f"Other {SCRIPT}", "published": BAD, "text": TEXT.replace("40", "60"), BAD: BAD}
    (folder / "reports.jsonl").write_text(json.dumps(plain) + "\n" + json.dumps(other) + "\n")
    with rashomon.open(folder / "a.db") as archive:
        assert archive.add([str(folder)]).new == 2
        app = create_app(archive, settings=Settings(), names=("localhost",))
        with TestClient(app, base_url="http://localhost") as made:
            yield made


def addresses(client: TestClient) -> list[str]:
    stories = client.get("/api/v1/stories").json()["items"]
    reports = [quote(row["id"], safe="") for row in client.get("/api/v1/reports").json()["items"]]
    assert quote(ID, safe="") in reports
    return [
        "/stories",
        "/reports",
        "/statements",
        "/search?q=harbour",
        f"/search?q={quote(SCRIPT)}",
        f"/quote?text={quote(SCRIPT)}",
        f"/stories?query={quote(BAD.replace(chr(0), ''))}",
        f"/actors/{quote(SCRIPT, safe='')}",
        f"/nothing/{quote(SCRIPT, safe='')}",
        *(f"/stories/{story['id']}" for story in stories),
        *(f"/reports/{report}" for report in reports),
    ]


class Tags(HTMLParser):
    """The tags of a page with their attributes, as a browser reads them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def test_no_page_has_mark_up_of_a_report(client: TestClient) -> None:
    for address in addresses(client):
        answer = client.get(address)
        assert answer.status_code in (200, 400, 404), address
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        for tag, attributes in Tags(answer.text).found:
            assert tag not in ("iframe", "object", "embed", "base", "style"), address
            assert tag != "script" or attributes["src"].startswith("/static/"), address
            assert attributes.get("src", "/").startswith("/"), address
            assert not [name for name in attributes if name.startswith("on") or name == "style"], address
            for name in ("href", "action", "formaction", "xlink:href"):
                assert re.match(r"[/#?]|https?://|$", attributes.get(name, "")), (address, attributes)
        assert not re.search(r"49\W{0,3}evil", answer.text), f"{address}: a report's braces were evaluated"


def test_the_words_are_shown_as_they_stand(client: TestClient) -> None:
    page = client.get(f"/reports/{quote(ID, safe='')}").text
    assert SCRIPT in html.unescape(re.sub(r"<[^>]*>", "", page))


def test_a_report_comes_back_to_the_character(client: TestClient) -> None:
    made = client.get(f"/api/v1/reports/{quote(ID, safe='')}/annotation").json()
    assert made["id"] == ID
    assert made["text"].endswith(TEXT)


@pytest.mark.parametrize("kind", ["feed.atom", "linked-data"])
def test_feeds_and_linked_data_stay_well_formed(client: TestClient, kind: str) -> None:
    for story in client.get("/api/v1/stories").json()["items"]:
        if kind == "feed.atom":
            answer = client.get(f"/stories/{story['id']}/feed.atom")
            ElementTree.fromstring(answer.content)
        else:
            answer = client.get(f"/api/v1/stories/{story['id']}/linked-data")
            answer.json()
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_title_of_controls_keeps_the_feed_well_formed(client: TestClient) -> None:
    story = client.get("/api/v1/stories").json()["items"][0]["id"]
    client.cookies.clear()  # a program, not a browser
    title = f"{SCRIPT} \u0007\u001b\ufffe]]> & \u202e"
    answer = client.post("/api/v1/edits", json={"kind": "rename", "story": story, "title": title})
    assert answer.status_code == 200
    feed = ElementTree.fromstring(client.get(f"/stories/{story}/feed.atom").content)
    assert SCRIPT in str(feed.findtext("{http://www.w3.org/2005/Atom}title"))
    assert SCRIPT not in client.get(f"/stories/{story}").text
    assert SCRIPT not in client.get("/stories").text


def test_a_line_of_5_megabytes_is_read_or_refused_and_nothing_else(tmp_path: Path) -> None:
    with rashomon.open(tmp_path / "a.db") as archive:
        app = create_app(archive, settings=Settings(), names=("localhost",))
        with TestClient(app, base_url="http://localhost") as client:
            answer: Any = client.post("/api/v1/files", files=[("files", ("long.txt", b"word " * 1_000_000))])
            assert answer.status_code == 202
            job = answer.json()
            while job["state"] in ("waiting", "running"):
                job = client.get(f"/api/v1/jobs/{job['id']}").json()
            assert job["state"] == "done"
            assert job["added"]["new"] + job["added"]["refused"] == 1
            assert client.get("/stories").status_code == 200
