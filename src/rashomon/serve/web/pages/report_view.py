"""A report's text in stretches that carry its layers: who speaks, times, figures, and how each sentence stands."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.model.annotation import AnnotatedReport
from rashomon.model.spans import Span
from rashomon.present.firm import Sections

_SIGNS = {"agreed": "●", "disputed": "▲", "one voice": "○", "perhaps the same": "◌", "only here": "·"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Characters that carry the same layers; `anchor` is the id of an element, "" for none."""

    text: str
    layers: str
    says: str
    anchor: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """How a sentence stands in its story, and the claim that rests on it."""

    sign: str
    status: str
    claim: str


Signs = dict[str, list[tuple[int, Sign]]]
"""By report, where a claim rests on it, and how that stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence or the part of one that stands in a block; `anchor` is "" when an earlier part has it.

    `at` is where its words stand in the report, START-END, and "" where it is no sentence.
    """

    anchor: str
    at: str
    stretches: tuple[Stretch, ...]
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks in a paragraph, and with what force; `actor` is None where nobody known does."""

    name: str
    actor: str | None
    force: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One block of the report."""

    role: str
    label: str
    sentences: tuple[Sentence, ...]
    speakers: tuple[Speaker, ...]


def paragraphs(item: AnnotatedReport, signs: Sequence[tuple[int, Sign]], *, at: Span | None) -> tuple[Paragraph, ...]:
    """The blocks of a report, with the words at `at` marked and the `signs` after the sentences that hold them."""
    cuts, runs = _runs(item, at)
    starts = [span.start for span in item.annotation.sentences]
    signed: dict[int, dict[Sign, None]] = defaultdict(dict)
    for place, sign in signs:
        signed[bisect.bisect_right(starts, place) - 1][sign] = None
    speakers = list(_speakers(item))
    text = item.report.text
    sentences = item.annotation.sentences
    out = []
    count = index = run = spoken = 0
    anchored, marked = -1, False
    for block in item.report.blocks:
        count += block.role == "body"
        while index < len(sentences) and sentences[index].end <= block.span.start:
            index += 1
        parts: list[Sentence] = []
        position, current = block.span.start, index
        while position < block.span.end:
            inside = current < len(sentences) and sentences[current].start <= position
            if inside:
                end = min(sentences[current].end, block.span.end)
            else:
                following = sentences[current].start if current < len(sentences) else block.span.end
                end = min(following, block.span.end)
            stretches = []
            words = text[position:end]
            begin, stop = end - len(words.lstrip()), position + len(words.rstrip())
            while position < end:
                while cuts[run + 1] <= position:
                    run += 1
                cut = min(end, cuts[run + 1])
                layers, says, is_marked = runs[run]
                anchor = "at" if is_marked and not marked else ""
                marked = marked or is_marked
                words = text[position:cut]
                stretches.append(Stretch(text=words, layers=layers, says=says, anchor=anchor, marked=is_marked))
                position = cut
            first = inside and current != anchored
            anchored = current if inside else anchored
            whole = inside and end == sentences[current].end
            found = tuple(signed.get(current, ())) if whole else ()
            anchor, at_words = f"s{current}" if first else "", f"{begin}-{stop}" if inside and begin < stop else ""
            parts.append(Sentence(anchor=anchor, at=at_words, stretches=tuple(stretches), signs=found))
            current += whole
        heard: dict[Speaker, None] = {}
        while spoken < len(speakers) and speakers[spoken][0] < block.span.end:
            if speakers[spoken][0] >= block.span.start:
                heard[speakers[spoken][1]] = None
            spoken += 1
        label = f"¶{count}" if block.role == "body" else block.role
        out.append(Paragraph(role=block.role, label=label, sentences=tuple(parts), speakers=tuple(heard)))
    return tuple(out)


def _runs(item: AnnotatedReport, at: Span | None) -> tuple[list[int], list[tuple[str, str, bool]]]:
    """Where layers change, from 0 to the text's end, and what each stretch between two of these carries."""
    notes: list[tuple[Span, str, str]] = []
    names = {actor.id: actor.name for actor in item.annotation.actors}
    text = item.report.text
    for one in item.annotation.attributions:
        source = " ".join(text[span.start : span.end] for span in one.source)
        says = f"{names.get(one.speaker or '') or source}: {one.force}"
        for layer, spans in (("src", one.source), ("cue", one.cue), ("say", one.content)):
            notes += [(span, layer, says) for span in spans]
    notes += [(time.span, "tim", f"{time.type.lower()} {time.value}") for time in item.annotation.times]
    for figure in item.annotation.figures:
        amount = f"{figure.low:,g}" if figure.low == figure.high else f"{figure.low:,g} to {figure.high:,g}"
        notes.append((figure.span, "fig", f"{amount} {figure.unit} {figure.of}".strip()))
    if at is not None:
        notes.append((at, "at", ""))
    begins: dict[int, list[int]] = defaultdict(list)
    ends: dict[int, list[int]] = defaultdict(list)
    for number, (span, _, _) in enumerate(notes):
        begins[span.start].append(number)
        ends[span.end].append(number)
    cuts = sorted({0, len(text), *begins, *ends})
    open_now: dict[int, None] = {}
    runs = []
    for cut in cuts:
        for number in ends[cut]:
            open_now.pop(number, None)
        open_now.update(dict.fromkeys(begins[cut]))
        here = [notes[number] for number in sorted(open_now)]
        layers = dict.fromkeys(layer for _, layer, _ in here if layer != "at")
        words = dict.fromkeys(says for _, _, says in here if says)
        runs.append((" ".join(layers), "; ".join(words), any(layer == "at" for _, layer, _ in here)))
    return [*cuts, len(text) + 1], runs


def find_signs(found: Sections) -> Signs:
    """How the claims of a story stand, in the words of its page: by report, the places where they rest on it."""
    told = {name for point in found.conflicts for name in point.claims}
    signs: dict[str, list[tuple[int, Sign]]] = defaultdict(list)
    for status, claims in (
        ("disputed", found.denied),
        ("agreed", found.agreed),
        ("one voice", found.one_voice),
        ("perhaps the same", found.perhaps),
        ("only here", found.single),
    ):
        for claim in claims:
            shown = "disputed" if claim.id in told else status
            sign = Sign(sign=_SIGNS[shown], status=shown, claim=claim.id)
            spans = [support.at for support in claim.support]
            spans += [answer.at for answer in claim.against] if status == "disputed" else []
            for cited in spans:
                signs[cited.report].append((cited.start, sign))
    return dict(signs)


def _speakers(item: AnnotatedReport) -> Iterator[tuple[int, Speaker]]:
    """Who speaks, in the order of the cues."""
    names = {actor.id: actor.name for actor in item.annotation.actors}
    text = item.report.text
    found = []
    for one in item.annotation.attributions:
        spans = one.cue or one.source or one.content
        if not spans:
            continue
        name = names.get(one.speaker or "") or " ".join(text[span.start : span.end] for span in one.source)
        if name:
            found.append((spans[0].start, Speaker(name=" ".join(name.split()), actor=one.speaker, force=one.force)))
    return iter(sorted(found, key=lambda pair: pair[0]))
