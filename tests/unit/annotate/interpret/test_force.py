"""The force of attributions, on sentences written for this test."""

import re
from pathlib import Path

import pytest

from rashomon.annotate.actors import find_actors
from rashomon.annotate.found import FoundAttribution
from rashomon.annotate.interpret import interpret
from rashomon.annotate.parse import parse
from rashomon.model.report import Block, Report
from rashomon.model.spans import Span
from rashomon.settings import AnnotateSettings

_MARK = re.compile(r"\{([SQC]) ([^}]*)\}")
_ROWS = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("force_sentences.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def _unmark(marked: str) -> tuple[str, FoundAttribution]:
    text, at = "", 0
    spans: dict[str, list[Span]] = {"S": [], "Q": [], "C": []}
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        spans[match.group(1)].append(Span(len(text), len(text) + len(match.group(2))))
        text += match.group(2)
        at = match.end()
    text += marked[at:]
    return text, FoundAttribution(
        source=tuple(spans["S"]), cue=tuple(spans["Q"]), content=tuple(spans["C"]), confidence=1.0
    )


@pytest.mark.parametrize(("force", "marked"), _ROWS, ids=[row[1] for row in _ROWS])
def test_force(force: str, marked: str) -> None:
    text, found = _unmark(marked)
    report = Report(id="r", text=text, blocks=(Block(span=Span(0, len(text)), role="body"),))
    settings = AnnotateSettings()
    (parsed,) = parse([report], settings=settings)
    actors = find_actors(parsed, (), (found,), settings=settings.actors)
    (attribution,) = interpret(parsed, (found,), actors, settings=settings.actors)
    assert attribution.force == force
