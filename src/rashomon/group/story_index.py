"""Stories as they grow: batch after batch of reports joins them, founds them, merges them and splits them."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from statistics import median_low

import numpy as np

from rashomon.group.candidates import CandidateIndex
from rashomon.group.cluster import Cluster, Days, merge_all, single
from rashomon.group.copies import CopyIndex, Match
from rashomon.group.digest import Digest, Order
from rashomon.group.dormant import DormantIndex
from rashomon.group.linkage import components, link, threshold_for
from rashomon.group.look_alikes import Particulars
from rashomon.group.outsiders import find_outsiders
from rashomon.group.vectors import EMPTY, Ids, Row, Vector
from rashomon.group.vocabulary import Vocabulary
from rashomon.model.ids import derive_id
from rashomon.model.story import StoryEvent
from rashomon.settings import GroupSettings


@dataclass(frozen=True, slots=True)
class Member:
    """A report in the index, under a number that counts up in the order of coming.

    `text_of` is the number of the report whose text it is: its own, unless it is a copy in nearly every word.
    `vector` is empty for such a copy: it says nothing new of the story. `title` are the terms of its title.
    """

    id: str
    order: Order
    days: Days | None
    text_of: int
    vector: Vector
    title: Ids
    matches: tuple[Match, ...]
    agency: str | None
    credit: str | None


@dataclass(slots=True)
class LiveStory:
    """A story that can still grow.

    `numbers` are its reports, ascending, the founder first, without the `copies` of the same text. `checked` is its
    size when it was last tried whether it falls apart, `touched` the batch that last changed it.
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
    part with its founder. `live` has the stories under the number of the report that founded them, `changed` the keys
    of those that the last batch founded or changed.
    """

    def __init__(self, *, settings: GroupSettings) -> None:
        self.vocabulary = Vocabulary(settings=settings)
        self.reports: dict[int, Member] = {}
        self.live: dict[int, LiveStory] = {}
        self.copies = CopyIndex(settings=settings)
        self.candidates = CandidateIndex(settings=settings)
        self.dormant = DormantIndex(settings=settings)
        self.changed: set[int] = set()
        self.seen = 0
        self.batches = 0
        self.today: int | None = None
        self.row = Row()
        self._settings = settings
        self._clusters: dict[int, Cluster] = {}
        self._story_of: dict[int, int] = {}

    def add(self, digests: Iterable[Digest]) -> tuple[StoryEvent, ...]:
        """Take in one batch; return which stories it merged and split."""
        batch = sorted(digests, key=lambda item: item.order)
        self.batches += 1
        self.changed.clear()
        events: list[StoryEvent] = []
        if self.vocabulary.overgrown:
            self.vocabulary.forget(self._terms_in_use())
        new = self._number(batch)
        threshold = threshold_for(self.seen, settings=self._settings)
        changed = []
        for keys in self._compare(new, threshold):
            if len(keys) == 1:
                changed.append(self._update(keys, self._clusters[keys[0]], events))
                continue
            clusters = [self._clusters[key] for key in keys]
            apart = self._apart(keys, new)
            particulars = [self.particulars(key) for key in keys]
            for places, cluster in link(
                clusters, particulars=particulars, apart=apart, threshold=threshold, settings=self._settings
            ):
                changed.append(self._update([keys[place] for place in places], cluster, events))
        for number, member in new.items():
            if member.text_of != number:
                story = self._story_of[member.text_of]
                self._story_of[number] = story
                self.live[story].copies.append(number)
                self._touch(story)
        for key in changed:
            self._split(key, threshold, events)
        for key in sorted(self.changed & self.live.keys()):
            self._set_apart(key, events)
        self.changed &= self.live.keys()
        # a report that founded a story is indexed already
        grown = [key for key in sorted(self.changed) if self._clusters[key].size > 1 or key not in self.candidates]
        self.candidates.put([(key, self._clusters[key].total) for key in grown])
        return _without_detours(events)

    def _terms_in_use(self) -> Iterator[Ids]:
        for member in self.reports.values():
            yield member.vector.ids
            yield member.title

    def near(self, vector: Vector) -> list[LiveStory]:
        """Return the live stories that share most weight with `vector`, in the order of their founding."""
        ((*keys,),) = self.candidates.find([(self.seen, vector)])
        return [self.live[key] for key in keys]

    def retire(self, coming: Iterable[Digest]) -> list[LiveStory]:
        """Let go of stories idle for `idle_days` before the batch `coming`, and of the most idle over `live_stories`.

        The day of a batch is the middle one of its reports: one dated in the future must not end every story. Idle
        stories are looked for when it is a new day.
        """
        days = [item.days[1] for item in coming if item.days]
        today = max(self.today or 0, median_low(days)) if days else self.today
        gone = []
        if today is not None and today != self.today:
            limit = today - self._settings.idle_days
            gone = [key for key, story in self.live.items() if story.cluster.days and story.cluster.days[1] < limit]
        self.today = today
        if len(self.live) - len(gone) > self._settings.live_stories:
            # some more at once, so that it need not be done for every batch
            excess = len(self.live) - len(gone) - self._settings.live_stories
            excess += self._settings.live_stories // 20
            idle = self.live.keys() - set(gone)
            gone.extend(heapq.nsmallest(excess, idle, key=lambda key: (self.live[key].touched, key)))
        retired = []
        for key in sorted(gone):
            story = self.live.pop(key)
            del self._clusters[key]
            self.candidates.drop(key)
            retired.append(story)
        return retired

    def take(self, key: int, story: LiveStory, members: Mapping[int, Member]) -> None:
        """Take in a story as it was when it was let go, with its reports; the other indexes know it already."""
        self.live[key] = story
        self.reports.update(members)
        self._clusters[key] = story.cluster
        self._story_of.update(dict.fromkeys(story.numbers + story.copies, key))

    def leave(self, key: int) -> None:
        """Let go of a live story with its reports: the opposite of `take`."""
        story = self.live.pop(key)
        del self._clusters[key]
        self.candidates.drop(key)
        self.forget(story)

    def put_to_sleep(self, story: LiveStory) -> None:
        """Remember a retired story by its heaviest terms, so that a report can wake it."""
        heaviest = story.cluster.total.heaviest(self._settings.wake_terms)
        terms = [self.vocabulary.terms[id] for id in heaviest.ids.tolist()]
        self.dormant.put(story.numbers[0], story.id, zip(terms, heaviest.weights.tolist(), strict=True))

    def forget(self, story: LiveStory) -> None:
        """Let go of the reports of a retired story too: nothing is found to be a copy of them any more."""
        numbers = story.numbers + story.copies
        self.copies.forget(numbers)
        for number in numbers:
            del self.reports[number]
            del self._story_of[number]

    def _number(self, batch: list[Digest]) -> dict[int, Member]:
        """Number the reports of a batch, find of which texts they are copies, and weigh their words."""
        numbers = range(self.seen, self.seen + len(batch))
        self.seen += len(batch)
        matches = self.copies.add(numbers, [item.text for item in batch])
        text_of: dict[int, int] = {}
        for number, found in zip(numbers, matches, strict=True):
            same = [
                match.other for match in found if match.resemblance >= self._settings.same_text and not match.template
            ]
            earlier = same[0] if same else number
            text_of[number] = text_of[earlier] if earlier in text_of else self._text_of(earlier, number)
        texts = [(number, item) for number, item in zip(numbers, batch, strict=True) if text_of[number] == number]
        added = self.vocabulary.add([item.counts for _, item in texts], [item.leanings for _, item in texts])
        terms = {number: ids for (number, _), ids in zip(texts, added, strict=True)}
        members = {}
        for number, item, found in zip(numbers, batch, matches, strict=True):
            vector, title = EMPTY, EMPTY.ids
            if number in terms:
                counts = np.fromiter(item.counts.values(), dtype=np.float64, count=len(item.counts))
                vector = self.vocabulary.weigh(terms[number], counts)
                # in an order that does not depend on hashing
                title = np.sort(self.vocabulary.find(sorted(item.outline.title & item.counts.keys())))
            member = Member(
                id=item.id,
                order=item.order,
                days=item.days,
                text_of=text_of[number],
                vector=vector,
                title=title,
                matches=(),
                agency=item.agency,
                credit=item.credit,
            )
            if found:
                kept = (replace(match, template=True) if self._is_page(member, match) else match for match in found)
                member = replace(member, matches=tuple(kept))
            members[number] = self.reports[number] = member
        return members

    def _is_page(self, member: Member, match: Match) -> bool:
        """Whether two texts share what sites print below any article: the title of neither is heard of in the other.

        A text that is the other's in nearly every word is its copy whatever it is called.
        """
        other = self.reports.get(match.other)
        if other is None or match.resemblance >= self._settings.same_text:
            return False
        one, other = (self.reports.get(report.text_of, report) for report in (member, other))
        unheard = self.vocabulary.is_unheard
        return unheard(one.title, one.vector, other.vector) and unheard(other.title, other.vector, one.vector)

    def _text_of(self, earlier: int, number: int) -> int:
        return self.reports[earlier].text_of if earlier in self.reports else number

    def _compare(self, new: Mapping[int, Member], threshold: float) -> list[list[int]]:
        """Return the keys of the new reports and of the live stories near them, in sets that may belong together.

        A mean similarity reaches the threshold only if one of its parts does, so only such pairs connect a set.
        """
        edges: list[tuple[int, int]] = []
        least = threshold / max(self._settings.same_day, 1.0)
        texts = [(number, member.vector) for number, member in new.items() if member.text_of == number]
        for number, vector in texts:
            self._clusters[number] = single(vector, new[number].days)
        self.candidates.put(texts)
        for (number, vector), near in zip(texts, self.candidates.find(texts), strict=True):
            found = sorted({*near, *self._homes(new[number])} & self._clusters.keys())
            products = self.row.products(vector, [self._clusters[key].total for key in found])
            for key, product in zip(found, products.tolist(), strict=True):
                if product >= least * self._clusters[key].size:
                    edges.append((key, number))
            edges.append((number, number))
        keys = sorted({key for edge in edges for key in edge})
        place = {key: at for at, key in enumerate(keys)}
        joined = components(len(keys), ((place[one], place[other]) for one, other in edges))
        return [[keys[at] for at in places] for places in joined]

    def _homes(self, member: Member) -> list[int]:
        """Return where the texts are that a report copies in part: their stories, or themselves in this batch."""
        return [self._home(match.other) for match in member.matches if match.other in self.reports]

    def _home(self, number: int) -> int:
        text = self.reports[number].text_of
        return self._story_of.get(text, text)

    def _apart(self, keys: list[int], new: Mapping[int, Member]) -> list[tuple[int, int]]:
        """Return the places of new reports and of stories with whose reports they share only a template."""
        place = {key: at for at, key in enumerate(keys)}
        pairs: set[tuple[int, int]] = set()
        for number in keys:
            matches = [match for match in new[number].matches if match.other in self.reports] if number in new else []
            copied = {self._home(match.other) for match in matches if not match.template}
            filled = {self._home(match.other) for match in matches if match.template}
            pairs.update((place[key], place[number]) for key in filled - copied if key in place)
        return sorted(pairs)

    def particulars(self, key: int) -> Particulars:
        """Return the particulars of a new report or a live story; the titles of a large one name everything."""
        numbers = self.live[key].numbers if key in self.live else [key]
        few = len(numbers) <= self._settings.titles_reports
        titles = [self.reports[number].title for number in numbers] if few else []
        return self.vocabulary.particulars(self._clusters[key].total, titles)

    def _update(self, keys: list[int], cluster: Cluster, events: list[StoryEvent]) -> int:
        """Make one story of the live stories and new reports `keys`; return its key."""
        key, *others = keys
        story = self.live.get(key)
        if story is None:
            story = self.live[key] = self._found(key, cluster)
        elif not others:
            return key
        absorbed = []
        for other in others:
            gone = self.live.pop(other, None)
            if gone is not None:
                absorbed.append(gone.id)
            joining = gone.numbers + gone.copies if gone else [other]
            self._story_of.update(dict.fromkeys(joining, key))
            story.numbers.extend(gone.numbers if gone else (other,))
            story.copies.extend(gone.copies if gone else ())
            del self._clusters[other]
            self.candidates.drop(other)
        story.numbers.sort()
        self._place(key, cluster)
        if absorbed:
            events.append(StoryEvent(kind="merged", story=story.id, others=tuple(absorbed)))
        return key

    def _found(self, key: int, cluster: Cluster) -> LiveStory:
        self._story_of[key] = key
        return LiveStory(derive_id("story", self.reports[key].id), cluster, [key], checked=1, touched=self.batches)

    def _place(self, key: int, cluster: Cluster) -> None:
        """Give the story its cluster."""
        self.live[key].cluster = self._clusters[key] = cluster
        self._touch(key)

    def _touch(self, key: int) -> None:
        self.live[key].touched = self.batches
        self.changed.add(key)

    def _split(self, key: int, threshold: float, events: list[StoryEvent]) -> None:
        """Try whether a story that has grown by half falls apart when its reports are linked anew.

        Reports that come one by one can join a look-alike before there are enough of them to be a story of their own.
        """
        story = self.live[key]
        size = len(story.numbers)
        least = self._settings.body_of_reports
        if size < max(2 * least, 2.0 * story.checked) or size > self._settings.split_reports:
            return
        story.checked = size
        members = [self.reports[number] for number in story.numbers]
        alone = [single(member.vector, member.days) for member in members]
        particulars = [self.vocabulary.particulars(member.vector, [member.title]) for member in members]
        groups = [
            ([story.numbers[place] for place in places], cluster)
            for places, cluster in link(alone, particulars=particulars, threshold=threshold, settings=self._settings)
        ]
        apart = [numbers for numbers, _ in groups if len(numbers) >= least and key not in numbers]
        if apart and size - sum(map(len, apart)) >= least:
            self._part(key, apart, events)

    def _set_apart(self, key: int, events: list[StoryEvent]) -> None:
        """Let the reports of a small story go that do not belong to it."""
        numbers = self.live[key].numbers
        places = find_outsiders([self.reports[number].vector for number in numbers], settings=self._settings)
        apart = [[numbers[place]] for place in places]
        if [key] in apart:
            # the founder keeps the id and goes; the others are a new story
            apart.remove([key])
            apart.append([number for place, number in enumerate(numbers) if place not in places])
        if apart:
            self._part(key, sorted(apart), events)

    def _part(self, key: int, apart: list[list[int]], events: list[StoryEvent]) -> None:
        """Make stories of their own of the reports `apart`, with their copies; the rest stays the story `key`."""
        story = self.live[key]
        leaving = {number for numbers in apart for number in numbers}
        copies = story.copies
        story.numbers = [number for number in story.numbers if number not in leaving]
        story.copies = [number for number in copies if self.reports[number].text_of not in leaving]
        self._place(key, self._cluster_of(story.numbers))
        for numbers in apart:
            founder = numbers[0]
            cluster = self._cluster_of(numbers)
            new = self.live[founder] = self._found(founder, cluster)
            new.numbers, new.checked = numbers, len(numbers)
            new.copies = [number for number in copies if self.reports[number].text_of in set(numbers)]
            self._story_of.update(dict.fromkeys(new.numbers + new.copies, founder))
            self._place(founder, cluster)
        others = tuple(self.live[numbers[0]].id for numbers in apart)
        events.append(StoryEvent(kind="split", story=story.id, others=others))

    def _cluster_of(self, numbers: list[int]) -> Cluster:
        alone = [single(self.reports[number].vector, self.reports[number].days) for number in numbers]
        return merge_all(alone, limit=self._settings.story_terms)


def _without_detours(events: list[StoryEvent]) -> tuple[StoryEvent, ...]:
    """Return the events of a batch without stories that were taken in and set apart again: nothing happened to them."""
    split = {(event.story, other) for event in events if event.kind == "split" for other in event.others}
    merged = {(event.story, other) for event in events if event.kind == "merged" for other in event.others}
    kept = [
        replace(event, others=tuple(other for other in event.others if (event.story, other) not in split & merged))
        for event in events
    ]
    return tuple(event for event in kept if event.others)
