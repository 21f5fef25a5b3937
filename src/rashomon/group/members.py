"""Reports and stories of the index as arrays and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from rashomon.group.cluster import Cluster, Days
from rashomon.group.copies import Match
from rashomon.group.pack import Array, Arrays, get_optional, get_rows, get_strings, put_rows, put_strings
from rashomon.group.story_index import LiveStory, Member
from rashomon.group.vectors import EMPTY, Vector, add


def put_members(arrays: Arrays, members: Mapping[int, Member]) -> None:
    """Add reports, under their numbers, to `arrays`."""
    of = [members[number] for number in sorted(members)]
    arrays["number"] = np.array(sorted(members), dtype=np.int64)
    arrays["text_of"] = np.array([member.text_of for member in of], dtype=np.int64)
    arrays["undated"] = np.array([member.order[0] for member in of], dtype=np.uint8)
    put_strings(arrays, "day", [member.order[1] for member in of])
    put_strings(arrays, "moment", [member.order[2] for member in of])
    put_strings(arrays, "id", [member.id for member in of])
    put_strings(arrays, "agency", [member.agency for member in of])
    put_strings(arrays, "credit", [member.credit for member in of])
    put_days(arrays, "days", [member.days for member in of])
    _put_vectors(arrays, "vector", [member.vector for member in of])
    put_rows(arrays, "heading", [member.title for member in of], "int32")
    matches = [match for member in of for match in member.matches]
    arrays["matches"] = np.array([len(member.matches) for member in of], dtype=np.int32)
    arrays["match.other"] = np.array([match.other for match in matches], dtype=np.int64)
    arrays["match.containment"] = np.array([match.containment for match in matches], dtype=np.float64)
    arrays["match.resemblance"] = np.array([match.resemblance for match in matches], dtype=np.float64)
    arrays["match.template"] = np.array([match.template for match in matches], dtype=np.uint8)


def get_members(arrays: Arrays) -> dict[int, Member]:
    """Return what `put_members` added."""
    matches = [
        Match(other, containment, resemblance, bool(template))
        for other, containment, resemblance, template in zip(
            arrays["match.other"].tolist(),
            arrays["match.containment"].tolist(),
            arrays["match.resemblance"].tolist(),
            arrays["match.template"].tolist(),
            strict=True,
        )
    ]
    ends = np.cumsum(arrays["matches"]).tolist()
    # states written before titles were kept have none
    titles = get_rows(arrays, "heading") if "heading" in arrays else [EMPTY.ids] * len(ends)
    rows = zip(
        arrays["number"].tolist(),
        arrays["text_of"].tolist(),
        arrays["undated"].tolist(),
        get_strings(arrays, "day"),
        get_strings(arrays, "moment"),
        get_strings(arrays, "id"),
        get_optional(arrays, "agency"),
        get_optional(arrays, "credit"),
        get_days(arrays, "days"),
        _get_vectors(arrays, "vector"),
        titles,
        [0, *ends],
        ends,
        strict=False,
    )
    return {
        number: Member(
            id=id,
            order=(bool(undated), day, moment, id),
            days=days,
            text_of=text_of,
            vector=vector,
            title=title.astype(np.int32, copy=False),
            matches=tuple(matches[first:last]),
            agency=agency,
            credit=credit,
        )
        for number, text_of, undated, day, moment, id, agency, credit, days, vector, title, first, last in rows
    }


def put_stories(arrays: Arrays, stories: Mapping[int, LiveStory], members: Mapping[int, Member]) -> None:
    """Add stories, under their keys, to `arrays`; their reports are among the `members`."""
    of = [stories[key] for key in sorted(stories)]
    arrays["key"] = np.array(sorted(stories), dtype=np.int64)
    put_strings(arrays, "story", [story.id for story in of])
    arrays["size"] = np.array([story.cluster.size for story in of], dtype=np.int64)
    arrays["square"] = np.array([story.cluster.square for story in of], dtype=np.float64)
    put_days(arrays, "stretch", [story.cluster.days for story in of])
    arrays["kept"] = np.array([len(story.cluster.total) for story in of], dtype=np.int32)
    _put_vectors(arrays, "total", [EMPTY if _is_sum(story, members) else story.cluster.total for story in of])
    put_rows(arrays, "numbers", [np.array(story.numbers, dtype=np.int64) for story in of], "int64")
    put_rows(arrays, "same", [np.array(story.copies, dtype=np.int64) for story in of], "int64")
    arrays["checked"] = np.array([story.checked for story in of], dtype=np.int64)
    arrays["touched"] = np.array([story.touched for story in of], dtype=np.int64)


def _is_sum(story: LiveStory, members: Mapping[int, Member]) -> bool:
    """Whether a story weighs what its reports weigh together, as nearly all do, which then need not be written."""
    total = story.cluster.total
    again = _sum(story.numbers, members, kept=len(total))
    return np.array_equal(total.ids, again.ids) and np.array_equal(total.weights, again.weights)


def _sum(numbers: Iterable[int], members: Mapping[int, Member], *, kept: int) -> Vector:
    return add([members[number].vector for number in numbers]).heaviest(kept)


def get_stories(arrays: Arrays, members: Mapping[int, Member]) -> dict[int, LiveStory]:
    """Return what `put_stories` added."""
    numbers = [row.tolist() for row in get_rows(arrays, "numbers")]
    # states written before sums were left out have all totals but those of stories of one report
    kept = arrays["kept"].tolist() if "kept" in arrays else [len(members[own[0]].vector) for own in numbers]
    totals = [
        total if len(total) else _sum(own, members, kept=terms)
        for own, total, terms in zip(numbers, _get_vectors(arrays, "total"), kept, strict=True)
    ]
    clusters = [
        Cluster(size=size, total=total, square=square, days=days)
        for size, total, square, days in zip(
            arrays["size"].tolist(), totals, arrays["square"].tolist(), get_days(arrays, "stretch"), strict=True
        )
    ]
    rows = zip(
        arrays["key"].tolist(),
        get_strings(arrays, "story"),
        clusters,
        numbers,
        get_rows(arrays, "same"),
        arrays["checked"].tolist(),
        arrays["touched"].tolist(),
        strict=True,
    )
    return {
        key: LiveStory(id=id, cluster=cluster, numbers=own, checked=checked, touched=touched, copies=same.tolist())
        for key, id, cluster, own, same, checked, touched in rows
    }


def put_days(arrays: Arrays, name: str, days: Iterable[Days | None]) -> None:
    """Add stretches of days to `arrays`; 0 stands for an unknown one, since ordinals begin at 1."""
    flat = [day for stretch in days for day in (stretch or (0, 0))]
    arrays[name] = np.array(flat, dtype=np.int32)


def get_days(arrays: Arrays, name: str) -> list[Days | None]:
    """Return what `put_days` added."""
    flat = arrays[name].tolist()
    return [(first, last) if first else None for first, last in zip(flat[::2], flat[1::2], strict=True)]


def _put_vectors(arrays: Arrays, name: str, vectors: list[Vector]) -> None:
    put_rows(arrays, name, [vector.ids for vector in vectors], "int32")
    weights: list[Array] = [vector.weights for vector in vectors]
    arrays[f"{name}.weights"] = np.concatenate([np.zeros(0, dtype=np.float32), *weights])


def _get_vectors(arrays: Arrays, name: str) -> list[Vector]:
    rows = get_rows(arrays, name)
    weights = arrays[f"{name}.weights"].astype(np.float32, copy=False)
    ends = np.cumsum([0, *map(len, rows)]).tolist()
    return [
        Vector(ids.astype(np.int32, copy=False), weights[first:last].copy())
        for ids, first, last in zip(rows, ends[:-1], ends[1:], strict=True)
    ]
