"""The labelled corpus as arrays: the product's own columns of each report beside the gold labels of its words.

Nothing here knows torch. Reports are parsed by `rashomon.annotate.parse` with each line as a body block, the form in
which a plain text file reaches the product.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
from evaluation.attributions import last_month

from rashomon.annotate.attributions.features import Columns, columns
from rashomon.annotate.parse import parse
from rashomon.model.report import Block, Report
from rashomon.model.spans import Span
from rashomon.settings import AnnotateSettings

LONGEST_WINDOW = 256  # words; longer than at run time, so that training sees quotations whole


def blocks(text: str) -> tuple[Block, ...]:
    """Each line of `text` that is not blank, without its edges' white space, as a body block."""
    out = []
    for match in re.finditer(r"\S[^\n]*", text):
        out.append(Block(span=Span(match.start(), match.start() + len(match.group().rstrip())), role="body"))
    return tuple(out)


def prepare(corpus: Path, out: Path, *, settings: AnnotateSettings) -> None:
    """Parse the reports of `corpus` (text/, attributions/, score.py beside them) and write their arrays to `out`
    (.npz).
    """
    command = [sys.executable, str(corpus.parent / "score.py"), "gold-to-jsonl", str(corpus)]
    listing = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    gold = {row["doc"]: row["attributions"] for row in map(json.loads, listing.splitlines())}
    held_out = last_month(sorted(gold))
    reports = []
    for stem in sorted(gold):
        text = (corpus / "text" / f"{stem}.txt").open(encoding="utf-8", newline="").read()
        reports.append(Report(id=stem, text=text, blocks=blocks(text)))
    parts: dict[str, list[np.ndarray]] = {}
    offset = attribution_count = 0
    for number, parsed in enumerate(parse(reports, settings=settings)):
        seen = columns(parsed, longest=LONGEST_WINDOW)
        arrays = _report_arrays(seen, gold[parsed.report.id], offset, attribution_count)
        arrays["windows"] = np.asarray(seen.windows, np.int64).reshape(-1, 2) + offset
        arrays["window_report"] = np.full(len(seen.windows), number)
        arrays["report_held_out"] = np.asarray([parsed.report.id in held_out])
        for name, array in arrays.items():
            parts.setdefault(name, []).append(array)
        offset += len(seen.start)
        attribution_count += len(arrays["cue"])
    joined = {name: np.concatenate(arrays) for name, arrays in parts.items()}
    np.savez(out, stems=np.asarray([r.id for r in reports]), **joined)
    print(f"{len(reports)} reports, {len(held_out)} held out, {offset} words, {attribution_count} cues")


def _report_arrays(
    seen: Columns, gold: list[dict[str, list[list[int]]]], offset: int, first: int
) -> dict[str, np.ndarray]:
    """The columns of one report, its flat labels, and per attribution its cue and (attribution, word, label) rows."""
    labels = np.zeros(len(seen.start), np.int64)
    cues, rows = [], []
    for attribution in gold:
        words = {role: _words(seen, attribution[role]) for role in ("source", "cue", "content")}
        for role, code in (("content", 5), ("source", 1), ("cue", 3)):
            for a, b in words[role]:
                labels[a:b] = code + 1
                labels[a] = code
        if words["cue"]:
            a, b = words["cue"][0]
            for role, code in (("source", 1), ("content", 3)):
                for c, d in words[role]:
                    rows += [(first + len(cues), i + offset, code if i == c else code + 1) for i in range(c, d)]
            cues.append((a + offset, b + offset))
    return {
        "start": seen.start,
        "end": seen.end,
        "hashes": seen.hashes,
        "quote": seen.quote,
        "offset": seen.offset,
        "head": seen.head + offset,
        "vectors": seen.vectors.astype(np.float16),
        "labels": labels,
        "cue": np.asarray(cues, np.int64).reshape(-1, 2),
        "roles": np.asarray(rows, np.int64).reshape(-1, 3),
    }


def _words(seen: Columns, spans: list[list[int]]) -> list[tuple[int, int]]:
    """The runs of words that the spans touch; spans whose words adjoin in one window become one run."""
    touched: set[int] = set()
    for start, end in spans:
        touched.update(
            range(int(np.searchsorted(seen.end, start, "right")), int(np.searchsorted(seen.start, end, "left")))
        )
    edges = {a for a, _ in seen.windows}
    runs: list[tuple[int, int]] = []
    for i in sorted(touched):
        if runs and runs[-1][1] == i and i not in edges:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs
