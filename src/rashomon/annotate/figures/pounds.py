"""Whose pounds are meant where the report does not say."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from rashomon.model.annotation import Figure

_OTHERS = {"egypt": "EGP", "leban": "LBP", "syria": "SYP", "south sudan": "SSP", "sudan": "SDG"}
"""How the names of states with a pound of their own, and of their peoples, begin: ISO 4217."""
_NAMED = re.compile(r"\b(Egypt|Leban|Syria|South Sudan|Sudan)(\w*)(\s+pounds?\b)?")
_BRITISH = re.compile(
    r"£|\b(?:Britain|British|Britons?|UK|U\.K\.|United Kingdom|England|Scotland|Wales|London|sterling)\b"
)
_WHOSE = re.compile(r"£|british", re.IGNORECASE)


def settle_pounds(text: str, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Return the figures, where "pounds" and nothing more is no sterling in a report on a state with another pound.

    It is the pound that the report names in full ("Egyptian pounds") if it names one; else doubt stays doubt, and the
    unit is "pound", which no sum in a known currency is compared with. The state must be named more often than Britain.
    Linear in the text, which is read only where some figure is in pounds.
    """
    bare = {i for i, figure in enumerate(figures) if figure.unit == "GBP" and _is_bare(text, figure)}
    if not bare:
        return figures
    named: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for match in _NAMED.finditer(text):
        code = _OTHERS[match[1].lower()]
        named[code] += 1
        told[code] += match[3] is not None
    if named.total() <= sum(1 for _ in _BRITISH.finditer(text)):
        return figures
    stated = [code for code in sorted(told) if told[code]]
    unit = stated[0] if len(stated) == 1 else "pound"
    return tuple(replace(figure, unit=unit) if i in bare else figure for i, figure in enumerate(figures))


def _is_bare(text: str, figure: Figure) -> bool:
    """Whether a sum stands before the word alone: neither a sign nor "British" says whose pounds."""
    words = text[figure.span.start : figure.span.end]
    return _WHOSE.search(words) is None and words.lower().endswith(("pound", "pounds"))
