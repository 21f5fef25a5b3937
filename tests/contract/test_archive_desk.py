"""What a desk does with an archive, in both databases: search, statements, quotations, edits, exports, copies."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.archives import Annotated, annotated, answers, flood, plain, write

import rashomon
from rashomon.engine import Archive, add
from rashomon.errors import ArchiveError, UnknownIdError, UsageError
from rashomon.model.export import ROWS, ExportKind, ReportExportRow

__all__ = ["annotated"]
REPORTS = [
    *flood(),
    {
        "id": "late",
        "outlet": "Outlet 9",
        "published": "2015-03-12",
        "title": "Naïve hopes at Veld",
        "text": "Talks at Veld's co-operative broke down on Thursday. Ada Roe warned that dockers would walk out.\n\n"
        "“The offer was an insult to us,” Ms Roe said. Nobody called it an offer of peace.",
    },
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, annotated: Annotated) -> Path:
    """An archive with the reports, in a file that tests copy."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch, rashomon.open(folder / "made.db") as archive:
        patch.setattr(add, "work_on", annotated.work_on)
        archive.add([write(folder, REPORTS)])
        archive.backup(folder / "copy.db")
    return folder / "copy.db"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def asked(request: pytest.FixtureRequest, made: Path) -> Iterator[Archive]:
    """The archive in either database, for tests that only ask."""
    if request.param == "postgresql":
        with rashomon.open(request.getfixturevalue("postgresql")()) as opened:
            opened.restore(made)
            yield opened
    else:
        with rashomon.open(made) as opened:
            yield opened


@pytest.fixture(params=["sqlite", "postgresql"])
def archive(
    request: pytest.FixtureRequest, made: Path, tmp_path: Path, annotated: Annotated, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Archive]:
    """The same, for tests that change it."""
    monkeypatch.setattr(add, "work_on", annotated.work_on)
    place = tmp_path / "rashomon.db"
    url = request.getfixturevalue("postgresql")() if request.param == "postgresql" else str(place)
    if request.param == "sqlite":
        shutil.copy(made, place)
    with rashomon.open(url) as opened:
        if request.param == "postgresql":
            opened.restore(made)
        yield opened


def found(asked: Archive, query: str, **conditions: object) -> list[str]:
    return [hit.report for hit in asked.search(query, limit=100, **conditions).rows]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "reports"),
    [
        ("insult", {"r02", "r05", "r08", "r11", "late"}),
        ("INSULT offer", {"r02", "r05", "r08", "r11", "late"}),
        ('"offer is an insult"', {"r02", "r05", "r08", "r11"}),
        ('"insult offer"', set()),
        ("insul*", {"r02", "r05", "r08", "r11", "late"}),
        ('"an ins"*', {"r02", "r05", "r08", "r11", "late"}),
        ("insu", set()),
        ("naive", {"late"}),
        ("co-operative", {"late"}),
        ("“offer of peace”", {"late"}),
        ("Veld's talks", {"late"}),
        ("zebra", set()),
        ("insult zebra", set()),
    ],
)
def test_search(asked: Archive, query: str, reports: set[str]) -> None:
    assert set(found(asked, query)) == reports


@pytest.mark.parametrize(
    "query",
    [
        *(
            '"',
            '"""',
            "insult AND",
            "NEAR(insult)",
            "insult OR zebra",
            "title:insult",
            "-insult",
            "insult*)",
            "^insult",
        ),
        *("'; DROP TABLE reports; --", "insult & | ! <->", "{body}: insult", "\x00insult", "in\\sult", "%insult_"),
        *(":*", "a*", "the " * 2000),
    ],
)
def test_no_query_is_an_error_of_the_database(asked: Archive, query: str) -> None:
    with contextlib.suppress(UsageError):  # where there is no word in it
        assert all(hit.text for hit in asked.search(query).rows)
    assert asked.reports().rows


def test_conditions_of_a_search(asked: Archive) -> None:
    story = asked.story_of("r02")
    everything = set(found(asked, "the"))
    assert set(found(asked, "insult", outlet="Outlet 9")) == {"late"}
    assert set(found(asked, "insult", since="2015-03-04")) == {"r11", "late"}
    assert set(found(asked, "insult", until="2015-03-01")) == {"r02"}
    assert set(found(asked, "insult", story=story)) == {"r02", "r05", "r08", "r11", "late"} & set(
        asked.story(story).reports
    )
    assert set(found(asked, "the", force="warns")) == {"late"}
    assert "late" in found(asked, "the", actor="Roe")
    assert "r00" not in found(asked, "the", actor="Ada Roe")
    assert found(asked, "the", actor="Nobody Anywhere") == []
    by_status = [set(found(asked, "the", status=status)) for status in ("single", "corroborated", "denied")]
    assert set().union(*by_status) <= everything
    assert by_status[0]


def test_snippets_are_spans_and_marks_are_what_was_looked_for(asked: Archive) -> None:
    for hit in asked.search('"an insult" offer').rows:
        text = asked.report(hit.report).report.text
        assert hit.text == text[hit.snippet.start : hit.snippet.end]
        assert hit.marks
        assert {text[mark.start : mark.end].lower() for mark in hit.marks} <= {"an insult", "offer"}


def test_search_goes_by_rank_and_by_date_and_page_by_page(asked: Archive) -> None:
    ranked = asked.search("offer insult").rows
    assert [hit.rank for hit in ranked] == sorted((hit.rank for hit in ranked), reverse=True)
    by_date = [hit.published.iso or "" for hit in asked.search("offer insult", by_date=True).rows]
    assert by_date == sorted(by_date, reverse=True)
    pages, after = [], None
    while True:
        page = asked.search("offer insult", limit=2, after=after)
        pages += [hit.report for hit in page.rows]
        if (after := page.next) is None:
            break
    assert pages == [hit.report for hit in ranked]


def test_stories_by_a_query(asked: Archive) -> None:
    rows = asked.stories(query='"northern cup"').rows
    assert rows
    assert all("Chess" in row.headline for row in rows)


def test_statements_by_speaker_matter_and_force(asked: Archive) -> None:
    everything = asked.statements(limit=1000).rows
    roe = asked.statements(who="Roe", limit=1000).rows
    assert roe
    assert set(roe) < set(everything)
    assert all(any("Roe" in name for name in row.names) for row in roe)
    assert {row.report for row in asked.statements(who="Ada Roe", forces=["warns"]).rows} == {"late"}
    assert asked.statements(about="offer", who="Roe").rows
    assert asked.statements(about="walk", who="Roe").rows[0].report == "late"  # the newest first
    assert asked.statements(who="Zebra").rows == ()
    assert all(row.outlet == "Outlet 9" for row in asked.statements(outlet="Outlet 9").rows)
    one = roe[0]
    assert one.text == asked.report(one.report).report.text[one.sentence.start : one.sentence.end]


def test_statements_come_page_by_page(asked: Archive) -> None:
    everything = asked.statements(limit=1000).rows
    rows, after = [], None
    while True:
        page = asked.statements(limit=4, after=after)
        rows += page.rows
        if (after := page.next) is None:
            break
    assert tuple(rows) == everything


def test_of_frequent_statements_the_newest_are_found_as_by_sorting(
    asked: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rashomon.store import asked as how

    conditions: list[dict[str, Any]] = [
        {"about": "offer"},
        {"who": "Mara Lind"},
        {"who": "Roe", "about": "offer"},
        {"about": "northern cup", "outlet": "Outlet 1"},
        {"about": "families", "until": "2015-03-02"},
        {"about": "game", "forces": ["denies"]},
        {"who": "union", "since": "2015-03-03", "least_confidence": 0.5},
        {"about": "retire", "story": asked.stories().rows[0].id},
        {"story": asked.stories().rows[0].id},
        {"since": "2015-03-02", "until": "2015-03-03"},
    ]

    def rows() -> list[list[Any]]:
        found = []
        for one in conditions:
            pages = [asked.statements(limit=2, **one)]
            while pages[-1].next:
                pages.append(asked.statements(limit=2, after=pages[-1].next, **one))
            found.append([plain(row) for page in pages for row in page.rows])
        return found

    sorted_ones = rows()
    assert all(sorted_ones[:2])
    for name, value in (("_FEW", 0), ("_FEW_REPORTS", 0), ("_BLOCK", 2), ("_FIRST", 1)):
        monkeypatch.setattr(how, name, value)
    assert rows() == sorted_ones


def test_conditions_that_few_reports_fulfil_are_looked_at_first(
    asked: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rashomon.store import search as how

    story = asked.stories(query="offer").rows[0].id
    conditions: list[dict[str, Any]] = [
        {"story": story},
        {"actor": "Mara Lind", "outlet": "Outlet 1"},
        {"since": "2015-03-02", "until": "2015-03-03", "force": "asserts"},
        {"actor": "Nobody at all"},
    ]

    def rows() -> list[Any]:
        return [
            plain(asked.search(query, **one).rows) for one in conditions for query in ("the", "valley", '"the dam"')
        ]

    few = rows()
    assert sum(map(bool, few)) >= 5
    monkeypatch.setattr(how, "_FEW", 0)
    assert rows() == few


def test_a_quotation_is_found_in_its_wordings(asked: Archive) -> None:
    hits = asked.quote("The offer is an insult")
    assert [hit.likeness for hit in hits] == sorted((hit.likeness for hit in hits), reverse=True)
    assert {hit.report for hit in hits if hit.likeness == 1} == {"r02", "r05", "r08", "r11"}
    (near,) = [hit for hit in hits if hit.likeness < 1]
    assert near.report == "late"
    assert ("is", "was") in near.differences
    assert any("Roe" in name for name in near.names)
    text = asked.report("late").report.text
    assert next(text[span.start : span.end] for _, span in near.places if span) == "was"
    assert asked.quote("a wholly other utterance of zebras") == ()
    with pytest.raises(UsageError, match="without a word"):
        asked.quote("…!")


def test_an_actor_over_all_stories(asked: Archive) -> None:
    actor = asked.actor("Ada Roe")
    assert actor.kind == "person"
    assert set(actor.stories) == {asked.story_of(id) for id in ("r02", "r05", "r08", "r11", "late")}
    assert actor == asked.actor(actor.id)
    with pytest.raises(UnknownIdError):
        asked.actor("Nobody Anywhere")


def shape(archive: Archive) -> dict[str, set[str]]:
    return {row.id: set(row.reports) for row in archive.stories(limit=1000).rows}


def test_edits_by_hand_are_undone_in_any_order(archive: Archive) -> None:
    before = shape(archive)
    one, other = sorted(before)[:2]
    merge = archive.merge(one, other)
    assert shape(archive)[one] == before[one] | before[other]
    assert archive.story(other).id == one
    moved = sorted(shape(archive)[one])[:2]
    split = archive.split(one, moved)
    assert shape(archive)[split.others[0]] == set(moved)
    rename = archive.rename(one, "  A title \n by hand ")
    assert archive.story(one).title == "A title by hand"
    archive.undo(merge.id)
    archive.undo(rename.id)
    archive.undo(split.id)
    assert shape(archive) == before
    assert archive.story(one).title is None
    assert [edit.undone is not None for edit in archive.edits()] == [True] * 3


def test_edits_survive_an_add(archive: Archive, tmp_path: Path) -> None:
    one, other = sorted(shape(archive))[:2]
    archive.merge(one, other)
    more = [{**row, "id": f"{row['id']}-more", "outlet": "Outlet 7"} for row in flood(6) if row["id"] != "empty"]
    archive.add([write(tmp_path, more, "more.jsonl")])
    assert other not in shape(archive)


def test_what_cannot_be_edited(archive: Archive) -> None:
    one, other = sorted(shape(archive))[:2]
    with pytest.raises(UsageError, match="one story already"):
        archive.merge(one, one)
    with pytest.raises(UsageError, match="not in story"):
        archive.split(one, [sorted(shape(archive)[other])[0]])
    with pytest.raises(UsageError, match="leaves some"):
        archive.split(one, sorted(shape(archive)[one]))
    with pytest.raises(UsageError, match="characters"):
        archive.rename(one, " ")
    for wrong in (lambda: archive.merge(one, "elsewhere"), lambda: archive.undo(7)):
        with pytest.raises(UnknownIdError):
            wrong()
    assert archive.edits() == ()


@pytest.mark.parametrize("kind", sorted(ROWS))
def test_exports_have_their_columns(asked: Archive, kind: ExportKind) -> None:
    rows = list(asked.export(kind))
    assert rows
    assert {type(row) for row in rows} == {ROWS[kind]}
    assert len(list(asked.export(kind, since="2015-03-12"))) < len(rows)


def test_spans_of_exports_are_spans_of_the_texts(asked: Archive) -> None:
    texts = {row.report: row.text for row in asked.export("reports") if isinstance(row, ReportExportRow)}
    for kind in ("claims", "evidence", "figures", "times"):
        for row in asked.export(kind):  # type: ignore[arg-type]
            assert row.text == texts[row.report][row.start : row.end]  # type: ignore[union-attr]


def test_import_gives_what_add_gave(archive: Archive, tmp_path: Path) -> None:
    table = tmp_path / "reports-table.jsonl"
    rows = [json.dumps(plain(row)) + "\n" for row in archive.export("reports")]
    table.write_text("".join(rows), encoding="utf-8")
    with rashomon.open(tmp_path / "imported.db") as other:
        added = other.import_([str(table)])
        assert (added.new, added.refused) == (len(rows), 0)
        assert shape(other) == shape(archive)
        assert plain(list(other.export("attributions"))) == plain(list(archive.export("attributions")))
        assert other.import_([archive.path]).known == len(rows)


@pytest.mark.parametrize(
    "line", ["{", "[]", "{}", '{"report": 1}', "null", '{"report": "x", "text": "y"}', "\x00", "[" * 100_000]
)
def test_a_line_that_is_no_exported_report_is_refused(archive: Archive, tmp_path: Path, line: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    assert archive.import_([str(path)]).refused == 1


def test_a_back_up_is_restored_to_the_byte(archive: Archive, tmp_path: Path) -> None:
    archive.merge(*sorted(shape(archive))[:2])
    before = answers(archive)
    archive.backup(tmp_path / "copy.db")
    with rashomon.open(tmp_path / "copy.db", create=False) as copy:
        assert answers(copy) == before
    with rashomon.open(tmp_path / "restored.db") as restored:
        restored.restore(tmp_path / "copy.db")
        assert answers(restored) == before
        assert plain(restored.search("offer insult").rows) == plain(archive.search("offer insult").rows)
        assert plain(restored.quote("an insult to us")) == plain(archive.quote("an insult to us"))
    with pytest.raises(UsageError, match="there already"):
        archive.backup(tmp_path / "copy.db")
    with pytest.raises(UsageError, match="has reports already"):
        archive.restore(tmp_path / "copy.db")
    with pytest.raises(ArchiveError):
        archive.backup(tmp_path / "no-such-folder" / "copy.db")
    assert sorted(path.name for path in tmp_path.glob("*.part*")) == []


def test_a_back_up_moves_into_the_other_database(
    archive: Archive, tmp_path: Path, postgresql: Callable[[], str]
) -> None:
    archive.backup(tmp_path / "copy.db")
    with rashomon.open(postgresql()) as other:
        other.restore(tmp_path / "copy.db")
        assert answers(other) == answers(archive)
        assert plain(other.statements(who="Roe", about="offer").rows) == plain(
            archive.statements(who="Roe", about="offer").rows
        )


def test_only_what_is_out_of_date_is_annotated_anew(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    from rashomon.engine import reannotate

    before = answers(archive)
    done: list[str] = []

    def watched(items, *, settings, workers, crew):  # type: ignore[no-untyped-def]
        for item in items:
            done.append(item.id)
            yield from add.work_on([item], settings=settings, workers=workers, crew=crew)

    monkeypatch.setattr(reannotate, "work_on", watched)
    archive.reannotate()
    assert done == []
    assert answers(archive) == before
    monkeypatch.setattr(reannotate, "_versions", lambda: (("new", "1"),))
    result = archive.reannotate()
    assert sorted(done) == sorted(row.id for row in archive.reports(limit=1000).rows)
    assert result.new == len(done)
    assert answers(archive) == before


def test_who_speaks_most_comes_first_and_is_found_by_name(asked: Archive) -> None:
    whole = asked.actors(limit=200)
    assert whole.next is None
    counts = [row.statements for row in whole.rows]
    assert counts == sorted(counts, reverse=True)
    assert len({row.id for row in whole.rows}) == len(whole.rows) > 3
    for row in whole.rows:
        found = asked.actor(row.id)
        assert (found.id, found.statements) == (row.id, row.statements)
    paged, after = [], None
    while True:
        page = asked.actors(limit=2, after=after)
        paged += page.rows
        after = page.next
        if after is None:
            break
    assert tuple(paged) == whole.rows
    (roe,) = asked.actors(query="Ada Roe").rows
    assert roe in whole.rows
    assert asked.actors(query="Nobody Anywhere").rows == ()


@pytest.mark.parametrize("odd", ["a_b", "__", "\ud800", "\u02bc", "NEAR(a b)", 'a"*', "≡a", "x\x00y", "½"])
def test_odd_characters_are_answered_or_refused(asked: Archive, odd: str) -> None:
    questions: list[Callable[[], object]] = [
        lambda: asked.search(odd),
        lambda: asked.search("dam", outlet=odd, actor=odd, story=odd),
        lambda: asked.statements(who=odd),
        lambda: asked.statements(about=odd),
        lambda: asked.actors(query=odd),
        lambda: asked.quote(odd),
    ]
    for ask in questions:
        with contextlib.suppress(UsageError):
            ask()
