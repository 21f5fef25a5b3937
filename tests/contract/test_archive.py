"""An archive keeps the same promises, and gives the same answers to the byte, in SQLite and in PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.archives import Annotated, annotated, answers, flood, plain, write

import rashomon
from rashomon.engine import Archive, add
from rashomon.errors import UnknownIdError, UsageError
from rashomon.model.archive import Added
from rashomon.present.as_json import dumps, synopsis_json
from rashomon.settings import GroupSettings, Settings, StoreSettings
from rashomon.store.schema import asleep, synopses
from rashomon.store.superseded import Kept

__all__ = ["annotated"]

FIRST = [
    {
        "id": "ledger-1",
        "outlet": "Quay Ledger",
        "url": "https://quay.example/dam",
        "published": "2015-03-09",
        "title": "Dam at Orlen holds as the river rises",
        "text": "The dam at Orlen held on Monday, engineers said.\n\nAbout 40 families left their homes in the valley. "
        "“We are not leaving again,” said Mara Lind, the mayor of Orlen.",
    },
    {
        "id": "packet-1",
        "outlet": "Evening Packet",
        "published": "2015-03-09T18:00:00+01:00",
        "title": "Families flee as the river rises at Orlen",
        "text": "At least 60 families fled the valley below the dam at Orlen on Monday.\n\nThe mayor, Mara Lind, "
        "denied that the dam had cracked.",
    },
    {
        "url": "https://courier.example/2015/chess?page=2",
        "outlet": "Courier",
        "published": "2015-03-02",
        "title": "Chess club wins the northern cup",
        "text": "The chess club of Tarn won the northern cup on Sunday. It was its third title, the club said.",
    },
    {"id": "empty", "text": "   "},
]
SECOND = [
    {**FIRST[0], "text": FIRST[0]["text"].replace("About 40 families", "About 45 families")},
    {**FIRST[2], "text": FIRST[2]["text"].replace("third", "fourth")},
    {
        "id": "gazette-1",
        "outlet": "Valley Gazette",
        "published": "2015-03-10",
        "title": "Orlen dam did not crack, engineers find",
        "text": "Engineers who looked at the dam at Orlen found no crack on Tuesday.\n\n“The dam is sound,” said Jonas "
        "Berg, who led the inspection. About 50 families had left the valley, the mayor, Mara Lind, said.",
    },
]
TIMES = [datetime(2015, 3, day, 12, tzinfo=UTC) for day in (9, 10, 11)]


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an archive may be made."""
    if request.param == "sqlite":
        return str(tmp_path / "rashomon.db")
    url: str = request.getfixturevalue("postgresql")()
    return url


@pytest.fixture
def archive(place: str, tmp_path: Path) -> Iterator[Archive]:
    """An archive to which two batches were added, two days apart."""
    with rashomon.open(place) as opened:
        fill(opened, tmp_path)
        yield opened


def fill(archive: Archive, folder: Path) -> list[Added]:
    return [
        archive.add([write(folder, rows)], now=lambda at=at: at)
        for rows, at in zip((FIRST, SECOND), TIMES[:2], strict=True)
    ]


def id_of(archive: Archive, outlet: str) -> str:
    (row,) = archive.reports(outlet=outlet).rows
    return row.id


def test_adding_counts_what_came(place: str, tmp_path: Path) -> None:
    with rashomon.open(place) as archive:
        first, second = fill(archive, tmp_path)
        assert first == Added(new=3, refused=1, stories=2)
        assert second == Added(new=1, versions=2, stories=2)


def test_progress_tells_how_many_are_left(tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    with rashomon.open(
        tmp_path / "told.db", settings=replace(Settings(), store=replace(Settings().store, chunk=2))
    ) as it:
        for rows in (FIRST, SECOND):
            it.add([write(tmp_path, rows)], watch=lambda *step: told.append(step))
            it.add([write(tmp_path, rows)], watch=lambda *step: told.append(step))  # nothing is left to do
    annotated = [step[1:] for step in told if step[0] == "annotate"]
    assert annotated == [(2, 3), (3, 3), (2, 3), (3, 3)]  # the record without a text is left out once it was met


def test_adding_again_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    before = answers(archive)
    added = archive.add([write(tmp_path, SECOND)], now=lambda: TIMES[2])
    assert added == Added(known=3)
    added = archive.add([write(tmp_path, FIRST)], now=lambda: TIMES[2])  # with texts that have newer versions
    assert added == Added(known=3, refused=1)
    assert answers(archive) == before


def test_it_is_there_after_closing(place: str, tmp_path: Path) -> None:
    with rashomon.open(place) as archive:
        fill(archive, tmp_path)
        before = answers(archive)
    with rashomon.open(place, create=False) as archive:
        assert answers(archive) == before


def test_changed_text_is_a_new_version(archive: Archive) -> None:
    first, second = archive.versions("ledger-1")
    assert (first.number, first.changed, first.added) == (1, (), TIMES[0])
    assert (second.number, second.changed, second.added) == (2, ("text",), TIMES[1])
    assert first.hash != second.hash
    assert "About 40 families" in archive.report("ledger-1", version=1).report.text
    assert "About 45 families" in archive.report("ledger-1").report.text


def test_a_changed_version_stays_in_its_story(place: str, tmp_path: Path) -> None:
    chess = {**FIRST[0], "text": FIRST[2]["text"], "title": FIRST[2]["title"]}  # of quite another subject now
    with rashomon.open(place) as archive:
        archive.add([write(tmp_path, FIRST)], now=lambda: TIMES[0])
        before = archive.report_row("ledger-1").story
        assert before == archive.report_row("packet-1").story
        archive.add([write(tmp_path, [chess])], now=lambda: TIMES[1])
        assert archive.report_row("ledger-1").versions == 2
        assert archive.report_row("ledger-1").story == before


def test_a_story_wakes_in_an_archive_that_was_closed(place: str, tmp_path: Path) -> None:
    tram = {"outlet": "Courier", "title": "Tram line opens", "text": "The new tram line of Tarn opened on Sunday."}
    later = [{**tram, "id": "tram-1", "published": "2015-06-01"}]
    reprint = [{**FIRST[1], "id": "reprint-1", "outlet": "Night Post", "published": "2015-06-20"}]
    for rows in (FIRST, later, reprint):
        with rashomon.open(place) as archive:
            archive.add([write(tmp_path, rows)], now=lambda: TIMES[2])
    with rashomon.open(place) as archive:
        row = archive.report_row("reprint-1")
        assert (row.story, row.copy_of) == (archive.report_row("packet-1").story, "packet-1")
        with archive._store.reading() as connection:
            assert [(one.story, one.woken is not None) for one in connection.execute(select(asleep))] == [
                (row.story, True)
            ]


def test_a_report_without_an_id_is_known_by_its_address(archive: Archive) -> None:
    id = id_of(archive, "Courier")
    assert [version.number for version in archive.versions(id)] == [1, 2]
    assert archive.report(id).annotation.report == id


def test_what_was_known_stays_visible(archive: Archive) -> None:
    story = archive.report("ledger-1") and archive.reports().rows[0].story
    assert story is not None
    then = archive.synopsis(story, as_of=TIMES[0])
    now = archive.synopsis(story)
    assert {report.id for report in then.reports} == {"ledger-1", "packet-1"}
    assert {report.id for report in now.reports} == {"ledger-1", "packet-1", "gazette-1"}
    old = {item.report.id: item.report.text for item in archive.briefing(story, as_of="2015-03-09").reports}
    new = {item.report.id: item.report.text for item in archive.briefing(story).reports}
    assert "About 40" in old["ledger-1"]
    assert "About 45" in new["ledger-1"]


@pytest.mark.parametrize("whole", [1, 4, 16])
def test_every_day_of_a_long_story_stays_visible(place: str, tmp_path: Path, whole: int) -> None:
    settings = replace(Settings(), store=replace(Settings().store, whole=whole))
    said = []
    with rashomon.open(place, settings=settings) as archive:
        for number in range(11):
            row = {**FIRST[number % 2], "published": "2015-03-09", "url": None, "id": f"report-{number}"}
            row["text"] = f"{row['text']}\n\nThe water stood {number + 2} feet high, {40 + number} people said."
            at = TIMES[0] + timedelta(days=number)
            archive.add([write(tmp_path, [row])], now=lambda at=at: at)
            story = archive.story_of("report-0")
            said.append((at, dumps(synopsis_json(archive.synopsis(story)))))
        for at, then in said:
            assert dumps(synopsis_json(archive.synopsis(story, as_of=at))) == then
        with archive._store.reading() as connection:
            rows = connection.execute(select(synopses).where(synopses.c.story == story)).all()
        kept = sorted(Kept(number=row.number, data=row.data, made_from=row.made_from).is_whole for row in rows)
        assert kept == sorted(number % whole == 0 or number == 11 for number in range(1, 12))


def test_every_citation_of_a_briefing_is_in_its_texts(archive: Archive) -> None:
    for row in archive.stories().rows:
        for as_of in (TIMES[0], None):
            briefing = archive.briefing(row.id, as_of=as_of)
            texts = {item.report.id: item.report.text for item in briefing.reports}
            (synopsis,) = briefing.synopses
            for claim in synopsis.claims:
                assert texts[claim.gist.report][claim.gist.start : claim.gist.end].strip()


def test_stories_come_page_by_page_with_the_newest_first(archive: Archive) -> None:
    whole = archive.stories().rows
    assert [row.last for row in whole] == sorted((row.last for row in whole), reverse=True)
    rows, after = [], None
    while True:
        page = archive.stories(limit=1, after=after)
        rows.extend(page.rows)
        after = page.next
        if after is None:
            break
    assert tuple(rows) == whole


def test_stories_are_filtered(archive: Archive) -> None:
    dam, chess = archive.stories().rows
    assert archive.stories(outlet="Courier").rows == (chess,)
    assert archive.stories(since="2015-03-09").rows == (dam,)
    assert archive.stories(until="2015-03-08").rows == (chess,)
    denied = archive.stories(status="denied").rows
    assert denied == tuple(row for row in (dam, chess) if dict(row.statuses)["denied"])


def test_the_log_tells_what_happened_since(archive: Archive) -> None:
    kinds = [change.kind for change in archive.changes(since="2015-03-10").rows]
    assert kinds.count("report changed") == 2
    assert kinds.count("report added") == 1
    assert "story grown" in kinds
    numbers = [change.number for change in archive.changes().rows]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_refusal_is_kept_once(archive: Archive, tmp_path: Path) -> None:
    archive.add([write(tmp_path, FIRST)], now=lambda: TIMES[2])
    (row,) = archive.refusals().rows
    assert (row.refusal.reason, row.at) == ("missing text", TIMES[0])


@pytest.mark.parametrize("id", ["nobody", "", "' OR 1=1 --", "\x00", "x" * 5000])
def test_ids_from_elsewhere(archive: Archive, id: str) -> None:
    for ask in (archive.story, archive.synopsis, archive.report, archive.versions, archive.briefing):
        with pytest.raises(UnknownIdError):
            ask(id)


@pytest.mark.parametrize("after", ["-1", "1e3", "½", "bm8", "'; DROP TABLE reports", "9" * 40])
def test_places_in_a_list_from_elsewhere(archive: Archive, after: str) -> None:
    for ask in (archive.stories, archive.reports, archive.changes, archive.refusals):
        with pytest.raises(UsageError, match="no place in a list"):
            ask(after=after)


def test_a_date_that_is_none(archive: Archive) -> None:
    with pytest.raises(UsageError, match="ISO 8601"):
        archive.stories(since="yesterday")


def test_both_stores_give_the_same_answers(tmp_path: Path, postgresql: Callable[[], str]) -> None:
    found = []
    for place in (str(tmp_path / "rashomon.db"), postgresql()):
        with rashomon.open(place) as archive:
            fill(archive, tmp_path)
            found.append(answers(archive))
    assert found[0] == found[1]


def test_how_much_is_written_at_once_shapes_no_answer(
    tmp_path: Path, annotated: Annotated, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(add, "work_on", annotated.work_on)
    days = flood(24)
    found = []
    for size in (1, 3, 50):
        settings = Settings(store=StoreSettings(chunk=size, stories_at_once=size), group=GroupSettings(batch=5))
        with rashomon.open(tmp_path / f"{size}.db", settings=settings) as archive:
            for rows, at in zip((days[:9], days[9:11], days[11:]), TIMES, strict=True):
                archive.add([write(tmp_path, rows)], now=lambda at=at: at)
            actors = [plain(archive.actor(row.id)) for row in archive.actors(limit=100).rows]
            found.append((answers(archive), actors))
    assert found[0][1]
    assert found[0] == found[1] == found[2]
