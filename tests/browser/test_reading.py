"""What a reader does: read, filter, follow a line to its sentence, compare, search, check a quotation, use keys."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from tests.browser.conftest import Reader


def test_from_the_list_to_a_story_to_the_sentence_that_a_line_rests_on(reader: Reader) -> None:
    page = reader.open("/")
    item = page.locator(".stories > li").filter(has_text="12 reports")
    headline = item.get_by_role("heading").inner_text()
    expect(item.locator("svg.spark")).to_be_visible()
    expect(item.locator(".counts")).to_contain_text("agreed")
    item.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(headline)
    for title in ("Agreed", "Disputed and denied", "Only in one report", "Who said what", "Positions", "Timeline"):
        expect(page.get_by_role("heading", level=2, name=title)).to_be_visible()
    line = page.locator(".items.disputed a.text").first
    words = line.inner_text()
    line.click()
    expect(page.locator("#at")).to_be_in_viewport()
    marked = "".join(page.locator("mark").all_inner_texts())
    assert " ".join(marked.split()) == " ".join(words.split())
    assert page.locator("#at").evaluate("e => e.matches(':target')")


def test_every_line_of_the_story_leads_to_a_place_that_is_there(reader: Reader) -> None:
    page = reader.open(f"/stories/{reader.room.story}")
    places = page.eval_on_selector_all(
        "main a[href^='/reports/']", "links => links.map(link => link.getAttribute('href'))"
    )
    assert len(places) > 100
    for address in sorted(set(places))[::20]:
        page.goto(reader.room.url + address)
        target = page.evaluate("() => document.querySelector(':target')?.textContent.trim().length ?? 0")
        assert target > 0 or "#" not in address, address


def test_filters_keep_what_fits_and_say_when_nothing_does(reader: Reader) -> None:
    page = reader.open("/stories")
    page.get_by_label("Words", exact=True).fill("indemnity")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator(".stories > li")).to_have_count(1)
    page.get_by_label("With a claim that is").select_option("denied")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator(".stories > li")).to_have_count(1)
    page.get_by_label("Outlet").fill("no such paper")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator("main")).to_contain_text("No story fits")
    page.locator("main > p").get_by_role("link", name="All stories").click()
    assert page.locator(".stories > li").count() > 1


def test_two_reports_in_two_columns(reader: Reader) -> None:
    page = reader.open(f"/stories/{reader.room.story}")
    page.get_by_label("Compare").select_option("atlantic-wire-0814")
    page.get_by_label("with", exact=True).select_option("legation-review-0819")
    page.get_by_role("button", name="Side by side").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two reports side by side")
    row = page.locator(".columns.row").first
    left, right = row.locator("> div").all()
    one, two = left.bounding_box(), right.bounding_box()
    assert one is not None
    assert two is not None
    assert one["y"] == two["y"]
    assert one["x"] + one["width"] <= two["x"]


def test_layers_of_a_report_can_be_switched(reader: Reader) -> None:
    page = reader.open("/reports/legation-review-0819")
    content = page.locator(".say").first
    assert content.evaluate("e => getComputedStyle(e).backgroundColor") != "rgba(0, 0, 0, 0)"
    page.get_by_label("who speaks").uncheck()
    assert content.evaluate("e => getComputedStyle(e).backgroundColor") == "rgba(0, 0, 0, 0)"
    sign = page.locator(".sign").first
    expect(sign).to_be_visible()
    page.get_by_label("claims").uncheck()
    expect(sign).to_be_hidden()
    page.get_by_label("times").check()
    assert page.locator(".tim").first.evaluate("e => getComputedStyle(e).borderBottomStyle") == "dotted"


def test_what_an_outlet_changed_between_two_versions(reader: Reader) -> None:
    page = reader.open("/reports/velm-2")
    page.get_by_role("link", name="what changed").click()
    row = page.locator(".changed .changed")
    expect(row).to_contain_text("± changed")
    expect(row.locator("del")).to_have_text("two")
    expect(row.locator("ins")).to_have_text("three")
    page.get_by_role("link", name="Version 1", exact=True).click()
    expect(page.locator(".paper")).to_contain_text("in two places")


def test_a_section_with_all_its_lines_and_the_story_as_it_was(reader: Reader) -> None:
    page = reader.open(f"/stories/{reader.room.story}")
    number = int(page.locator(".counts .single b").inner_text())
    page.locator("#single").get_by_role("link", name=f"All {number}").click()
    expect(page.locator("#single .items > li")).to_have_count(number)
    page = reader.open(f"/stories/{reader.room.hostile}")
    page.get_by_text("What happened to this story").click()
    page.get_by_role("link", name="story founded").click()
    expect(page.locator("main")).to_contain_text("As it was known at")


def test_a_line_by_itself_tells_on_whose_word_it_stands(reader: Reader) -> None:
    page = reader.open(f"/stories/{reader.room.story}")
    line = page.locator(".items.disputed > .line").filter(has_text="denies").first
    words = line.locator("a.text").first.inner_text()
    line.hover()
    line.get_by_role("link", name="This line by itself").first.click()
    expect(page.locator(".gist a.text")).to_have_text(words)
    expect(page.get_by_role("heading", level=3).filter(has_text="denies").first).to_contain_text("legation")
    page.locator(".alone li a.text").first.click()
    expect(page.locator("#at")).to_be_in_viewport()
    page = reader.open("/reports/legation-review-0819")
    page.locator("a.sign.disputed").first.click()
    expect(page.get_by_role("heading", level=2)).to_contain_text("Disputed and denied")


def test_the_marks_of_the_timeline_lead_to_their_lines(reader: Reader) -> None:
    page = reader.open(f"/stories/{reader.room.story}")
    mark = page.locator(".chart a").first
    name = mark.get_attribute("aria-label")
    mark.click()
    assert page.locator("dt:has(+ dd:target)").inner_text().replace(" ◇ planned", ", planned") == name


def test_actors_are_listed_and_found(reader: Reader) -> None:
    page = reader.open("/actors")
    assert page.locator(".actors > li").count() > 5
    page.get_by_label("Name").fill("Witte")
    page.get_by_role("button", name="Find").click()
    page.locator(".actors").get_by_role("link", name="Sergei Witte").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sergei Witte")


def test_an_actor_a_search_and_a_quotation(reader: Reader) -> None:
    page = reader.open(f"/stories/{reader.room.story}")
    page.locator("#voices").get_by_role("link", name="Sergei Witte", exact=True).click()
    expect(page.get_by_role("heading", level=2, name="Statements")).to_be_visible()
    assert page.locator(".hits > li").count() > 3
    page.get_by_label("Search the reports").fill("Liaodong")
    page.get_by_label("Search the reports").press("Enter")
    expect(page.locator(".hits mark").first).to_have_text("Liaodong")
    page = reader.open("/quote")
    page.get_by_label("The words as they were quoted").fill("nobody had packed any trunks")
    page.get_by_role("button").last.click()
    expect(page.locator(".hits")).to_contain_text("Constantin Nabokoff")
    expect(page.locator(".hits")).to_contain_text("word for word")


def _arrived(page: Page, address: str) -> None:
    """Wait for the page at `address` and its script: a key pressed before the script runs is nobody's."""
    expect(page).to_have_url(re.compile(address))
    page.wait_for_load_state()


def test_keys(reader: Reader) -> None:
    page = reader.open(f"/stories/{reader.room.story}")
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.id")
    assert re.fullmatch(r"c-\w+", first)
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") != first
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == first
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("gs?")
    assert page.locator("#find").input_value() == "gs?"
    page.locator(f"[id='{first}']").focus()
    page.keyboard.press("o")
    _arrived(page, r"/reports/\w+\?at=\d+-\d+#at$")
    expect(page.locator("#at")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("o")
    _arrived(page, r"/stories/\w+\?line=\w+$")
    for key, path in (("q", "quote"), ("p", "actors")):
        page.keyboard.press("g")
        page.keyboard.press(key)
        _arrived(page, rf"/{path}$")


def test_a_citation_has_sentence_outlet_day_and_link(reader: Reader) -> None:
    page = reader.open(f"/stories/{reader.room.story}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    line = page.locator(".items.disputed > .line").first
    line.hover()
    line.get_by_role("button", name="Copy citation").first.click()
    expect(page.get_by_role("status")).to_have_text("Citation copied")
    cited = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(
        r"“[^”]+” \([^)]+, \d+ \w+ 1905.*\) http://127\.0\.0\.1:\d+/reports/[^ ]+\?at=\d+-\d+#at", cited
    )
    page.goto(cited.rpartition(" ")[2])
    assert " ".join("".join(page.locator("mark").all_inner_texts()).split()) == cited[1 : cited.index("”")]


def test_any_sentence_of_a_report_can_be_cited(reader: Reader) -> None:
    page = reader.open("/reports/legation-review-0819")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sentence = page.locator(".sent").filter(has_text="nobody had packed any trunks")
    words = sentence.inner_text()
    expect(page.get_by_role("button", name="Copy citation")).to_have_count(0)
    sentence.locator(".cue").click()
    page.get_by_role("button", name="Copy citation").click()
    expect(page.get_by_role("status")).to_have_text("Citation copied")
    cited = page.evaluate("navigator.clipboard.readText()")
    assert cited.startswith(f"“{' '.join(words.split())}” (Legation Review, 19 August 1905) {reader.room.url}/reports/")
    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(page.get_by_role("button", name="Copy citation")).to_have_count(1)
    page.wait_for_function("before => navigator.clipboard.readText().then(now => now !== before)", arg=cited)
    page.goto(cited.rpartition(" ")[2])
    assert "".join(page.locator("mark").all_inner_texts()).split() == words.split()


def test_the_citation_of_an_older_version_leads_to_that_version(reader: Reader) -> None:
    page = reader.open("/reports/velm-2?version=1")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".sent").filter(has_text="in two places").locator(".cue").click()
    page.keyboard.press("c")
    expect(page.get_by_role("status")).to_have_text("Citation copied")
    page.goto(page.evaluate("navigator.clipboard.readText()").rpartition(" ")[2])
    assert "in two places" in "".join(page.locator("mark").all_inner_texts())


def test_times_are_told_in_the_readers_zone_and_as_they_were_given(reader: Reader) -> None:
    page = reader.open("/reports/velm-2")
    time = page.locator("time").first
    assert "18:30 +02:00" in (time.get_attribute("title") or "")
    assert "18:30" not in time.inner_text() or page.evaluate("new Date().getTimezoneOffset()") == -120


def test_what_is_not_there_has_a_way_back(reader: Reader) -> None:
    for path, status in (("/stories/none", 404), ("/reports/none", 404), ("/reports/velm-2?at=5-2", 400)):
        answer = reader.page.goto(reader.room.url + path)
        assert answer is not None
        assert answer.status == status
        expect(reader.page.get_by_role("main").get_by_role("link", name="All stories")).to_be_visible()
        expect(reader.page.locator("body")).not_to_contain_text("Traceback")
    reader.wrong = [line for line in reader.wrong if "status of 40" not in line]
