"""The network in torch, for training alone; `rashomon.annotate.attributions.network` computes the same in numpy.

First pass: word features, a linear layer, the states of head and grandhead mixed in, two BiLSTM layers (the second also
sees where the neighbouring paragraphs ended), and a linear-chain CRF over BIO labels of source, cue and content
(Lample et al. 2016). Second pass: for each cue a small BiLSTM-CRF that labels the source and the content of this cue
alone, as in semantic role labelling (He et al. 2017). The two passes are trained together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from rashomon.annotate.attributions.features import (
    DISTANCE_CODES,
    HASHED,
    OFFSET_CODES,
    QUOTE_CODES,
    RELATION_CODES,
    SHARED_ROWS,
)
from training.attributions.lstm import BiLstm


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """Widths of the layers."""

    word: int = 48
    lemma: int = 48
    suffix: int = 24
    shape: int = 12
    tag: int = 24
    dep: int = 24
    entity: int = 12
    quote: int = 8
    offset: int = 8
    vector: int = 96
    base: int = 192
    hidden: int = 128
    context: int = 48
    top: int = 128
    cue: int = 80


class Crf(nn.Module):
    """A linear-chain CRF over BIO labels (O, B-x, I-x, B-y, …); an I never follows anything but its own B or I."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(labels, labels))
        self.first = nn.Parameter(torch.zeros(labels))
        self.last = nn.Parameter(torch.zeros(labels))
        forbidden = torch.zeros(labels, labels)
        begin = torch.zeros(labels)
        for inside in range(2, labels, 2):
            forbidden[:, inside] = -1e4
            forbidden[inside - 1, inside] = forbidden[inside, inside] = 0
            begin[inside] = -1e4
        self.register_buffer("forbidden", forbidden)
        self.register_buffer("begin", begin)

    def loss(self, scores: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """Summed negative log-likelihood; scores (batch, length, labels), labels and mask (batch, length)."""
        table = self.transitions + self.forbidden
        lengths = mask.sum(1)
        here = scores.gather(2, labels[..., None])[..., 0]
        steps = table[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]
        ends = labels.gather(1, (lengths - 1)[:, None])[:, 0]
        gold = (here * mask).sum() + steps.sum() + (self.first + self.begin)[labels[:, 0]].sum() + self.last[ends].sum()
        columns = scores.unbind(1)
        alpha = columns[0] + self.first + self.begin
        done = torch.zeros(len(scores))
        order = lengths  # windows come sorted by falling length, so that the rows still running are a prefix
        for t in range(1, len(columns)):
            running = int((order > t).sum())
            if running < len(alpha):
                done_part = torch.logsumexp(alpha[running:] + self.last, 1)
                done = done.index_copy(0, torch.arange(running, len(alpha)), done_part)
                alpha = alpha[:running]
            alpha = torch.logsumexp(alpha[:, :, None] + table, 1) + columns[t][:running]
        done = done.index_copy(0, torch.arange(len(alpha)), torch.logsumexp(alpha + self.last, 1))
        return done.sum() - gold


class Network(nn.Module):
    """Both passes; see the module's docstring."""

    def __init__(self, rows: dict[str, int], sizes: Sizes, *, dropout: float = 0.25) -> None:
        super().__init__()
        self.sizes, self.word_dropout, self.name_dropout = sizes, 0.06, 0.3
        counts = {**rows, **SHARED_ROWS, "quote": QUOTE_CODES, "offset": OFFSET_CODES}
        self.names = (*HASHED, "quote", "offset")
        self.tables = nn.ModuleDict({name: nn.Embedding(counts[name], getattr(sizes, name)) for name in self.names})
        for table in self.tables.values():
            nn.init.normal_(table.weight, std=0.1)
        width = sum(getattr(sizes, name) for name in self.names) + sizes.vector
        two = 2 * sizes.hidden
        self.base = nn.Linear(width, sizes.base)
        self.norm = nn.LayerNorm(sizes.base)
        self.mix = nn.Linear(2 * sizes.base, sizes.base)
        self.first = BiLstm(sizes.base, sizes.hidden)
        self.context = nn.Linear(2 * two, sizes.context)
        self.second = BiLstm(two + sizes.context, sizes.hidden)
        self.top = nn.Linear(2 * two, sizes.top)
        self.emit = nn.Linear(sizes.top, 7)
        self.crf = Crf(7)
        self.cue_in = nn.Linear(two + sizes.top, sizes.cue)
        self.cue_vector = nn.Linear(two, sizes.cue)
        self.distance = nn.Embedding(DISTANCE_CODES, sizes.cue)
        self.relation = nn.Embedding(RELATION_CODES, sizes.cue)
        nn.init.normal_(self.distance.weight, std=0.1)
        nn.init.normal_(self.relation.weight, std=0.1)
        self.third = BiLstm(sizes.cue, sizes.cue)
        self.cue_emit = nn.Linear(2 * sizes.cue, 5)
        self.cue_crf = Crf(5)
        self.drop = nn.Dropout(dropout)

    def encode(self, batch: dict[str, Any]) -> tuple[Tensor, Tensor, Tensor]:
        """Return second-layer states (words, 2 hidden), top states (words, top) and CRF scores (words, 7)."""
        parts = []
        dropped = None
        if self.training:  # names are of their month: most of them must be read without knowing them
            rate = torch.where(batch["name"], self.name_dropout, self.word_dropout)
            dropped = torch.rand(len(rate)) < rate
        for name in self.names:
            index = batch[name]
            if dropped is not None and name in ("word", "lemma"):
                index = index.masked_fill(dropped, 0)
            parts.append(self.tables[name](index))
        x = self.norm(self.base(self.drop(torch.cat([*parts, batch["vector"]], 1))))
        head = batch["head"]
        x = x + torch.tanh(self.mix(torch.cat([x[head], x[head[head]]], 1)))
        packing, half = batch["packing"], self.sizes.hidden
        y = self.first(self.drop(x), packing)
        ends = torch.cat([y[batch["last"], :half], y[batch["begin"], half:]], 1)
        ends = torch.cat([ends, torch.zeros(1, 2 * half)])  # row of "no such window"
        context = torch.tanh(self.context(self.drop(torch.cat([ends[batch["before"]], ends[batch["after"]]], 1))))
        y = torch.cat([self.drop(y), self.drop(context)[batch["window"]]], 1)
        y = self.drop(self.second(y, packing))
        top = self.drop(torch.tanh(self.top(torch.cat([y, y[head]], 1))))
        return y, top, self.emit(top)

    def second_pass(self, y: Tensor, top: Tensor, cues: dict[str, Any]) -> Tensor:
        """Return scores (words of all cues' windows, 5) of source and content for each cue."""
        base = self.cue_in(torch.cat([y, top], 1))
        sums = torch.zeros(len(cues["size"]), y.shape[1]).index_add(0, cues["of"], y[cues["members"]])
        vector = self.cue_vector(sums / cues["size"][:, None])
        x = (
            base[cues["words"]]
            + vector[cues["row"]]
            + self.distance(cues["distance"])
            + self.relation(cues["relation"])
        )
        return self.cue_emit(self.drop(self.third(self.drop(x), cues["packing"])))
