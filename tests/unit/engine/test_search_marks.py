"""Where the words of a query stand: the quick way for texts in plain letters finds what the thorough one does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.engine import search
from rashomon.engine.search import find_marks, read_query
from rashomon.store.search import Term
from rashomon.store.sheets import Draft

WORDS = (
    "Ona",
    "ona",
    "ona's",
    "Ona’S",
    "co",
    "operation",
    "al",
    "s",
    "it's",
    "O'Dell",
    "dell",
    "3",
    "5",
    "x_y",
    "onas",
)
GAPS = (" ", "-", " – ", ", ", "'", " “", "_", "\n\n", "’s ", "")
QUERIES = ("ona", "ona*", '"ona co"', "co-op*", "o'dell", "3 5", "x", '"co co"', "al it")


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=12), st.sampled_from(QUERIES))
def test_the_quick_way_finds_what_the_thorough_one_finds(parts: list[tuple[str, str]], query: str) -> None:
    text = "".join(word + gap for word, gap in parts)
    terms = read_query(query)
    thorough = search._thorough_marks(text, terms)
    assert find_marks(text, terms) == thorough


@pytest.mark.parametrize("text", ["Zürich und Zurich", "ZURICH's bridge; Zürich"])
def test_other_spellings_of_a_letter_are_marked_too(text: str) -> None:
    found = find_marks(text, [Term(words=("zurich",))])
    assert [text[span.start : span.end].lower() for span, _ in found] == [
        word for word in text.lower().replace("'s bridge;", "").split() if word != "und"
    ]


ODD = (*WORDS, "Straße", "strasse", "Ónа", "Ж", "½", "ona²")
PHRASES = ('"ona co"', '"co operation"', "o'dell", '"3 5"', '"it ona*"', '"strasse ona"', '"s al"', '"ж ona"')


@given(
    st.lists(st.tuples(st.sampled_from(ODD), st.sampled_from(GAPS)), max_size=12),
    st.lists(st.sampled_from(ODD), max_size=3),
    st.sampled_from(PHRASES),
)
def test_a_text_has_the_phrases_that_the_thorough_way_finds(
    parts: list[tuple[str, str]], head: list[str], query: str
) -> None:
    text, title = "".join(word + gap for word, gap in parts), " ".join(head)
    terms = read_query(query)
    phrases = [search._phrase(term) for term in terms if len(term.words) > 1]
    draft = Draft(1, "r", title, "", None, text)
    whole = text if title in text else f"{text}\n{title}"
    has = {number for _, number in search._thorough_marks(whole, [phrase.term for phrase in phrases])}
    assert search._has(draft, phrases) == (len(has) == len(phrases))
    assert not has or search._may_have(phrases, text.encode(), title)
