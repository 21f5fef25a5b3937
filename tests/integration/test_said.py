"""`rashomon said` finds statements by speaker, matter and force."""

from __future__ import annotations

import json

import jsonschema
import pytest
from tests.conftest import ROOT, SAMPLE
from tests.integration.test_cli import rashomon

from rashomon.model.archive import StatementRow
from rashomon.pipeline import Briefing
from rashomon.said import said


def sentences(rows: tuple[StatementRow, ...]) -> list[str]:
    return [row.text for row in rows]


def test_a_speaker_is_found_by_either_spelling(briefing: Briefing) -> None:
    one, two = said(briefing, who="Komura"), said(briefing, who="Komoura")
    assert one
    assert sentences(one) == sentences(two)


def test_a_denial_is_found_by_what_it_is_about(briefing: Briefing) -> None:
    rows = said(briefing, about="talks broken", forces=["denies"])
    assert {row.report for row in rows} == {"legation-review-0819"}


def test_words_match_by_lemma(briefing: Briefing) -> None:
    assert sentences(said(briefing, about="settle articles")) == sentences(said(briefing, about="settled article"))


def test_conditions_only_ever_narrow(briefing: Briefing) -> None:
    everything = said(briefing)
    assert len(everything) > 20
    for rows in (said(briefing, who="Witte"), said(briefing, about="Sakhalin"), said(briefing, least_confidence=0.8)):
        assert 0 < len(rows) < len(everything)
        assert set(sentences(rows)) <= set(sentences(everything))
    assert said(briefing, who="Nobody Anywhere") == ()


def test_the_command_in_json() -> None:
    done = rashomon("said", str(SAMPLE), "--who", "Witte", "--format", "json")
    out = json.loads(done.stdout)
    schema = json.loads((ROOT / "docs" / "schema" / "said.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(out)
    assert all(any("Witte" in name for name in row["names"]) for row in out["statements"])


@pytest.mark.parametrize("option", [["--force", "whispers"], ["--format", "yaml"]])
def test_wrong_use(option: list[str]) -> None:
    done = rashomon("said", str(SAMPLE), *option)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
