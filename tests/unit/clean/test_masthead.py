"""Which lines name the outlet, and which only look like it."""

import pytest

from rashomon.clean import clean
from rashomon.clean.masthead import read_masthead, site_of
from rashomon.model.report import RawReport, Report
from rashomon.settings import CleanSettings

BODY = (
    "The ships left the harbour of Lyran at dawn on Sunday, after three weeks, and the whole town came to see them go."
)


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("The Lyran Ledger, 3 February 2024", "The Lyran Ledger"),
        ("Lyran Daily Bell, live, Saturday, February 3, 2024", "Lyran Daily Bell"),
        ("3 February 2024 | Lyran Evening Post", "Lyran Evening Post"),
        ("Opinion | The Lyran Review", "The Lyran Review"),
        ("The Lantern | Analysis", "The Lantern"),
        ("By Ann Field, Lyran News Service", "Lyran News Service"),
        ("By Our Foreign Staff, The Lyran Mirror, 3 February 2024", "The Lyran Mirror"),
        ("BY ANN FIELD, El Diario de Lyra (English edition), Feb 3, 2024", "El Diario de Lyra"),
    ],
)
def test_a_masthead_names_the_outlet(line: str, outlet: str) -> None:
    found = read_masthead(line)
    assert found is not None
    assert (found.outlet, found.told) == (outlet, True)


@pytest.mark.parametrize(
    "line",
    [
        "Lyran, 3 February 2024",  # a place
        "The Hague, 3 February 2024",
        "The Harbour Council, 3 February 2024",
        "By Ann Field, Lyran, 3 February 2024",
        "By Ann Field, Daily Affairs Editor",
        "Analysis | Why the ships left",
        "Lyran | Analysis",
        "News, 3 February 2024",
        "Ships pass the old post, 3 February 2024",
        "The Lyran Ledger said on 3 February 2024",
        "The Lyran Ledger, The Lyran Mirror, 3 February 2024",  # whose is it?
        "3 February 2024",
        "x" * 200_000,
        "The Ledger, " * 20_000,
    ],
)
def test_another_line_is_no_masthead(line: str) -> None:
    assert read_masthead(line) is None


def test_a_name_alone_is_not_told() -> None:
    found = read_masthead("Sunday Times")
    assert found is not None
    assert not found.told


@pytest.mark.parametrize(
    ("page", "headline", "site"),
    [
        ("Ships leave | The Lyran Bell", "Ships leave", "The Lyran Bell"),
        ("Ships leave - World -  Lyran Courier", "Ships leave", "Lyran Courier"),
        ("Ships leave | World", "Ships leave", None),
        ("Ships leave - The Harbour", "Ships leave", None),
        ("Ships leave", "Ships leave", None),
        ("All ships leave | Lyran Courier", "Ships leave", None),
        ("Ships leave early | Lyran Courier", "Ships leave", None),
    ],
)
def test_the_title_of_a_page_may_name_its_site(page: str, headline: str, site: str | None) -> None:
    assert site_of(page, headline) == site


def _cleaned(text: str) -> Report:
    report = clean(RawReport(path="a.txt", form="text", content=text), settings=CleanSettings())
    assert isinstance(report, Report)
    return report


def test_a_masthead_above_the_headline_is_not_the_headline() -> None:
    report = _cleaned(f"The Lyran Lens | Analysis\n3 February 2024\nWhy the ships left\n\nBy Ann Field\n\n{BODY}\n")
    assert (report.title, report.outlet) == ("Why the ships left", "Lyran Lens")
    assert [block.role for block in report.blocks] == ["byline", "byline", "headline", "byline", "body"]


def test_a_name_below_a_byline_is_the_outlet_and_one_in_the_story_is_not() -> None:
    report = _cleaned(f"Ships leave Lyran\nBy Ann Field\nLyran Daily News\n\n{BODY}\n")
    assert report.outlet == "Lyran Daily News"
    other = _cleaned(f"Ships leave Lyran\n\n{BODY}\n\nThe Lyran Daily News, 3 February 2024\n\n{BODY}\n")
    assert other.outlet is None


def test_a_byline_with_a_date_is_a_byline_whatever_stands_between() -> None:
    report = _cleaned(f"Ships leave Lyran\n\nBy Ann Field, Bell & Buoy (north desk), 3 February 2024\n\n{BODY}\n")
    assert [block.role for block in report.blocks] == ["headline", "byline", "body"]
    story = _cleaned(
        f"Ships leave\n\nBy Friday, the last of all the ships had left the harbour of Lyran, 3 February 2024.\n\n{BODY}"
    )
    assert [block.role for block in story.blocks] == ["headline", "body", "body"]
