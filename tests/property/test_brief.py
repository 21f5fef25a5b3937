"""What holds for every brief: spans are spans, and the same reports give the same bytes."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rashomon.model.synopsis import Citation, Synopsis
from rashomon.pipeline import Briefing
from rashomon.present.as_json import brief_json, dumps


def citations(synopsis: Synopsis) -> Iterator[Citation]:
    """Every citation of a synopsis."""
    yield synopsis.headline
    for claim in synopsis.claims:
        yield claim.gist
        yield from (item.at for item in claim.support)
        yield from (item.at for item in claim.against)
    for difference in synopsis.differences:
        for side in difference.sides:
            yield from side.spans
    for part in (
        synopsis.statements,
        synopsis.positions,
        synopsis.timeline,
        synopsis.figures,
        synopsis.places,
        synopsis.cites,
    ):
        for entry in part:
            yield from entry.spans
    for actor in synopsis.actors:
        yield from actor.mentions


def test_every_citation_is_a_stretch_of_its_report(briefing: Briefing) -> None:
    texts = {member.report.id: member.report.text for member in briefing.reports}
    count = 0
    for synopsis in briefing.synopses:
        ids = {report.id for report in synopsis.reports}
        for at in citations(synopsis):
            count += 1
            assert at.report in ids
            words = texts[at.report][at.start : at.end]
            assert words
            assert words == words.strip(), f"blank edges: {words!r}"
    assert count > 100


def test_each_gist_is_one_of_its_claims_supports(briefing: Briefing) -> None:
    for synopsis in briefing.synopses:
        for claim in synopsis.claims:
            assert claim.gist in {item.at for item in claim.support}


def test_ids_that_are_pointed_at_exist(briefing: Briefing) -> None:
    for synopsis in briefing.synopses:
        actors = {actor.id for actor in synopsis.actors}
        claims = {claim.id for claim in synopsis.claims}
        assert len(claims) == len(synopsis.claims)
        assert {item.actor for item in synopsis.statements} <= actors
        assert {item.actor for item in synopsis.positions} <= actors
        assert {item.claim for item in synopsis.statements} - {None} <= claims
        for difference in synopsis.differences:
            assert set(difference.claims) <= claims


def run(paths: list[str], seed: str, *options: str) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "rashomon", "brief", "--format", "json", "--quiet", *options, *paths]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def test_same_bytes_for_any_order_and_hash_seed(sample: Path) -> None:
    paths = [str(path) for path in sorted(sample.iterdir()) if path.suffix != ".md"]
    shuffled = paths[:]
    random.Random(7).shuffle(shuffled)
    assert shuffled != paths
    assert run(paths, "1") == run(shuffled, "2")


def test_same_bytes_for_any_number_of_workers(sample: Path, briefing: Briefing) -> None:
    assert run([str(sample)], "0", "--workers", "2") == run([str(sample)], "0")


def test_the_library_and_the_command_agree(sample: Path, briefing: Briefing) -> None:
    versions = briefing.reports[0].annotation.versions
    text = dumps(brief_json(briefing.synopses, briefing.refusals, versions=versions), indent=1) + "\n"
    assert run([str(sample)], "0").decode("utf-8").replace("\r\n", "\n") == text.replace("\r\n", "\n")


@pytest.mark.parametrize("turns", [1, 2])
def test_the_working_directory_changes_nothing_but_paths(sample: Path, tmp_path: Path, turns: int) -> None:
    folder = tmp_path
    for _ in range(turns):
        folder = folder / "deeper"
    shutil.copytree(sample, folder)
    here = run([str(sample)], "0").decode().replace(str(sample), "X")
    there = run([str(folder)], "0").decode().replace(str(folder), "X")
    assert here == there
