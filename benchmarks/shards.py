"""Stories from several shards, merged once, against those of one index: how much they differ.

    python -m benchmarks.shards [--reports 20000] [--shards 1 4 16]

Every report goes to one shard, by a hash of its rarest term; a shard groups what it gets, knowing nothing of the
others. Then the shards' stories are merged in one pass: each is compared with the dozen stories that share most weight
with it, and what may belong together is linked as a batch of reports is. Prints BCubed of the merged stories against
those of one index, of both against the gold, and the share of stories that the merge had to touch.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from benchmarks.stories import bcubed
from benchmarks.synthetic import make_stream
from rashomon.group.boilerplate import Boilerplate
from rashomon.group.candidates import CandidateIndex
from rashomon.group.cluster import Cluster
from rashomon.group.digest import Digest
from rashomon.group.linkage import components, link, threshold_for
from rashomon.group.look_alikes import Particulars
from rashomon.group.story_stream import StoryStream
from rashomon.group.stream import read_batches
from rashomon.group.vectors import Row, Vector
from rashomon.group.vocabulary import Vocabulary, word_probability
from rashomon.settings import GroupSettings

SETTINGS = GroupSettings()
Stories = list[tuple[list[str], Cluster, Particulars]]
"""Ids of the reports of each story, with its cluster and its particulars."""


def shard_of(item: Digest, shards: int) -> int:
    """Return the shard of a report: a hash of the rarest of its terms, of those equally rare the one it has most."""
    if not item.counts:
        return 0
    rarest = min(item.counts, key=lambda term: (word_probability(term), -item.counts[term], term))
    return int.from_bytes(hashlib.blake2b(rarest.encode("utf-8", "surrogatepass"), digest_size=4).digest()) % shards


def group_shard(batches: Iterable[Sequence[Digest]]) -> StoryStream:
    """Group what one shard gets."""
    stream = StoryStream(settings=SETTINGS)
    for batch in batches:
        stream.add(batch)
    return stream


def stories_of(stream: StoryStream, vocabulary: Vocabulary) -> Stories:
    """Return the stories of one shard, the terms of their clusters numbered by the common `vocabulary`."""
    numbers = vocabulary.find(stream.index.vocabulary.terms)
    found: Stories = []

    def move(vector: Vector) -> Vector:
        ids = numbers[vector.ids]
        order = np.argsort(ids)
        return Vector(ids[order], vector.weights[order])

    for key in sorted(stream.index.live):
        story = stream.index.live[key]
        own = stream.index.particulars(key)
        particulars = Particulars(move(own.names), move(own.numbers), move(own.titles))
        names = [stream.index.reports[number].id for number in story.numbers + story.copies]
        cluster = Cluster(story.cluster.size, move(story.cluster.total), story.cluster.square, story.cluster.days)
        found.append((names, cluster, particulars))
    return found


def merge(stories: Stories, reports: int) -> list[list[int]]:
    """Return which of the shards' stories are one, as lists of their places; the work is linear in the stories."""
    threshold = threshold_for(reports, settings=SETTINGS)
    clusters = [cluster for _, cluster, _ in stories]
    index, row = CandidateIndex(settings=SETTINGS), Row()
    vectors = [(place, cluster.total) for place, cluster in enumerate(clusters)]
    index.put(vectors)
    edges = []
    for (place, total), near in zip(vectors, index.find(vectors), strict=True):
        products = row.products(total, [clusters[other].total for other in near]).tolist()
        for other, product in zip(near, products, strict=True):
            if product * SETTINGS.same_day >= threshold * clusters[place].size * clusters[other].size:
                edges.append((other, place))
    merged = []
    for places in components(len(clusters), edges):
        own = [stories[place][2] for place in places]
        joined = link([clusters[place] for place in places], particulars=own, threshold=threshold, settings=SETTINGS)
        for parts, _ in joined:
            merged.append([places[part] for part in parts])
    return merged


def main() -> None:
    """Run the simulation."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--shards", type=int, nargs="+", default=[1, 4, 16])
    options = parser.parse_args()

    gold: dict[str, int] = {}

    def give() -> Iterable[Digest]:
        made = list(make_stream(options.reports, days=20))
        gold.update((item.report.id, item.story) for item in made)
        reports = (item.report for item in made)
        for batch in read_batches(reports, Boilerplate(settings=SETTINGS), settings=SETTINGS, mapper=map):
            yield from batch

    digests = list(give())
    batches = [digests[start : start + SETTINGS.batch] for start in range(0, len(digests), SETTINGS.batch)]
    alone = {
        name: place
        for place, (names, _, _) in enumerate(stories_of(group_shard(batches), Vocabulary(settings=SETTINGS)))
        for name in names
    }
    print(f"one index: BCubed against the gold P {(result := bcubed(gold, _named(alone)))[0]:.3f} R {result[1]:.3f}")
    for shards in options.shards:
        vocabulary = Vocabulary(settings=SETTINGS)
        stories: Stories = []
        sizes: Counter[int] = Counter(shard_of(item, shards) for item in digests)
        for shard in range(shards):
            # the same moments in time for all: each takes its part of every batch
            own = [[item for item in batch if shard_of(item, shards) == shard] for batch in batches]
            stories += stories_of(group_shard(own), vocabulary)
        parts = merge(stories, len(digests))
        found = {name: at for at, places in enumerate(parts) for place in places for name in stories[place][0]}
        moved = sum(len(places) for places in parts if len(places) > 1)
        precision, recall = bcubed(alone, _named(found))
        against = bcubed(gold, _named(found))
        print(
            f"{shards:>3} shards of {min(sizes.values())} to {max(sizes.values())} reports: {len(stories)} stories, "
            f"{len(parts)} after the merge, which joined {moved}; against one index P {precision:.3f} R {recall:.3f}, "
            f"against the gold P {against[0]:.3f} R {against[1]:.3f}"
        )


def _named(found: dict[str, int]) -> dict[str, str]:
    return {name: str(story) for name, story in found.items()}


if __name__ == "__main__":
    main()
