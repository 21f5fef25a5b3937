"""On whose word a span rests: the chain of voices from the outlet inwards, and the key by which it is counted."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from rashomon.model.annotation import Actor, AnnotatedReport, Attribution
from rashomon.model.spans import Span
from rashomon.names import fold, same_name
from rashomon.reconcile.material.drafts import Material, Unit
from rashomon.settings import StatusSettings
from rashomon.tables import read_table

_SHARED_SUFFIX = frozenset({"ac", "co", "com", "edu", "gov", "net", "org"})
"""Second-level labels under which countries register names ("co.uk", "com.au")."""
_SMALL = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to"})
_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")


class Origins:
    """The chains and origins of one story's spans."""

    __slots__ = ("_actors", "_material", "_names", "_of", "_settings", "_voice")

    def __init__(self, material: Material, *, settings: StatusSettings) -> None:
        self._material = material
        self._settings = settings
        self._of = {actor.id: actor.of for actor in material.actors.actors}
        self._names = {actor.id: actor.name for actor in material.actors.actors if actor.kind == "person"}
        self._actors = [{actor.id: actor for actor in item.annotation.actors} for item in material.reports]
        self._voice = [_own_voice(material, number, settings) for number in range(len(material.reports))]

    def find(self, unit: Unit, span: Span) -> tuple[tuple[str, ...], str]:
        """Return the chain of voices for `span` of `unit`, from the outlet inwards without it, and the origin's key.

        The chain is empty, and the key that of the outlet's family or of the copied report, in the reporter's own
        voice. A voice without a name is its report's own unless the text says to whom it belongs. A person has one
        name over the whole story.
        """
        item = self._material.reports[unit.report]
        chain: list[str] = []
        key = self._voice[unit.report]
        for index in unit.attributions:
            attribution = item.annotation.attributions[index]
            if not _applies(attribution, span) or not _is_said(item, attribution):
                continue
            name, found = self._voice_of(unit.report, item, index)
            if name is None:
                continue
            if not chain or found != key:
                chain.append(name)
            key = found
        return tuple(chain), key

    def _voice_of(self, report: int, item: AnnotatedReport, index: int) -> tuple[str | None, str]:
        attribution = item.annotation.attributions[index]
        actor = self._actors[report].get(attribution.speaker or "")
        if actor is not None:
            merged = self._material.actors.of.get((item.report.id, actor.id), actor.id)
            return self._names.get(merged, actor.name), self._key(report, item, actor)
        if not attribution.source:
            return None, self._voice[report]
        first = min(attribution.source)
        name = " ".join(item.report.text[first.start : first.end].split())
        return name, f"voice:{self._voice[report]}:{name.lower()}"

    def _key(self, report: int, item: AnnotatedReport, actor: Actor) -> str:
        merged = self._material.actors.of.get((item.report.id, actor.id), actor.id)
        seen = {merged}
        while (above := self._of.get(merged)) is not None and above not in seen:
            merged = above
            seen.add(merged)
        if actor.kind == "unnamed" and self._of.get(merged) is None:
            return f"unnamed:{self._voice[report]}:{actor.name.lower()}"
        return f"actor:{merged}"


def _applies(attribution: Attribution, span: Span) -> bool:
    """Whether at least half of `span` is content of the attribution, or content with its source and cue."""
    size = span.end - span.start
    content = sum(_common(part, span) for part in attribution.content)
    frame = sum(_common(part, span) for part in (*attribution.source, *attribution.cue))
    return content > 0 and 2 * (content + frame) >= size


def _is_said(item: AnnotatedReport, attribution: Attribution) -> bool:
    """Whether somebody says it, in a quotation or by the words of the cue; what is done or thought has no source."""
    if not attribution.cue or attribution.kind == "direct":
        return True
    tokens = item.annotation.tokens
    low = bisect_left(tokens.start, min(cue.start for cue in attribution.cue))
    high = bisect_left(tokens.start, max(cue.end for cue in attribution.cue))
    return any(
        tokens.lemma[token] in sayings() and any(cue.start <= tokens.start[token] < cue.end for cue in attribution.cue)
        for token in range(low, high)
    )


@functools.cache
def sayings() -> frozenset[str]:
    """Lemmas of verbs with which a text says on whose word it tells something."""
    return frozenset(row[0] for row in read_table("rashomon.reconcile.data", "sayings.tsv", columns=1))


def _common(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _own_voice(material: Material, number: int, settings: StatusSettings) -> str:
    original = material.copy_of[number]
    item = material.reports[number if original is None else original]
    family = find_family(item.report.outlet, item.report.url, extra=dict(settings.publishers))
    return f"outlet:{family}" if family else f"report:{item.report.id}"


def says_it(denier: str | None, voices: Collection[str]) -> bool:
    """Whether the denier is a voice of the claim: nobody denies what they say themselves.

    The order of a name's words does not count: the Ministry of Health is the health ministry.
    """
    if denier is None:
        return False
    words = _words(denier)
    return any(same_name(denier, voice) or _words(voice) <= words for voice in voices)


def _words(name: str) -> set[str]:
    words = fold(name).split()
    return {word for word in words if word not in _SMALL} or set(words)


def find_family(outlet: str | None, url: str | None, *, extra: Mapping[str, str]) -> str:
    """Return the publisher's key: an entry of `data/publishers.tsv` or of `extra`, else the registrable domain or name.

    >>> find_family("news.example.co.uk", None, extra={})
    'example.co.uk'
    >>> find_family("The Harbour  Ledger", None, extra={})
    'the harbour ledger'
    """
    name = " ".join((outlet or "").lower().split())
    domain = _DOMAIN.fullmatch(name)
    host = name if domain else (urlsplit(url).hostname or "" if url and not name else "")
    key = registrable_domain(host) if host else name
    table = {row[0]: row[1] for row in read_table("rashomon.reconcile.data", "publishers.tsv", columns=2)} | dict(extra)
    return table.get(key, key)


def registrable_domain(host: str) -> str:
    """Return the part of a host name that is registered: two labels, three under a country's shared suffix.

    >>> registrable_domain("www.example.com")
    'example.com'
    """
    labels = host.lower().strip(".").split(".")
    take = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SHARED_SUFFIX else 2
    return ".".join(labels[-take:])
