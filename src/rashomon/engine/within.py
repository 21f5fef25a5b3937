"""Reports of a folder that nobody needs to know of, as where an upload lies, by their place in it."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Iterator

from rashomon.model.report import Refusal, Report


def relative_to(folder: str | os.PathLike[str], items: Iterable[Report | Refusal]) -> Iterator[Report | Refusal]:
    """Yield the same with paths relative to `folder`.

    >>> [item.path for item in relative_to("/x", [Refusal(path="/x/a/b.txt", stage="intake", reason="empty")])]
    ['a/b.txt']
    """
    prefix = os.path.join(folder, "")
    for item in items:
        yield item if item.path is None else dataclasses.replace(item, path=item.path.removeprefix(prefix))
