"""Stories as they grow: batch after batch of reports joins them, founds them, merges them and splits them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median_low

import numpy as np

from rashomon.group.candidates import CandidateIndex
from rashomon.group.cluster import Cluster, Days, merge, single
from rashomon.group.copies import CopyIndex, Match
from rashomon.group.digest import Digest, Order
from rashomon.group.linkage import Linked, link, threshold_for
from rashomon.group.vectors import Vector, dot
from rashomon.group.vocabulary import Vocabulary
from rashomon.model.ids import derive_id
from rashomon.model.story import StoryEvent
from rashomon.settings import GroupSettings


@dataclass(frozen=True, slots=True)
class Member:
    """A report in the index, under a number that counts up in the order of coming.

    `text_of` is the number of the report whose text it is: its own, unless it is a copy in nearly every word.
    `vector` is empty for such a copy: it says nothing new of the story.
    """

    id: str
    order: Order
    days: Days | None
    text_of: int
    vector: Vector
    matches: tuple[Match, ...]


@dataclass(slots=True)
class LiveStory:
    """A story that can still grow.

    `numbers` are its reports, ascending, without the `copies` of the same text. `checked` is its size when it was last
    tried whether it falls apart, `touched` the batch that last changed it.
    """

    id: str
    cluster: Cluster
    numbers: list[int]
    checked: int
    touched: int
    copies: list[int] = field(default_factory=list)


class StoryIndex:
    """Groups reports online.

    Each batch is put in order of publication, so the order within a batch does not matter. A story's id is derived
    from the report that founded it, and stays: of stories that merge the elder lives on, of a story that splits the
    part with its founder. `live` has the stories under the number of the report that founded them.
    """

    def __init__(self, *, settings: GroupSettings) -> None:
        self.vocabulary = Vocabulary(settings=settings)
        self.reports: dict[int, Member] = {}
        self.live: dict[int, LiveStory] = {}
        self._settings = settings
        self._copies = CopyIndex(settings=settings)
        self._candidates = CandidateIndex(settings=settings)
        self._clusters: dict[int, Cluster] = {}
        self._story_of: dict[int, int] = {}
        self._seen = 0
        self._batches = 0
        self._today: int | None = None

    def add(self, digests: Iterable[Digest]) -> tuple[StoryEvent, ...]:
        """Take in one batch; return which stories it merged and split."""
        batch = sorted(digests, key=lambda item: item.order)
        self._batches += 1
        events: list[StoryEvent] = []
        new = self._number(batch)
        threshold = threshold_for(self._seen, settings=self._settings)
        clusters, products = self._compare(new, threshold)
        changed = [
            self._update(linked, events)
            for linked in link(clusters, products, threshold=threshold, settings=self._settings)
        ]
        for number, member in new.items():
            if member.text_of != number:
                story = self._story_of[member.text_of]
                self._story_of[number] = story
                self.live[story].copies.append(number)
                self.live[story].touched = self._batches
        for key in changed:
            self._split(key, threshold, events)
        days = [item.days[1] for item in batch if item.days]
        if days:
            # the middle day of a batch: one report dated in the future must not end every story
            self._today = max(self._today or 0, median_low(days))
        return tuple(events)

    def retire(self) -> list[LiveStory]:
        """Let go of stories idle for `idle_days`, and beyond `live_stories` of those untouched longest."""
        gone = []
        if self._today is not None:
            limit = self._today - self._settings.idle_days
            gone = [key for key, story in self.live.items() if story.cluster.days and story.cluster.days[1] < limit]
        excess = len(self.live) - len(gone) - self._settings.live_stories
        if excess > 0:
            idle = sorted(self.live.keys() - set(gone), key=lambda key: (self.live[key].touched, key))
            gone.extend(idle[:excess])
        retired = []
        for key in sorted(gone):
            story = self.live.pop(key)
            del self._clusters[key]
            self._candidates.drop(key)
            retired.append(story)
        return retired

    def forget(self, story: LiveStory) -> None:
        """Let go of the reports of a retired story too: nothing is found to be a copy of them any more."""
        numbers = story.numbers + story.copies
        self._copies.forget(numbers)
        for number in numbers:
            del self.reports[number]
            del self._story_of[number]

    def _number(self, batch: list[Digest]) -> dict[int, Member]:
        """Number the reports of a batch, find of which texts they are copies, and weigh their words."""
        numbers = range(self._seen, self._seen + len(batch))
        self._seen += len(batch)
        matches = self._copies.add(numbers, [item.shingles for item in batch])
        text_of: dict[int, int] = {}
        terms = {}
        for number, item, found in zip(numbers, batch, matches, strict=True):
            same = [match.other for match in found if match.resemblance >= self._settings.same_text]
            earlier = same[0] if same else number
            text_of[number] = text_of[earlier] if earlier in text_of else self._text_of(earlier, number)
            if text_of[number] == number:
                terms[number] = self.vocabulary.add(item.counts)
        nothing = Vector(np.zeros(0, dtype=np.int32), np.zeros(0))
        members = {}
        for number, item, found in zip(numbers, batch, matches, strict=True):
            vector = nothing
            if number in terms:
                counts = np.fromiter(item.counts.values(), dtype=np.float64, count=len(item.counts))
                vector = self.vocabulary.weigh(terms[number], counts)
            members[number] = Member(item.id, item.order, item.days, text_of[number], vector, tuple(found))
        self.reports.update(members)
        return members

    def _text_of(self, earlier: int, number: int) -> int:
        return self.reports[earlier].text_of if earlier in self.reports else number

    def _compare(
        self, new: Mapping[int, Member], threshold: float
    ) -> tuple[dict[int, Cluster], dict[tuple[int, int], float]]:
        """Return the new reports and the live stories near them as clusters, and the dot products of near pairs."""
        clusters: dict[int, Cluster] = {}
        products: dict[tuple[int, int], float] = {}
        least = threshold / max(self._settings.same_day, 1.0)
        for number, member in new.items():
            if member.text_of != number:
                continue
            found = self._candidates.find(member.vector)
            for key, product in zip(
                found, self._candidates.products(member.vector, found, self._clusters), strict=True
            ):
                if product >= least * self._clusters[key].size:
                    products[key, number] = product
                    clusters[key] = self._clusters[key]
            clusters[number] = self._clusters[number] = single(member.vector, member.days)
            self._candidates.put(number, member.vector)
        return clusters, products

    def _update(self, linked: Linked, events: list[StoryEvent]) -> int:
        """Make the live stories what linking found; return the key of the story."""
        key, *others = linked.parts
        story = self.live.get(key)
        if story is None:
            story = self.live[key] = self._found(key, linked.cluster)
        elif not others:
            return key
        absorbed = []
        for other in others:
            gone = self.live.pop(other, None)
            if gone is not None:
                absorbed.append(gone.id)
            story.numbers.extend(gone.numbers if gone else (other,))
            story.copies.extend(gone.copies if gone else ())
            del self._clusters[other]
            self._candidates.drop(other)
        story.numbers.sort()
        self._place(key, linked.cluster)
        if absorbed:
            events.append(StoryEvent(kind="merged", story=story.id, others=tuple(absorbed)))
        return key

    def _found(self, key: int, cluster: Cluster) -> LiveStory:
        return LiveStory(derive_id("story", self.reports[key].id), cluster, [key], checked=1, touched=self._batches)

    def _place(self, key: int, cluster: Cluster) -> None:
        """Give the story its cluster and index it anew."""
        story = self.live[key]
        story.cluster = self._clusters[key] = cluster
        story.touched = self._batches
        self._candidates.put(key, cluster.total)
        for number in story.numbers + story.copies:
            self._story_of[number] = key

    def _split(self, key: int, threshold: float, events: list[StoryEvent]) -> None:
        """Try whether a story that has grown by half falls apart when its reports are linked anew.

        Reports that come one by one can join a look-alike before there are enough of them to be a story of their own.
        """
        story = self.live[key]
        size = len(story.numbers)
        least = self._settings.body_of_reports
        if size < max(2 * least, 1.5 * story.checked) or size > self._settings.split_reports:
            return
        story.checked = size
        clusters = {number: single(self.reports[number].vector, self.reports[number].days) for number in story.numbers}
        products = {
            (low, high): dot(clusters[low].total, clusters[high].total)
            for place, high in enumerate(story.numbers)
            for low in story.numbers[:place]
        }
        groups = link(clusters, products, threshold=threshold, settings=self._settings)
        apart = [group for group in groups if len(group.parts) >= least and key not in group.parts]
        if not apart or len(groups) == 1:
            return
        leaving = {number for group in apart for number in group.parts}
        kept = [number for number in story.numbers if number not in leaving]
        if len(kept) < least:
            return
        for group in apart:
            founder = group.parts[0]
            new = self.live[founder] = self._found(founder, group.cluster)
            new.numbers = list(group.parts)
            new.copies = [number for number in story.copies if self.reports[number].text_of in group.parts]
            new.checked = len(group.parts)
            self._place(founder, group.cluster)
        story.numbers = kept
        story.copies = [number for number in story.copies if self.reports[number].text_of not in leaving]
        rest = clusters[kept[0]]
        for number in kept[1:]:
            rest = merge(rest, clusters[number], dot(rest.total, clusters[number].total), settings=self._settings)
        self._candidates.drop(key)
        self._place(key, rest)
        events.append(
            StoryEvent(kind="split", story=story.id, others=tuple(self.live[group.parts[0]].id for group in apart))
        )
