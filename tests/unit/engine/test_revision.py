"""What became of each sentence between two versions of a report."""

from __future__ import annotations

from rashomon.engine.revision import compare_versions
from rashomon.model.annotation import AnnotatedReport, Annotation, Tokens
from rashomon.model.report import Report
from rashomon.model.spans import UNKNOWN_DATE, Span
from rashomon.settings import RevisionSettings

FERRY = "The ferry sank off Tarn."
LOST = "Nine people are missing, the coast guard said."
FOUND = "Eleven people are missing, the coast guard said."
OWNER = "The owner of the line would not speak to reporters."
STORM = "A storm had been forecast since noon."


def member(*sentences: str) -> AnnotatedReport:
    text = "\n".join(sentences)
    spans = tuple(Span(text.index(one), text.index(one) + len(one)) for one in sentences)
    none = Tokens(start=(), end=(), lemma=(), pos=(), tag=(), dep=(), head=(), entity=())
    annotation = Annotation(
        report="r",
        reference=UNKNOWN_DATE,
        tokens=none,
        sentences=spans,
        actors=(),
        attributions=(),
        times=(),
        figures=(),
        places=(),
        versions=(),
    )
    return AnnotatedReport(report=Report(id="r", text=text, blocks=()), annotation=annotation)


def fates(old: AnnotatedReport, new: AnnotatedReport) -> list[tuple[str, str, str]]:
    rows = compare_versions(old, new, settings=RevisionSettings())
    before, after = old.report.text, new.report.text
    return [
        (
            row.fate,
            before[row.old.start : row.old.end] if row.old else "",
            after[row.new.start : row.new.end] if row.new else "",
        )
        for row in rows
    ]


def test_nothing_changed() -> None:
    assert {fate for fate, _, _ in fates(member(FERRY, LOST), member(FERRY.upper(), LOST))} == {"kept"}


def test_changed_added_and_removed() -> None:
    assert fates(member(FERRY, LOST, OWNER), member(FERRY, FOUND, STORM)) == [
        ("kept", FERRY, FERRY),
        ("changed", LOST, FOUND),
        ("added", "", STORM),
        ("removed", OWNER, ""),
    ]


def test_moved() -> None:
    found = fates(member(FERRY, LOST, OWNER), member(OWNER, FERRY, LOST))
    assert sorted(fate for fate, _, _ in found) == ["kept", "kept", "moved"]


def test_the_words_that_differ_are_spans_of_both() -> None:
    old, new = member(FERRY, LOST), member(STORM, FERRY, FOUND)
    (row,) = [row for row in compare_versions(old, new, settings=RevisionSettings()) if row.fate == "changed"]
    ((was, now),) = row.differences
    assert was is not None
    assert now is not None
    assert (old.report.text[was.start : was.end], new.report.text[now.start : now.end]) == ("Nine", "Eleven")


def test_from_nothing_and_to_nothing() -> None:
    empty = member()
    assert fates(empty, member(FERRY)) == [("added", "", FERRY)]
    assert fates(member(FERRY), empty) == [("removed", FERRY, "")]
