"""Fixtures that several tests share; the sample coverage is annotated once a session."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import rashomon
from rashomon import pipeline
from rashomon.pipeline import Briefing
from rashomon.settings import Settings
from tests.postgresql import make_schema, server

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "examples" / "portsmouth-1905"


@pytest.fixture(scope="session")
def sample() -> Path:
    """The folder of the sample coverage."""
    return SAMPLE


@pytest.fixture(scope="session")
def briefing() -> Briefing:
    """The sample coverage through all stages."""
    return pipeline.brief([str(SAMPLE)], settings=Settings())


@pytest.fixture(scope="session")
def sample_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the sample coverage, to be read only; a test that writes works on a copy of the file."""
    path = tmp_path_factory.mktemp("archive") / "sample.db"
    with rashomon.open(path) as archive:
        archive.add([str(SAMPLE)])
    return path


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Callable[[], str]]:
    """Makes empty PostgreSQL schemas and returns URLs of archives in them; skips where no PostgreSQL is installed."""
    numbers = itertools.count(1)
    with server() as url:
        yield lambda: make_schema(url, f"archive_{next(numbers)}")
