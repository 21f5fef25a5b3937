"""`docs/intake.md` names every field and every reason for a refusal, and none that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

from rashomon.tables import read_table

ROOT = Path(__file__).resolve().parents[3]
DOCUMENT = (ROOT / "docs" / "intake.md").read_text(encoding="utf-8")
REASON = re.compile(
    r'(?:ReportError\(\s*"(?:intake|clean)",|refuse\(\s*\w+,|reason=)\s*"([^"]+)"(?: if same else "([^"]+)")?'
)


def test_every_reason_is_documented_and_every_documented_reason_exists() -> None:
    package = ROOT / "src" / "rashomon"
    files = [*(package / "intake").glob("*.py"), *(package / "clean").glob("*.py"), package / "pipeline.py"]
    found = {reason for file in files for hit in REASON.findall(file.read_text("utf-8")) for reason in hit if reason}
    section = DOCUMENT.split("## What is refused")[1]
    documented = set(re.findall(r"^\| ([a-zA-Z ]+?) \|", section, re.MULTILINE)) - {"reason"}
    assert found == documented


def test_every_name_of_a_field_is_documented() -> None:
    section = DOCUMENT.split("## Fields of a JSON report")[1].split("\n## ")[0]
    rows = {row.split("|")[1].strip(" `"): row.lower() for row in section.splitlines() if row.startswith("| `")}
    for field, name, _ in read_table("rashomon.intake.data", "fields.tsv", columns=3):
        assert re.search(rf"`{name}`|ninjs `{name}`", rows[field]), (field, name)
