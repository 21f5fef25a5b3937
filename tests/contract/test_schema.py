"""The JSON outputs are what `docs/schema/` publishes."""

from __future__ import annotations

import json

import jsonschema
import pytest
from tests.conftest import ROOT

from rashomon.model.report import Refusal
from rashomon.model.story import Copy, Membership, Story
from rashomon.pipeline import Briefing
from rashomon.present.as_json import annotation_json, brief_json, story_json


def validator(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((ROOT / "docs" / "schema" / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_brief(briefing: Briefing) -> None:
    refusal = Refusal(path="p", record=3, stage="intake", reason="empty")
    versions = briefing.reports[0].annotation.versions
    validator("brief").validate(brief_json(briefing.synopses, [refusal], versions=versions))


@pytest.mark.parametrize("with_text", [False, True])
def test_annotate(briefing: Briefing, with_text: bool) -> None:
    for member in briefing.reports:
        validator("annotate").validate(annotation_json(member, with_text=with_text))


def test_stories() -> None:
    story = Story(id="s", reports=("a", "b"), copies=(Copy(report="b", original="a", containment=1.0),))
    rows = list(story_json(story))
    for row in rows:
        validator("stories").validate(row)
    assert [row["copy_of"] for row in rows] == [None, "a"]


def test_stories_with_their_reasons() -> None:
    member = Membership(report="a", score=0.31, shared_terms=("reef",), days=2, runner_up="t", runner_up_score=0.04)
    (row,) = story_json(Story(id="s", reports=("a",), members=(member,)))
    validator("stories").validate(row)
    assert row["why"]["terms"] == ["reef"]
    assert row["why"]["next_best"] == "t"


def test_a_broken_output_does_not_pass() -> None:
    with pytest.raises(jsonschema.ValidationError):
        validator("stories").validate({"id": "a", "story": None, "copy_of": None})
