"""Stories that grow report by report over days, outlive the process, go to sleep and wake."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rashomon.group.boilerplate import Boilerplate, Outline, outline
from rashomon.group.digest import Digest, digest, publication_order
from rashomon.group.explain import explain_all
from rashomon.group.shingles import Text
from rashomon.group.sleep import pack_story, wake_story
from rashomon.group.state import restore, snapshot
from rashomon.group.story_index import StoryIndex
from rashomon.group.tell import tell
from rashomon.group.words import own_spans
from rashomon.model.report import Report
from rashomon.model.spans import ReferenceDate, Span
from rashomon.model.story import Story, StoryEvent
from rashomon.settings import GroupSettings

Dated = tuple[Report, ReferenceDate]
"""A report and the date that it counts as published on: the given one, or one inferred from its text."""

Fetch = Callable[[Sequence[str]], Mapping[str, Report]]
"""Given ids of reports that were taken in, returns these, as they were then."""

Work = tuple[Report, ReferenceDate, Outline, tuple[Span, ...]]

Mapper = Callable[[Callable[[Work], Digest], Iterable[Work]], Iterable[Digest]]
"""Applies a function to items and keeps their order: the built-in map, or one that uses several processes."""

Wake = Callable[[Sequence[str]], Iterable[bytes]]
"""Given ids of retired stories, returns the `Retired.sleeping` of those that are still kept."""


@dataclass(frozen=True, slots=True)
class Retired:
    """A story that is over: the number of its founder, the story as it is told, and the bytes that wake it."""

    key: int
    story: Story
    sleeping: bytes


@dataclass(frozen=True, slots=True)
class Step:
    """What one batch did.

    `changed` are the ids of the live stories that it founded or changed, `retired` those that had been idle for long
    enough when it came, `woken` the ids of stories that were retired and are live again (they may go back to sleep
    unchanged), `events` the merges and splits. A story that another took in is gone: `events` says so.
    """

    changed: tuple[str, ...]
    retired: tuple[Retired, ...]
    woken: tuple[str, ...]
    events: tuple[StoryEvent, ...]


class StoryStream:
    """Groups batches of reports into stories, and can be written down and restored at any point between two batches.

    A caller that keeps stories does, for each batch, all in one transaction of its own:

        batch = stream.read(dated)               # Digests: all that the grouping reads in these reports
        keep(pack_batch(batch))                  # the log
        step = stream.add(batch, wake=fetch)     # fetch(ids) -> the kept bytes of retired stories
        ...                                      # keep step.events, stream.story(id) for step.changed, step.retired

    and now and then `keep(stream.snapshot())`, after which the log may be thrown away. To go on after a restart:
    `stream = StoryStream.restore(data, settings=...)`, then `stream.replay(unpack_batch(logged), wake=fetch)` for every
    batch logged since. What comes after is the same, to the byte, as without the restart.
    """

    def __init__(self, *, settings: GroupSettings) -> None:
        self.index = StoryIndex(settings=settings)
        self._settings = settings
        self.boilerplate = Boilerplate(settings=settings)
        self._keys: dict[str, int] = {}

    @classmethod
    def restore(cls, data: bytes, *, settings: GroupSettings) -> StoryStream:
        """Return the stream that `snapshot` wrote. Raises ArchiveError: "damaged", "newer" or "not an archive"."""
        stream = cls(settings=settings)
        stream.index, stream.boilerplate = restore(data, settings=settings)
        stream._keys = {story.id: key for key, story in stream.index.live.items()}
        return stream

    def snapshot(self) -> bytes:
        """Return the whole state: for each report of a live story about 1.5 kB, and 4 kB more without `fetch_texts`."""
        return snapshot(self.index, self.boilerplate)

    def fetch_texts(self, fetch: Fetch, *, at_hand: int) -> None:
        """Read the texts of earlier reports anew where they are needed, instead of keeping more than `at_hand` of them.

        To be called first, by whom the reports are kept in any case; a snapshot then has no texts.
        """

        def texts(numbers: Sequence[int]) -> list[Text]:
            ids = [self.index.reports[number].id for number in numbers]
            found = fetch(ids)
            return [
                self._text(found[id], self.index.copies.spans(number)) for number, id in zip(numbers, ids, strict=True)
            ]

        self.index.copies.fetch, self.index.copies.at_hand = texts, at_hand

    def _text(self, report: Report, spans: Sequence[Span]) -> Text:
        spans = spans or own_spans(report)
        nothing = Outline(frozenset(), ())
        return digest(report, outline=nothing, spans=spans, published=ReferenceDate(), settings=self._settings).text

    def read(self, reports: Sequence[Dated], *, mapper: Mapper = map) -> list[Digest]:
        """Return the digests of a batch, whose order does not matter; its paragraphs are counted as boilerplate.

        To be followed by `add` of the same batch.
        """
        outlines = [outline(report) for report, _ in reports]
        order = sorted(
            range(len(reports)), key=lambda place: publication_order(reports[place][1], reports[place][0].id)
        )
        self.boilerplate.add(outlines[place] for place in order)
        work = [
            (report, published, own, self.boilerplate.spans(report, own))
            for (report, published), own in zip(reports, outlines, strict=True)
        ]
        return list(mapper(functools.partial(make_digest, settings=self._settings), work))

    def replay(self, batch: Sequence[Digest], *, wake: Wake | None = None) -> Step:
        """Add a batch that was read before the restart; the log has its digests."""
        self.boilerplate.add(item.outline for item in sorted(batch, key=lambda item: item.order))
        return self.add(batch, wake=wake)

    def add(self, batch: Sequence[Digest], *, wake: Wake | None = None) -> Step:
        """Take in a batch. Without `wake` a story that has ended stays so."""
        index = self.index
        retired: dict[str, Retired] = {}
        for story in index.retire(batch):
            retired[story.id] = Retired(
                story.numbers[0], tell(index.reports, story), pack_story(index, story) if wake else b""
            )
            index.forget(story)
            if wake:
                index.put_to_sleep(story)
        woken = self._wake(batch, wake, retired) if wake else []
        events = index.add(batch)
        changed = {index.live[key].id: key for key in sorted(index.changed)}
        for id in retired:
            self._keys.pop(id, None)
        for id in (other for event in events if event.kind == "merged" for other in event.others):
            self._keys.pop(id, None)
        self._keys |= changed
        return Step(tuple(changed), tuple(retired.values()), tuple(woken), events)

    def story(self, id: str) -> Story:
        """Return a live story as it is now, without explanations. Raises KeyError for one that is not live."""
        return self.story_of(self._keys[id])

    def story_of(self, key: int) -> Story:
        """Return the live story whose founder has the number `key`."""
        return tell(self.index.reports, self.index.live[key])

    def explained(self, key: int) -> Story:
        """Return the live story whose founder has the number `key`, with the reasons for each membership."""
        story = self.story_of(key)
        members = explain_all(self.index, self.index.live[key], settings=self._settings)
        return replace(story, members=tuple(members[id] for id in story.reports))

    def stories(self) -> Iterator[Story]:
        """Yield the live stories in the order of their founding."""
        for key in sorted(self.index.live):
            yield self.story_of(key)

    def _wake(self, batch: Sequence[Digest], wake: Wake, retired: dict[str, Retired]) -> list[str]:
        """Wake the stories that `batch` asks for, and return their ids; one just `retired` simply stays."""
        dormant = self.index.dormant
        keys = sorted({key for item in batch for key in dormant.find(item.counts)})
        ids = [dormant.id(key) for key in keys]
        for key in keys:
            dormant.drop(key)
        staying = [retired.pop(id).sleeping for id in ids if id in retired]
        asked = [id for id in ids if id not in self._keys]
        woken = []
        # sorted, so that the order in which they are handed over does not matter
        for data in sorted([*staying, *(wake(asked) if asked else ())]):
            key = wake_story(self.index, data)
            id = self.index.live[key].id
            if id not in self._keys:
                self._keys[id] = key
                woken.append(id)
        return woken


def make_digest(work: Work, *, settings: GroupSettings) -> Digest:
    """Return the digest of one report."""
    report, published, own, spans = work
    made = digest(report, outline=own, spans=spans, published=published, settings=settings)
    if len(spans) < len(own.paragraphs):
        made = replace(made, text=replace(made.text, spans=spans))
    return made
