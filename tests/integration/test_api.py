"""The API over an archive of the sample coverage: what it gives, page by page, and what it writes."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

import rashomon
from rashomon.serve.web.api.shapes import Annotation, Synopsis
from rashomon.serve.web.app import create_app
from rashomon.settings import Settings

ATOM = "{http://www.w3.org/2005/Atom}"
PATIENCE = 240
"""Seconds for an addition on a busy machine; what is waited for is its end, not the clock."""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def client(request: pytest.FixtureRequest, sample_archive: Path) -> Iterator[TestClient]:
    """The API over the sample, in either database, for tests that only ask."""
    if request.param == "sqlite":
        yield from served(sample_archive)
        return
    url = request.getfixturevalue("postgresql")()
    with rashomon.open(url) as archive:
        archive.restore(sample_archive)
    yield from served(url)


@pytest.fixture
def writable(sample_archive: Path, tmp_path: Path) -> Iterator[TestClient]:
    yield from served(Path(shutil.copy(sample_archive, tmp_path / "copy.db")))


def served(path: Path | str) -> Iterator[TestClient]:
    with rashomon.open(path) as archive:
        app = create_app(archive, settings=Settings(), names=("localhost",))
        with TestClient(app, base_url="http://localhost") as made:
            yield made


def get(client: TestClient, path: str, **query: Any) -> Any:
    answer = client.get(f"/api/v1{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def main_story(client: TestClient) -> dict[str, Any]:
    """The story with the most reports."""
    stories: list[dict[str, Any]] = get(client, "/stories")["items"]
    return max(stories, key=lambda story: len(story["reports"]))


def text_of(client: TestClient, report: str) -> str:
    text: str = get(client, f"/reports/{report}/annotation")["text"]
    return text


@pytest.mark.parametrize("path", ["/stories", "/reports", "/statements", "/actors", "/changes"])
@pytest.mark.parametrize("limit", [1, 3, 200])
def test_pages_give_every_row_once(client: TestClient, path: str, limit: int) -> None:
    whole = get(client, path, limit=200)
    assert whole["next"] is None
    found: list[object] = []
    after = None
    while True:
        page = get(client, path, limit=limit, **({"after": after} if after else {}))
        assert len(page["items"]) <= limit
        found += page["items"]
        after = page["next"]
        if after is None:
            break
    assert found == whole["items"]
    assert len(found) > 1


def test_a_search_gives_every_hit_once(client: TestClient) -> None:
    found, after = [], None
    while True:
        page = get(client, "/search", q="indemnity", limit=2, **({"after": after} if after else {}))
        found += [hit["report"] for hit in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert len(found) == len(set(found)) > 3
    for report in found:
        assert "indemnity" in text_of(client, report).lower()


def test_spans_are_code_points_of_the_reports_text(client: TestClient) -> None:
    story = main_story(client)
    at = story["headline_at"]
    assert text_of(client, at["report"])[at["start"] : at["end"]] == story["headline"]
    for statement in get(client, "/statements", limit=20)["items"]:
        span = statement["sentence"]
        assert text_of(client, statement["report"])[span["start"] : span["end"]] == statement["text"]
    for hit in get(client, "/search", q="indemnity")["items"]:
        text = text_of(client, hit["report"])
        assert text[hit["snippet"]["start"] : hit["snippet"]["end"]] == hit["text"]
        assert [text[mark["start"] : mark["end"]].lower() for mark in hit["marks"]]


def test_synopsis_and_annotation_have_the_shapes_that_the_contract_tells(client: TestClient) -> None:
    for story in get(client, "/stories")["items"]:
        made = client.get(f"/api/v1/stories/{story['id']}/synopsis").text
        assert Synopsis.model_validate_json(made).story == story["id"]
        for report in story["reports"]:
            made = client.get(f"/api/v1/reports/{report}/annotation").text
            assert Annotation.model_validate_json(made).id == report


def test_statements_are_filtered(client: TestClient) -> None:
    denials = get(client, "/statements", force="denies", limit=200)["items"]
    assert denials
    assert {statement["force"] for statement in denials} == {"denies"}
    both = get(client, "/statements", force=["denies", "rejects"], limit=200)["items"]
    assert {statement["force"] for statement in both} == {"denies", "rejects"}
    about = get(client, "/statements", about="indemnity", limit=200)["items"]
    assert about
    assert len(about) < len(get(client, "/statements", limit=200)["items"])


def test_stories_are_filtered_by_status_and_time(client: TestClient) -> None:
    denied = get(client, "/stories", status="denied")["items"]
    assert [story["id"] for story in denied] == [main_story(client)["id"]]
    assert not get(client, "/stories", since="1906-01-01")["items"]
    assert len(get(client, "/stories", until="1905-12-31")["items"]) == 2


def test_what_was_not_known_yet_is_not_there(client: TestClient) -> None:
    story = main_story(client)["id"]
    assert client.get(f"/api/v1/stories/{story}/synopsis?as_of=2001-01-01").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/stories/none",
        "/stories/none/synopsis",
        "/stories/none/events",
        "/stories/none/linked-data",
        "/reports/none",
        "/reports/none/annotation",
        "/reports/none/versions",
        "/reports/none/selector?start=0&end=1",
        "/actors/Nobody%20At%20All",
        "/jobs/99",
    ],
)
def test_an_unknown_id_is_404_as_a_problem(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 404


def test_an_unknown_version_is_404(client: TestClient) -> None:
    report = main_story(client)["reports"][0]
    assert client.get(f"/api/v1/reports/{report}/annotation?version=2").status_code == 404


@pytest.mark.parametrize("after", ["x", "-1", "9" * 40, "😀", "[1,2"])
@pytest.mark.parametrize("path", ["/stories", "/reports", "/statements", "/search?q=peace", "/changes", "/refusals"])
def test_a_cursor_that_is_none_is_400(client: TestClient, path: str, after: str) -> None:
    joint = "&" if "?" in path else "?"
    answer = client.get(f"/api/v1{path}{joint}after={after}")
    assert answer.status_code == 400
    assert answer.json()["detail"]


@pytest.mark.parametrize("span", [(0, 0), (5, 3), (0, 10_000_000), (2, 10**12)])
def test_a_span_that_is_none_is_400(client: TestClient, span: tuple[int, int]) -> None:
    report = main_story(client)["reports"][0]
    answer = client.get(f"/api/v1/reports/{report}/selector?start={span[0]}&end={span[1]}")
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "query", ['"', '"""', "*", "a OR b", "NEAR(a b)", "peace AND", "col:peace", "'; drop table x", "^x"]
)
def test_a_search_of_signs_is_answered_or_refused_with_the_reason(client: TestClient, query: str) -> None:
    answer = client.get("/api/v1/search", params={"q": query})
    assert answer.status_code in (200, 400)


def test_a_web_annotation_finds_its_span_by_words_and_by_place(client: TestClient) -> None:
    statement = get(client, "/statements", limit=1)["items"][0]
    span, report = statement["sentence"], statement["report"]
    answer = client.get(f"/api/v1/reports/{report}/selector?start={span['start']}&end={span['end']}")
    assert answer.headers["content-type"].startswith("application/ld+json")
    made = answer.json()
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld"
    quote, place = made["target"]["selector"]
    text = text_of(client, report)
    assert text.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1
    assert text[place["start"] : place["end"]] == quote["exact"] == statement["text"]
    assert made["target"]["source"].startswith("http://localhost/reports/")


def test_linked_data_quotes_verbatim_and_refers_to_what_is_there(client: TestClient) -> None:
    story = main_story(client)
    answer = client.get(f"/api/v1/stories/{story['id']}/linked-data")
    assert answer.headers["content-type"] == "application/ld+json"
    made = answer.json()
    parts = {part["@id"]: part for part in made["hasPart"]}
    assert len(parts) == len(story["reports"])
    assert len(made["about"]) >= sum(story["statuses"].values()) > 0
    texts = [text_of(client, report) for report in story["reports"]]
    quotations = [quotation for claim in made["about"] for quotation in claim["appearance"] + claim["r:against"]]
    quotations += made["citation"]
    for quotation in quotations:
        assert quotation["isPartOf"]["@id"] in parts
        assert any(quotation["text"] in text for text in texts)
    actors = {mention.get("@id") for mention in made["mentions"]}
    assert {quotation["creator"]["@id"] for quotation in made["citation"]} <= actors


def test_two_reports_are_compared(client: TestClient) -> None:
    left, right = main_story(client)["reports"][2:4]
    made = client.get("/api/v1/compare", params={"left": left, "right": right})
    synopsis = Synopsis.model_validate_json(made.text)
    assert [report.id for report in synopsis.reports] == [left, right]
    assert client.get("/api/v1/compare", params={"left": left, "right": left}).status_code == 400
    assert client.get("/api/v1/compare", params={"left": left, "right": "none"}).status_code == 404
    assert client.get("/api/v1/compare", params={"left": left}).status_code == 400


def test_feeds_are_atom(client: TestClient) -> None:
    story = main_story(client)["id"]
    for path in (f"/stories/{story}/feed.atom", "/feeds/disputes.atom"):
        answer = client.get(path)
        assert answer.headers["content-type"].startswith("application/atom+xml")
        feed = ElementTree.fromstring(answer.content)
        assert feed.tag == f"{ATOM}feed"
        for part in (feed, *feed.findall(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert part.findtext(f"{ATOM}{name}")
        ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
        assert len(ids) == len(set(ids))
    assert client.get("/stories/none/feed.atom").status_code == 404


@pytest.mark.parametrize(
    "kind", ["attributions", "claims", "evidence", "figures", "times", "actors", "stories", "reports"]
)
def test_an_export_is_one_object_a_line(client: TestClient, kind: str) -> None:
    answer = client.get(f"/api/v1/export/{kind}")
    assert answer.status_code == 200
    rows = [json.loads(line) for line in answer.text.splitlines()]
    assert len(rows) > 1
    assert all(isinstance(row, dict) for row in rows)


def test_an_export_of_no_kind_is_400(client: TestClient) -> None:
    assert client.get("/api/v1/export/passwords").status_code == 400


def test_metrics_tell_what_the_archive_holds(client: TestClient) -> None:
    lines = client.get("/metrics").text.splitlines()
    assert 'rashomon_archive_rows{kind="reports"} 13' in lines
    assert 'rashomon_archive_rows{kind="stories"} 2' in lines


def over(client: TestClient, answer: Any) -> dict[str, Any]:
    """The job that was accepted, when it is over."""
    assert answer.status_code == 202, answer.text
    address = answer.headers["location"]
    for _ in range(PATIENCE * 20):
        job: dict[str, Any] = client.get(address).json()
        if job["state"] in ("done", "failed"):
            return job
        time.sleep(0.05)
    raise AssertionError(f"still {job['state']}")


NEW = {
    "id": "kiosk/2024?a=1#b",
    "outlet": "Harbour Kiosk",
    "published": "2024-05-03",
    "title": "Council of Lindow shuts the old ferry pier",
    "text": "The council of Lindow closed the old ferry pier on Thursday. Mayor Ada Holm said the planks were rotten.",
}


def test_reports_are_added_changed_and_known(writable: TestClient) -> None:
    job = over(writable, writable.post("/api/v1/reports", json={"reports": [NEW]}))
    assert (job["state"], job["added"]["new"], job["added"]["stories"]) == ("done", 1, 1)
    job = over(writable, writable.post("/api/v1/reports", json={"reports": [NEW]}))
    assert (job["added"]["new"], job["added"]["known"]) == (0, 1)
    changed = NEW | {"text": NEW["text"] + " It will reopen in June."}
    job = over(writable, writable.post("/api/v1/reports", json={"reports": [changed]}))
    assert job["added"]["versions"] == 1
    id = "kiosk%2F2024%3Fa%3D1%23b"
    versions = get(writable, f"/reports/{id}/versions")
    assert [version["number"] for version in versions] == [1, 2]
    assert "June" not in get(writable, f"/reports/{id}/annotation", version=1)["text"]
    assert "June" in get(writable, f"/reports/{id}/annotation")["text"]
    row = get(writable, f"/reports/{id}")
    assert (row["id"], row["versions"], row["outlet"]) == (NEW["id"], 2, NEW["outlet"])
    span = get(writable, f"/reports/{id}/selector", start=0, end=7)
    assert "kiosk%2F2024%3Fa%3D1%23b" in span["id"]


def test_files_are_added_and_what_is_wrong_with_them_told(writable: TestClient) -> None:
    before = {row["id"] for row in get(writable, "/reports", limit=200)["items"]}
    files = [
        ("files", ("../pier.json", json.dumps(NEW).encode())),
        ("files", ("empty.txt", b"")),
        ("files", ("broken.json", b"[1,")),
        ("files", ("bomb.txt.gz", b"\x1f\x8b\x08\x00broken")),
    ]
    job = over(writable, writable.post("/api/v1/files", files=files))
    assert (job["state"], job["added"]["new"], job["added"]["refused"]) == ("done", 1, 3)
    told = {row["path"]: row["reason"] for row in job["refused"]}
    assert sorted(told) == ["bomb.txt.gz", "broken.json", "empty.txt"]
    assert told["empty.txt"] == "empty"
    (new,) = [row for row in get(writable, "/reports", limit=200)["items"] if row["id"] not in before]
    assert new["path"] == "pier.json"


def test_edits_are_made_and_undone(writable: TestClient) -> None:
    main, other = sorted(get(writable, "/stories")["items"], key=lambda story: -len(story["reports"]))
    renamed = writable.post("/api/v1/edits", json={"kind": "rename", "story": main["id"], "title": "Portsmouth <b>"})
    assert renamed.status_code == 200, renamed.text
    assert get(writable, f"/stories/{main['id']}")["title"] == "Portsmouth <b>"
    assert "<b>" not in writable.get(f"/stories/{main['id']}/feed.atom").text
    merged = writable.post("/api/v1/edits", json={"kind": "merge", "story": main["id"], "other": other["id"]})
    assert merged.status_code == 200, merged.text
    assert len(get(writable, f"/stories/{main['id']}")["reports"]) == 13
    undone = writable.post(f"/api/v1/edits/{merged.json()['id']}/undo")
    assert undone.status_code == 200, undone.text
    assert len(get(writable, f"/stories/{main['id']}")["reports"]) == 12
    assert [edit["undone"] is None for edit in get(writable, "/edits")] == [True, False]
    split = writable.post("/api/v1/edits", json={"kind": "split", "story": main["id"], "reports": main["reports"][:2]})
    assert split.status_code == 200, split.text
    assert get(writable, f"/stories/{split.json()['others'][0]}")["reports"] == main["reports"][:2]


@pytest.mark.parametrize(
    "edit",
    [
        {"kind": "merge", "story": "none", "other": "nothing"},
        {"kind": "split", "story": "none", "reports": ["x"]},
        {"kind": "rename", "story": "none", "title": "x"},
    ],
)
def test_an_edit_of_what_is_not_there_is_404(writable: TestClient, edit: dict[str, object]) -> None:
    assert writable.post("/api/v1/edits", json=edit).status_code == 404
    assert writable.post("/api/v1/edits/77/undo").status_code == 404


def test_an_edit_that_makes_no_sense_is_400(writable: TestClient) -> None:
    story = main_story(writable)["id"]
    for edit in (
        {"kind": "merge", "story": story, "other": story},
        {"kind": "split", "story": story, "reports": []},
        {"kind": "rename", "story": story},
        {"kind": "burn", "story": story},
    ):
        answer = writable.post("/api/v1/edits", json=edit)
        assert (answer.status_code, bool(answer.json()["detail"])) == (400, True)


def test_reading_goes_on_while_something_is_added(writable: TestClient) -> None:
    accepted = writable.post("/api/v1/reports", json={"reports": [NEW]})
    story = main_story(writable)["id"]
    seen = [writable.get(f"/api/v1/stories/{story}/synopsis").status_code for _ in range(20)]
    assert set(seen) == {200}
    assert over(writable, accepted)["state"] == "done"


def test_actors_are_listed_found_and_opened(client: TestClient) -> None:
    whole = get(client, "/actors", limit=200)["items"]
    assert [row["statements"] for row in whole] == sorted((row["statements"] for row in whole), reverse=True)
    (witte,) = get(client, "/actors", query="Sergei Witte")["items"]
    assert witte in whole
    assert get(client, f"/actors/{witte['id']}")["statements"] == witte["statements"]
    assert get(client, "/actors", limit=2)["items"] == whole[:2]
