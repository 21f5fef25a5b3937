"""The shapes that other programs give their reports."""

from __future__ import annotations

import pytest

from rashomon.errors import ReportError
from rashomon.intake.record import Json, read_record
from rashomon.model.report import RawReport
from rashomon.settings import IntakeSettings


def record(value: Json) -> RawReport:
    return read_record(value, path="a.json", record=None, settings=IntakeSettings())


def test_own_shape() -> None:
    raw = record(
        {
            "id": 17,
            "url": "https://gazette.example/1",
            "source": "Coast Gazette",
            "title": "Ferry Held",
            "text": " The ferry was held. ",
            "published": "1905-08-09",
            "language": "en",
            "desk": {"name": "sea", "b": [1, None]},
            "gone": None,
        }
    )
    assert raw == RawReport(
        path="a.json",
        form="record",
        content=" The ferry was held. ",
        id="17",
        url="https://gazette.example/1",
        outlet="Coast Gazette",
        title="Ferry Held",
        published="1905-08-09",
        language="en",
        extra={"desk": '{"b": [1, null], "name": "sea"}'},
    )


def test_news_please() -> None:
    raw = record(
        {
            "authors": ["Ann Field", "Omar Said"],
            "date_publish": "2024-03-07 21:15:00",
            "description": "Nine days on.",
            "language": "en",
            "maintext": "Dockers went back.",
            "source_domain": "www.gazette.example",
            "title": "Strike Ends",
            "title_rss": None,
            "url": "https://www.gazette.example/strike",
        }
    )
    assert (raw.content, raw.title, raw.outlet) == ("Dockers went back.", "Strike Ends", "www.gazette.example")
    assert (raw.published, raw.authors) == ("2024-03-07 21:15:00", ("Ann Field", "Omar Said"))
    assert dict(raw.extra) == {"description": '"Nine days on."'}


def test_fundus() -> None:
    raw = record(
        {
            "title": "Strike Ends",
            "authors": ["Ann Field"],
            "publishing_date": "2024-03-07 21:15:00-05:00",
            "body": {
                "summary": ["Nine days on."],
                "sections": [
                    {"headline": [], "paragraphs": ["Dockers went back.", "Ships waited."]},
                    {"headline": ["What next"], "paragraphs": ["A vote is due."]},
                ],
            },
            "publisher": "Gazette",
            "lang": "en",
        }
    )
    assert raw.content == "Nine days on.\n\nDockers went back.\n\nShips waited.\n\nWhat next\n\nA vote is due."
    assert (raw.published, raw.outlet, raw.language) == ("2024-03-07 21:15:00-05:00", "Gazette", "en")


def test_ninjs_1() -> None:
    raw = record(
        {
            "uri": "http://wire.example/items/1",
            "versioncreated": "2024-03-07T10:37:00Z",
            "headline": "Strike ends",
            "byline": "Ann Field",
            "body_xhtml": "<p>Dockers went back.</p><script>x()</script><p>Ships &amp; crews<br/>waited.</p>",
        }
    )
    assert raw.content == "Dockers went back.\n\nShips & crews\n\nwaited."
    assert (raw.url, raw.id, raw.title) == ("http://wire.example/items/1", None, "Strike ends")
    assert (raw.published, raw.authors) == ("2024-03-07T10:37:00Z", ("Ann Field",))


def test_ninjs_3() -> None:
    raw = record(
        {
            "uri": "urn:wire:8d19",
            "versionCreated": "2024-03-07T10:37:00Z",
            "firstCreated": "2024-03-06T10:37:00Z",
            "headlines": [{"role": "short", "value": "Strike"}, {"role": "main", "value": "Strike ends"}],
            "bodies": [
                {"role": "main", "contentType": "text/html", "value": "<p>As HTML</p>"},
                {"role": "main", "contentType": "text/plain", "value": "As plain text"},
                {"role": "sidebar", "contentType": "text/plain", "value": "Aside"},
            ],
            "infosources": [{"name": "The Wire", "role": "a"}],
            "by": "Ann Field",
        }
    )
    assert (raw.id, raw.url, raw.outlet) == ("urn:wire:8d19", None, "The Wire")
    assert (raw.title, raw.content) == ("Strike ends", "As plain text")
    assert raw.published == "2024-03-07T10:37:00Z"
    assert dict(raw.extra) == {"firstCreated": '"2024-03-06T10:37:00Z"'}


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ([], "not a report"),
        ("text", "not a report"),
        (None, "not a report"),
        ({}, "missing text"),
        ({"text": ""}, "missing text"),
        ({"text": " \n"}, "missing text"),
        ({"text": 5}, "missing text"),
        ({"text": {"a": 1}}, "missing text"),
        ({"body": {"summary": [], "sections": None}}, "missing text"),
        ({"text": "x", "title": "\ud800"}, "lone surrogates"),
        ({"text": "x", "\udfff": 1}, "lone surrogates"),
        ({"text": "x" * 4_000_001}, "too long"),
    ],
)
def test_refused(value: Json, reason: str) -> None:
    with pytest.raises(ReportError) as caught:
        record(value)
    assert caught.value.reason == reason


@pytest.mark.parametrize("odd", [None, True, [], {}, "", " ", [None], {"name": {}}, [[["x"]]]])
def test_odd_values_of_other_fields_do_no_harm(odd: Json) -> None:
    fields = ("id", "url", "outlet", "title", "published", "language", "authors")
    raw = record({"text": "The ferry was held.", **dict.fromkeys(fields, odd)})
    assert (raw.id, raw.url, raw.outlet, raw.title, raw.published, raw.language, raw.authors) == (None,) * 6 + ((),)


def test_trafilatura() -> None:
    raw = record(
        {
            "title": "Strike Ends",
            "author": "Ann Field",
            "hostname": "gazette.example",
            "source-hostname": "Coast Gazette",
            "source": "https://gazette.example/strike",
            "date": "2024-03-07",
            "text": "Dockers went back.",
        }
    )
    assert (raw.outlet, raw.url, raw.published) == ("Coast Gazette", "https://gazette.example/strike", "2024-03-07")


def test_json_feed() -> None:
    raw = record(
        {"id": "7", "content_html": "<p>Dockers <b>went</b> back.</p>", "date_published": "2024-03-07T21:15:00Z"}
    )
    assert (raw.content, raw.published) == ("Dockers went back.", "2024-03-07T21:15:00Z")


def test_a_plain_date_gives_way_to_a_name_that_says_more() -> None:
    raw = record({"text": "Dockers went back.", "date": "2024-03-09", "published": "2024-03-07"})
    assert raw.published == "2024-03-07"
