"""Fixtures that several tests share; the sample coverage is annotated once a session."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon import pipeline
from rashomon.pipeline import Briefing
from rashomon.settings import Settings

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
