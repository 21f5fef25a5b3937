"""One batch of digests as bytes and back: what a log keeps between two snapshots."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rashomon.group.boilerplate import Outline
from rashomon.group.digest import Digest
from rashomon.group.members import get_days, put_days
from rashomon.group.pack import Arrays, get_optional, get_rows, get_strings, pack, put_rows, put_strings, unpack
from rashomon.group.shingles import Text


def pack_batch(batch: Sequence[Digest]) -> bytes:
    """Return digests as bytes, in their order; about 4 kB for a report of 350 words."""
    arrays: Arrays = {}
    put_strings(arrays, "id", [item.id for item in batch])
    arrays["mark"] = np.array([item.mark for item in batch], dtype=np.uint64)
    arrays["undated"] = np.array([item.order[0] for item in batch], dtype=np.uint8)
    put_strings(arrays, "day", [item.order[1] for item in batch])
    put_strings(arrays, "moment", [item.order[2] for item in batch])
    put_days(arrays, "days", [item.days for item in batch])
    put_strings(arrays, "agency", [item.agency for item in batch])
    put_strings(arrays, "credit", [item.credit for item in batch])
    words = {word: None for item in batch for word in (*item.counts, *sorted(item.outline.title))}
    place = {word: at for at, word in enumerate(words)}
    put_strings(arrays, "words", list(words))
    put_rows(arrays, "terms", [np.array([place[word] for word in item.counts], np.int32) for item in batch], "int32")
    # the order of the terms is kept: it is that of their numbers
    arrays["counts"] = np.array([count for item in batch for count in item.counts.values()], dtype=np.float64)
    put_rows(arrays, "leanings", [item.leanings for item in batch], "int8")
    titles = [np.array([place[word] for word in sorted(item.outline.title)], np.int32) for item in batch]
    put_rows(arrays, "title", titles, "int32")
    paragraphs = [np.array(item.outline.paragraphs, dtype=np.uint64) for item in batch]
    put_rows(arrays, "paragraphs", paragraphs, "uint64")
    put_rows(arrays, "shingles", [item.text.shingles for item in batch], "uint64")
    put_rows(arrays, "figures", [item.text.numbers for item in batch], "uint64")
    return pack("batch", arrays)


def unpack_batch(data: bytes) -> list[Digest]:
    """Return what `pack_batch` wrote. Raises ArchiveError: "damaged", "newer" or "not an archive"."""
    arrays = unpack("batch", data)
    words = get_strings(arrays, "words")
    counts = iter(arrays["counts"].tolist())
    terms_of = get_rows(arrays, "terms")
    # batches written before names were told have none
    leanings_of = get_rows(arrays, "leanings") if "leanings" in arrays else [np.zeros(len(own)) for own in terms_of]
    rows = zip(
        get_strings(arrays, "id"),
        arrays["mark"].tolist(),
        arrays["undated"].tolist(),
        get_strings(arrays, "day"),
        get_strings(arrays, "moment"),
        get_days(arrays, "days"),
        get_optional(arrays, "agency"),
        get_optional(arrays, "credit"),
        terms_of,
        leanings_of,
        get_rows(arrays, "title"),
        get_rows(arrays, "paragraphs"),
        get_rows(arrays, "shingles"),
        get_rows(arrays, "figures"),
        strict=True,
    )
    return [
        Digest(
            id=id,
            mark=mark,
            order=(bool(undated), day, moment, id),
            days=days,
            counts={words[term]: next(counts) for term in terms.tolist()},
            leanings=leanings.astype(np.int8, copy=False),
            text=Text(shingles.astype(np.uint64, copy=False), figures.astype(np.uint64, copy=False)),
            outline=Outline(frozenset(words[word] for word in title.tolist()), tuple(paragraphs.tolist())),
            agency=agency,
            credit=credit,
        )
        for (
            id,
            mark,
            undated,
            day,
            moment,
            days,
            agency,
            credit,
            terms,
            leanings,
            title,
            paragraphs,
            shingles,
            figures,
        ) in rows
    ]
