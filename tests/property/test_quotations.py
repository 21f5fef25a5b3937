"""Quotations of any text are stretches of it, in order, and apart."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from rashomon.annotate.attributions.quotes import find_quotations

TEXT = st.text(alphabet="ab. ,!\"'“”‘’«»`\u00a0é7", max_size=80)


@given(TEXT, st.integers(0, 80), st.integers(0, 80))
def test_quotations_are_stretches_in_order(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = find_quotations(text, start, end)
    assert all(start <= q.start < q.end <= end for q in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(q.closed or q.end == end for q in found)


@given(TEXT)
def test_a_paragraph_is_read_without_its_neighbours(text: str) -> None:
    around = "“" + text + '"'
    alone = [(q.start + 1, q.end + 1) for q in find_quotations(text, 0, len(text))]
    assert [(q.start, q.end) for q in find_quotations(around, 1, 1 + len(text))] == alone
