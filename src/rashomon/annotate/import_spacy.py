"""Importing spaCy without its command line, which takes a third of the time that importing it takes."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

_COMMANDS = ("spacy.cli", "spacy.cli.info")


def import_spacy() -> Any:
    """Return spaCy. What it offers is the same; its commands are imported when somebody first asks for them.

    `spacy/__init__` imports the package of its commands, with project templates, downloads and web requests, for the
    sake of one function, `spacy.info`. While it is imported two empty modules stand in for that package; then they are
    gone, and `spacy.info` imports it. Nothing is put in place where spaCy or its commands have been imported before.
    """
    if "spacy" in sys.modules or any(name in sys.modules for name in _COMMANDS):
        import spacy

        return spacy
    stand_ins = {name: ModuleType(name) for name in _COMMANDS}
    stand_ins["spacy.cli.info"].__dict__["info"] = _info
    sys.modules.update(stand_ins)
    try:
        import spacy
    finally:
        for name, module in stand_ins.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
    return spacy


def _info(*arguments: Any, **options: Any) -> Any:
    from spacy.cli.info import info

    return info(*arguments, **options)
