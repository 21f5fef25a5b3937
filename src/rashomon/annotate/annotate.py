"""Reports become annotations: one spaCy pass, then each layer over its tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rashomon.annotate.actors import find_actors
from rashomon.annotate.attributions import find_attributions
from rashomon.annotate.figures import find_figures, set_aside
from rashomon.annotate.interpret import interpret
from rashomon.annotate.parse import ParsedReport, parse
from rashomon.annotate.places import find_places
from rashomon.annotate.times import find_times
from rashomon.annotate.versions import versions
from rashomon.model.annotation import Annotation, Tokens
from rashomon.model.report import Report
from rashomon.model.spans import Span
from rashomon.settings import AnnotateSettings


def annotate(reports: Iterable[Report], *, settings: AnnotateSettings) -> Iterator[Annotation]:
    """Yield the Annotation of each report, in order. Pure: an annotation depends on its report and the settings
    alone."""
    for parsed in parse(reports, settings=settings):
        reference, times = find_times(parsed, settings=settings.times)
        places = find_places(parsed, settings=settings.places)
        figures = find_figures(parsed, times, settings=settings.figures)
        found = find_attributions(parsed, settings=settings.attributions)
        actors = find_actors(parsed, places, found, settings=settings.actors)
        attributions = interpret(parsed, found, actors, settings=settings.actors)
        sentences = _sentences(parsed)
        figures = set_aside(parsed.report.text, figures, sentences, attributions, actors, settings=settings.figures)
        yield Annotation(
            report=parsed.report.id,
            reference=reference,
            tokens=_tokens(parsed),
            sentences=sentences,
            actors=actors,
            attributions=attributions,
            times=times,
            figures=figures,
            places=places,
            versions=versions(),
        )


def _tokens(parsed: ParsedReport) -> Tokens:
    words = [token for token in parsed.doc if not token.is_space]
    index = {token.i: number for number, token in enumerate(words)}
    return Tokens(
        start=tuple(t.idx for t in words),
        end=tuple(t.idx + len(t) for t in words),
        lemma=tuple(t.lemma_ for t in words),
        pos=tuple(t.pos_ for t in words),
        tag=tuple(t.tag_ for t in words),
        dep=tuple(t.dep_ for t in words),
        head=tuple(index.get(t.head.i, number) for number, t in enumerate(words)),
        entity=tuple(t.ent_type_ for t in words),
    )


def _sentences(parsed: ParsedReport) -> tuple[Span, ...]:
    out = []
    text = parsed.report.text
    for sentence in parsed.doc.sents:
        piece = text[sentence.start_char : sentence.end_char]
        start = sentence.start_char + len(piece) - len(piece.lstrip())
        end = sentence.start_char + len(piece.rstrip())
        if start < end:
            out.append(Span(start, end))
    return tuple(out)
