"""What is being worked on while the actors of a report are found: the report as read, and actors in the making."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from rashomon.annotate.actors.lexicon import lexicon
from rashomon.annotate.found import FoundAttribution
from rashomon.annotate.parse import ParsedReport
from rashomon.annotate.quoted import quoted
from rashomon.model.annotation import ActorKind, Gender, MentionForm
from rashomon.model.spans import Span
from rashomon.settings import ActorSettings

_ACCORDING = re.compile("according", re.IGNORECASE)
_QUOTES = frozenset("'‘\"“")
_SILENT = frozenset({"byline", "boilerplate"})


@dataclass(frozen=True, slots=True)
class Office:
    """A role that the report gives to an actor: its noun, the words around it, and whose it is."""

    noun: str
    group: str
    text: str
    country: str | None
    words: frozenset[str]
    of: Draft | None
    owned: bool = False
    """Whether the report says whose it is: "its president", "the club's president"."""


@dataclass(slots=True, eq=False)
class Draft:
    """An actor in the making. `mentions` maps token ranges to forms; `first` is the token of the first mention."""

    name: str
    kind: ActorKind
    first: int
    country: str | None = None
    gender: Gender | None = None
    group: str = ""
    """Class of nominal that can refer back to it ("company", "court"); empty: any of its kind."""
    armed: bool = False
    """Whether it is an armed band that is no state's, so that "the militants" can mean it."""
    of: Draft | None = None
    offices: list[Office] = field(default_factory=list)
    mentions: dict[tuple[int, int], MentionForm] = field(default_factory=dict)
    plural: bool = False
    called: set[str] = field(default_factory=set)
    """Role nouns that can mean it for what was done to it: "defendant"."""
    voice: bool = False
    """Whether it has spoken so far."""
    guessed: bool = False
    """Whether its gender rests on the first name alone, which in other countries can be borne otherwise."""
    age: int | None = None
    """In years, where the report states it behind the name."""
    known: bool = False
    """Whether a table knows the name."""
    key: str = ""
    """What its id is derived from; empty: its name."""


@dataclass(frozen=True, slots=True)
class Lands:
    """The state in which most of the places lie that a report names, None where none is clear, and the states whose
    places each sentence names."""

    home: str | None
    own: str | None
    """The same where it is so clear that the report's offices without a state are that state's."""
    of_sentence: dict[int, frozenset[str]]

    def at(self, sentence: int) -> frozenset[str]:
        """The states of the places of a sentence."""
        return self.of_sentence.get(sentence, frozenset())

    def named(self) -> frozenset[str]:
        """The states in which the places of the report lie."""
        return frozenset().union(*self.of_sentence.values())


@dataclass(frozen=True, slots=True)
class Reading:
    """A report prepared for reading: per token whether it may name an actor, its sentence, and whether it is quoted.

    `source_of` maps each token of an attribution's source to the number of that attribution in `found`. `text_words`
    holds each token with straight apostrophes.
    """

    doc: Any
    text: str
    """The report's text; spaCy would put it together again at each call."""
    found: tuple[FoundAttribution, ...]
    words: tuple[str, ...]
    open: tuple[bool, ...]
    headline: tuple[bool, ...]
    sentence: tuple[int, ...]
    block: tuple[int, ...]
    quoted: tuple[bool, ...]
    proper: frozenset[str]
    """Words that stand with a capital inside a sentence and never in lower case: names (Mikheev, "Periods,
    Capitalized Words, etc.", Computational Linguistics 28, 2002)."""
    small: frozenset[str]
    """Words that stand in lower case somewhere."""
    firsts: dict[str, int]
    """Words that open sentences with a capital: how often."""
    source_of: dict[int, int]
    sources: tuple[tuple[int, ...], ...]
    """The tokens of the first span of each attribution's source."""
    heads: frozenset[int]
    """The head tokens of sources, those joined to them by "and", and the authors of documents ("a statement from
    …")."""
    said_in: dict[int, int]
    """Quoted token: the attribution in whose content it stands."""
    told_by: dict[int, int]
    """Token of what is told "according to" somebody: that attribution."""


def prepare(parsed: ParsedReport, found: tuple[FoundAttribution, ...], *, settings: ActorSettings) -> Reading:
    """Return the reading of a parsed report."""
    doc = parsed.doc
    marks = quoted(parsed.report)
    roles = [parsed.report.blocks[b].role if b >= 0 else "" for b in parsed.block_of]
    blocks = bool(parsed.report.blocks)
    title_case = _title_case(parsed, settings.title_case)
    sentence, number = [], -1
    for token in doc:
        number += bool(token.is_sent_start) or token.i == 0
        sentence.append(number)
    offsets = [token.idx for token in doc]
    in_quotes = tuple(marks.holds(at) for at in offsets)
    capital, small, firsts = _cases(doc, [block in title_case for block in parsed.block_of])
    source_of: dict[int, int] = {}
    said_in: dict[int, int] = {}
    told_by: dict[int, int] = {}
    sources: list[tuple[int, ...]] = []
    for index, attribution in enumerate(found):
        for span in attribution.source:
            for i in tokens_in(offsets, span):
                source_of.setdefault(i, index)
        first = tokens_in(offsets, attribution.source[0]) if attribution.source else range(0)
        sources.append(tuple(i for i in first if not doc[i].is_space))
        by_account = any(_ACCORDING.match(parsed.report.text, span.start) for span in attribution.cue)
        for span in attribution.content:
            direct = parsed.report.text[span.start] in _QUOTES
            for i in tokens_in(offsets, span):
                if in_quotes[i] or direct:
                    said_in[i] = index
                if by_account:
                    told_by[i] = index
    return Reading(
        doc=doc,
        text=parsed.report.text,
        found=found,
        words=tuple(token.text.replace("’", "'") for token in doc),
        open=tuple((not blocks or bool(role)) and role not in _SILENT for role in roles),
        headline=tuple(block in title_case for block in parsed.block_of),
        sentence=tuple(sentence),
        block=parsed.block_of,
        quoted=in_quotes,
        proper=frozenset(word for word in capital if word.lower() not in small),
        small=small,
        firsts=firsts,
        source_of=source_of,
        sources=tuple(sources),
        heads=_source_heads(doc, sources),
        said_in=said_in,
        told_by=told_by,
    )


def words_between(reading: Reading, start: int, end: int) -> str:
    """The text of tokens [start, end), white space evened out."""
    last = reading.doc[end - 1]
    return " ".join(reading.text[reading.doc[start].idx : last.idx + len(last)].split())


def tokens_in(offsets: list[int], span: Span) -> range:
    """The numbers of the tokens that begin inside `span`, given the offsets at which tokens begin."""
    return range(bisect_left(offsets, span.start), bisect_left(offsets, span.end))


def source_head(doc: Any, tokens: tuple[int, ...]) -> int:
    """The token of a source that hangs on a word outside it: its first head that is not punctuation."""
    inside = set(tokens)
    for i in tokens:
        token = doc[i]
        out = token.head.i not in inside or token.head.i == i
        if out and not token.is_punct and token.pos_ not in ("ADP", "DET", "CCONJ"):
            return i
    return tokens[-1]


def _is_document(token: Any) -> bool:
    role = lexicon().roles.get((token.lemma_.lower(),))
    return role is not None and role.kind == "document"


def _source_heads(doc: Any, sources: list[tuple[int, ...]]) -> frozenset[int]:
    heads: set[int] = set()
    for tokens in sources:
        if tokens:
            heads.add(source_head(doc, tokens))
            for i in tokens:  # in text order, so that each joined word comes after the one it is joined to
                if (doc[i].dep_ == "conj" and doc[i].head.i in heads) or (
                    doc[i].dep_ == "pobj"
                    and doc[i].head.lower_ in ("from", "by", "of")
                    and _is_document(doc[i].head.head)
                ):
                    heads.add(i)
    return frozenset(heads)


def _cases(doc: Any, headline: list[bool]) -> tuple[frozenset[str], frozenset[str], dict[str, int]]:
    """Words that stand with a capital inside a sentence, words in lower case, and how often words open a sentence."""
    capital, small, firsts = set(), set(), Counter[str]()
    before = ""
    for token in doc:
        word = token.text.replace("’", "'")
        if word[:1].islower():
            small.add(word)
        elif word[:1].isupper() and not headline[token.i]:
            if token.is_sent_start or not before.isalpha():
                firsts[word] += 1
            elif not word.isupper():
                capital.add(word)
        before = word
    return frozenset(capital), frozenset(small), dict(firsts)


def _title_case(parsed: ParsedReport, share: float) -> frozenset[int]:
    """Headline and standfirst blocks most of whose words are capitalised, so that capitals say nothing there."""
    out = set()
    for number, block in enumerate(parsed.report.blocks):
        if block.role in ("headline", "standfirst"):
            words = [w for w in parsed.report.text[block.span.start : block.span.end].split() if w[:1].isalpha()]
            if words and sum(w[0].isupper() for w in words) > share * len(words):
                out.add(number)
    return frozenset(out)
