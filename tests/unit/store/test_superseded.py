"""A synopsis that another followed is read back from that one as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from rashomon.errors import ArchiveError
from rashomon.model.synopsis import Citation, Synopsis
from rashomon.pipeline import Briefing
from rashomon.store.codec import decode, encode
from rashomon.store.reasons import put_together, take_apart
from rashomon.store.superseded import Kept, as_difference, read

Change = Callable[[Synopsis], Synopsis]


def fewer_reports(synopsis: Synopsis) -> Synopsis:
    gone = synopsis.reports[0].id
    return replace(
        synopsis,
        reports=synopsis.reports[1:],
        claims=tuple(
            replace(claim, support=kept, weight=claim.weight / 3, confidence=0.123456789)
            for claim in synopsis.claims
            if (kept := tuple(one for one in claim.support if one.at.report != gone))
        ),
    )


def backwards(synopsis: Synopsis) -> Synopsis:
    return replace(
        synopsis,
        claims=synopsis.claims[::-1],
        actors=tuple(replace(actor, mentions=actor.mentions[::2]) for actor in synopsis.actors[::-1]),
    )


def other_words(synopsis: Synopsis) -> Synopsis:
    return replace(
        synopsis,
        headline=Citation("nowhere", 3, 9),
        claims=tuple(
            replace(claim, id=f"odd-{number}", why=("joined: 2 pairs, mean 0.05", "a ¤ º, 1.5: x"))
            for number, claim in enumerate(synopsis.claims)
        ),
        statements=synopsis.statements[:3],
        places=(),
    )


def nothing_known(synopsis: Synopsis) -> Synopsis:
    empty = dict.fromkeys(("claims", "differences", "statements", "timeline", "figures", "actors", "cites"), ())
    return replace(synopsis, first=None, last=None, **empty)  # type: ignore[arg-type]


@pytest.mark.parametrize("change", [lambda one: one, fewer_reports, backwards, other_words, nothing_known])
@pytest.mark.parametrize("turned", [False, True])
def test_an_earlier_synopsis_comes_back(briefing: Briefing, change: Change, turned: bool) -> None:
    pair = (change(briefing.synopses[0]), briefing.synopses[0])
    earlier, later = pair[::-1] if turned else pair
    data = as_difference(earlier, later)
    assert data is not None
    found = read(kept(1, data), kept(2, encode(Synopsis, later)))
    assert repr(found) == repr(earlier)


def test_it_takes_a_fraction_of_the_bytes(briefing: Briefing) -> None:
    later = briefing.synopses[0]
    earlier = fewer_reports(later)
    data = as_difference(earlier, later)
    assert data is not None
    assert len(data) < len(encode(Synopsis, earlier)) / 3


def test_several_steps_back(briefing: Briefing) -> None:
    last = briefing.synopses[0]
    steps = [fewer_reports(fewer_reports(last)), fewer_reports(last), last]
    rows = [kept(3, encode(Synopsis, last))]
    for number in (2, 1):
        data = as_difference(steps[number - 1], steps[number])
        assert data is not None
        rows.insert(0, kept(number, data))
    assert repr(read(*rows)) == repr(steps[0])


def test_what_is_equal_but_not_the_same_is_kept_whole(briefing: Briefing) -> None:
    later = briefing.synopses[0]
    earlier = replace(later, claims=tuple(replace(claim, confidence=1.0) for claim in later.claims))
    later = replace(later, claims=tuple(replace(claim, confidence=1) for claim in later.claims))
    assert earlier == later
    assert as_difference(earlier, later) is None


def test_a_difference_is_no_whole_value(briefing: Briefing) -> None:
    synopsis = briefing.synopses[0]
    data = as_difference(synopsis, synopsis)
    assert data is not None
    with pytest.raises(ArchiveError, match="difference"):
        decode(Synopsis, data)
    with pytest.raises(ArchiveError, match="difference"):
        read(kept(1, encode(Synopsis, synopsis)), kept(2, encode(Synopsis, synopsis)))


@pytest.mark.parametrize(
    "line",
    [
        "",
        ": ",
        "alone: no other sentence",
        "joined: 10 pairs, probability 0.05 to 1.00, mean 0.56",
        "for: cosine +1.31, share -0.07, 007, 1.5, 12.345, 00.12, 1,000",
        "value: 3 readings of '٣', 5:30, with: more, : , ",
        "123456789012 and 12345678.25",
    ],
)
def test_a_reason_is_put_together_as_it_was(line: str) -> None:
    parts, hundredths, whole = take_apart(line)
    assert put_together(parts, iter(hundredths), iter(whole)) == line


def kept(number: int, data: bytes) -> Kept:
    return Kept(number=number, data=data, made_from=b"")
