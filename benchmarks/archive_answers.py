"""How fast an archive of many reports answers.

    python -m benchmarks.archive_answers [--source reports.jsonl] [--reports 100000] [--keep FILE] [--plot FILE]
    python -m benchmarks.archive_answers --ask FILE... [--plot FILE]

The reports of a file, or 2,000 made-up ones, are added as a user does. Then they come again and again in other words,
names and dates (`benchmarks.retold`), until there are so many: their texts, titles, words, statements, voices and
stories are written as those of new reports are, and so is what their stories tell the index. So that it takes ten
minutes, not hours, they are neither grouped nor reconciled (`benchmarks.archive_size` does that): the annotations and
synopses of the first turn stand for theirs, byte for byte.

At every tenth, and with `--ask` of archives that there are, each kind of query is asked sixty times, of words,
phrases, names and quotations drawn from the reports: median and 95th percentile of the processor time in milliseconds.
What is read is in memory; other work of the machine makes these times longer.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sqlalchemy import Connection, func, insert, select, update

import rashomon
from benchmarks.archive import write
from benchmarks.archive_size import measure
from benchmarks.retold import Speech, Vocabulary, names_of, read_vocabulary, retell_report, speak
from benchmarks.synthetic import make_stream
from rashomon.engine import Archive
from rashomon.model.annotation import AnnotatedReport
from rashomon.model.archive import StoryRow
from rashomon.model.ids import derive_id
from rashomon.serve.cli.brief import Format, render
from rashomon.store import reports as stored
from rashomon.store import statements, words
from rashomon.store.codec import encode, encode_text
from rashomon.store.derived_ids import actor_id
from rashomon.store.finding import IN_TITLE
from rashomon.store.indexed import Indexed, indexed
from rashomon.store.prepared import Prepared, prepare, text_hash
from rashomon.store.schema import reports, stories, synopses
from rashomon.store.sheets import read_sheets
from rashomon.store.spoken import Voice
from rashomon.store.told import StoryIndex, story_index

_WORD = re.compile(r"[^\W_]+")
_MADE_UP = 2_000
_AT = "2021-01-01T00:00:00.000000Z"
_CHUNK = 64
_QUERIES = 60
_LARGE = 6
"""Sizes of stories shown, the largest; a story of each."""


@dataclass(frozen=True, slots=True)
class Base:
    """What comes again: a story with its reports, and what of them is written."""

    story: StoryRow
    synopsis: tuple[bytes, bytes]
    members: tuple[AnnotatedReport, ...]
    prepared: tuple[Prepared, ...]
    indexed: tuple[Indexed, ...]
    told: StoryIndex


def read_base(archive: Archive) -> tuple[list[Base], Vocabulary]:
    """Return the stories of an archive, and the words of its reports."""
    out = []
    with archive._store.reading() as connection:
        kept = {row.story: (row.data, row.made_from) for row in connection.execute(select(synopses))}
        sorts = dict(connection.execute(select(reports.c.id, reports.c.sort)).tuples().all())
    after = None
    while True:
        page = archive.stories(limit=500, after=after)
        for row in page.rows:
            briefing = archive.briefing(row.id, tokens=True)
            members = briefing.reports
            out.append(
                Base(
                    row,
                    kept[row.id],
                    members,
                    tuple(prepare(one, sort=sorts[one.report.id]) for one in members),
                    tuple(map(indexed, members)),
                    story_index(briefing.synopses[0], members),
                )
            )
        after = page.next
        if after is None:
            return out, read_vocabulary(member for one in out for member in one.members)


def put_again(archive: Archive, base: Sequence[Base], speech: Speech) -> None:
    """Write the reports and stories once more, as a turn tells them."""
    waiting = [*reversed(base)]
    while waiting:
        part: list[Base] = []
        while waiting and sum(len(one.members) for one in part) < _CHUNK:
            part.append(waiting.pop())
        with archive._store.writing() as connection:
            rows = [_again(*pair, speech) for one in part for pair in zip(one.members, one.prepared, strict=True)]
            found = [_indexed(*pair, speech) for one in part for pair in zip(one.members, one.indexed, strict=True)]
            places = [place for place in stored.put_reports(connection, rows, at=_AT) if place is not None]
            words.put(connection, [(*place, one) for place, one in zip(places, found, strict=True)])
            numbers = {row.id: place[0] for row, place in zip(rows, places, strict=True)}
            told = [_put_story(connection, one, numbers, speech) for one in part]
            statements.put_stories(connection, told, numbers)


def _again(member: AnnotatedReport, prepared: Prepared, speech: Speech) -> Prepared:
    report = retell_report(member, speech)
    return replace(
        prepared,
        id=report.id,
        address=prepared.address and derive_id(prepared.address, report.id, length=32),
        title=report.title,
        hash=text_hash(report.text),
        text=encode_text(report.text),
        reference=report.published,
    )


def _put_story(connection: Connection, one: Base, numbers: Mapping[str, int], speech: Speech) -> StoryIndex:
    names = frozenset(name for member in one.members for name in names_of(member))
    old = one.story
    row = replace(
        old,
        id=derive_id(old.id, str(speech.turn)),
        headline=speech.line(old.headline, names),
        headline_at=replace(old.headline_at, report=speech.id(old.headline_at.report)),
        reports=tuple(map(speech.id, old.reports)),
        first=speech.day(old.first),
        last=speech.day(old.last),
    )
    values = {
        "id": row.id,
        "founded": _AT,
        "updated": _AT,
        "stale": 0,
        "synopsis": 1,
        "first_day": row.first and row.first.isoformat(),
        "last_day": row.last and row.last.isoformat(),
        "row": encode(StoryRow, row),
    }
    counts = {status.replace(" ", "_"): count for status, count in row.statuses}
    connection.execute(insert(stories).values(**values, **counts))
    data, made_from = one.synopsis
    connection.execute(insert(synopses).values(story=row.id, number=1, at=_AT, data=data, made_from=made_from))
    mine = [numbers[id] for id in row.reports]
    line = update(reports).where(reports.c.number.in_(mine))
    connection.execute(line.values(batch=1, grouped=1, machine_story=row.id, story=row.id))
    return StoryIndex(
        voices=tuple(_voice(voice, names, speech) for voice in one.told.voices),
        tellings=tuple(
            replace(telling, report=speech.id(telling.report), day=speech.ordinal(telling.day))
            for telling in one.told.tellings
        ),
    )


def _indexed(member: AnnotatedReport, found: Indexed, speech: Speech) -> Indexed:
    names = names_of(member)
    folded = frozenset(name.lower() for name in names)

    def told(words: Sequence[str]) -> tuple[str, ...]:
        out = set()
        for word in words:
            mark = word[:1] if word.startswith(IN_TITLE) else ""
            bare = word[len(mark) :]
            out.add(mark + (bare.translate(speech.letters) if bare in folded else speech.word(bare)))
        return tuple(sorted(out))

    return replace(
        found,
        words=told(found.words),
        voices=tuple(_voice(voice, names, speech) for voice in found.voices),
        statements=tuple(replace(one, words=told(one.words)) for one in found.statements),
    )


def _voice(voice: Voice, names: frozenset[str], speech: Speech) -> Voice:
    told = tuple(speech.line(name, names) for name in voice.names)
    actor = voice.actor and actor_id(voice.kind or "", told[0])
    return replace(voice, actor=actor, names=told)


def grow(place: Path, *, count: int) -> Iterator[int]:
    """Fill the archive at `place`, in which the first turn is; yield how many reports there are at every tenth."""
    with rashomon.open(place, create=False) as archive:
        base, vocabulary = read_base(archive)
        turn, done = 0, dict(archive.counts())["reports"]
        asked = done
        while done < count:
            turn += 1
            put_again(archive, base, speak(vocabulary, turn))
            done = dict(archive.counts())["reports"]
            if done - asked >= count / 10 or done >= count:
                asked = done
                with archive._store.writing() as connection:
                    words.tidy(connection)
                yield done


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is asked about: words of one report, of its headline where there is one, and everyday ones."""

    word: str
    words: str
    name: str
    everyday: str
    phrase: str
    begin: str
    quotation: str
    speaker: str
    outlet: str
    day: str
    story: str
    large: str


def draw_queries(archive: Archive) -> list[Drawn]:
    """Return what to ask about, drawn from reports of the whole archive."""
    dice = random.Random(3)
    with archive._store.reading() as connection:
        numbers = connection.execute(select(reports.c.number).order_by(reports.c.number)).scalars().all()
        sheets = [*read_sheets(connection, dice.sample(numbers, _QUERIES)).values()]
        size = select(func.count().label("size"), reports.c.story).group_by(reports.c.story).subquery()
        of_each = select(func.min(size.c.story)).where(size.c.story.is_not(None)).group_by(size.c.size)
        large = connection.execute(of_each.order_by(size.c.size.desc()).limit(_LARGE)).scalars().all()
        often = Counter(word for sheet in sheets for word in {*_words(sheet.text)} if len(word) > 3)
    everyday = [word for word, _ in sorted(often.items(), key=lambda one: (-one[1], one[0]))[:_QUERIES]]
    out = []
    for place, sheet in enumerate(sheets):
        plain, capital = _words(sheet.text), [word for word in _WORD.findall(sheet.text) if word[0].isupper()]
        said = archive.statements(story=sheet.story, limit=1).rows
        running = sheet.text.split()
        at = dice.randrange(max(1, len(running) - 14))
        out.append(
            Drawn(
                word=dice.choice(_words(sheet.title or "") or plain),
                words=" ".join(dice.sample(plain, 2)),
                name=dice.choice(capital or plain),
                everyday=everyday[place % len(everyday)],
                phrase=f'"{" ".join(running[at : at + 2])}"',
                begin=f"{dice.choice(plain)[:4]}*",
                quotation=" ".join(running[at : at + 12]),
                speaker=((said[0].names if said else ()) and said[0].names[0]) or "police",
                outlet=sheet.outlet or "",
                day=sheet.published.latest.isoformat() if sheet.published.latest else "2015-01-01",
                story=sheet.story or "",
                large=large[place % len(large)],
            )
        )
    return out


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word.islower() and len(word) > 3] or ["people", "government"]


def show(archive: Archive, story: str) -> str:
    """Return the brief of a story as `rashomon show` prints it."""
    briefing = archive.briefing(story, reasoned=False)
    return render(briefing, format=Format.text, output=None, everything=False, settings=archive.settings)


KINDS: dict[str, Callable[[Archive, Drawn], object]] = {
    "search: a word": lambda archive, it: archive.search(it.word),
    "search: two words": lambda archive, it: archive.search(it.words),
    "search: a name": lambda archive, it: archive.search(it.name),
    "search: an everyday word": lambda archive, it: archive.search(it.everyday),
    "search: everyday, by date": lambda archive, it: archive.search(it.everyday, by_date=True),
    "search: a phrase": lambda archive, it: archive.search(it.phrase),
    "search: a beginning": lambda archive, it: archive.search(it.begin),
    "search: everyday, outlet": lambda archive, it: archive.search(it.everyday, outlet=it.outlet),
    "search: everyday, one day": lambda archive, it: archive.search(it.everyday, since=it.day, until=it.day),
    "search: everyday, actor": lambda archive, it: archive.search(it.everyday, actor=it.speaker),
    "search: everyday, denies": lambda archive, it: archive.search(it.everyday, force="denies"),
    "search: everyday, disputed": lambda archive, it: archive.search(it.everyday, status="disputed"),
    "search: everyday, story": lambda archive, it: archive.search(it.everyday, story=it.story),
    "said": lambda archive, it: archive.statements(),
    "said: who": lambda archive, it: archive.statements(who=it.speaker),
    "said: about two words": lambda archive, it: archive.statements(about=it.words),
    "said: about an everyday word": lambda archive, it: archive.statements(about=it.everyday),
    "said: who, about everyday": lambda archive, it: archive.statements(who=it.speaker, about=it.everyday),
    "said: about everyday, denies": lambda archive, it: archive.statements(about=it.everyday, forces=["denies"]),
    "said: outlet": lambda archive, it: archive.statements(outlet=it.outlet),
    "said: one day": lambda archive, it: archive.statements(since=it.day, until=it.day),
    "said: story": lambda archive, it: archive.statements(story=it.story),
    "said: quote, 12 words": lambda archive, it: archive.quote(it.quotation),
    "said: quote, 4 words": lambda archive, it: archive.quote(" ".join(it.quotation.split()[:4])),
    "list": lambda archive, it: archive.stories(),
    "list: a word": lambda archive, it: archive.stories(query=it.word),
    "show": lambda archive, it: show(archive, it.story),
    "show: a large story": lambda archive, it: show(archive, it.large),
}
"""What is asked. Every call makes the rows that are printed, `show` its text."""


def ask(archive: Archive, drawn: Sequence[Drawn]) -> dict[str, tuple[float, float]]:
    """Return the median and the 95th percentile of each kind of query, in ms of processor time."""
    out = {}
    for name, kind in KINDS.items():
        kind(archive, drawn[0])
        times = []
        for one in drawn:
            start = time.thread_time()
            kind(archive, one)
            times.append((time.thread_time() - start) * 1000)
        out[name] = float(np.percentile(times, 50)), float(np.percentile(times, 95))
    return out


Worst = tuple[float, float, float]
"""The 95th percentile of the slowest kind of search, `said` and quote check, in ms."""


def report(place: Path) -> tuple[int, Worst]:
    """Ask an archive and print what it took; return how many reports it has, and what the slowest took."""
    with rashomon.open(place, create=False) as archive:
        found = ask(archive, draw_queries(archive))
    count, share = measure(place)
    print(f"{count} reports, {share:.2f} of the texts   ms, median and 95th percentile")
    for name, (median, high) in found.items():
        print(f"  {name:30} {median:6.1f} {high:6.1f}", flush=True)

    def worst(begin: str) -> float:
        return max(high for name, (_, high) in found.items() if name.startswith(begin))

    quotes = [name for name in found if "quote" in name]
    said = max(found[name][1] for name in found if name[:4] == "said" and name not in quotes)
    return count, (worst("search"), said, worst("said: quote"))


def draw(curve: Sequence[tuple[int, Worst]], path: Path) -> None:
    """Write the curve as a picture, SVG or PNG by the name of the file."""
    import altair as alt

    rows = [
        {"reports": count, "ms": value, "what": name}
        for count, values in curve
        for name, value in zip(("search", "said", "said --quote"), values, strict=True)
    ]
    title = "95th percentile of the slowest kind of query, by reports in the archive"
    chart = (
        alt.Chart(alt.Data(values=rows), title=title)
        .mark_line(point=True)
        .encode(x="reports:Q", y=alt.Y("ms:Q", title="milliseconds"), color=alt.Color("what:N", title=None))
        .properties(width=560, height=300)
    )
    chart.save(str(path))


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--ask", type=Path, nargs="+")
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    if options.ask:
        curve = [*map(report, options.ask)]
    else:
        with tempfile.TemporaryDirectory() as name:
            place, source = Path(name) / "answers.db", options.source or Path(name) / "reports.jsonl"
            if options.source is None:
                write(source, (made.report for made in make_stream(_MADE_UP)))
            with rashomon.open(place) as archive:
                archive.add([str(source)])
            curve = [report(place) for _ in grow(place, count=options.reports)]
            if options.keep:
                shutil.move(place, options.keep)
    if options.plot:
        draw(sorted(curve), options.plot)


if __name__ == "__main__":
    main()
