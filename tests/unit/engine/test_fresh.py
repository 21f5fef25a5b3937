"""What was annotated a moment ago is not decoded again, and never taken for another version."""

from __future__ import annotations

from dataclasses import replace

from rashomon.annotate import annotate
from rashomon.engine.fresh import Fresh
from rashomon.model.annotation import AnnotatedReport
from rashomon.model.report import Block, Report
from rashomon.model.spans import Span
from rashomon.settings import Settings
from rashomon.store.prepared import Prepared, prepare
from rashomon.store.reports import Packed


def _annotated(id: str, text: str) -> tuple[AnnotatedReport, Prepared]:
    report = Report(id=id, text=text, blocks=(Block(span=Span(0, len(text)), role="body"),))
    (annotation,) = annotate([report], settings=Settings().annotate)
    member = AnnotatedReport(report=report, annotation=annotation)
    return member, prepare(member, sort="")


def _packed(id: str, prepared: Prepared) -> Packed:
    return Packed(
        id=id,
        text=prepared.text,
        report_data=prepared.report_data,
        annotation=prepared.annotation,
        tokens=prepared.tokens,
        made_by="",
    )


def test_the_same_bytes_are_the_same_report_and_others_are_not() -> None:
    fresh = Fresh()
    member, prepared = _annotated("a", "The pilot boat sank off the mole.")
    _, other = _annotated("a", "The pilot boat sank off the old mole.")
    fresh.keep(member, prepared, most=100)
    assert fresh.find(_packed("a", prepared)) is member
    assert fresh.find(_packed("a", other)) is None
    assert fresh.find(replace(_packed("a", prepared), tokens=None)) is None
    assert fresh.find(_packed("b", prepared)) is None
    fresh.clear()
    assert fresh.find(_packed("a", prepared)) is None


def test_the_earliest_are_let_go_when_there_are_too_many_tokens() -> None:
    fresh = Fresh()
    made = {id: _annotated(id, f"The crane number {id} fell into the dock.") for id in ("a", "b", "c")}
    size = len(made["a"][0].annotation.tokens)
    for id in ("a", "b", "a", "c"):  # kept once more, "a" is younger than "b"
        fresh.keep(*made[id], most=2 * size)
    assert [id for id in made if fresh.find(_packed(id, made[id][1]))] == ["a", "c"]
    fresh.keep(*made["b"], most=size - 1)
    assert [id for id in made if fresh.find(_packed(id, made[id][1]))] == []
