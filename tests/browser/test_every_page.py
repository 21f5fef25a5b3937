"""What holds for every page: accessible, within its width, light, safe from the reports it shows."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Browser, Page
from tests.browser.conftest import HOSTILE, Reader, Room

import rashomon.serve.web

STATIC = Path(rashomon.serve.web.__file__).parent / "static"
BAD = quote(HOSTILE[0]["id"], safe="")
PAGES = {
    "stories": "/stories",
    "no story": "/stories?query=zzzz",
    "story": "/stories/STORY",
    "hostile story": "/stories/HOSTILE",
    "section": "/stories/STORY?part=positions",
    "sources": "/stories/STORY?part=sources",
    "line": "/stories/STORY?line=LINE",
    "edit": "/stories/HOSTILE/edit",
    "report": "/reports/legation-review-0819",
    "hostile report": f"/reports/{BAD}?at=0-20",
    "reports": "/reports",
    "compare": f"/compare?left={BAD}&right=velm-2",
    "compare, form": "/compare",
    "statements": "/statements",
    "actors": "/actors",
    "actor": "/actors/Sergei%20Witte",
    "search": "/search?q=bridge",
    "search, nothing": "/search?q=zzzz",
    "quote": "/quote?text=had+cracked+in+two+places",
    "add": "/add",
    "edits": "/edits",
    "refusals": "/refusals",
    "help": "/help",
    "login": "/login",
    "not there": "/stories/none",
}


def address(room: Room, name: str) -> str:
    path = PAGES[name]
    for word, value in (("STORY", room.story), ("HOSTILE", room.hostile), ("LINE", room.line)):
        path = path.replace(word, value)
    return room.url + path


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core, as the package that brings it has it."""
    package = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed (extra dev)")
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def windows(browser: Browser) -> dict[str, Page]:
    """A window in the light and one in the dark, in which axe may run: the pages' own policy would not let it."""
    look = {"viewport": {"width": 1280, "height": 900}, "bypass_csp": True}
    return {scheme: browser.new_context(color_scheme=scheme, **look).new_page() for scheme in ("light", "dark")}


def violations(page: Page, axe: str, **options: object) -> str:
    """What axe finds wrong with the page, as text; "" for nothing."""
    page.evaluate(axe)
    options["resultTypes"] = ["violations"]
    found = page.evaluate("options => axe.run(document, options).then(result => result.violations)", options)
    told = [(item["id"], item["help"], [node["html"][:200] for node in item["nodes"]][:4]) for item in found]
    return json.dumps(told, indent=1) if told else ""


@pytest.mark.parametrize("name", PAGES)
def test_no_violation_of_accessibility(windows: dict[str, Page], axe: str, room: Room, name: str) -> None:
    windows["light"].goto(address(room, name))
    assert violations(windows["light"], axe) == ""


@pytest.mark.parametrize(
    "name", ["stories", "hostile story", "report", "compare", "statements", "quote", "add", "edit"]
)
def test_words_stand_out_in_the_dark(windows: dict[str, Page], axe: str, room: Room, name: str) -> None:
    windows["dark"].goto(address(room, name))
    assert violations(windows["dark"], axe, runOnly=["color-contrast", "link-in-text-block"]) == ""


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_the_window_or_runs_what_a_report_says(browser: Browser, room: Room, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        reader = Reader(context, room)
        for name in PAGES:
            reader.page.goto(address(room, name))
            reader.page.wait_for_timeout(20)
            wide, hacked, foreign = reader.page.evaluate(
                """() => [document.documentElement.scrollWidth, window.hacked ?? null,
                document.querySelectorAll("main script, main img, a[href^='javascript:']").length]"""
            )
            assert (wide <= width, hacked, foreign) == (True, None, 0), (name, wide)
        assert [line for line in reader.wrong if "404" not in line] == []


def test_what_a_report_turns_round_stays_in_its_own_line(reader: Reader) -> None:
    page = reader.open(f"/stories/{reader.room.hostile}")
    loose = page.evaluate(
        """() => { const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
        const loose = []; for (let node; (node = walk.nextNode());)
          if (/[\\u202a-\\u202e\\u2066-\\u2069]/.test(node.data) && !node.parentElement.closest("bdi, option"))
            loose.push(node.data);
        return loose; }"""
    )
    assert loose == []
    title = page.title()
    assert "\u202e" not in title
    assert title.endswith("· Rashomon")


def test_a_page_is_light(room: Room) -> None:
    for name in ("story", "hostile story", "report"):
        body = httpx.get(address(room, name)).content
        assert len(body) < 300_000, name
        assert b"style=" not in body
        assert b"<style" not in body
    script = (STATIC / "rashomon.js").read_text(encoding="utf-8")
    assert len(script) < 12_000
    assert len(script.splitlines()) < 150


def test_a_picture_has_a_policy_of_its_own(room: Room) -> None:
    answer = httpx.get(f"{room.url}/stories/{room.story}/map.svg", timeout=20)
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "script" not in answer.headers["content-security-policy"]
    assert answer.text.startswith("<svg")


def test_print_shows_the_brief_and_no_controls(reader: Reader) -> None:
    page = reader.open(f"/stories/{reader.room.story}")
    page.emulate_media(media="print")
    assert page.locator(".items.agreed").first.is_visible()
    assert not page.locator(".masthead nav").is_visible()
    assert not page.locator(".find").is_visible()
