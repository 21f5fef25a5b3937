"""An archive of every earlier version opens, says what it said, and can be added to.

`tests/golden/store/archive-1.db.gz` was written by the first version with tables 1, from invented reports. When the
tables change, it stays; another one is put beside it: `python -m tests.integration.test_archive_migrations`.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import sqlite3
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, update
from tests.archives import NOW, Annotated, annotated, flood, write
from tests.conftest import ROOT

import rashomon
from rashomon.engine import Archive, add
from rashomon.store import migrate, schema

__all__ = ["annotated"]

OLD = ROOT / "tests" / "golden" / "store"
ARCHIVES = sorted(OLD.glob("archive-*.db.gz"))


def unpack(old: Path, folder: Path) -> Path:
    path = folder / "old.db"
    path.write_bytes(gzip.decompress(old.read_bytes()))
    return path


def said(archive: Archive, as_of: datetime | None = None) -> object:
    """What every later version must still say, in words that do not change with the shapes of outputs."""
    return [
        {
            "story": row.id,
            "headline": row.headline,
            "reports": [
                [
                    id,
                    [[one.number, one.hash] for one in archive.versions(id)],
                    len(archive.report(id).annotation.tokens),
                ]
                for id in row.reports
            ],
            "claims": [
                [claim.status, claim.gist.report, claim.gist.start, claim.gist.end]
                for claim in archive.synopsis(row.id, as_of=as_of).claims
            ],
        }
        for row in archive.stories(limit=100).rows
    ]


@pytest.mark.parametrize("old", ARCHIVES, ids=lambda path: path.name)
def test_an_old_archive_says_what_it_said(old: Path, tmp_path: Path) -> None:
    with rashomon.open(unpack(old, tmp_path), create=False) as archive:
        expected = json.loads(old.with_name(old.name.replace(".db.gz", ".json")).read_text(encoding="utf-8"))
        assert json.loads(json.dumps(said(archive))) == expected


@pytest.mark.parametrize("old", sorted(OLD.glob("archive-*-before.json")), ids=lambda path: path.name)
def test_an_old_archive_says_what_it_knew(old: Path, tmp_path: Path) -> None:
    path = unpack(old.with_name(old.name.replace("-before.json", ".db.gz")), tmp_path)
    with rashomon.open(path, create=False) as archive:
        assert json.loads(json.dumps(said(archive, as_of=NOW))) == json.loads(old.read_text(encoding="utf-8"))


@pytest.mark.parametrize("old", ARCHIVES, ids=lambda path: path.name)
def test_what_an_old_archive_knew_stays_when_it_is_added_to(
    old: Path, tmp_path: Path, annotated: Annotated, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(add, "work_on", annotated.work_on)
    with rashomon.open(unpack(old, tmp_path)) as archive:
        before = {row.id: (row.updated, archive.synopsis(row.id)) for row in archive.stories().rows}
        archive.add([write(tmp_path, flood(18))], now=lambda: NOW + timedelta(days=9))
        assert any(archive.synopsis(id) != synopsis for id, (_, synopsis) in before.items())
        for id, (updated, synopsis) in before.items():
            assert archive.synopsis(id, as_of=updated) == synopsis


@pytest.mark.parametrize("old", ARCHIVES, ids=lambda path: path.name)
def test_an_old_archive_can_be_added_to(
    old: Path, tmp_path: Path, annotated: Annotated, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(add, "work_on", annotated.work_on)
    with rashomon.open(unpack(old, tmp_path)) as archive:
        added = archive.add([write(tmp_path, flood(9))], now=lambda: NOW)
        assert (added.known, added.new) == (6, 3)


@pytest.mark.parametrize("old", ARCHIVES, ids=lambda path: path.name)
def test_an_old_archive_has_the_tables_of_a_new_one(old: Path, tmp_path: Path) -> None:
    rashomon.open(tmp_path / "new.db").close()
    path = unpack(old, tmp_path)
    rashomon.open(path).close()
    assert tables(path) == tables(tmp_path / "new.db")


def tables(path: Path) -> dict[str, object]:
    engine = create_engine(f"sqlite:///{path}")
    try:
        seen = inspect(engine)
        return {
            name: (
                [(column["name"], str(column["type"]), column["nullable"]) for column in seen.get_columns(name)],
                sorted(str(index["column_names"]) for index in seen.get_indexes(name)),
                seen.get_pk_constraint(name)["constrained_columns"],
            )
            for name in sorted(seen.get_table_names())
        }
    finally:
        engine.dispose()


def test_there_is_an_old_archive_of_every_version_and_a_migration_to_it() -> None:
    assert {path.name for path in ARCHIVES} == {f"archive-{number}.db.gz" for number in range(1, schema.VERSION + 1)}
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).with_name("migrations")))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [f"{schema.VERSION:04}"]
    assert [one.revision for one in scripts.walk_revisions()][-1] == "0001"


def test_the_migrations_run_from_the_first_version(tmp_path: Path) -> None:
    path = unpack(OLD / "archive-1.db.gz", tmp_path)
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(update(schema.archive).values(version=0))
        connection.execute(schema.alembic.delete())
        migrate.upgrade(connection)
        assert connection.execute(schema.alembic.select()).scalar_one() == f"{schema.VERSION:04}"
        assert connection.execute(schema.archive.select()).one().version == schema.VERSION
    engine.dispose()


def main() -> None:
    """Write an old archive of the present version."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "old.db"
        with rashomon.open(path) as archive:
            archive.add([write(Path(folder), flood(4))], now=lambda: NOW)
            archive.add([write(Path(folder), flood(6))], now=lambda: NOW + timedelta(days=1))
            found, before = said(archive), said(archive, as_of=NOW)
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.execute("VACUUM")
        name = f"archive-{schema.VERSION}"
        (OLD / f"{name}.db.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))
        (OLD / f"{name}.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        (OLD / f"{name}-before.json").write_text(json.dumps(before, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
