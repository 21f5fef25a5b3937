"""`rashomon compare`: what stands in both of two reports, only in one, and in conflict."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.conftest import SAMPLE
from tests.integration.test_cli import rashomon

PACKET = str(SAMPLE / "07-evening-packet.txt")
LEGATION = str(SAMPLE / "08-legation-review.json")
WIRE = str(SAMPLE / "04-atlantic-wire.json")
COURIER = str(SAMPLE / "06-granite-courier.txt")


def rows(first: str, second: str) -> list[dict[str, object]]:
    done = rashomon("compare", first, second, "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["rows"]  # type: ignore[no-any-return]


def test_a_denial_stands_across_from_what_it_denies() -> None:
    table = rows(PACKET, LEGATION)
    conflicts = [row for row in table if row["kind"] == "conflict"]
    assert any("denies" in str(row["remark"]) and row["left"] and row["right"] for row in conflicts)
    assert all(row["kind"] != "both" for row in table)


def test_a_copy_has_its_text_in_both_columns() -> None:
    kinds = [row["kind"] for row in rows(WIRE, COURIER)]
    assert kinds.count("both") >= 3


def test_turned_round_the_columns_change_places() -> None:
    def sides(table: list[dict[str, object]], left: str, right: str) -> set[str]:
        return {json.dumps([row["kind"], row[left], row[right]]) for row in table}

    assert sides(rows(PACKET, LEGATION), "left", "right") == sides(rows(LEGATION, PACKET), "right", "left")


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_every_format_shows_both_reports(format: str) -> None:
    done = rashomon("compare", PACKET, LEGATION, "--format", format)
    assert done.returncode == 0, done.stderr
    shown = done.stdout.decode()
    assert "Evening Packet" in shown
    assert "Legation Review" in shown


def test_one_report_is_not_enough(tmp_path: Path) -> None:
    for second in (PACKET, str(tmp_path / "missing.txt")):
        done = rashomon("compare", PACKET, second)
        assert done.returncode == 2
        assert b"two reports are needed" in done.stderr


def test_a_folder_with_several_reports_is_none_to_compare(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"The ship {name} left the harbour of Lyran on Sunday.")
    done = rashomon("compare", PACKET, str(tmp_path))
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.decode().splitlines() == [
        f"rashomon: {tmp_path} holds several reports; give a file with one report for each of the two"
    ]


def test_a_folder_with_one_report_is_compared_and_what_is_left_out_is_counted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ship left the harbour of Lyran on Sunday.")
    (tmp_path / "b.pdf").write_bytes(b"%PDF")
    done = rashomon("compare", PACKET, str(tmp_path))
    assert done.returncode == 0
    assert done.stderr.decode().splitlines() == ["left out: 1 file of another kind (.pdf)"]
