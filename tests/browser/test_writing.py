"""What a reader may change: add reports, rename, merge and split stories, and undo it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect
from tests.browser.conftest import Reader


def test_a_pasted_text_becomes_a_report_of_a_story(reader: Reader) -> None:
    page = reader.open("/add")
    page.get_by_label("Headline").fill("Lamp at Corrick Head goes dark")
    page.get_by_label("Outlet").fill("Corrick Mail")
    page.get_by_label("Published").fill("2023-02-03")
    page.get_by_label("Text", exact=True).fill(
        "The lamp of the lighthouse at Corrick Head went dark on Thursday night, the keeper said. Ships were warned."
    )
    page.get_by_role("button", name="Add the text").click()
    expect(page.get_by_role("status")).to_contain_text("1 new", timeout=30_000)
    page.get_by_role("link", name="Lamp at Corrick Head goes dark").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lamp at Corrick Head goes dark")
    expect(page.locator("main")).to_contain_text("no other to compare it with")


def test_files_are_added_and_what_cannot_be_read_is_told_with_the_reason(reader: Reader, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.json"
    good.write_text("A tanker ran onto the sand off Mell on Friday, the coast guard said. Its crew of nine is safe.\n")
    bad.write_text('{"title": "a report without a text"}')
    page = reader.open("/add")
    page.locator("input[type=file]").set_input_files([good, bad])
    page.get_by_role("button", name="Add the files").click()
    expect(page.get_by_role("status")).to_contain_text("1 refused", timeout=30_000)
    expect(page.get_by_role("status")).to_contain_text("bad.json")


def test_renaming_and_undoing_it(reader: Reader) -> None:
    reader.open("/reports/velm-2")
    page = reader.open(f"/stories/{reader.room.hostile}/edit")
    page.get_by_label("Title (empty").fill("The bridge at Velm")
    page.get_by_role("button", name="Rename").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The bridge at Velm")
    page.goto(reader.room.url + "/reports/velm-2")
    expect(page.get_by_role("link", name="The bridge at Velm", exact=True)).to_be_visible()
    page.goto(reader.room.url + "/edits")
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bridge at Velm closes")


def test_splitting_a_story_and_undoing_it(reader: Reader) -> None:
    page = reader.open(f"/stories/{reader.room.hostile}/edit")
    page.get_by_label("Tarn Post").check()
    page.get_by_role("button", name="Split").click()
    expect(page.locator(".kicker").first).to_contain_text("1 report")
    page.goto(reader.room.url + "/edits")
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator(".kicker").first).to_contain_text("2 reports")


def test_everything_works_without_a_script(plain_reader: Reader) -> None:
    page = plain_reader.open("/stories")
    page.get_by_label("Words", exact=True).fill("indemnity")
    page.get_by_role("button", name="Filter").click()
    page.locator(".stories a").first.click()
    page.locator("#single details summary").click()
    page.locator(".items.agreed a.text").first.click()
    assert page.locator("mark").count() >= 1
    page.get_by_label("who speaks").uncheck()
    expect(page.locator(".par aside").first).to_be_hidden()
    page = plain_reader.open("/add")
    page.get_by_label("Text", exact=True).fill(
        "A barn burned at Lorne on Sunday, the fire brigade said. No one was hurt."
    )
    page.get_by_role("button", name="Add the text").click()
    expect(page.get_by_role("status")).to_contain_text("1 new", timeout=30_000)
