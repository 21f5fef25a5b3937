"""Actors, speakers and forces against labelled reports: those of `actor_reports`, `world_reports`, `desk_reports` and
`fresh_reports`.

    python -m evaluation.actors [--misses] [--only GLOB]

Prints the identity of mentions (each found actor stands for the labelled actor that most of its mentions belong to,
one to one; a mention counts when it is given to that actor), the share of found mentions of labelled actors that are
labelled, kind and country of the actors, and speaker and force of the labelled attributions; each set of reports by
itself. Reports without labelled attributions (`fresh_reports`) are read with those that the model finds. Floors are
in floors.json under "actors".
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from evaluation.corpora import check_floors
from rashomon.annotate.actors import find_actors
from rashomon.annotate.attributions import find_attributions
from rashomon.annotate.found import FoundAttribution
from rashomon.annotate.interpret import interpret
from rashomon.annotate.parse import ParsedReport, parse
from rashomon.annotate.places import find_places
from rashomon.model.annotation import Actor, Attribution
from rashomon.model.report import Block, Report
from rashomon.model.spans import Span
from rashomon.settings import Settings

FOLDERS = {name: Path(__file__).with_name(f"{name}_reports") for name in ("actor", "world", "desk", "fresh")}
_LABEL = re.compile(r"\[([^\]]*)\]\{([^}]*)\}")
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True)
class Gold:
    """One labelled report: actors by id as (kind, country), mentions as (start, end, ids), attributions with force
    and speaker."""

    report: Report
    actors: dict[str, tuple[str, str]]
    mentions: tuple[tuple[int, int, tuple[str, ...]], ...]
    attributions: tuple[tuple[FoundAttribution, str, str], ...]


def read_gold(path: Path) -> Gold:
    """Read one file of the folder; raises ValueError where a labelled attribution's words are not in the report."""
    head, body, *more = path.read_text(encoding="utf-8").split("\n---\n")
    actors = {cells[0]: (cells[1], cells[2]) for cells in (line.split(" / ") for line in head.splitlines())}
    text, mentions = "", []
    at = 0
    for match in _LABEL.finditer(body):
        text += body[at : match.start()]
        mentions.append((len(text), len(text) + len(match.group(1)), tuple(match.group(2).split("+"))))
        text += match.group(1)
        at = match.end()
    text += body[at:]
    attributions: list[tuple[FoundAttribution, str, str]] = []
    for line in more[0].splitlines() if more else ():
        source, cue, content, force, speaker = (cell.strip() for cell in line.split(" / "))
        near = _nearest(text, source, cue, content.split(" … "), attributions[-1][0] if attributions else None)
        attributions.append((near, force, speaker))
    blocks = tuple(Block(span=Span(m.start(), m.end()), role="body") for m in _PARAGRAPH.finditer(text))
    report = Report(id=path.stem, text=text, blocks=blocks)
    return Gold(report, actors, tuple(mentions), tuple(attributions))


def _nearest(text: str, source: str, cue: str, content: list[str], before: FoundAttribution | None) -> FoundAttribution:
    """The spans of an attribution: its content after the one before, cue and source next to it."""
    start = before.content[0].start if before else 0
    contents = []
    at = start
    for part in content:
        at = text.find(part, at) if part in text[at:] else text.find(part)
        if at < 0:
            raise ValueError(f"not in the report: {part!r}")
        contents.append(Span(at, at + len(part)))
        at += len(part)
    middle = contents[0].end

    def closest(words: str) -> Span:
        found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
        if not found:
            raise ValueError(f"not in the report: {words!r}")
        inside = {c for s in contents for c in range(s.start, s.end)}
        best = min(
            (p for p in found if p not in inside), key=lambda p: min(abs(p - middle), abs(p - contents[0].start))
        )
        return Span(best, best + len(words))

    return FoundAttribution(source=(closest(source),), cue=(closest(cue),), content=tuple(contents), confidence=1.0)


def main() -> None:
    """Measure and compare with the floors."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="print what is wrong")
    parser.add_argument("--only", metavar="GLOB", help="only these files of the folders")
    arguments = parser.parse_args()
    if arguments.only:
        chosen = [path for folder in FOLDERS.values() for path in sorted(folder.glob(arguments.only))]
        check_floors("", measure(chosen, misses=arguments.misses))
        return
    figures: dict[str, float] = {}
    for name, folder in FOLDERS.items():
        found = measure(sorted(folder.glob("*.txt")), misses=arguments.misses)
        figures |= {key if name == "actor" else f"{name}: {key}": value for key, value in found.items()}
    check_floors("actors", figures)


def measure(paths: list[Path], *, misses: bool) -> dict[str, float]:
    """The figures of merit over labelled reports; with `misses` what is wrong is printed."""
    settings = Settings().annotate
    golds = [read_gold(path) for path in paths]
    counts: Counter[str] = Counter()
    for gold, parsed in zip(golds, parse((g.report for g in golds), settings=settings), strict=True):
        found = attributions_of(gold, parsed)
        actors = find_actors(parsed, find_places(parsed, settings=settings.places), found, settings=settings.actors)
        same = _align(gold, actors)
        errors = [*_mentions(gold, actors, same, counts), *_actors(gold, actors, same, counts)]
        if gold.attributions:
            said = interpret(parsed, found, actors, settings=settings.actors)
            errors += _attributions(gold, said, same, counts)
        if misses:
            print(f"--- {gold.report.id}", *errors, sep="\n    ")
    print(f"{counts['mentions']} mentions, {counts['actors']} actors, {counts['attributions']} attributions")
    figures = {
        "mention identity": counts["mentions right"] / counts["mentions"],
        "mention precision": counts["found right"] / counts["found"],
        "pronoun identity": counts["pronouns right"] / counts["pronouns"],
        "kind": counts["kind right"] / counts["actors"],
        "country": counts["country right"] / counts["actors"],
    }
    if counts["attributions"]:
        figures["speaker"] = counts["speaker right"] / counts["attributions"]
        figures["force"] = counts["force right"] / counts["attributions"]
    return figures


def attributions_of(gold: Gold, parsed: ParsedReport) -> tuple[FoundAttribution, ...]:
    """The labelled attributions of a report, or those that the model finds where none are labelled."""
    labelled = tuple(attribution for attribution, _, _ in gold.attributions)
    return labelled or find_attributions(parsed, settings=Settings().annotate.attributions)


def _align(gold: Gold, actors: tuple[Actor, ...]) -> dict[str, str]:
    """Found actor's id: the labelled actor it stands for; each labelled actor is stood for by one found actor at
    most."""
    shared: Counter[tuple[str, str]] = Counter()
    for actor in actors:
        for mention in actor.mentions:
            for label in label_at(gold, mention.span.start, mention.span.end):
                shared[actor.id, label] += 1
    same: dict[str, str] = {}
    for (actor_id, label), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if actor_id not in same and label not in same.values():
            same[actor_id] = label
    return same


def label_at(gold: Gold, start: int, end: int) -> tuple[str, ...]:
    """The labels of the labelled mention that ends within or with this one and overlaps it most; a possessive may be
    left out."""
    text = gold.report.text
    for first, last, labels in gold.mentions:
        if first < end and start < last and _core(text, first, last) == _core(text, start, end):
            return labels
    return ()


def _core(text: str, start: int, end: int) -> int:
    """Where the head of a mention ends: at its end, before a phrase with "of", "for", "at" or "in"."""
    words = re.split(r"\s(?:of|for|at|in|familiar)\s", text[start:end])[0].removesuffix("'s").removesuffix("’s")
    return start + len(words)


def _mentions(gold: Gold, actors: tuple[Actor, ...], same: dict[str, str], counts: Counter[str]) -> list[str]:
    errors, text = [], gold.report.text
    names = {actor.id: actor.name for actor in actors}
    given: dict[int, set[str]] = {}
    for actor in actors:
        for mention in actor.mentions:
            given.setdefault(_core(text, mention.span.start, mention.span.end), set()).add(actor.id)
            label = same.get(actor.id)
            nested = any(
                s <= mention.span.start and mention.span.end <= e and e - s > mention.span.end - mention.span.start
                for s, e, _ in gold.mentions
            )
            if label is not None and not (nested and label not in label_at(gold, mention.span.start, mention.span.end)):
                counts["found"] += 1
                right = label in label_at(gold, mention.span.start, mention.span.end)
                counts["found right"] += right
                if not right:
                    errors.append(f"extra: {_context(text, mention.span)} given to {label}")
    for start, end, labels in gold.mentions:
        found = given.get(_core(text, start, end), set())
        right = set(labels) <= {same.get(actor, "") for actor in found}
        pronoun = text[start:end].lower() in _PRONOUNS
        counts["mentions"] += 1
        counts["mentions right"] += right
        counts["pronouns"] += pronoun
        counts["pronouns right"] += right and pronoun
        if not right:
            errors.append(f"mention: {_context(text, Span(start, end))} is {labels}, found {[names[a] for a in found]}")
    return errors


_PRONOUNS = frozenset(["he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "i", "my"])


def _actors(gold: Gold, actors: tuple[Actor, ...], same: dict[str, str], counts: Counter[str]) -> list[str]:
    errors = []
    by_label = {same[a.id]: a for a in actors if a.id in same}
    for label, (kind, country) in gold.actors.items():
        actor = by_label.get(label)
        counts["actors"] += 1
        kind_right = actor is not None and actor.kind == kind
        country_right = actor is not None and (country == "-" or actor.country == country)
        counts["kind right"] += kind_right
        counts["country right"] += country_right
        if not kind_right or not country_right:
            found = (actor.kind, actor.country, actor.name) if actor else None
            errors.append(f"actor: {label} is {kind} {country}, found {found}")
    return errors


def _attributions(gold: Gold, said: tuple[Attribution, ...], same: dict[str, str], counts: Counter[str]) -> list[str]:
    errors = []
    for found, force, speaker in gold.attributions:
        attribution = next(a for a in said if (a.source, a.cue, a.content) == (found.source, found.cue, found.content))
        counts["attributions"] += 1
        speakers = {same.get(actor, "other") for actor in (attribution.speaker, *attribution.also) if actor}
        speaker_right = speaker in speakers if speaker != "-" else not speakers
        counts["speaker right"] += speaker_right
        counts["force right"] += attribution.force == force
        where = _context(gold.report.text, found.cue[0])
        if not speaker_right:
            errors.append(f"speaker: {where} is {speaker}, found {sorted(speakers)}")
        if attribution.force != force:
            errors.append(f"force: {where} is {force}, found {attribution.force}")
    return errors


def _context(text: str, span: Span) -> str:
    before, after = text[max(span.start - 30, 0) : span.start], text[span.end : span.end + 30]
    return f"{before}[{text[span.start : span.end]}]{after}".replace("\n", " ")


if __name__ == "__main__":
    main()
