"""Where the sentences of a headline end. All texts are invented."""

from __future__ import annotations

import pytest

from rashomon.annotate.parse import parse
from rashomon.clean import clean
from rashomon.model.report import RawReport, Report
from rashomon.settings import Settings

SETTINGS = Settings()


@pytest.mark.parametrize(
    "sentences",
    [
        ["Seven killed as tram leaves rails in Ostrova"],
        ["Three Killed In Harbour Bank Fire Amid Strike"],
        ["Ferry sinks off Lagan, nine dead"],
        ["Port vote: dockers go back to work"],
        ["Minister's claim is not true.", "Not yet, at least."],
        ["‘Not one ship!’", "Dockers jeer as minister leaves"],
        ["Is the strike over?", "What we know"],
    ],
    ids=lambda sentences: sentences[0],
)
def test_a_headline_is_one_sentence_unless_a_stop_ends_one(sentences: list[str]) -> None:
    raw = RawReport(
        path="a", form="record", title=" ".join(sentences), content="The first ferry left at noon. It was late."
    )
    report = clean(raw, settings=SETTINGS.clean)
    assert isinstance(report, Report)
    (parsed,) = parse([report], settings=SETTINGS.annotate)
    found = [sentence.text.strip() for sentence in parsed.doc.sents]
    assert found == [*sentences, "The first ferry left at noon.", "It was late."]
