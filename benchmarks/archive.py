"""How an archive grows: time to search it, its size, and what adding costs beyond annotating.

    python -m benchmarks.archive grow [--reports 100000] [--plot archive.svg]
    python -m benchmarks.archive add [--reports 300 | --source reports.jsonl]
    python -m benchmarks.archive show [--reports 50]

`grow` fills a SQLite archive with made-up reports (benchmarks/synthetic.py) whose annotations are made up as well, and
asks it at every tenth: the 95th percentile of searches, of statements by speaker and by matter, and of quote checks,
each over queries drawn from the reports; the size of the file over that of the texts in UTF-8; the memory. So that a
hundred thousand take minutes, only the first 2,000 are made, and come again under other ids and with other names in the
index; they are neither grouped nor reconciled. How much room an archive takes that was added to as users do is
measured by `benchmarks.archive_size`. `add` annotates reports, made-up or those of a file, with and without an archive,
in one process and in two, and compares seconds of the wall and of the processors; on a busy machine trust the latter.
The one process has its model loaded before; workers load it each time.
`show` times the brief of one story from its stored synopsis.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import re
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sqlalchemy import bindparam, update

import rashomon
from benchmarks.synthetic import Made, make_stream
from rashomon import pipeline
from rashomon.engine import Archive
from rashomon.model.annotation import Actor, AnnotatedReport, Annotation, Attribution, Mention, Tokens
from rashomon.model.ids import derive_id
from rashomon.model.report import Refusal, Report
from rashomon.model.spans import Span
from rashomon.settings import Settings
from rashomon.store import reports as stored
from rashomon.store import words
from rashomon.store.finding import IN_TITLE, searched
from rashomon.store.indexed import Indexed, indexed
from rashomon.store.prepared import Prepared, prepare
from rashomon.store.spoken import Voice

_WORD = re.compile(r"[^\W_]+")
_FORCES = ("asserts", "asserts", "asserts", "denies", "demands", "warns", "promises", "confirms")
_CHUNK = 64
_QUERIES = 60
_BASE = 2_000


def made_up(report: Report) -> AnnotatedReport:
    """Return a report with an annotation of a usual size: every other paragraph is something that somebody said."""
    found = [match.span() for match in _WORD.finditer(report.text)]
    forms = [report.text[start:end] for start, end in found]
    count = len(found)
    tokens = Tokens(
        start=tuple(start for start, _ in found),
        end=tuple(end for _, end in found),
        lemma=tuple(form.lower() for form in forms),
        pos=tuple("PROPN" if form[0].isupper() else "NOUN" if len(form) > 5 else "ADP" for form in forms),
        tag=tuple("NNP" if form[0].isupper() else "NN" if len(form) > 5 else "IN" for form in forms),
        dep=tuple("dep" if number % 3 else "nsubj" for number in range(count)),
        head=tuple(max(0, number - number % 7) for number in range(count)),
        entity=tuple("PERSON" if form[0].isupper() else "" for form in forms),
    )
    sentences = tuple(block.span for block in report.blocks)
    actors, attributions = [], []
    for number, span in enumerate(sentences[1:-1:2]):
        names = [at for at in found if span.start <= at[0] < span.end and report.text[at[0]].isupper()]
        if not names:
            continue
        start, end = names[0]
        name = report.text[start:end]
        actor = Actor(
            id=derive_id("person", name),
            name=name,
            kind="person",
            mentions=(Mention(span=Span(start, end), form="name"),),
        )
        actors.append(actor)
        attributions.append(
            Attribution(
                source=(Span(start, end),),
                cue=(Span(start, end),),
                content=(span,),
                kind="indirect",
                force=_FORCES[(number + len(name)) % len(_FORCES)],  # type: ignore[arg-type]
                speaker=actor.id,
                confidence=0.8,
            )
        )
    annotation = Annotation(
        report=report.id,
        reference=report.published,
        tokens=tokens,
        sentences=sentences,
        actors=tuple({actor.id: actor for actor in actors}.values()),
        attributions=tuple(attributions),
        times=(),
        figures=(),
        places=(),
        versions=(("rashomon", "benchmark"),),
    )
    return AnnotatedReport(report=report, annotation=annotation)


@dataclass(frozen=True, slots=True)
class Ready:
    """A report ready to be written, with what the index gets of it, and the names in that."""

    report: Report
    prepared: Prepared
    indexed: Indexed
    names: frozenset[str]


def ready(made: Made) -> Ready:
    """Return a report as a worker returns it."""
    report = made.report
    names = {match[0].lower() for match in _WORD.finditer(report.text) if match[0][0].isupper()}
    member = made_up(report)
    return Ready(report, prepare(member, sort=f"0{report.published.iso}"), indexed(member), frozenset(names))


def again(one: Ready, turn: int) -> Ready:
    """Return the same report under another id, its names others in the index; its bytes are as many."""
    if not turn:
        return one
    end = "".join(chr(ord("a") + int(digit)) for digit in str(turn))
    id = f"{one.report.id}-{turn}"

    def other(words: Sequence[str]) -> tuple[str, ...]:
        return tuple(word + end if word.removeprefix(IN_TITLE) in one.names else word for word in words)

    def speaker(voice: Voice) -> Voice:
        known = tuple(name + end for name in voice.names)
        actor = None if voice.actor is None else derive_id("person", *known)
        return replace(voice, actor=actor, names=known)

    found = one.indexed
    return Ready(
        replace(one.report, id=id),
        replace(one.prepared, id=id),
        replace(
            found,
            words=other(found.words),
            voices=tuple(map(speaker, found.voices)),
            statements=tuple(replace(row, words=other(row.words)) for row in found.statements),
        ),
        one.names,
    )


def put(archive: Archive, part: Sequence[Ready], at: str) -> None:
    """Write reports as an add does, without grouping and reconciling them."""
    with archive._store.writing() as connection:
        places = stored.put_reports(connection, [one.prepared for one in part], at=at)
        found = [(*place, one.indexed) for place, one in zip(places, part, strict=True) if place is not None]
        words.put(connection, found)
        days = [
            {"at": place[0], "day": one.report.published.latest.toordinal()}  # type: ignore[union-attr]
            for place, one in zip(places, part, strict=True)
            if place is not None
        ]
        line = update(searched).where(searched.c.report == bindparam("at")).values(day=bindparam("day"))
        connection.execute(line, days)


def percentile(function: Callable[[str], object], queries: Sequence[str]) -> tuple[float, float]:
    """Return the median and the 95th percentile of the processor time of `function`, in milliseconds.

    What it reads is in memory, so on a machine with nothing else to do the wall says the same.
    """
    times = []
    for query in queries:
        start = time.thread_time()
        function(query)
        times.append((time.thread_time() - start) * 1000)
    return float(np.percentile(times, 50)), float(np.percentile(times, 95))


def grow(reports: int, plot: Path | None) -> None:
    """Fill an archive and ask it as it grows."""
    random = np.random.default_rng(7)
    texts = 0
    curve: list[tuple[int, float, float, float]] = []
    with tempfile.TemporaryDirectory() as folder, rashomon.open(Path(folder) / "grow.db") as archive:
        step = max(_CHUNK, reports // 10 // _CHUNK * _CHUNK)
        base = [ready(made) for made in make_stream(min(reports, _BASE))]
        kept: list[Report] = []
        done = 0
        turns = range(-(-reports // len(base)))
        stream = itertools.islice((again(one, turn) for turn in turns for one in base), reports)
        while part := list(itertools.islice(stream, _CHUNK)):
            put(archive, part, at="2021-01-01T00:00:00.000000Z")
            done += len(part)
            texts += sum(len(one.report.text.encode()) for one in part)
            kept.append(part[0].report)
            if done % step:
                continue
            asked = [kept[place] for place in random.integers(0, len(kept), _QUERIES)]
            queries = [" ".join(_subject(report)[:2]) for report in asked]
            speakers = [next(iter(_names(report)), "nobody") for report in asked]
            phrases = [f'"{" ".join(report.text.split()[20:22])}"' for report in asked]
            quotations = [" ".join(report.text.split("\n\n")[2].split()[3:15]) for report in asked]
            search = percentile(lambda query: archive.search(query), queries)
            one_word = percentile(lambda query: archive.search(query.split()[0]), queries)
            phrase = percentile(lambda text: archive.search(text), phrases)
            who = percentile(lambda name: archive.statements(who=name), speakers)
            about = percentile(lambda query: archive.statements(about=query), queries)
            quote = percentile(lambda text: archive.quote(text), quotations)
            archive.backup(Path(folder) / "size.db")  # the file alone has not yet what stands in the log beside it
            size = (Path(folder) / "size.db").stat().st_size
            (Path(folder) / "size.db").unlink()
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{done:>7} reports  ms, median/95th percentile: search {_two(search)}, one word {_two(one_word)}, "
                f"phrase {_two(phrase)}, "
                f"said --who {_two(who)}, --about {_two(about)}, --quote {_two(quote)}  "
                f"size/text {size / texts:.2f}  {memory:.0f} MiB",
                flush=True,
            )
            curve.append((done, max(search[1], one_word[1]), max(who[1], about[1]), quote[1]))
    if plot:
        draw(curve, plot)


def _two(pair: tuple[float, float]) -> str:
    return f"{pair[0]:.0f}/{pair[1]:.0f}"


def _subject(report: Report) -> list[str]:
    return [word for word in (report.title or "").split() if word.islower()] or ["market"]


def _names(report: Report) -> list[str]:
    return [word for word in (report.title or "").split() if word[:1].isupper()]


def draw(curve: Sequence[tuple[int, float, float, float]], path: Path) -> None:
    """Write the curve as a picture, SVG or PNG by the name of the file."""
    import altair as alt

    names = ("search", "said", "said --quote")
    rows = [
        {"reports": count, "ms": value, "what": name}
        for count, *values in curve
        for name, value in zip(names, values, strict=True)
    ]
    chart = (
        alt.Chart(alt.Data(values=rows), title="95th percentile of a query, by reports in the archive")
        .mark_line(point=True)
        .encode(x="reports:Q", y=alt.Y("ms:Q", title="milliseconds"), color=alt.Color("what:N", title=None))
        .properties(width=560, height=300)
    )
    chart.save(str(path))


def compare(reports: int, source: Path | None) -> None:
    """Time annotating alone and adding, in one process and in two."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        path, first = source or Path(folder) / "reports.jsonl", Path(folder) / "first.jsonl"
        if source is None:
            write(path, (made.report for made in make_stream(reports)))
        write(first, (made.report for made in make_stream(2)))
        _annotate(first, 1)
        for workers in (1, 2):
            bare = _timed(lambda workers=workers: _annotate(path, workers))
            archive = Path(folder) / f"add{workers}.db"
            add = _timed(lambda archive=archive, workers=workers: _add(archive, path, workers))
            rows.append((bare, add))
            print(
                f"{workers} worker{'s'[: workers - 1]}: annotate {bare[0]:.1f} s, {bare[1]:.1f} s of processors; "
                f"add {add[0]:.1f} s, {add[1]:.1f} s of processors; rate of add over annotate {bare[0] / add[0]:.2f} "
                f"by the wall, {bare[1] / add[1]:.2f} by processors",
                flush=True,
            )
    annotate, added = (rows[0][which][0] / rows[1][which][0] for which in (0, 1))
    print(f"two workers over one: annotate {annotate:.2f}, add {added:.2f}; load {os.getloadavg()[0]:.0f}")
    print(
        f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB, "
        f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MiB a worker"
    )


def _timed(function: Callable[[], None]) -> tuple[float, float]:
    """Seconds of the wall, and of the processors in this process and in those that ended meanwhile."""
    wall, used = time.perf_counter(), _processors()
    function()
    return time.perf_counter() - wall, _processors() - used


def _processors() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in both)


def _annotate(path: Path, workers: int) -> None:
    settings = Settings()

    def refuse(refusal: Refusal) -> None:
        raise AssertionError(refusal)

    reports = pipeline.only_reports([str(path)], settings=settings, refuse=refuse)
    for _ in pipeline.annotate_reports(reports, settings=settings, refuse=refuse, workers=workers):
        pass


def _add(archive: Path, path: Path, workers: int) -> None:
    with rashomon.open(archive) as opened:
        opened.add([str(path)], workers=workers)


def write(path: Path, reports: Iterator[Report]) -> None:
    """Write reports as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        for report in reports:
            title, _, text = report.text.partition("\n\n")
            row = {
                "id": report.id,
                "outlet": report.outlet,
                "title": title,
                "text": text,
                "published": report.published.iso,
            }
            file.write(json.dumps(row) + "\n")


def show(reports: int) -> None:
    """Time the brief of one story of so many reports, from the stored synopsis."""
    from rashomon.serve.cli.brief import Format, render

    with tempfile.TemporaryDirectory() as folder, rashomon.open(Path(folder) / "show.db") as archive:
        path = Path(folder) / "reports.jsonl"
        by_story: dict[int, list[Report]] = {}
        for made in make_stream(reports * 60):
            told = by_story.setdefault(made.story, [])
            told.append(made.report)
            if len(told) == reports:
                break
        day = told[0].published
        write(path, iter([replace(report, published=day) for report in told]))
        archive.add([str(path)])
        ids = [row.id for row in archive.stories().rows]
        while len(ids) > 1:  # one story by hand, where the grouping made several
            archive.merge(ids[0], ids.pop())
        settings = Settings()

        def once(id: str) -> None:
            briefing = archive.briefing(id)
            render(briefing, format=Format.text, output=None, everything=False, settings=settings)

        median, high = percentile(lambda id: archive.briefing(id), ids * 20)
        print(f"{len(told)} reports: from the archive {median:.0f} ms, 95th percentile {high:.0f} ms")
        median, high = percentile(once, ids * 20)
        print(f"with its text: {median:.0f} ms, 95th percentile {high:.0f} ms")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("grow", "add", "show"))
    parser.add_argument("--reports", type=int)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--source", type=Path)
    options = parser.parse_args()
    if options.what == "grow":
        grow(options.reports or 100_000, options.plot)
    elif options.what == "add":
        compare(options.reports or 300, options.source)
    else:
        show(options.reports or 50)


if __name__ == "__main__":
    main()
