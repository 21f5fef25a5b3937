"""Who a source is: from the spans of an attribution's source to the actors of the report."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from rashomon.annotate.actors.draft import source_head, tokens_in
from rashomon.annotate.found import FoundAttribution
from rashomon.annotate.parse import ParsedReport
from rashomon.model.annotation import Actor, Attribution
from rashomon.model.spans import Span

_TELLING = frozenset({"tell", "speak", "talk", "say", "inform", "brief", "interview", "give"})


class Speakers:
    """Looks actors up by where they are mentioned."""

    def __init__(self, parsed: ParsedReport, actors: tuple[Actor, ...]) -> None:
        self._doc = parsed.doc
        self._text = parsed.report.text
        self._offsets = [token.idx for token in parsed.doc]
        rank = {"name": 0, "metonym": 1, "nominal": 2, "pronoun": 3}
        mentions = [(m.span.start, m.span.end, rank[m.form], a) for a in actors for m in a.mentions]
        self._mentions = sorted(mentions, key=lambda m: (m[0], m[1], m[2], m[3].id))
        self._starts = [m[0] for m in self._mentions]
        self._longest = max((m[1] - m[0] for m in mentions), default=0)

    def at(self, token: int) -> str | None:
        """Return the id of the actor whose mention stands at a token."""
        start = self._offsets[token]
        found = self._at(token, Span(start, start + 1))
        return found[0] if found else None

    def of_source(self, source: tuple[Span, ...]) -> tuple[str, ...]:
        """Return the ids of the actors that a source names, the first one first: those at its head and joined to it
        by "and".

        Where no mention covers the head ("a statement from the ministry"), it is the first one named inside.
        """
        for span in source:
            tokens = tuple(i for i in tokens_in(self._offsets, span) if not self._doc[i].is_space)
            if not tokens:
                continue
            head = self._titled(self._antecedent(source_head(self._doc, tokens)), tokens)
            if head not in tokens:
                found = self._person_above(head)
                return (found,) if found else ()
            out = list(self._at(head, span))
            for i in tokens:
                token = self._doc[i]
                if token.dep_ == "conj" and _joined(token, head):
                    out.extend(a for a in self._at(i, span) if a not in out)
            if not out:
                at = self._offsets[head]
                inside = sorted(
                    self._within(span),
                    key=lambda m: (not self._apposed(m[0]), m[0] < at, m[2], m[3].kind != "person", m[0]),
                )
                out = [inside[0][3].id] if inside else []
            if out:
                return tuple(out)
        return ()

    def _titled(self, head: int, tokens: tuple[int, ...]) -> int:
        """The name to whose title a head belongs after all: "the US envoy Jane Roe", parsed as if US were the head."""
        at = head
        while at + 1 in tokens and self._doc[at].pos_ in ("NOUN", "PROPN", "ADJ"):
            at += 1
            start = self._offsets[at]
            if any(m[0] == start and m[2] == 0 and m[3].kind == "person" for m in self._around(start)):
                return at
        return head

    def _antecedent(self, head: int) -> int:
        """The noun that a relative pronoun stands for ("Roe, who said"); any other token is its own."""
        token = self._doc[head]
        if token.tag_ not in ("WP", "WDT"):
            return head
        verb = token.head
        for _ in range(4):
            if verb.dep_ == "relcl":
                return int(verb.head.i)
            if verb.dep_ != "conj":
                break
            verb = verb.head
        return head

    def _person_above(self, token: int) -> str | None:
        """The actor at a token, or at the noun it belongs to when that is the first person ("Roe, head of the club,
        who")."""
        first = None
        for _ in range(6):
            start = self._offsets[token]
            here = [m[3] for m in self._around(start) if m[0] <= start < m[1]]
            person = next((a.id for a in here if a.kind == "person"), None)
            if person is not None:
                return person
            first = first or (here[0].id if here else None)
            above = int(self._doc[token].head.i)
            if above == token or self._doc[above].pos_ not in ("NOUN", "PROPN", "ADP"):
                break
            token = above
        return first

    def carried_on(self, attribution: FoundAttribution, before: Attribution | None) -> tuple[str, ...]:
        """The speaker of a content without a source: the one before, when its content is quoted and nothing but space
        is between."""
        if before is None or before.speaker is None or not attribution.content:
            return ()
        last = max(s.end for s in (*before.content, *before.cue, *before.source))
        first = attribution.content[0].start
        between = self._text[last:first] if last <= first else "x"
        if attribution.cue or between.strip(" \n\t.,”\"'’"):
            return ()
        return (before.speaker,)

    def told(self, attribution: FoundAttribution) -> str | None:
        """The outlet that a speaker told it to ("she told Reuters"), None without one."""
        for span in attribution.cue:
            for i in tokens_in(self._offsets, span):
                token = self._doc[i]
                if token.lemma_ not in _TELLING:
                    continue
                for child in token.children:
                    nouns = [child] if child.dep_ in ("dobj", "dative", "iobj") else []
                    if child.dep_ == "prep" and child.lower_ in ("to", "with"):
                        nouns = [c for c in child.children if c.dep_ == "pobj"]
                    for noun in nouns:
                        for start, end, _, actor in self._around(noun.idx):
                            if actor.kind == "outlet" and start <= noun.idx < end:
                                return actor.id
        return None

    def _at(self, token: int, span: Span) -> tuple[str, ...]:
        """Ids of the actors whose mention covers a token, the most telling form alone (a pair has two of the same
        span)."""
        at = self._doc[token].idx
        covering = [m for m in self._around(at) if m[0] <= at < m[1] and m[0] < span.end and span.start < m[1]]
        if not covering:
            return ()
        best = min(covering, key=lambda m: (m[2], m[0] - m[1]))
        return tuple(dict.fromkeys(m[3].id for m in covering if m[:3] == best[:3]))

    def _apposed(self, start: int) -> bool:
        """Whether the mention at offset `start` follows a comma: the name in "its commander, N"."""
        token = bisect_left(self._offsets, start)
        return token > 0 and self._doc[token - 1].text == ","

    def _within(self, span: Span) -> list[tuple[int, int, int, Actor]]:
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return [m for m in self._mentions[first:last] if m[1] <= span.end]

    def _around(self, at: int) -> list[tuple[int, int, int, Actor]]:
        return self._mentions[bisect_left(self._starts, at - self._longest) : bisect_left(self._starts, at + 1)]


def _joined(token: Any, head: int) -> bool:
    current = token
    for _ in range(8):
        if current.dep_ != "conj":
            return False
        current = current.head
        if current.i == head:
            return True
    return False
