"""Stories survive a restart at any point: nothing differs from a run without one, to the byte."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.streams import SETTINGS, make_batches

from rashomon.errors import ArchiveError
from rashomon.group import Step, StoryStream, pack_batch, unpack_batch


class Shelf:
    """Keeps retired stories, as a store would."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def keep(self, step: Step) -> Step:
        self.kept |= {item.story.id: item.sleeping for item in step.retired}
        return step

    def fetch(self, ids: Sequence[str]) -> list[bytes]:
        return [self.kept[id] for id in ids]


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), sizes=st.lists(st.integers(1, 12), min_size=2, max_size=9), data=st.data())
def test_a_restart_between_any_two_batches_changes_nothing(seed: int, sizes: list[int], data: st.DataObject) -> None:
    batches = make_batches(seed, sizes)
    cut = data.draw(st.integers(0, len(batches) - 1), label="batches before the snapshot")
    replayed = data.draw(st.integers(0, len(batches) - cut), label="batches in the log")
    shelf = Shelf()
    whole = StoryStream(settings=SETTINGS)
    steps, log, taken = [], [], whole.snapshot()
    for at, batch in enumerate(batches):
        if at == cut:
            taken = whole.snapshot()
        log.append(pack_batch(whole.read(batch)))
        steps.append(shelf.keep(whole.add(unpack_batch(log[-1]), wake=shelf.fetch)))

    again = StoryStream.restore(taken, settings=SETTINGS)
    second = Shelf()
    second.kept = {item.story.id: item.sleeping for step in steps[:cut] for item in step.retired}
    repeated = []
    for place in range(cut, len(batches)):
        if place < cut + replayed:
            step = again.replay(unpack_batch(log[place]), wake=second.fetch)
        else:
            step = again.add(again.read(batches[place]), wake=second.fetch)
        repeated.append(second.keep(step))
    assert repeated == steps[cut:]
    assert list(again.stories()) == list(whole.stories())
    assert again.snapshot() == whole.snapshot()


def test_stories_are_retired_and_woken_in_these_streams() -> None:
    shelf = Shelf()
    stream = StoryStream(settings=SETTINGS)
    steps = [
        shelf.keep(stream.add(stream.read(batch), wake=shelf.fetch)) for batch in make_batches(3, [8, 1, 1, 1, 8, 8])
    ]
    assert any(step.retired for step in steps)
    assert any(step.woken for step in steps)


@pytest.mark.parametrize("cut", [0, 7, 8, 40, -1])
def test_a_state_that_is_cut_short_is_refused(cut: int) -> None:
    stream = StoryStream(settings=SETTINGS)
    stream.add(stream.read(make_batches(1, [5])[0]))
    with pytest.raises(ArchiveError):
        StoryStream.restore(stream.snapshot()[:cut], settings=SETTINGS)


def test_a_flipped_bit_is_found() -> None:
    data = bytearray(StoryStream(settings=SETTINGS).snapshot())
    data[len(data) // 2] ^= 1
    with pytest.raises(ArchiveError) as caught:
        StoryStream.restore(bytes(data), settings=SETTINGS)
    assert caught.value.reason == "damaged"


def test_one_kind_of_bytes_is_not_taken_for_another() -> None:
    with pytest.raises(ArchiveError) as caught:
        StoryStream.restore(pack_batch([]), settings=SETTINGS)
    assert caught.value.reason == "not an archive"


def test_a_stream_that_fetches_texts_does_what_one_that_keeps_them_does() -> None:
    for seed in range(6):
        batches = make_batches(seed, [8, 1, 9, 1, 8, 8])
        told = {report.id: report for batch in batches for report, _ in batch}
        kept, fetched = [], []
        shelf, other = Shelf(), Shelf()
        whole, frugal = StoryStream(settings=SETTINGS), StoryStream(settings=SETTINGS)
        frugal.fetch_texts(lambda ids, told=told: {id: told[id] for id in ids}, at_hand=2)  # type: ignore[misc]
        for batch in batches:
            kept.append(shelf.keep(whole.add(whole.read(batch), wake=shelf.fetch)))
            fetched.append(other.keep(frugal.add(frugal.read(batch), wake=other.fetch)))
            small = frugal.snapshot()
            assert len(small) < len(whole.snapshot())
            frugal = StoryStream.restore(small, settings=SETTINGS)
            frugal.fetch_texts(lambda ids, told=told: {id: told[id] for id in ids}, at_hand=2)  # type: ignore[misc]
        assert [(step.changed, step.woken, step.events) for step in fetched] == [
            (step.changed, step.woken, step.events) for step in kept
        ]
        assert list(frugal.stories()) == list(whole.stories())
