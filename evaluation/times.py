"""Time expressions over TempEval-3's AQUAINT part and WikiWars, scored by the corpus's own scorer.

`python -m evaluation.times [--corpora DIR]`. AQUAINT dispatches are read with their creation date as given; WikiWars
narratives without any, since they are counted from the dates that they mention. The type is not judged on WikiWars.
AQUAINT is also shown by halves, by the parity of the MD5 sum of a document's name, and with the form of its values
mended: "1968-XX", "2000-W7" and "199X" are no TIMEX3 values, and nobody who keeps to ISO 8601 can give them. The second
table hides the dates of labelled stories' reports and asks for them again: right or silent.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from evaluation.corpora import check_floors, corpus
from rashomon.annotate.parse import ParsedReport, parse
from rashomon.annotate.times import find_times, infer_together
from rashomon.model.annotation import AnnotatedReport, Annotation, TimeExpression, Tokens
from rashomon.model.report import Block, RawReport, Report
from rashomon.model.spans import UNKNOWN_DATE, ReferenceDate, Span
from rashomon.settings import Settings

_HEIDELTIME = {
    "TimeBank": (0.874, 0.923, 0.832),
    "TempEval-3 platinum": (0.818, 0.907, 0.781),
    "WikiWars": (0.854, 0.919, 0.829),
}
"""HeidelTime's published strict, relaxed and value F1 (Strötgen and Gertz, 2013, and the corpora's README)."""
_MEASURES = ("strict", "relaxed", "value")
_NO_TOKENS = Tokens(start=(), end=(), lemma=(), pos=(), tag=(), dep=(), head=(), entity=())
_SETTINGS = Settings()


def main() -> None:
    """Print the figures of both corpora beside HeidelTime's, then those of the dates, and hold the floors."""
    folder = corpus("time", description=__doc__ or "")
    figures: dict[str, float] = {}
    print(f"{'':28}{'strict':>8}{'relaxed':>9}{'value':>7}   F1")
    for name in ("aquaint", "wikiwars"):
        for part, scored in _score(folder, name).items():
            print(f"{'rashomon, ' + part:28}" + "".join(f"{scored[m]['F1']:8.3f}" for m in _MEASURES))
            if part == name:
                figures |= {f"{name} {measure}": scored[measure]["F1"] for measure in _MEASURES}
            elif "," in part:
                figures[f"{part}: value"] = scored["value"]["F1"]
    for name, row in _HEIDELTIME.items():
        print(f"{'HeidelTime, ' + name:28}" + "".join(f"{value:8.3f}" for value in row) + "   published")
    stories = folder.parent / "stories" / "news_cluster"
    if stories.is_dir():
        figures |= _dates(stories)
    check_floors("times", figures)


def _score(folder: Path, name: str) -> dict[str, Any]:
    """Annotate one corpus and hand the predictions to its scorer; AQUAINT whole and by halves."""
    scorer = folder / "score.py"
    lines = subprocess.run(
        [sys.executable, scorer, "extract", folder / name], check=True, capture_output=True, text=True
    ).stdout.splitlines()
    documents = [json.loads(line) for line in lines]
    reports = []
    for document in documents:
        day = date.fromisoformat(document["dct"][:10])
        given = ReferenceDate(earliest=day, latest=day, source="given")
        text = document["text"]
        reports.append(
            Report(
                id=document["doc"],
                text=text,
                blocks=(Block(span=Span(0, len(text)), role="body"),),
                published=given if name != "wikiwars" else UNKNOWN_DATE,
            )
        )
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for parsed in parse(reports, settings=_SETTINGS.annotate):
            _, times = find_times(parsed, settings=_SETTINGS.annotate.times)
            timexes = [{"start": t.span.start, "end": t.span.end, "type": t.type, "value": t.value} for t in times]
            file.write(json.dumps({"doc": parsed.report.id, "timexes": timexes}) + "\n")
        file.flush()
        parts = {name: [folder / name]}
        if name == "aquaint":
            files = sorted((folder / name).iterdir())
            for parity, label in ((0, "even half"), (1, "odd half")):
                parts[f"aquaint {label}"] = [path for path in files if _parity(path.stem) == parity]
        scored = {part: _scored(scorer, Path(file.name), gold) for part, gold in parts.items()}
        if name == "aquaint":
            with tempfile.TemporaryDirectory() as mended:
                for path in files:
                    (Path(mended) / path.name).write_text(_mended(path.read_text(encoding="utf-8")), encoding="utf-8")
                scored["aquaint, values well formed"] = _scored(scorer, Path(file.name), [Path(mended)])
        return scored


def _mended(marked: str) -> str:
    """The marked text with the form of its values mended, their meaning kept: 1968-XX is 1968, W7 is W07."""
    for wrong, right in (('(?:-XX)+"', '"'), ('-W([0-9])"', r'-W0\1"'), ('value="([0-9]{3})X"', r'value="\1"')):
        marked = re.sub(wrong, right, marked)
    return marked


def _parity(name: str) -> int:
    return int(hashlib.md5(name.encode(), usedforsecurity=False).hexdigest(), 16) % 2


def _scored(scorer: Path, predictions: Path, gold: Iterable[Path]) -> dict[str, Any]:
    command: list[str | Path] = [sys.executable, scorer, "score", "--json", "--pred", predictions, *gold]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def _dates(stories: Path) -> dict[str, float]:
    """Hide the dates of dated reports: how often the answer, if there is one, holds the true day."""
    from rashomon.clean import clean

    story_of = {row["id"]: row["story"] for row in _rows(stories / "gold.jsonl")}
    published: dict[str, date] = {}
    reports: list[Report] = []
    for row in _rows(stories / "reports.jsonl"):
        raw = RawReport(
            path="-", form="text", content=f"{row['title']}\n\n{row['text']}", title=row["title"], id=row["id"]
        )
        report = clean(raw, settings=_SETTINGS.clean)
        if isinstance(report, Report) and row["id"] in story_of:
            published[report.id] = date.fromisoformat(row["published"][:10])
            reports.append(replace(report, published=UNKNOWN_DATE))
    alone, right_alone = 0, 0
    groups: dict[str, list[tuple[AnnotatedReport, AnnotatedReport]]] = defaultdict(list)
    for parsed in parse(reports, settings=_SETTINGS.annotate):
        day = published[parsed.report.id]
        hidden = _annotated(parsed)
        given = replace(parsed.report, published=ReferenceDate(earliest=day, latest=day, source="given"))
        reference = hidden.annotation.reference
        if reference.source == "text":
            alone += 1
            right_alone += _holds(reference, day)
        shown = _annotated(ParsedReport(given, parsed.doc, parsed.block_of))
        groups[story_of[parsed.report.id]].append((hidden, shown))
    together, right_together = 0, 0
    for members in groups.values():
        for number, (hidden, _) in enumerate(members):
            if hidden.annotation.reference.source == "text":
                continue
            view = [hidden if n == number else shown for n, (_, shown) in enumerate(members)]
            reference = infer_together(view, settings=_SETTINGS.annotate.times)[number].reference
            if reference.source == "text":
                together += 1
                right_together += _holds(reference, published[hidden.report.id])
    print(f"\ndates hidden in {len(reports)} reports: {right_alone} of {alone} answers right from the text alone,")
    print(f"{right_together} of {together} more from the story; silent on the others")
    return {"dates right": (right_alone + right_together) / max(alone + together, 1)}


def _holds(reference: ReferenceDate, day: date) -> bool:
    return (
        reference.earliest is not None
        and reference.latest is not None
        and reference.earliest <= day <= reference.latest
    )


def _annotated(parsed: ParsedReport) -> AnnotatedReport:
    reference, times = find_times(parsed, settings=_SETTINGS.annotate.times)
    return AnnotatedReport(report=parsed.report, annotation=_annotation(parsed.report, reference, times))


def _annotation(report: Report, reference: ReferenceDate, times: tuple[TimeExpression, ...]) -> Annotation:
    return Annotation(
        report=report.id,
        reference=reference,
        tokens=_NO_TOKENS,
        sentences=(),
        actors=(),
        attributions=(),
        times=times,
        figures=(),
        places=(),
        versions=(),
    )


def _rows(path: Path) -> Iterable[dict[str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


if __name__ == "__main__":
    main()
