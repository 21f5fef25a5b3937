"""Labelled stories: which pairs of their sentences state one fact, and what the pair scorer looks at."""

from __future__ import annotations

import hashlib
import json
import pickle
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from rashomon.model.annotation import AnnotatedReport
from rashomon.model.report import RawReport, Report
from rashomon.model.story import Copy, Story
from rashomon.reconcile.align.align import find_nodes, find_usable
from rashomon.reconcile.align.candidates import find_candidates
from rashomon.reconcile.align.facets import Facets, find_facets
from rashomon.reconcile.align.features import pair_features
from rashomon.reconcile.align.sparse import Floats, Ints
from rashomon.reconcile.material.drafts import Material
from rashomon.reconcile.reconcile import gather
from rashomon.settings import Settings

PART_SIZES = (2, 3)
"""Reports in the parts of a story that are trained on beside the whole."""


@dataclass(frozen=True, slots=True)
class LabelledStory:
    """A story with its labels. `label` of a pair: 1 one fact, 0 not, -1 nobody labelled either sentence."""

    event: str
    material: Material
    facets: Facets
    a: Ints
    b: Ints
    features: Floats
    label: Ints
    own: bool = False
    """Whether the labels are ours: more of what sentences share in passing is labelled there as a fact."""
    parts: tuple[LabelledStory, ...] = ()
    """The story as it is told by two of its reports, and by a few: most of what the scorer looks at depends on how
    many reports there are, and most stories that people compare have two or three."""


def load_stories(corpus: Path, *, settings: Settings, cache: Path | None = None) -> list[LabelledStory]:
    """Read, clean and annotate the labelled stories, grouped and with copies as labelled. `cache` keeps annotations."""
    out = []
    for path in sorted((corpus / "dev").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        reports = annotated(_read_sources(corpus, gold["reports"]), settings=settings, cache=cache)
        out.append(with_parts(gold, reports, settings=settings))
    return out


def _read_sources(corpus: Path, ids: Sequence[str]) -> list[RawReport]:
    out = []
    for key in ids:
        record = json.loads((corpus / "sources" / f"{key}.json").read_text(encoding="utf-8"))
        published = None if record["date_publish"] in (None, "None") else record["date_publish"]
        out.append(make_raw(key, record, outlet=record["source_domain"], published=published))
    return out


def make_raw(key: str, record: Mapping[str, Any], *, outlet: str | None, published: str | None) -> RawReport:
    """The report of a corpus's record as a file of its own would give it."""
    return RawReport(
        path=f"{key}.json",
        form="record",
        content=record["text"],
        id=key,
        title=record["title"],
        outlet=outlet,
        url=record["url"],
        published=published,
        extra={},
    )


def with_parts(gold: dict[str, Any], reports: Sequence[AnnotatedReport], *, settings: Settings) -> LabelledStory:
    """A story, and the parts of it that are learnt from beside the whole."""
    parts = tuple(labelled(gold, part, settings=settings) for part in _parts(reports))
    return replace(labelled(gold, reports, settings=settings), parts=parts)


def _parts(reports: Sequence[AnnotatedReport]) -> list[list[AnnotatedReport]]:
    """Each report with its PART_SIZES - 1 neighbours in the order of publication, which goes round."""
    count = len(reports)
    return [
        [reports[(first + step) % count] for step in range(size)]
        for size in PART_SIZES
        if size < count
        for first in range(count)
    ]


def annotated(raw: Sequence[RawReport], *, settings: Settings, cache: Path | None = None) -> list[AnnotatedReport]:
    """Clean and annotate reports of a corpus."""
    from rashomon.annotate import annotate
    from rashomon.clean import clean

    mark = hashlib.sha256("".join(str(item.id) for item in raw).encode()).hexdigest()[:16]
    kept = cache / f"{mark}.pickle" if cache else None
    if kept and kept.exists():
        found: list[AnnotatedReport] = pickle.loads(kept.read_bytes())
        return found
    cleaned = (clean(item, settings=settings.clean) for item in raw)
    reports = [report for report in cleaned if isinstance(report, Report)]
    out = [
        AnnotatedReport(report=report, annotation=annotation)
        for report, annotation in zip(reports, annotate(reports, settings=settings.annotate), strict=True)
    ]
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(out))
    return out


def gold_story(gold: dict[str, Any], reports: Sequence[AnnotatedReport]) -> Story:
    """The story as labelled: its reports in order of publication, its copies."""
    ids = [item.report.id for item in reports]
    copies: dict[str, str] = {}
    for pair in gold["copies"]:
        if not set(pair) <= set(ids):
            continue
        original, copy = sorted(pair, key=ids.index)
        copies.setdefault(copy, copies.get(original, original))
    return Story(
        id=gold["event"],
        reports=tuple(ids),
        copies=tuple(Copy(report=c, original=o, containment=1.0) for c, o in sorted(copies.items())),
    )


def labelled(gold: dict[str, Any], reports: Sequence[AnnotatedReport], *, settings: Settings) -> LabelledStory:
    """Compute the candidate pairs of a story, their features and labels."""
    material = gather(gold_story(gold, reports), reports, settings=settings.reconcile)
    facets = find_facets(material)
    report = np.array([unit.report for unit in material.units], dtype=np.int64)
    align = settings.reconcile.align
    looked = find_usable(material, wordy=align.wordy) & (find_nodes(material) == np.arange(len(report)))
    a, b = find_candidates(facets, report, looked, settings=align)
    features = pair_features(facets, a, b, titles=align.titles)
    return LabelledStory(gold["event"], material, facets, a, b, features, _labels(gold, material, a, b))


def _labels(gold: dict[str, Any], material: Material, a: Ints, b: Ints) -> Ints:
    support: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    seen: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, claim in enumerate(gold["claims"]):
        for span in claim["support"]:
            support[span["doc"]].append((span["start"], span["end"], number))
    for entry in [*gold["claims"], *gold["differences"]]:
        for span in [*entry.get("support", ()), *entry.get("against", ()), *entry.get("spans", ())]:
            seen[span["doc"]].append((span["start"], span["end"]))
    claims, judged = [], []
    for unit in material.units:
        key = material.reports[unit.report].report.id
        claims.append({n for s, e, n in support[key] if _match(unit.span.start, unit.span.end, s, e)})
        judged.append(any(_match(unit.span.start, unit.span.end, s, e) for s, e in seen[key]))
    return np.array(
        [
            1 if claims[i] & claims[j] else 0 if judged[i] or judged[j] else -1
            for i, j in zip(a.tolist(), b.tolist(), strict=True)
        ],
        dtype=np.int64,
    )


def _match(s: int, e: int, t: int, f: int) -> bool:
    """Overlap by at least half of the shorter, as the corpus's own scorer has it."""
    common = min(e, f) - max(s, t)
    return common > 0 and 2 * common >= min(e - s, f - t)
