"""What pages are made of: every character of a report once, differences that give both texts back, safe addresses."""

from __future__ import annotations

import re
import threading

import pytest
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import ROOT
from tests.unit.serve.pages_of import page_of

from rashomon.model.spans import Span
from rashomon.pipeline import Briefing
from rashomon.present.firm import sections
from rashomon.present.locate import Locator
from rashomon.serve.web.kept import Kept
from rashomon.serve.web.links import plain, report_link, same_page, segment
from rashomon.serve.web.pages.asking import pieces
from rashomon.serve.web.pages.report_view import find_signs, paragraphs
from rashomon.serve.web.pages.revised import revised
from rashomon.serve.web.pages.routers import routers
from rashomon.serve.web.pages.sources_view import fold
from rashomon.settings import PresentSettings, RevisionSettings, WebSettings

TWO = WebSettings(kept_pages=2)


def test_every_character_of_a_block_is_shown_once_with_every_layer(briefing: Briefing) -> None:
    signs = find_signs(sections(briefing.synopses[0], settings=PresentSettings()))
    for item in briefing.reports:
        whole = item.report.text
        found = paragraphs(item, signs.get(item.report.id, []), at=Span(3, 11))
        assert len(found) == len(item.report.blocks)
        for block, shown in zip(item.report.blocks, found, strict=True):
            text = "".join(part.text for sentence in shown.sentences for part in sentence.stretches)
            assert text == whole[block.span.start : block.span.end]
        parts = [part for shown in found for sentence in shown.sentences for part in sentence.stretches]
        assert "".join(part.text for part in parts if part.marked).strip() == whole[3:11].strip()
        assert sum(part.anchor == "at" for part in parts) == 1
        for sentence in (sentence for shown in found for sentence in shown.sentences if sentence.at):
            begin, end = map(int, sentence.at.split("-"))
            assert whole[begin:end] == "".join(part.text for part in sentence.stretches).strip()
        anchors = [sentence.anchor for shown in found for sentence in shown.sentences if sentence.anchor]
        assert len(anchors) == len(set(anchors))


def test_the_layers_of_a_report_say_who_speaks_and_what_is_denied(briefing: Briefing) -> None:
    (item,) = [item for item in briefing.reports if item.report.id == "legation-review-0819"]
    signs = find_signs(sections(briefing.synopses[0], settings=PresentSettings()))
    found = paragraphs(item, signs[item.report.id], at=None)
    assert ("Japanese legation", "denies") in {(one.name, one.force) for shown in found for one in shown.speakers}
    assert "disputed" in {sign.status for shown in found for part in shown.sentences for sign in part.signs}
    layers = {part.layers for shown in found for sentence in shown.sentences for part in sentence.stretches}
    assert {"src", "cue", "say"} <= {layer for together in layers for layer in together.split()}


def test_a_side_of_a_difference_is_a_sentence_with_its_words_in_the_middle(briefing: Briefing) -> None:
    page = page_of(briefing)
    synopsis = briefing.synopses[0]
    by_id = {item.report.id: item for item in briefing.reports}
    locator = Locator([by_id[report.id] for report in synopsis.reports])
    assert any(point.conflict for point in page.points)
    assert any(not point.conflict for point in page.points)
    for point in page.points:
        assert len(point.columns) > 1
        for quote in (quote for column in point.columns for quote in column.quotes):
            assert quote.words == locator.text(quote.at)
            assert quote.before + quote.words + quote.after == locator.sentence(quote.at)
            for value in ("", quote.words, "in no sentence"):
                assert "".join(quote.round(value)) == locator.sentence(quote.at)
            assert quote.round(quote.words.upper())[1] == quote.words
            assert quote.round("in no sentence")[1] == ""


def test_copies_stand_after_their_original_and_no_report_is_lost(briefing: Briefing) -> None:
    page = page_of(briefing)
    assert sorted(card.number for card in page.sources) == list(range(1, len(page.reports) + 1))
    folded = fold(page.sources)
    assert any(copies for _, copies in folded)
    for head, copies in folded:
        assert head is not None
        assert head.report.copy_of is None
        assert {card.report.copy_of for card in copies} <= {head.report.id}
    (none, first), *_ = fold([card for card in page.sources if card.is_copy])
    assert none is None
    assert first
    assert any(card.adds for card in page.sources)


def test_what_changed_gives_both_texts_back(briefing: Briefing) -> None:
    (old,) = [item for item in briefing.reports if item.report.id == "legation-review-0819"]
    (new,) = [item for item in briefing.reports if item.report.id == "atlantic-wire-0814"]
    for before, after in ((old, old), (old, new)):
        rows = revised(before, after, settings=RevisionSettings())
        for kind, item in (("old", after), ("new", before)):
            shown = "".join(part.text for row in rows for part in row.parts if part.kind != kind)
            assert len(shown) > 200
            if kind == "old":
                every = (item.report.text[span.start : span.end] for span in item.annotation.sentences)
                assert "".join(shown.split()) == "".join("".join(every).split())
    assert {row.fate for row in revised(old, old, settings=RevisionSettings())} == {"kept"}


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=40), st.integers(0, 9), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9))))
def test_pieces_are_the_text_again(text: str, start: int, marks: list[tuple[int, int]]) -> None:
    found = pieces(text, start, [Span(begin, begin + length) for begin, length in marks])
    assert "".join(words for words, _ in found) == text


@given(st.text(min_size=1))
def test_an_id_is_one_segment_of_an_address(name: str) -> None:
    path = segment(name)
    assert not set(path) & set("/?#\\ \"'<>")
    assert path not in (".", "..")


def test_addresses_carry_spans_versions_and_filters() -> None:
    assert report_link("a b", Span(1, 2), version=3) == "/reports/a%20b?version=3&at=1-2#at"
    assert same_page("/search", {"q": "a&b", "after": "1"}, after="2") == "/search?q=a%26b&after=2"


def test_a_tooltip_cannot_be_turned_round_or_broken() -> None:
    assert plain("a\u202eb\u2066c\x00\nd\u200b") == "a b c d"


def test_bodies_are_kept_up_to_a_number() -> None:
    kept, made = Kept(TWO), []

    def make(name: str) -> str:
        made.append(name)
        return name

    for name in ("a", "b", "a", "c", "a", "b"):
        assert kept.get((name,), lambda name=name: make(name)) == name  # type: ignore[misc]
    assert made == ["a", "b", "c", "b"]


def test_who_asks_for_what_is_being_made_waits_for_it() -> None:
    kept, begun, go, made = Kept(TWO), threading.Event(), threading.Event(), []

    def slow() -> str:
        begun.set()
        go.wait(10)
        made.append("slow")
        return "slow"

    answers: list[str] = []
    readers = [threading.Thread(target=lambda: answers.append(kept.get(("a",), slow))) for _ in range(3)]
    readers[0].start()
    assert begun.wait(10)
    for reader in readers[1:]:
        reader.start()
    assert kept.get(("b",), lambda: "quick") == "quick"
    go.set()
    for reader in readers:
        reader.join(10)
    assert (answers, made) == (["slow"] * 3, ["slow"])


def test_what_could_not_be_made_is_tried_again() -> None:
    kept = Kept(TWO)
    with pytest.raises(ZeroDivisionError):
        kept.get(("a",), lambda: str(1 // 0))
    assert kept.get(("a",), lambda: "now") == "now"


def test_every_page_is_in_the_documentation() -> None:
    page = (ROOT / "docs" / "pages.md").read_text(encoding="utf-8")
    for router in routers:
        for route in router.routes:
            assert isinstance(route, APIRoute)
            if "GET" in (route.methods or ()) and not route.path.endswith(".svg") and route.path != "/":
                shown = re.sub(r"\{id(:path)?\}", "ID", route.path).replace("/jobs/ID", "/jobs/N")
                assert f"`{shown}" in page, route.path
