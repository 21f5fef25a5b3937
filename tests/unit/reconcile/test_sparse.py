"""Values made distinct as numpy makes them, and members numbered as they come."""

from __future__ import annotations

import numpy as np
import pytest

from rashomon.reconcile.align.sparse import distinct, make_rows, places_of


@pytest.mark.parametrize("size", [0, 1, 7, 400])
def test_distinct_values_and_their_places_are_those_of_numpy(size: int) -> None:
    values = np.random.default_rng(size).integers(0, 50, size)
    wanted, places = np.unique(values, return_inverse=True)
    assert distinct(values).tolist() == wanted.tolist()
    assert places_of(values)[1].tolist() == places.tolist()


def test_members_are_numbered_in_the_order_in_which_they_come() -> None:
    rows, index = make_rows([["salt", "quay"], [], ["ferry", "salt", "ferry"]])
    assert index == {"salt": 0, "quay": 1, "ferry": 2}
    assert rows.start.tolist() == [0, 2, 2, 4]
    assert rows.columns.tolist() == [0, 1, 0, 2]
    assert "crane" not in index
    with pytest.raises(KeyError):
        index["crane"]
