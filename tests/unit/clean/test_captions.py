"""Captions of the pictures on a page. All texts are invented."""

from __future__ import annotations

import pytest

from rashomon.clean import clean
from rashomon.model.report import RawReport, Report
from rashomon.settings import CleanSettings

LEAD = "Dockers at the northern harbour went back to work on Thursday after nine days, their union said."
MORE = 'The port authority said that 41 ships were waiting and that <a href="/vote">a vote</a> was due in April.'
LAST = "Shipping lines had sent their freighters to other ports along the coast since the first day of the strike."
CAPTION = "Dockers leave the gate of the northern harbour on Thursday, after eleven days of strike."


def captions(body: str) -> list[str]:
    page = f"<html><head><title>Strike Ends</title></head><body>{body}</body></html>"
    found = clean(RawReport(path="strike.html", form="html", content=page), settings=CleanSettings())
    assert isinstance(found, Report), found
    return [found.text[b.span.start : b.span.end] for b in found.blocks if b.role == "caption"]


def article(before: str = "", within: str = "", after: str = "") -> str:
    return f"<article><h1>Strike Ends</h1>{before}<p>{LEAD}</p><p>{MORE}</p>{within}<p>{LAST}</p></article>{after}"


def figure(caption: str) -> str:
    return f'<figure><img src="a.jpg"><figcaption>{caption}</figcaption></figure>'


def test_the_captions_of_an_article_stand_behind_its_text_in_their_order() -> None:
    page = article(figure(CAPTION), figure("Ann Field speaks for the union of the dockers."))
    assert captions(page) == [CAPTION, "Ann Field speaks for the union of the dockers."]
    old = f'<div class="wp-caption alignleft"><img><p class="wp-caption-text">{CAPTION}</p></div>'
    assert captions(article(within=old)) == [CAPTION]


def test_a_credit_in_an_element_of_its_own_is_apart_from_the_sentence() -> None:
    marked = CAPTION.replace("eleven", "<b>eleven</b>")
    assert captions(article(within=figure(f"{marked}<span>Photo: Omar Said</span>"))) == [f"{CAPTION} Photo: Omar Said"]


@pytest.mark.parametrize(
    "page",
    [
        article(within=f'<a href="/other">{figure("Another article of the day on a quite different subject")}</a>'),
        article(within=figure('<a href="/other">Another article of the day on a quite different subject</a>')),
        article(within=f"<aside>{figure('What our readers liked best in the week that ends today')}</aside>"),
        article(after="<p>Read on.</p><p>Write to us.</p>" + figure("The picture of the day: a lighthouse in fog.")),
        article(within=figure("Photo: Ann Field")),
        article(within=figure("Image source, Ann Field of the Coast Gazette")),
        article(within=figure(LEAD)),
    ],
    ids=["linked picture", "linked caption", "beside", "far below", "name", "credit", "said in the text"],
)
def test_what_is_no_caption_of_the_article_is_left_out(page: str) -> None:
    assert captions(page) == []


def test_buttons_and_scripts_are_no_part_of_a_caption() -> None:
    marked = f"{CAPTION}<button>Hide caption</button><script>var x=1;</script><style>.a{{color:red}}</style>"
    assert captions(article(within=figure(marked))) == [CAPTION]


def test_the_label_of_a_caption_is_no_part_of_it() -> None:
    assert captions(article(within=figure(f"Image caption, {CAPTION}"))) == [CAPTION]


def test_one_caption_printed_twice_is_taken_once() -> None:
    assert captions(article(figure(CAPTION), figure(CAPTION))) == [CAPTION]
