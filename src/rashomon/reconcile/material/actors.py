"""Actors of the reports become actors of the story: one record for all spellings and short forms of one name."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rashomon.model.annotation import Actor, ActorKind, AnnotatedReport
from rashomon.model.ids import derive_id
from rashomon.model.synopsis import Citation, StoryActor
from rashomon.names import name_key, name_parts, same_name, same_word, short_form, skeleton
from rashomon.reconcile.material.drafts import MergedActors
from rashomon.tables import read_table

_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "on", "to"})
"""Words that initials pass over."""


@dataclass(frozen=True, slots=True)
class _Local:
    """An actor as one report knows it."""

    report: AnnotatedReport
    actor: Actor

    @property
    def key(self) -> tuple[str, str]:
        return self.report.report.id, self.actor.id


@dataclass(slots=True)
class _Cluster:
    """Actors of different reports that are one. At most one of each report: within a report, annotate has decided."""

    locals: list[_Local] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)
    names: list[str] = field(default_factory=list)

    def add(self, local: _Local) -> None:
        self.locals.append(local)
        self.reports.add(local.report.report.id)
        if local.actor.name not in self.names:
            self.names.append(local.actor.name)

    def admits(self, local: _Local) -> bool:
        """Whether nothing speaks against the local actor: another of its report, another gender."""
        genders = {other.actor.gender for other in self.locals} - {None}
        other_gender = local.actor.gender is not None and bool(genders) and local.actor.gender not in genders
        return local.report.report.id not in self.reports and not other_gender


def merge_actors(reports: Sequence[AnnotatedReport]) -> MergedActors:
    """Return the story's actors, those of most reports first, and which of them each report's actors are.

    People merge when their full names can be spellings of one name; a surname alone joins a full name only when no
    second bearer of it is in the story. Organisations and states merge by name, legal form left out, and a set of
    initials joins the one name that it abbreviates. Unnamed actors ("an official") never merge across reports.
    Nothing merges two actors that one report keeps apart.
    """
    people: list[_Local] = []
    bodies: list[_Local] = []
    clusters: list[_Cluster] = []
    for report in reports:
        for actor in report.annotation.actors:
            local = _Local(report, actor)
            if actor.kind == "unnamed":
                clusters.append(_Cluster())
                clusters[-1].add(local)
            elif actor.kind == "person":
                people.append(local)
            else:
                bodies.append(local)
    bodies_merged = _merge_bodies(bodies)
    clusters += bodies_merged
    clusters += _merge_people(_take_misread(people, bodies_merged))
    return _publish(clusters)


def _order(local: _Local) -> tuple[int, int, str, str, str]:
    """Longer and more frequent names first, so that they found the clusters that the others join."""
    parts = len(name_parts(local.actor.name))
    return (-min(parts, 2), -len(local.actor.mentions), local.actor.name, *local.key)


def _merge_people(people: Iterable[_Local]) -> list[_Cluster]:
    clusters: list[_Cluster] = []
    by_last: dict[str, list[_Cluster]] = {}
    by_word: dict[str, list[_Cluster]] = {}
    shorts: list[_Local] = []
    for local in sorted(people, key=_order):
        parts = name_parts(local.actor.name)
        if len(parts) < 2:
            shorts.append(local)
            continue
        last = skeleton(parts[-1])
        cluster = _first_fit(local, by_last.get(last, ()), same_name)
        if cluster is None:
            cluster = _Cluster()
            clusters.append(cluster)
            by_last.setdefault(last, []).append(cluster)
            for word in dict.fromkeys(skeleton(part) for part in parts):
                by_word.setdefault(word, []).append(cluster)
        cluster.add(local)
    alone: dict[str, list[_Cluster]] = {}
    for local in shorts:
        word = skeleton(local.actor.name)
        bearers = [c for c in by_word.get(word, ()) if any(short_form(local.actor.name, name) for name in c.names)]
        if len(bearers) > 1:
            bearers = [c for c in bearers if _same_office(local, c)]
        if len(bearers) == 1 and bearers[0].admits(local):
            bearers[0].add(local)
            continue
        fit = None if bearers else _first_fit(local, alone.get(word, ()), same_word)
        if fit is None:
            fit = _Cluster()
            clusters.append(fit)
            alone.setdefault(word, []).append(fit)
        fit.add(local)
    return clusters


def _first_fit(local: _Local, clusters: Iterable[_Cluster], same: Callable[[str, str], bool]) -> _Cluster | None:
    for cluster in clusters:
        if cluster.admits(local) and all(same(local.actor.name, name) for name in cluster.names):
            return cluster
    return None


def _same_office(local: _Local, cluster: _Cluster) -> bool:
    office = local.actor.office
    return office is not None and any(other.actor.office == office for other in cluster.locals)


def _merge_bodies(bodies: Iterable[_Local]) -> list[_Cluster]:
    clusters: dict[str, list[_Cluster]] = {}
    by_initials: dict[str, set[str]] = {}
    found = sorted(bodies, key=_order)
    for local in found:
        key = _body_key(local.actor)
        initials = "".join(word[0] for word in name_parts(local.actor.name) if word not in _SMALL_WORDS)
        if len(initials) > 1:
            by_initials.setdefault(initials, set()).add(key)
    out: list[_Cluster] = []
    for local in found:
        key = _body_key(local.actor)
        letters = local.actor.name.replace(".", "")
        if letters.isupper() and letters.isalpha() and len(by_initials.get(letters.casefold(), ())) == 1:
            (key,) = by_initials[letters.casefold()]
        cluster = next((c for c in clusters.get(key, ()) if c.admits(local)), None)
        if cluster is None:
            cluster = _Cluster()
            clusters.setdefault(key, []).append(cluster)
            out.append(cluster)
        cluster.add(local)
    return out


def _body_key(actor: Actor) -> str:
    if actor.kind == "state" and actor.country:
        return f"state {actor.country}"
    words = name_key(actor.name).split()
    while len(words) > 1 and words[-1] in _legal_forms():
        words.pop()
    return " ".join(words)


@functools.cache
def _legal_forms() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("rashomon.reconcile.data", "legal_forms.tsv", columns=1))


def _take_misread(people: Iterable[_Local], bodies: Sequence[_Cluster]) -> list[_Local]:
    """Give those "people" of one word and no sign of a person to the organisation of that name, if there is one.

    A name recogniser now and then takes a firm for a person in one report of several.
    """
    named = {_body_key(local.actor): cluster for cluster in reversed(bodies) for local in cluster.locals}
    rest = []
    for local in people:
        cluster = named.get(name_key(local.actor.name))
        signs = local.actor.gender is not None or local.actor.office is not None
        if cluster is None or signs or not cluster.admits(local):
            rest.append(local)
        else:
            cluster.add(local)
    return rest


def _publish(clusters: Sequence[_Cluster]) -> MergedActors:
    ordered = sorted(
        clusters, key=lambda c: (-len(c.reports), -_mention_count(c), min(local.key for local in c.locals))
    )
    of: dict[tuple[str, str], str] = {}
    taken: set[str] = set()
    ids: list[str] = []
    for cluster in ordered:
        main = _main(cluster)
        key = main.actor.id
        if main.actor.kind == "unnamed" or key in taken:
            key = derive_id(*main.key)
        taken.add(key)
        ids.append(key)
        for local in cluster.locals:
            of[local.key] = key
    actors = [_actor(cluster, key, of) for cluster, key in zip(ordered, ids, strict=True)]
    return MergedActors(actors=tuple(actors), of=of)


def _mention_count(cluster: _Cluster) -> int:
    return sum(len(local.actor.mentions) for local in cluster.locals)


def _main(cluster: _Cluster) -> _Local:
    """The local actor whose name most reports use, full names before short ones."""
    if len(cluster.locals) == 1:
        return cluster.locals[0]
    uses = Counter(local.actor.name for local in cluster.locals)

    def rank(local: _Local) -> tuple[int, int, str, tuple[str, str]]:
        name = local.actor.name
        return (-min(len(name_parts(name)), 2), -uses[name], name, local.key)

    return min(cluster.locals, key=rank)


def _actor(cluster: _Cluster, key: str, of: Mapping[tuple[str, str], str]) -> StoryActor:
    main = _main(cluster)
    members = sorted(cluster.locals, key=lambda local: local.key)
    names = dict.fromkeys((local.actor.name for local in members), 0)
    mentions = []
    owner = next(((local.key[0], local.actor.of) for local in members if local.actor.of), None)
    for local in members:
        text = local.report.report.text
        for mention in local.actor.mentions:
            mentions.append(Citation(local.report.report.id, mention.span.start, mention.span.end))
            if mention.form in {"name", "metonym"}:
                name = " ".join(text[mention.span.start : mention.span.end].split())
                names[name] = names.get(name, 0) + 1
    return StoryActor(
        id=key,
        name=main.actor.name,
        kind=_kind(members),
        names=tuple(sorted(names, key=lambda name: (-names[name], name))),
        country=_most_common(local.actor.country for local in members),
        office=_most_common(local.actor.office for local in members),
        of=of.get((owner[0], owner[1])) if owner and owner[1] else None,
        mentions=tuple(sorted(set(mentions), key=_place)),
    )


def _kind(members: Sequence[_Local]) -> ActorKind:
    """The kind that most reports take the actor for; an outlet shows itself less often."""
    kinds = Counter(local.actor.kind for local in members) if len(members) > 1 else {members[0].actor.kind: 1}
    return min(kinds, key=lambda kind: (-kinds[kind], kind != "outlet", kind))


def _place(at: Citation) -> tuple[str, int, int]:
    """The order of citations, as they compare themselves."""
    return at.report, at.start, at.end


def _most_common(values: Iterable[str | None]) -> str | None:
    given = [value for value in values if value]
    if len(given) < 2:
        return given[0] if given else None
    counts = Counter(given)
    return min(counts, key=lambda value: (-counts[value], value), default=None)
