"""Train the network on the prepared arrays: AdamW with a falling step and an exponential moving average of the
weights.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from rashomon.annotate.attributions.features import HASHED, SHARED_ROWS, cue_distance, cue_relation, table_rows
from training.attributions.lstm import Packing
from training.attributions.network import Network, Sizes

MINIMUM = {"word": 3, "lemma": 4}  # times a form must occur in training to get a row of its own


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """How long and how fast to train; `words` a batch, in stretches of one report of `stretch` words or a little more.

    The step falls linearly over `horizon` epochs, but training ends after `epochs`, when the validation loss stands.
    """

    epochs: int = 7
    horizon: int = 14
    words: int = 2200
    stretch: int = 300
    rate: float = 2e-3
    decay: float = 0.998
    weight_decay: float = 0.01
    cue_weight: float = 1.0
    seed: int = 1


def vocabulary(data: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The sorted hashes that get rows of their own, from the training reports alone."""
    train = ~held_out_words(data)
    keys = {}
    for number, name in enumerate(HASHED):
        if name in SHARED_ROWS:
            continue
        values, counts = np.unique(data["hashes"][train, number], return_counts=True)
        keys[name] = values[counts >= MINIMUM.get(name, 1)]
    return keys


def held_out_words(data: dict[str, np.ndarray]) -> np.ndarray:
    """Which words belong to reports of the validation month."""
    sizes = data["windows"][:, 1] - data["windows"][:, 0]
    return np.repeat(data["report_held_out"][data["window_report"]], sizes)


class Corpus:
    """The prepared arrays, cut into batches of whole reports."""

    def __init__(self, data: dict[str, np.ndarray], keys: dict[str, np.ndarray]) -> None:
        self.data = data
        self.rows = table_rows(data["hashes"], data["quote"], data["offset"], keys)
        from spacy.strings import hash_string

        self.names = np.isin(data["hashes"][:, HASHED.index("tag")], [hash_string("NNP"), hash_string("NNPS")])
        self.window_of = np.repeat(np.arange(len(data["windows"])), np.diff(data["windows"], axis=1)[:, 0])
        self.report_windows = np.searchsorted(data["window_report"], np.arange(len(data["report_held_out"]) + 1))
        data["labels"] = repair(data["labels"], data["windows"][:, 0])
        self.roles_at = np.searchsorted(data["roles"][:, 0], np.arange(len(data["cue"]) + 1))
        self.cue_window = self.window_of[data["cue"][:, 0]]

    def stretches(self, *, held_out: bool, words: int) -> list[tuple[int, int]]:
        """Windows (first, past last) of the reports of one part, in stretches of at least `words` words."""
        out = []
        for report in np.flatnonzero(self.data["report_held_out"] == held_out).tolist():
            first, end = self.report_windows[report : report + 2].tolist()
            size = 0
            for window in range(first, end):
                size += int(np.diff(self.data["windows"][window])[0])
                if size >= words or window == end - 1:
                    out.append((first, window + 1))
                    first, size = window + 1, 0
        return out

    def batch(self, stretches: list[tuple[int, int]]) -> tuple[dict[str, Any], dict[str, Any], np.ndarray]:
        """Tensors of some stretches of windows; tensors of their cues; the corpus number of each word."""
        windows = np.concatenate([np.arange(a, b) for a, b in stretches])
        bounds = self.data["windows"][windows]
        lengths = bounds[:, 1] - bounds[:, 0]
        words = np.concatenate([np.arange(a, b) for a, b in bounds])
        new = np.full(self.data["windows"][:, 1].max() + 1, -1)
        new[words] = np.arange(len(words))
        first = np.cumsum(lengths) - lengths
        report = np.repeat(np.arange(len(stretches)), [b - a for a, b in stretches])
        place = np.arange(len(windows))
        before = np.where((place > 0) & (np.roll(report, 1) == report), place - 1, len(windows))
        after = np.where((place < len(windows) - 1) & (np.roll(report, -1) == report), place + 1, len(windows))
        table = {name: torch.from_numpy(rows[words]) for name, rows in self.rows.items()}
        table |= {
            "vector": torch.from_numpy(self.data["vectors"][words].astype(np.float32)),
            "head": torch.from_numpy(new[self.data["head"][words]]),
            "packing": Packing(first, lengths),
            "padding": padding(first, lengths),
            "begin": torch.from_numpy(first),
            "last": torch.from_numpy(first + lengths - 1),
            "before": torch.from_numpy(before),
            "after": torch.from_numpy(after),
            "window": torch.from_numpy(np.repeat(place, lengths)),
            "labels": torch.from_numpy(self.data["labels"][words]),
            "name": torch.from_numpy(self.names[words]),
        }
        chosen = np.flatnonzero(np.isin(self.cue_window, windows))
        return table, self.cues(chosen, new), words

    def cues(self, chosen: np.ndarray, new: np.ndarray) -> dict[str, Any]:
        """Tensors of the gold cues `chosen`, each with all words of its window."""
        bounds = self.data["windows"][self.cue_window[chosen]]
        lengths = bounds[:, 1] - bounds[:, 0]
        first = np.cumsum(lengths) - lengths
        row = np.repeat(np.arange(len(chosen)), lengths)
        words = np.arange(len(row)) - first[row] + bounds[row, 0]
        cue = np.minimum(self.data["cue"][chosen], bounds[:, 1:])
        size = cue[:, 1] - cue[:, 0]
        head = self.data["head"]
        above = cue_head(head, cue)
        labels = np.zeros(len(words), np.int64)
        for n, number in enumerate(chosen.tolist()):
            part = self.data["roles"][self.roles_at[number] : self.roles_at[number + 1]]
            part = part[(part[:, 1] >= bounds[n, 0]) & (part[:, 1] < bounds[n, 1])]
            labels[first[n] + part[:, 1] - bounds[n, 0]] = part[:, 2]
        members = np.concatenate([np.arange(a, b) for a, b in cue]) if len(cue) else np.zeros(0, np.int64)
        a, b = cue[row, 0], cue[row, 1]
        return {
            "words": torch.from_numpy(new[words]),
            "row": torch.from_numpy(row),
            "packing": Packing(first, lengths),
            "padding": padding(first, lengths),
            "distance": torch.from_numpy(cue_distance(words, a, b)),
            "relation": torch.from_numpy(cue_relation(words, head[words], a, b, above[row])),
            "of": torch.from_numpy(np.repeat(np.arange(len(cue)), size)),
            "members": torch.from_numpy(new[members]),
            "size": torch.from_numpy(size.astype(np.float32)),
            "labels": torch.from_numpy(repair(labels, first)),
            "number": torch.from_numpy(chosen),
        }


def repair(labels: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Turn an inside label that follows neither its own beginning nor inside (gold spans that overlap) into a
    beginning.
    """
    before = np.concatenate([[0], labels[:-1]])
    before[starts[starts < len(labels)]] = 0
    broken = (labels > 0) & (labels % 2 == 0) & (before != labels) & (before != labels - 1)
    return np.where(broken, labels - 1, labels)


def padding(first: np.ndarray, lengths: np.ndarray) -> tuple[Tensor, Tensor]:
    """Word rows (windows, longest) by falling length, the last word repeated at the end, and which of them are real."""
    order = np.argsort(-lengths, kind="stable")
    first, lengths = first[order, None], lengths[order, None]
    steps = np.arange(lengths.max() if len(lengths) else 0)
    return torch.from_numpy(np.minimum(first + steps, first + lengths - 1)), torch.from_numpy(steps < lengths)


def cue_head(head: np.ndarray, cue: np.ndarray) -> np.ndarray:
    """The word outside each cue that its first word with an outside head hangs on; -1 if there is none."""
    above = np.full(len(cue), -1)
    for row, (a, b) in enumerate(cue.tolist()):
        for word in range(a, b):
            if not a <= head[word] < b:
                above[row] = head[word]
                break
    return above


def loss(network: Network, table: dict[str, Any], cues: dict[str, Any], recipe: Recipe) -> tuple[Tensor, Tensor]:
    """Losses of the first and the second pass, summed over windows and cues."""
    y, top, scores = network.encode(table)
    grid, mask = table["padding"]
    flat = network.crf.loss(scores[grid], table["labels"][grid], mask)
    grid, mask = cues["padding"]
    second = network.cue_crf.loss(network.second_pass(y, top, cues)[grid], cues["labels"][grid], mask)
    return flat, second


def train(prepared: Path, out: Path, *, recipe: Recipe, sizes: Sizes) -> None:
    """Train on the arrays in `prepared` and write a checkpoint to `out` after each epoch (the last is the result)."""
    torch.manual_seed(recipe.seed)
    random.seed(recipe.seed)
    data = dict(np.load(prepared))
    keys = vocabulary(data)
    corpus = Corpus(data, keys)
    network = Network({name: len(values) + 1 for name, values in keys.items()}, sizes)
    print(sum(p.numel() for p in network.parameters()), "parameters", flush=True)
    optimizer = torch.optim.AdamW(network.parameters(), lr=recipe.rate, weight_decay=recipe.weight_decay)
    average = {name: value.clone() for name, value in network.state_dict().items()}
    stretches = corpus.stretches(held_out=False, words=recipe.stretch)
    steps = recipe.horizon * len(cut(corpus, stretches, recipe.words))
    step = 0
    for epoch in range(recipe.epochs):
        network.train()
        began, total = time.time(), np.zeros(2)
        random.shuffle(stretches)
        batches = cut(corpus, stretches, recipe.words)
        for number, members in enumerate(batches):
            table, cues, words = corpus.batch(members)
            for group in optimizer.param_groups:
                group["lr"] = recipe.rate * min(1, (step + 1) / 100) * max(0.02, 1 - step / steps)
            flat, second = loss(network, table, cues, recipe)
            optimizer.zero_grad()
            ((flat + recipe.cue_weight * second) / len(words)).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            decay = min(recipe.decay, step / (step + 10))
            with torch.no_grad():
                for name, value in network.state_dict().items():
                    average[name].lerp_(value, 1 - decay)
            total += (flat.item(), second.item())
            if number % 50 == 0:
                shown = " ".join(f"{part.item() / len(words):.4f}" for part in (flat, second))
                print(f"  {epoch} {number}/{len(batches)} {shown} {time.time() - began:.0f} s", flush=True)
        torch.save({"state": average, "sizes": sizes, "keys": keys}, out)
        figures = validate(corpus, average, network, recipe)
        seconds = time.time() - began
        print(
            f"epoch {epoch + 1}: training {total / len(data['labels'])}, validation {figures}, {seconds:.0f} s",
            flush=True,
        )


def cut(corpus: Corpus, stretches: list[tuple[int, int]], words: int) -> list[list[tuple[int, int]]]:
    """Group stretches into batches of about `words` words."""
    batches: list[list[tuple[int, int]]] = []
    size = words
    for first, last in stretches:
        if size >= words:
            batches.append([])
            size = 0
        batches[-1].append((first, last))
        size += int(corpus.data["windows"][last - 1, 1] - corpus.data["windows"][first, 0])
    return batches


@torch.no_grad()
def validate(corpus: Corpus, average: dict[str, Tensor], network: Network, recipe: Recipe) -> np.ndarray:
    """Losses of both passes per word of the validation month, with the averaged weights."""
    own = {name: value.clone() for name, value in network.state_dict().items()}
    network.load_state_dict(average)
    network.eval()
    total, count = np.zeros(2), 0
    for members in cut(corpus, corpus.stretches(held_out=True, words=1 << 30), recipe.words):
        table, cues, words = corpus.batch(members)
        flat, second = loss(network, table, cues, recipe)
        total += (flat.item(), second.item())
        count += len(words)
    network.load_state_dict(own)
    return total / count
