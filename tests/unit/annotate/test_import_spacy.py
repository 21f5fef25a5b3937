"""spaCy is imported without the package of its commands, and is none the worse for it."""

from __future__ import annotations

import subprocess
import sys

_LOADED = """
import sys
from rashomon.annotate.parse import parse
from rashomon.settings import Settings

list(parse([], settings=Settings().annotate))
heavy = [name for name in ("spacy.cli", "weasel", "requests", "jinja2") if name in sys.modules]
import spacy
told = spacy.info(silent=True)["spacy_version"]
import spacy.cli
print(heavy, told == spacy.__version__, callable(spacy.cli.download))
"""
_AFTER = """
import spacy
from rashomon.annotate.import_spacy import import_spacy

print(import_spacy() is spacy, spacy.info.__module__)
"""


def _run(program: str) -> str:
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return run.stdout.strip()


def test_the_commands_of_spacy_come_when_asked_for() -> None:
    assert _run(_LOADED) == "[] True True"


def test_a_spacy_that_somebody_imported_stays_as_it_is() -> None:
    assert _run(_AFTER) == "True spacy.cli.info"
