"""ARCHITECTURE.md shows what the program really does."""

from __future__ import annotations

import runpy

from tests.conftest import ROOT


def test_the_followed_report_is_up_to_date() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "follow_report.py"))
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    shown = page.split(script["BEGIN"])[1].split(script["END"])[0].strip()
    assert shown == script["section"](), "run: python scripts/follow_report.py --write"


def test_every_folder_of_the_package_is_in_the_table() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    folders = {path.parent.name for path in (ROOT / "src" / "rashomon").glob("*/*.py")}
    for folder in folders - {"model", "data"}:
        assert f"| `{folder}/` |" in page, folder
