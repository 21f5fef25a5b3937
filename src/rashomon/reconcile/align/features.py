"""What speaks for two sentences stating one fact: a row of numbers a pair, none of which grows with the story."""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

from rashomon.reconcile.align.facets import Amounts, Facets
from rashomon.reconcile.align.sparse import Floats, Ints, Rows, expand, shared, shared_places, weigh

PAIR_FEATURES = (
    "cosine",
    "story_cosine",
    "containment_larger",
    "containment_smaller",
    "clause_cosine",
    "clause_containment",
    "name_cosine",
    "name_containment",
    "predicate_cosine",
    "predicate_central",
    "predicate_shared",
    "number_shared",
    "number_conflict",
    "counted_shared",
    "link_cosine",
    "link_shared",
    "sequence_containment",
    "actor_cosine",
    "date_shared",
    "date_conflict",
    "rank_best",
    "rank_worst",
    "length_ratio",
    "length_smaller",
    "headline_one",
    "headline_both",
    "rarest_shared",
    "central_smaller",
    "central_larger",
    "central_product",
    "titled_shared",
    "share_shared",
    "linear_cosine",
    "context_cosine",
    "title_smaller",
    "title_larger",
    "title_product",
    "titled_predicate",
    "actor_containment",
    "actor_apart",
    "subject_shared",
    "sentence_in_common",
    "position_later",
    "position_earlier",
    "told_word_cosine",
    "told_cosine",
    "amount_shared",
    "amount_within",
    "amount_conflict",
    "object_shared",
    "argument_shared",
    "argument_containment",
    "place_shared",
    "place_conflict",
    "ahead_one",
    "ahead_both",
    "negated_one",
)


_BLOCK = 16_000
"""Pairs looked at together; only memory depends on it."""


class Looked:
    """The features of pairs of units of one story, and those that were worked out before.

    Units are compared with so many headlines, `titles`, spread evenly over the reports of a larger story.
    """

    def __init__(self, facets: Facets, *, titles: int) -> None:
        self.facets, self._titles = facets, titles
        self._known = np.zeros(0, dtype=np.int64)
        self._rows = np.zeros((0, len(PAIR_FEATURES)))

    @functools.cached_property
    def _title(self) -> Floats:
        """The likeness of each unit to the headlines."""
        return _title_cosine(self.facets, self.facets.rarity**2, self._titles)

    @functools.cached_property
    def _held(self) -> Rows:
        return _clauses_with(self.facets)

    def features(self, a: Ints, b: Ints) -> Floats:
        """One row for each pair of units (a[i], b[i]) of different reports, columns as in PAIR_FEATURES."""
        facets = self.facets
        cuts = [slice(i, i + _BLOCK) for i in range(0, max(1, len(a)), _BLOCK)]
        blocks = [_block(facets, self._title, self._held, a[cut], b[cut]) for cut in cuts]
        f = blocks[0]
        if len(blocks) > 1:
            f = {name: np.concatenate([block[name] for block in blocks]) for name in f}
        f["rank_best"], f["rank_worst"] = self._rank(a, b, f["cosine"])
        return np.column_stack([f[name] for name in PAIR_FEATURES])

    def keep(self, a: Ints, b: Ints, features: Floats) -> None:
        """Keep the features of pairs (a[i] < b[i]), which are in order."""
        self._known, self._rows = a * len(self.facets.report) + b, features

    def column(self, name: str, a: Ints, b: Ints) -> Floats:
        """One feature of pairs (a[i] < b[i]), all of which are kept."""
        at = np.searchsorted(self._known, a * len(self.facets.report) + b)
        return np.asarray(self._rows[at, PAIR_FEATURES.index(name)])

    def find(self, a: Ints, b: Ints) -> Floats:
        """The same as `features`, of pairs (a[i] < b[i]) that are kept without working them out again."""
        wanted = a * len(self.facets.report) + b
        at = np.searchsorted(self._known, wanted)
        known = np.zeros(len(wanted), dtype=bool)
        inside = at < len(self._known)
        known[inside] = self._known[at[inside]] == wanted[inside]
        out = np.empty((len(wanted), len(PAIR_FEATURES)))
        out[known] = self._rows[at[known]]
        if not known.all():
            out[~known] = self.features(a[~known], b[~known])
        best, worst = self._rank(a, b, out[:, PAIR_FEATURES.index("cosine")])
        out[:, PAIR_FEATURES.index("rank_best")], out[:, PAIR_FEATURES.index("rank_worst")] = best, worst
        return out

    def _rank(self, a: Ints, b: Ints, cosine: Floats) -> tuple[Floats, Floats]:
        """The better and the worse rank of each pair among all that are asked for, as 1 over it."""
        pairs = a * len(self.facets.report) + b
        if np.all(pairs[1:] > pairs[:-1]):
            ab, ba = _ranks(self.facets, a, b, -cosine), _ranks(self.facets, b, a, -cosine)
        else:
            order = np.argsort(pairs, kind="stable")
            a, b, cosine = a[order], b[order], -cosine[order]
            ab, ba = np.empty(len(a)), np.empty(len(a))
            ab[order], ba[order] = _ranks(self.facets, a, b, cosine), _ranks(self.facets, b, a, cosine)
        return 1 / np.minimum(ab, ba), 1 / np.maximum(ab, ba)


def pair_features(facets: Facets, a: Ints, b: Ints, *, titles: int) -> Floats:
    """The features of pairs of units, as Looked has them."""
    return Looked(facets, titles=titles).features(a, b)


def _block(facets: Facets, title: Floats, held: Rows, a: Ints, b: Ints) -> dict[str, Floats]:
    """All features but the ranks, which need every pair."""
    f: dict[str, Floats] = {}
    terms, compared = facets.terms, facets.compared
    square = facets.rarity**2
    which, left, right = shared_places(terms, a, b)
    column = terms.columns[left]
    found = which, column
    n = len(a)

    def total(weight: Floats) -> Floats:
        return np.bincount(which, weights=weight[column], minlength=n)

    def largest(weight: Floats) -> Floats:
        out = np.zeros(n)
        np.maximum.at(out, which, weight[column])
        return out

    norm = terms.total(square)
    both = total(square)
    f["cosine"] = _ratio(both, np.sqrt(norm[a] * norm[b]))
    rare = square * (1.0 - 0.8 * facets.share) ** 2
    rare_norm = terms.total(rare)
    f["story_cosine"] = _ratio(total(rare), np.sqrt(rare_norm[a] * rare_norm[b]))
    f["containment_larger"] = _ratio(both, np.minimum(norm[a], norm[b]))
    f["containment_smaller"] = _ratio(both, np.maximum(norm[a], norm[b]))
    f["clause_cosine"], f["clause_containment"] = _best_clauses(facets, held, a, b, which, left, right)
    f["name_cosine"], f["name_containment"] = _overlap(compared.names, a, b, compared.name_rarity)
    predicates = shared(compared.predicates, a, b)
    f["predicate_cosine"], _ = _overlap(compared.predicates, a, b, compared.predicate_rarity, predicates)
    f["predicate_central"] = np.tanh(weigh(predicates, compared.predicate_share * compared.predicate_rarity, n))
    f["predicate_shared"] = np.tanh(weigh(predicates, compared.predicate_rarity, n))
    shares, sizes = compared.marks.shared(a, b), compared.marks.sizes
    numbers, dates, places = shares["numbers"], shares["dates"], shares["places"]
    f["number_shared"] = np.tanh(numbers)
    f["number_conflict"] = _in_conflict(numbers, sizes["numbers"], a, b)
    f["counted_shared"] = np.tanh(shares["counted"])
    links, many = shares["links"], sizes["links"]
    f["link_cosine"] = _ratio(links, np.sqrt(many[a] * many[b]))
    f["link_shared"] = np.tanh(links / 2)
    many = sizes["sequences"]
    f["sequence_containment"] = _ratio(shares["sequences"], np.minimum(many[a], many[b]))
    actors, many = shares["actors"], sizes["actors"]
    f["actor_cosine"] = _ratio(actors, np.sqrt(many[a] * many[b]))
    f["actor_containment"] = _ratio(actors, np.minimum(many[a], many[b]))
    f["date_shared"] = np.tanh(dates)
    f["date_conflict"] = _in_conflict(dates, sizes["dates"], a, b)
    f["length_ratio"] = _ratio(np.minimum(norm[a], norm[b]), np.maximum(norm[a], norm[b]))
    f["length_smaller"] = np.log1p(np.minimum(norm[a], norm[b]))
    f["headline_one"] = np.maximum(facets.headline[a], facets.headline[b])
    f["headline_both"] = np.minimum(facets.headline[a], facets.headline[b])
    f["rarest_shared"] = largest(facets.rarity)
    central = centrality(facets)
    f["central_smaller"] = np.minimum(central[a], central[b])
    f["central_larger"] = np.maximum(central[a], central[b])
    f["central_product"] = central[a] * central[b]
    f["titled_shared"] = np.tanh(total(square * compared.titled))
    f["share_shared"] = np.tanh(total(square * facets.share) / 2)
    linear = terms.total(facets.rarity)
    f["linear_cosine"] = _ratio(total(facets.rarity), np.sqrt(linear[a] * linear[b]))
    f["context_cosine"], _ = _overlap(compared.context, a, b, square * (1.0 - 0.8 * facets.share))
    f["title_smaller"] = np.minimum(title[a], title[b])
    f["title_larger"] = np.maximum(title[a], title[b])
    f["title_product"] = title[a] * title[b]
    which, column = predicates
    f["titled_predicate"] = largest(compared.predicate_titled * compared.predicate_rarity)
    f["actor_apart"] = _in_conflict(actors, sizes["actors"], a, b)
    f["subject_shared"] = np.tanh(shares["subjects"])
    f["sentence_in_common"] = (f["sequence_containment"] > 0.6).astype(np.float64)
    f["position_later"] = np.maximum(compared.position[a], compared.position[b])
    f["position_earlier"] = np.minimum(compared.position[a], compared.position[b])
    f["told_word_cosine"], _ = _overlap(compared.words, a, b, compared.word_told**2)
    f["told_cosine"], _ = _overlap(terms, a, b, compared.told**2, found)
    f["amount_shared"], f["amount_within"], f["amount_conflict"] = _amounts(compared.figures, a, b)
    f["object_shared"] = np.tanh(shares["objects"])
    arguments, many = shares["arguments"], sizes["arguments"]
    f["argument_shared"] = np.tanh(arguments / 2)
    f["argument_containment"] = _ratio(arguments, np.minimum(many[a], many[b]))
    f["place_shared"] = np.tanh(places)
    f["place_conflict"] = _in_conflict(places, sizes["places"], a, b)
    f["ahead_one"] = np.abs(compared.ahead[a] - compared.ahead[b])
    f["ahead_both"] = compared.ahead[a] * compared.ahead[b]
    f["negated_one"] = np.abs(compared.negated[a] - compared.negated[b])
    return f


def centrality(facets: Facets) -> Floats:
    """Cosine of each unit with the story's centre, in which a term weighs as many reports as have it."""
    square = facets.rarity**2
    inner = facets.terms.total(square * facets.share)
    norm = np.sqrt(facets.terms.total(square))
    centre = np.sqrt(float(np.sum(square * facets.share**2)))
    return _ratio(inner, norm * centre)


def _title_cosine(facets: Facets, weight: Floats, most: int) -> Floats:
    """The cosine of each unit with the nearest headline of the story, of `most` looked at."""
    titles = np.flatnonzero(facets.headline > 0)
    titles = titles[:: max(1, -(-len(titles) // most))]
    terms = facets.terms
    unit = np.repeat(np.arange(len(terms)), terms.sizes)
    weights = weight[terms.columns]
    norm = terms.total(weight)
    best = np.zeros(len(terms))
    for title in titles.tolist():
        held = np.zeros(terms.width, dtype=bool)
        held[terms.columns[terms.start[title] : terms.start[title + 1]]] = True
        hit = held[terms.columns]
        both = np.bincount(unit[hit], weights=weights[hit], minlength=len(terms))
        best = np.maximum(best, _ratio(both, np.sqrt(norm * norm[title])))
    return best


def _in_conflict(shared: Floats, sizes: Ints, a: Ints, b: Ints) -> Floats:
    """1 where both units of a pair hold something of a kind, and nothing in common; else 0."""
    return np.asarray((shared == 0) & (sizes[a] > 0) & (sizes[b] > 0), dtype=np.float64)


def _ratio(above: Floats, below: Floats) -> Floats:
    return np.asarray(above / np.where(below > 0, below, 1.0))


def _overlap(
    rows: Rows, a: Ints, b: Ints, weight: Floats, found: tuple[Ints, Ints] | None = None
) -> tuple[Floats, Floats]:
    """The cosine and the containment of pairs of rows; `found` is what `shared` found of them, where it is known."""
    both = weigh(shared(rows, a, b) if found is None else found, weight, len(a))
    norm = rows.total(weight)
    return _ratio(both, np.sqrt(norm[a] * norm[b])), _ratio(both, np.minimum(norm[a], norm[b]))


def _best_clauses(
    facets: Facets, held: Rows, a: Ints, b: Ints, which: Ints, left: Ints, right: Ints
) -> tuple[Floats, Floats]:
    """The largest cosine and the largest containment over pairs of clauses of the two units.

    Pair which[i] shares a term, at left[i] and right[i] of the terms of all units: only clauses with it are looked
    at, which `held` has by entry.
    """
    weight = facets.rarity**2
    first = facets.compared.clause_start
    hit, one = expand(held.start, left)
    again, other = expand(held.start, right[hit])
    hit, one, other = hit[again], held.columns[one[again]], held.columns[other]
    pair = which[hit]
    wide = first[b + 1] - first[b]
    cells = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum((first[a + 1] - first[a]) * wide)])
    cell = (cells[:-1] - first[a] * wide - first[b])[pair] + one * wide[pair] + other
    both = np.bincount(cell, weights=weight[facets.terms.columns[left]][hit], minlength=int(cells[-1]))
    cell = np.flatnonzero(both)
    best, contained = np.zeros(len(a)), np.zeros(len(a))
    if not len(cell):
        return best, contained
    pair = np.searchsorted(cells, cell, side="right") - 1
    inside = cell - cells[pair]
    size = facets.compared.clause_terms.total(weight)
    one, other = size[first[a[pair]] + inside // wide[pair]], size[first[b[pair]] + inside % wide[pair]]
    least = np.minimum(one, other)
    begins = np.flatnonzero(np.diff(pair, prepend=-1))
    best[pair[begins]] = np.maximum.reduceat(_ratio(both[cell], np.sqrt(one * other)), begins)
    contained[pair[begins]] = np.maximum.reduceat(_ratio(both[cell], least) * np.tanh(least), begins)
    return best, contained


def _clauses_with(facets: Facets) -> Rows:
    """The clauses that have each entry of the terms of all units."""
    terms, rows = facets.terms, facets.compared.clause_terms
    unit = np.repeat(np.arange(len(terms)), np.diff(facets.compared.clause_start))
    keys = np.repeat(np.arange(len(terms)) * terms.width, terms.sizes) + terms.columns
    entry = np.searchsorted(keys, np.repeat(unit * terms.width, rows.sizes) + rows.columns)
    order = np.argsort(entry, kind="stable")
    start = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(np.bincount(entry, minlength=len(keys)))])
    return Rows(start, np.repeat(np.arange(len(rows)), rows.sizes)[order], max(1, len(rows)))


def _amounts(figures: Amounts, a: Ints, b: Ints) -> tuple[Floats, Floats, Floats]:
    """Whether figures of a pair can be one value of one thing, of different things, or unlike values of one thing."""
    pair, left = expand(figures.start, a)
    which, right = expand(figures.start, b[pair])
    pair, left = pair[which], left[which]
    meet = (figures.low[left] <= figures.high[right]) & (figures.low[right] <= figures.high[left])
    measure = figures.measure[left] == figures.measure[right]
    of = (figures.of[left] == figures.of[right]) & (figures.of[left] >= 0)

    def some(chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
        return np.bincount(pair[measure & chosen], minlength=len(a)) > 0

    same = some(meet & of)
    found = (same, some(meet & ~of), some(~meet & of) & ~same)
    return found[0].astype(np.float64), found[1].astype(np.float64), found[2].astype(np.float64)


def _ranks(facets: Facets, a: Ints, b: Ints, score: Floats) -> Floats:
    """The rank, from 1, of b by score, the least first, among the partners of a in b's report; of equal ones the first
    of the pairs, which are in order of one unit and then of the other."""
    group = a * (int(np.max(facets.report, initial=0)) + 1) + facets.report[b]
    order = np.argsort(score, kind="stable")
    ranked = group[order]
    if int(np.max(group, initial=0)) < 1 << 16:
        ranked = ranked.astype(np.uint16)  # sorted by digits, in a tenth of the time
    order = order[np.argsort(ranked, kind="stable")]
    ranked = group[order]
    first = np.concatenate([[True], ranked[1:] != ranked[:-1]]) if len(ranked) else np.zeros(0, dtype=bool)
    start = np.maximum.accumulate(np.where(first, np.arange(len(order)), 0))
    rank = np.empty(len(order))
    rank[order] = np.arange(len(order)) - start + 1
    return rank
