"""Who said what, on texts of our own."""

from __future__ import annotations

import itertools
import random

import pytest

from rashomon.annotate.attributions import find_attributions
from rashomon.annotate.attributions.weights import FILE
from rashomon.annotate.found import FoundAttribution
from rashomon.annotate.parse import parse
from rashomon.model.report import Block, Report
from rashomon.model.spans import Span
from rashomon.settings import AnnotateSettings, AttributionSettings

SETTINGS = AnnotateSettings()


def report(text: str, id: str = "r") -> Report:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(span=Span(at, at + len(line.rstrip())), role="body"))
        at += len(line) + 1
    return Report(id=id, text=text, blocks=tuple(blocks))


def find(text: str, settings: AttributionSettings = SETTINGS.attributions) -> list[tuple[str, str, list[str]]]:
    (parsed,) = parse([report(text)], settings=SETTINGS)
    found = find_attributions(parsed, settings=settings)
    return [(" ".join(cut(text, one.source)), " ".join(cut(text, one.cue)), cut(text, one.content)) for one in found]


def cut(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The mayor said the bridge would reopen on Monday.", "The mayor", ["the bridge would reopen on Monday"]),
        ("The bridge is safe, according to the harbour board.", "the harbour board", ["The bridge is safe"]),
        ("“We are ready,” she said. “It was hard.”", "she", ["“We are ready,”", "“It was hard.”"]),
        ('"We are ready," she said. "It was hard."', "she", ['"We are ready,"', '"It was hard."']),
        ("The union denied that it had planned a strike.", "The union", ["that it had planned a strike"]),
        ("‘We are ready,’ said Anna Holm, the captain.", "Anna Holm, the captain", ["‘We are ready,’"]),
        ("Anna Holm, the captain, said: “We are ready.”", "Anna Holm, the captain", ["“We are ready.”"]),
    ],
)
def test_one_statement(text: str, source: str, content: list[str]) -> None:
    assert [(who, what) for who, _, what in find(text)] == [(source, content)]


def test_spans_have_no_comma_or_colon_at_their_edges() -> None:
    ((source, cue, _),) = find("Anna Holm, the captain, added: “We are ready.”")
    assert (source, cue) == ("Anna Holm, the captain", "added")


@pytest.mark.parametrize(
    ("dateline", "body"),
    [
        ("NORDEN, Frisia — ", "The mayor said the quay was safe."),
        ("NORDEN (Coastwire) - ", "The quay is safe, the mayor said."),
    ],
)
def test_a_dateline_that_stands_as_a_byline_is_no_part_of_a_source(dateline: str, body: str) -> None:
    text, start = dateline + body, len(dateline)
    blocks = (
        Block(span=Span(0, start - 1), role="byline"),
        Block(span=Span(start, len(text)), role="body"),
    )
    (parsed,) = parse([Report(id="r", text=text, blocks=blocks)], settings=SETTINGS)
    (one,) = find_attributions(parsed, settings=SETTINGS.attributions)
    assert "".join(cut(text, one.source)).lower() == "the mayor"
    assert "NORDEN" not in "".join(cut(text, one.content))


def test_who_adds_a_goal_says_nothing() -> None:
    assert find("Okafor added a late goal from the penalty spot for the visitors.") == []
    assert [who for who, _, _ in find("Okafor added that the win was deserved.")] == ["Okafor"]


def test_a_quotation_that_runs_over_paragraphs_is_one_statement() -> None:
    text = "“We have waited for years,” the captain said.\n\n“Now we will sail.\n\n“Nobody will stop us.”\n\nIt rained."
    assert [(who, what) for who, _, what in find(text)] == [
        ("the captain", ["“We have waited for years,”", "“Now we will sail.", "“Nobody will stop us.”"])
    ]


def test_a_quoted_paragraph_after_plain_text_belongs_to_nobody_before() -> None:
    text = "“We have waited,” the captain said.\n\nIt rained on the quay.\n\n“Nobody will stop us.”"
    assert all("Nobody" not in part for _, _, what in find(text) for part in what)


def test_a_transcript_gives_each_line_to_its_speaker() -> None:
    text = "ANNA BELL: Why did you resign?\nMINISTER: I was dismissed, and you said so.\nBELL: By whom?"
    assert find(text) == [
        ("ANNA BELL", ":", ["Why did you resign?"]),
        ("MINISTER", ":", ["I was dismissed, and you said so."]),
        ("BELL", ":", ["By whom?"]),
    ]


def test_a_table_of_figures_is_no_transcript() -> None:
    text = "Norden: 547.\nSuden: 46.\n\nTotal so far.\n\nNorden: 2,316.\nSuden: 1,547."
    assert all(who not in ("Norden", "Suden") for who, _, _ in find(text))


def test_questions_and_answers_without_names_are_no_transcript() -> None:
    assert all(
        who not in ("Q", "A") for who, _, _ in find("Q: Is it safe?\nA: It is.\nQ: And the quay?\nA: It is too.")
    )


def test_what_is_said_inside_another_statement_is_found_too() -> None:
    text = "The Harbour Times reported that officials had said the quay was unsafe."
    found = find(text)
    assert ("officials", "said", ["the quay was unsafe"]) in found
    assert any(
        who == "The Harbour Times" and "officials had said the quay was unsafe" in what[0] for who, _, what in found
    )


def test_captions_and_boilerplate_say_nothing() -> None:
    text = "The mayor said the bridge was safe."
    silent = Report(id="r", text=text, blocks=(Block(span=Span(0, len(text)), role="caption"),))
    (parsed,) = parse([silent], settings=SETTINGS)
    assert find_attributions(parsed, settings=SETTINGS.attributions) == ()


def test_an_empty_report() -> None:
    (parsed,) = parse([Report(id="r", text="", blocks=())], settings=SETTINGS)
    assert find_attributions(parsed, settings=SETTINGS.attributions) == ()


def test_the_precise_mode_shows_a_part_of_what_is_found() -> None:
    text = "The mayor said the bridge would reopen. Some hinted at delays, blaming the tide."
    precise = AttributionSettings(least_confidence=SETTINGS.attributions.precise_confidence)
    everything = AttributionSettings(least_confidence=0.0)
    assert set(map(str, find(text, precise))) <= set(map(str, find(text, everything)))


TEXTS = [
    "The mayor said the bridge would reopen on Monday.\nPolice denied it. “No,” said a sergeant.",
    "Analysts expect a rise. “It will be steep,” Ivo Brandt of Fenwick wrote.\n“Very steep.”",
    "She told the court that the ledger had burned.\n\nHer lawyer called that “plainly untrue”.",
    "Nothing was said.",
]


def test_the_result_does_not_depend_on_the_company_a_report_is_read_in() -> None:
    alone = {}
    for number, text in enumerate(TEXTS):
        (parsed,) = parse([report(text, str(number))], settings=SETTINGS)
        alone[str(number)] = find_attributions(parsed, settings=SETTINGS.attributions)
    order = list(range(len(TEXTS)))
    for seed in range(3):
        random.Random(seed).shuffle(order)
        together = parse([report(TEXTS[n], str(n)) for n in order], settings=SETTINGS)
        for parsed in together:
            assert find_attributions(parsed, settings=SETTINGS.attributions) == alone[parsed.report.id]


BAD = {
    "marks": '"' * 300 + "\n" + "“a” " * 500 + "\n" + "'b " * 500,
    "capitals": " ".join(TEXTS).upper(),
    "no punctuation": "".join(c for c in " ".join(TEXTS) if c.isalnum() or c == " "),
    "markup": '<p class="x">The mayor said &quot;no&quot;.</p><br/>{{ad}} <script>var a="b";</script>',
    "one long paragraph": "The mayor said the bridge was safe and that nobody need fear. " * 300,
    "colons": "a: " * 2000,
    "controls": "The\u200b mayor\ufeff said\u00a0no.\u2028“Yes,” he\u00adsaid. \U0001f600",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_bad_input_gives_sound_spans(text: str) -> None:
    one = report(text)
    (parsed,) = parse([one], settings=SETTINGS)
    sound(one, find_attributions(parsed, settings=SETTINGS.attributions))


def sound(one: Report, found: tuple[FoundAttribution, ...]) -> None:
    for attribution in found:
        assert attribution.content
        assert 0 <= attribution.confidence <= 1
        spans = [*attribution.source, *attribution.cue, *attribution.content]
        for span in spans:
            assert any(block.span.contains(span) for block in one.blocks)
            assert one.text[span.start : span.end].strip() == one.text[span.start : span.end]
        spans.sort()
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


def test_the_weights_fit_in_eight_megabytes() -> None:
    from importlib import resources

    with resources.as_file(resources.files("rashomon.annotate.attributions").joinpath(FILE)) as path:
        assert path.stat().st_size <= 8_000_000
