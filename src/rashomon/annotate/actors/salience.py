"""Who is in the reader's mind: salience that each mention raises and each sentence halves.

After Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution" (Computational Linguistics 20, 1994).
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from rashomon.annotate.actors.draft import Draft, Reading
from rashomon.settings import ActorSettings

_MANY = 6  # mentions from which on an actor counts as the report's topic
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_OBJECTS = frozenset({"dobj", "attr", "oprd"})


class Salience:
    """The drafts mentioned within the last sentences, with their weights."""

    def __init__(self, reading: Reading, settings: ActorSettings) -> None:
        self._reading = reading
        self.settings = settings
        self._counts: Counter[Draft] = Counter()
        self._weights: dict[Draft, tuple[float, float, int, int]] = {}
        """Draft: weight before its last sentence, weight in it, that sentence, token of the last mention."""

    def mention(self, draft: Draft, head: int) -> None:
        """Raise a draft that is mentioned at token `head`; within one sentence its weightiest mention counts."""
        sentence = self._reading.sentence[head]
        self._counts[draft] += 1
        base, weight, at, _ = self._weights.get(draft, (0.0, 0.0, sentence, -1))
        role = self._role(self._reading.doc[head])
        if at == sentence and draft in self._weights:
            entry = (base, max(weight, base + role), sentence, head)
        else:
            base = self.weight(draft, sentence)
            entry = (base, base + role, sentence, head)
        self._weights[draft] = entry
        if len(self._weights) > self.settings.salient_actors:
            self._forget()

    def weight(self, draft: Draft, sentence: int) -> float:
        """The weight of a draft as read from `sentence`; 0 when it has faded."""
        entry = self._weights.get(draft)
        if entry is None or sentence - entry[2] > self.settings.pronoun_window:
            return 0.0
        return float(entry[1] * 0.5 ** max(sentence - entry[2], 0))

    def last(self, draft: Draft) -> int:
        """The head token of the draft's last mention, -1 without one."""
        entry = self._weights.get(draft)
        return -1 if entry is None else entry[3]

    def ranked(self, sentence: int, *, topics: bool = False) -> list[Draft]:
        """The drafts in mind, weightiest first; the later mentioned first where they weigh the same.

        With `topics`, what the whole report has often named so far weighs more.
        """
        share = self.settings.topic_weight if topics else 0.0
        alive = [
            (self.weight(d, sentence) + share * min(self._counts[d], _MANY), last, d)
            for d, (_, _, _, last) in self._weights.items()
        ]
        return [d for w, _, d in sorted(alive, key=lambda e: (-e[0], -e[1])) if self.weight(d, sentence) > 0]

    def recent(self) -> list[Draft]:
        """All drafts still known, last mentioned first."""
        return sorted(self._weights, key=lambda d: -self._weights[d][3])

    def _role(self, token: Any) -> float:
        s, reading = self.settings, self._reading
        dep = token.dep_
        if dep in ("conj", "appos", "compound") and token.head.i != token.i:
            dep = token.head.dep_ if token.head.pos_ in ("NOUN", "PROPN", "PRON") else dep
        if dep in _SUBJECTS:
            weight = s.subject_weight
        elif dep in _OBJECTS:
            weight = s.object_weight
        elif dep == "poss":
            weight = s.possessor_weight
        else:
            weight = s.other_weight
        if reading.headline[token.i]:
            return weight * s.headline_share
        if reading.quoted[token.i]:
            return (weight + s.recency_weight) * s.quoted_share
        return weight + s.recency_weight + s.source_weight * (token.i in reading.heads)

    def _forget(self) -> None:
        keep = sorted(self._weights, key=lambda d: -self._weights[d][3])[: self.settings.salient_actors // 2]
        self._weights = {d: self._weights[d] for d in keep}
