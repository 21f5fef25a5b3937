"""What made annotations: sets of components with their versions, each written once."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from rashomon.store.prepared import Versions, program_key
from rashomon.store.schema import programs


def put(connection: Connection, wanted: Iterable[Versions]) -> None:
    """Write those that are not there yet."""
    keys = {program_key(versions): versions for versions in wanted}
    known = set(connection.execute(select(programs.c.key).where(programs.c.key.in_(sorted(keys)))).scalars())
    new = [{"key": key, "versions": json.dumps(keys[key])} for key in sorted(keys.keys() - known)]
    if new:
        connection.execute(insert(programs), new)


@functools.lru_cache(maxsize=64)
def read(text: str) -> Versions:
    """The versions that are written in `programs`."""
    return tuple((name, version) for name, version in json.loads(text))
