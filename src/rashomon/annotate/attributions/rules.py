"""A stand-in until the trained model lands: source, cue and content read off the dependency tree."""

from __future__ import annotations

from typing import Any

from rashomon.annotate.found import FoundAttribution
from rashomon.annotate.parse import ParsedReport
from rashomon.model.spans import Span
from rashomon.tables import read_table

_CONFIDENCE = 0.5


def find_by_rules(parsed: ParsedReport) -> tuple[FoundAttribution, ...]:
    """Return an attribution for each verb of saying that has a subject and a clause or the rest of its sentence."""
    verbs = {row[0] for row in read_table("rashomon.annotate.data", "speech_verbs.tsv", columns=1)}
    found: list[FoundAttribution] = []
    for token in parsed.doc:
        block = parsed.block(token.i)
        if block is None or block.role not in ("headline", "standfirst", "body"):
            continue
        if token.pos_ == "VERB" and token.lemma_ in verbs:
            subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            clause = next((c for c in token.children if c.dep_ in ("ccomp", "xcomp")), None)
            if clause is not None:
                content = [t.i for t in clause.subtree]
            elif subject is not None and token.dep_ in ("parataxis", "ROOT", "ccomp"):
                mine = {t.i for t in subject.subtree} | {token.i}
                content = [t.i for t in token.sent if t.i not in mine]
            else:
                continue
            _add(found, parsed, [t.i for t in subject.subtree] if subject else [], [token.i], content)
        elif token.lower_ == "according" and token.i + 2 < len(parsed.doc) and parsed.doc[token.i + 1].lower_ == "to":
            source = [t.i for child in parsed.doc[token.i + 1].children for t in child.subtree]
            mine = {token.i, token.i + 1, *source}
            _add(found, parsed, source, [token.i, token.i + 1], [t.i for t in token.sent if t.i not in mine])
    return tuple(found)


def _add(
    found: list[FoundAttribution], parsed: ParsedReport, source: list[int], cue: list[int], content: list[int]
) -> None:
    spans = [_spans(parsed.doc, part) for part in (source, cue, content)]
    if spans[2]:
        found.append(FoundAttribution(source=spans[0], cue=spans[1], content=spans[2], confidence=_CONFIDENCE))


def _spans(doc: Any, tokens: list[int]) -> tuple[Span, ...]:
    """The runs of neighbouring tokens, without white space and punctuation (but for quotation marks) at their edges."""
    runs: list[list[int]] = []
    for i in sorted(set(tokens)):
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    out = []
    for run in runs:
        while run and (doc[run[0]].is_space or (doc[run[0]].is_punct and not doc[run[0]].is_quote)):
            run.pop(0)
        while run and (doc[run[-1]].is_space or (doc[run[-1]].is_punct and not doc[run[-1]].is_quote)):
            run.pop()
        if run:
            out.append(Span(doc[run[0]].idx, doc[run[-1]].idx + len(doc[run[-1]])))
    return tuple(out)
