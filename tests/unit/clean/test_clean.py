"""Metadata, pages, dates, language and ids. All texts are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rashomon.clean import clean
from rashomon.clean.paragraphs import paragraphs
from rashomon.clean.published import parse_published
from rashomon.model.report import RawReport, Refusal, Report
from rashomon.settings import CleanSettings

SETTINGS = CleanSettings()
LEAD = "Dockers at the northern harbour went back to work on Thursday after nine days, their union said."
MORE = "The port authority said that 41 ships were waiting off the coast and that a vote was due in April."
RECORD = RawReport(path="some/folder/wire.jsonl", record=3, form="record", content=f"{LEAD}\n{MORE}")
PAGE = f"""<!doctype html><html lang="en"><head><title>Harbour Strike Ends | Coast Gazette</title>
<meta property="og:site_name" content="Coast Gazette"><meta name="author" content="Lena Ortiz">
<link rel="canonical" href="https://www.gazette.example/2024/03/strike-ends">
<meta property="article:published_time" content="2024-03-07T21:15:00-05:00"></head>
<body><nav><a href="/">Home</a><a href="/w">World</a></nav><article><h1>Harbour Strike Ends</h1>
<p>{LEAD}</p><p>{MORE}</p><p>“Nobody is celebrating,” said Omar Said, who leads the union of the dockers.</p>
</article><footer>© 2024 Coast Gazette</footer></body></html>"""


def report(raw: RawReport) -> Report:
    cleaned = clean(raw, settings=SETTINGS)
    assert isinstance(cleaned, Report), cleaned
    return cleaned


def refusal(raw: RawReport) -> Refusal:
    cleaned = clean(raw, settings=SETTINGS)
    assert isinstance(cleaned, Refusal), cleaned
    return cleaned


def test_the_text_of_a_record_is_title_and_text() -> None:
    with_title = report(replace(RECORD, title=" Strike\nEnds "))
    assert with_title.text == f" Strike\nEnds \n\n{LEAD}\n{MORE}"
    assert with_title.title == "Strike\nEnds"
    assert [with_title.text[b.span.start : b.span.end] for b in with_title.blocks] == ["Strike\nEnds", LEAD, MORE]
    for untitled in (RECORD, replace(RECORD, title=" ")):
        assert report(untitled).text == f"{LEAD}\n{MORE}"


def test_what_a_record_says_is_kept() -> None:
    cleaned = report(
        replace(RECORD, id="x1", url="https://a.example/1", authors=("Ann Field",), extra={"desk": '"sea"'})
    )
    assert (cleaned.id, cleaned.url, cleaned.authors) == ("x1", "https://a.example/1", ("Ann Field",))
    assert (cleaned.path, cleaned.record, dict(cleaned.extra)) == ("some/folder/wire.jsonl", 3, {"desk": '"sea"'})


@pytest.mark.parametrize(
    ("outlet", "url", "expected"),
    [
        ("www.gazette.example", None, "gazette.example"),
        ("The Gazette", "https://www.other.example/1", "The Gazette"),
        (None, "https://www.gazette.example:8080/1", "gazette.example"),
        (None, "http://[bad", None),
        (None, "urn:wire:1", None),
        (None, None, None),
    ],
)
def test_outlet(outlet: str | None, url: str | None, expected: str | None) -> None:
    assert report(replace(RECORD, outlet=outlet, url=url)).outlet == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ann Field | Coast Gazette", "Coast Gazette"),
        ("Written By Ann Field | The Voice of the Coast", "Voice of the Coast"),
        ("© 2024 Coast Gazette. All rights reserved.", "Coast Gazette"),
        ("Copyright 2024 The Coast Gazette. All rights reserved.", "Coast Gazette"),
        ("By Ann Field | 7 March 2024", None),
        ("By Ann Field", None),
        ("© 2024. All rights reserved.", None),
    ],
)
def test_an_outlet_that_only_the_text_names(line: str, expected: str | None) -> None:
    text = f"Strike Ends\n{LEAD}\n{MORE}\n{line}"
    assert report(RawReport(path="a.txt", form="text", content=text)).outlet == expected
    assert report(RawReport(path="a.txt", form="record", content=text, outlet="Given")).outlet == "Given"


def test_copies_of_one_text_have_ids_of_their_own_that_do_not_depend_on_the_folder() -> None:
    sources = [
        RECORD,
        replace(RECORD, record=4),
        replace(RECORD, path="some/folder/other.jsonl"),
        replace(RECORD, outlet="The Gazette"),
        replace(RECORD, url="https://gazette.example/1"),
        replace(RECORD, url="https://gazette.example/2"),
        replace(RECORD, content=LEAD),
    ]
    ids = [report(raw).id for raw in sources]
    assert len(set(ids)) == len(ids)
    assert report(replace(RECORD, path="/elsewhere/wire.jsonl")).id == ids[0]
    assert report(replace(sources[4], path="b.json", record=None)).id == ids[4]


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2024-03-07", "2024-03-07"),
        ("20240307", "2024-03-07"),
        ("2024/03/07", "2024-03-07"),
        ("2024-03-07T00:00:00", "2024-03-07"),
        ("2024-03-07 00:00:00", "2024-03-07"),
        ("2024-03-07 21:15:00", "2024-03-07T21:15:00"),
        ("2024-03-07T00:00:00Z", "2024-03-07T00:00:00+00:00"),
        ("2024-03-07T23:30:00-05:00", "2024-03-07T23:30:00-05:00"),
        ("2024-03-07 21:15:00.123 UTC", "2024-03-07T21:15:00.123000+00:00"),
        ("Thu, 07 Mar 2024 21:15:00 +0100", "2024-03-07T21:15:00+01:00"),
        ("March 7th, 2024", "2024-03-07"),
        ("7 Mar. 2024", "2024-03-07"),
        ("Thursday, 7 March 2024", "2024-03-07"),
        (" 1905-08-09 ", "1905-08-09"),
    ],
)
def test_published(value: str, iso: str) -> None:
    cleaned = report(replace(RECORD, published=value))
    assert (cleaned.published.iso, cleaned.published.source, dict(cleaned.extra)) == (iso, "given", {})
    assert cleaned.published.earliest == cleaned.published.latest == date.fromisoformat(iso[:10])


@pytest.mark.parametrize(
    "value",
    ["yesterday", "03/04/2024", "2024-13-40", "2024", "0000-00-00", "1709845200", "x" * 500, "99:99", ":", "24:61 x"],
)
def test_a_date_that_cannot_be_read_is_kept_and_refuses_nothing(value: str) -> None:
    cleaned = report(replace(RECORD, published=value))
    assert (cleaned.published.source, dict(cleaned.extra)) == ("unknown", {"published": f'"{value}"'})
    assert parse_published("", source="given") is None


def test_a_page() -> None:
    cleaned = report(RawReport(path="strike.html", form="html", content=PAGE))
    assert cleaned.text.startswith(f"Harbour Strike Ends\n\nHarbour Strike Ends\n{LEAD}\n{MORE}\n“Nobody")
    assert [b.role for b in cleaned.blocks] == ["headline", "headline", "body", "body", "body"]
    assert (cleaned.title, cleaned.outlet, cleaned.authors) == ("Harbour Strike Ends", "Coast Gazette", ("Lena Ortiz",))
    assert cleaned.url == "https://www.gazette.example/2024/03/strike-ends"
    assert (cleaned.published.iso, cleaned.published.source) == ("2024-03-07T21:15:00-05:00", "page")


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<html><body><nav><a href='/'>Home</a></nav></body></html>",
        "<html><head><title>Strike</title></head>",
        "<a<b<c>>>",
        "<html><body>" + "<div>" * 50_000,
    ],
)
def test_a_page_without_text_is_refused(page: str) -> None:
    assert refusal(RawReport(path="p.html", form="html", content=page)).reason == "no text on the page"


def test_an_endless_page_is_refused() -> None:
    assert refusal(RawReport(path="p.html", form="html", content="<html>" + "x" * 5_000_000)).reason == "too long"


GERMAN = (
    "Die Hafenarbeiter haben am Donnerstag nach neun Tagen die Arbeit wieder aufgenommen, teilte die Gewerkschaft mit."
)


@pytest.mark.parametrize("given", [None, "en", "de"])
@pytest.mark.parametrize(
    ("text", "code"),
    [
        (GERMAN, "de"),
        ("Los estibadores volvieron el jueves al trabajo tras nueve días de huelga, según informó su sindicato.", "es"),
        ("Докеры вернулись на работу", "ru"),
        ("码头工人星期四复工，工会说罢工已经结束。", "zh"),
    ],
)
def test_other_languages_are_refused(text: str, code: str, given: str | None) -> None:
    found = refusal(RawReport(path="a.txt", form="text", content=text, language=given))
    assert found.reason == "not English"
    assert code in found.detail or code == "zh"  # which of the Chinese languages it is, is hard to tell


@pytest.mark.parametrize("given", [None, "en", "de"])
@pytest.mark.parametrize(
    "text", [LEAD, "Two dead.", "Storm hits Manila", "Ushakov: talks off", "1234", f"„Nein“, sagte er. {LEAD} {MORE}"]
)
def test_english_and_too_little_to_tell_are_not_refused(text: str, given: str | None) -> None:
    report(RawReport(path="a.txt", form="text", content=text, language=given))


def test_a_given_language_tips_the_balance_only_where_the_text_agrees() -> None:
    short = RawReport(path="a.txt", form="text", content="Zwei Tote nach Sturm im Hafen")
    report(short)
    assert refusal(replace(short, language="de-AT")).reason == "not English"


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Dockers at the northern harbour went back to work on\r\nThursday after nine days, their union said, having\r\n"
        "won a rise of four per cent.\r\n   The port authority said that 41 ships were waiting\r\n"
        "off the coast.\r\n\r\nA vote is due in April."
    )
    found = [" ".join(text[s.start : s.end].split()) for s in paragraphs(text, settings=SETTINGS)]
    assert [line.split()[0] for line in found] == ["Dockers", "The", "A"]
    assert found[1] == "The port authority said that 41 ships were waiting off the coast."


def test_short_sentences_on_lines_of_their_own_are_not_joined() -> None:
    text = "Police closed the road.\nIt opened again at noon.\nTwo men were held there.\nNo one was hurt, it said."
    assert len(paragraphs(text, settings=SETTINGS)) == 4


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85", "\n\n", "\r\n \t\r\n"])
def test_every_kind_of_line_end_ends_a_paragraph(end: str) -> None:
    text = f" {LEAD}{end}{MORE} {end}"
    assert [text[s.start : s.end] for s in paragraphs(text, settings=SETTINGS)] == [LEAD, MORE]


@pytest.mark.parametrize(
    ("opening", "outlet"),
    [
        ("LYRAN, June 12 (Wire One) - ", "Wire One"),
        ("LYRAN (Wire One) — ", "Wire One"),
        ("LYRAN, June 12 - ", None),
    ],
)
def test_the_agency_of_a_dateline_is_the_outlet_of_a_report_that_names_none(opening: str, outlet: str | None) -> None:
    text = f"Divers Go On\n\n{opening}Divers went on with their search on Monday, the coastguard said.\n"
    report = clean(RawReport(path="a.txt", form="text", content=text), settings=CleanSettings())
    assert isinstance(report, Report)
    assert report.outlet == outlet
