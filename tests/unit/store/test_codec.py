"""What is written as bytes is read back as it was."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.errors import ArchiveError
from rashomon.model.annotation import Annotation, Tokens
from rashomon.model.report import Report
from rashomon.model.spans import ReferenceDate
from rashomon.model.synopsis import Synopsis
from rashomon.pipeline import Briefing
from rashomon.store.codec import decode, decode_text, encode, encode_text
from rashomon.store.tokens import EMPTY, decode_tokens, encode_tokens, share


def test_the_sample_coverage_comes_back(briefing: Briefing) -> None:
    for item in briefing.reports:
        annotation, text = item.annotation, item.report.text
        assert decode(Report, encode(Report, item.report)) == item.report
        assert decode(Annotation, encode(Annotation, annotation, near=text), near=text) == annotation
        assert decode_tokens(encode_tokens(annotation.tokens, text), text) == annotation.tokens
        assert decode_text(encode_text(text)) == text
    for synopsis in briefing.synopses:
        assert decode(Synopsis, encode(Synopsis, synopsis)) == synopsis
        assert encode(Synopsis, synopsis) == encode(Synopsis, replace(synopsis))


def test_a_synopsis_comes_back_without_its_reasons_where_nobody_wants_them(briefing: Briefing) -> None:
    for synopsis in briefing.synopses:
        assert any(claim.why for claim in synopsis.claims)
        bare = replace(synopsis, claims=tuple(replace(claim, why=()) for claim in synopsis.claims))
        assert decode(Synopsis, encode(Synopsis, synopsis), reasoned=False) == bare


@given(st.text(st.characters(), max_size=300))
def test_any_text_comes_back(text: str) -> None:
    assert decode_text(encode_text(text)) == text


word = st.text(st.characters(exclude_categories=()), min_size=1, max_size=6)


@given(st.lists(st.tuples(st.integers(0, 400), word, word, st.integers(-900, 900)), max_size=40))
@settings(max_examples=60)
def test_any_tokens_come_back(rows: list[tuple[int, str, str, int]]) -> None:
    text, starts = "", []
    for gap, token, _, _ in rows:
        text += " " * gap
        starts.append(len(text))
        text += token
    tokens = Tokens(
        start=tuple(starts),
        end=tuple(start + len(row[1]) for start, row in zip(starts, rows, strict=True)),
        lemma=tuple(row[2].lower() for row in rows),
        pos=tuple("NOUN" for _ in rows),
        tag=tuple("" if number % 3 else "NN" for number in range(len(rows))),
        dep=tuple(row[1] for row in rows),
        head=tuple(max(0, number + row[3]) for number, row in enumerate(rows)),
        entity=tuple("" for _ in rows),
    )
    assert decode_tokens(encode_tokens(tokens, text), text) == tokens


def test_bytes_of_a_report_without_the_last_fields_have_their_defaults() -> None:
    report = Report(id="a", text="", blocks=(), extra={"desk": '"foreign"'})
    whole = encode(Report, report)
    assert decode(Report, whole).extra == {"desk": '"foreign"'}
    assert decode(ReferenceDate, encode(ReferenceDate, ReferenceDate())) == ReferenceDate()


@pytest.mark.parametrize("cut", [0, 1, 2, 10, -1])
def test_bytes_that_are_cut_off(briefing: Briefing, cut: int) -> None:
    item = briefing.reports[0]
    with pytest.raises(ArchiveError) as caught:
        decode(Report, encode(Report, item.report)[:cut])
    assert caught.value.reason == "damaged"
    with pytest.raises(ArchiveError):
        decode_tokens(encode_tokens(item.annotation.tokens, item.report.text)[:cut], item.report.text)


def test_bytes_of_a_newer_program() -> None:
    for read in (decode_text, lambda data: decode(Report, data), lambda data: decode_tokens(data, "")):
        with pytest.raises(ArchiveError) as caught:
            read(b"\xfe" + encode_text("a")[1:])
        assert caught.value.reason == "newer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Values of all kinds of numbers."""

    whole: int
    share: float
    maybe: float | None
    pair: tuple[str, bool]
    many: tuple[int, ...] = ()


row = st.builds(
    Row,
    whole=st.integers(-(2**70), 2**70),
    share=st.one_of(st.floats(allow_nan=False), st.integers(-900, 900).map(lambda number: number / 1000)),
    maybe=st.none() | st.floats(0, 1) | st.integers(0, 9),
    pair=st.tuples(st.text(st.characters(exclude_categories=()), max_size=4), st.booleans()),
    many=st.lists(st.integers(-3, 300), max_size=5).map(tuple),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Many of them."""

    rows: tuple[Row, ...]


@given(st.lists(row, max_size=30))
@settings(max_examples=80, deadline=None)
def test_any_value_comes_back(rows: list[Row]) -> None:
    value = Rows(rows=tuple(rows))
    assert repr(decode(Rows, encode(Rows, value))) == repr(value)  # repr: 0.0 is not -0.0, and 1 not 1.0


def test_values_before_a_field_was_added_have_its_default() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Older:
        whole: int
        share: float
        maybe: float | None
        pair: tuple[str, bool]

    old = Older(whole=3, share=0.5, maybe=None, pair=("a", True))
    assert decode(Row, encode(Older, old)) == Row(whole=3, share=0.5, maybe=None, pair=("a", True), many=())


@pytest.mark.parametrize("place", range(1, 12))
def test_a_damaged_byte_is_noticed(briefing: Briefing, place: int) -> None:
    data = encode(Synopsis, briefing.synopses[0])
    at = len(data) * place // 12
    with pytest.raises(ArchiveError) as caught:
        decode(Synopsis, data[:at] + bytes([data[at] ^ 0x15]) + data[at + 1 :])
    assert caught.value.reason == "damaged"


@pytest.mark.parametrize("count", [254, 255, 256, 511, 700])
def test_tokens_that_are_as_guessed_for_long(count: int) -> None:
    text = "the " * count + "qzx"
    tokens = Tokens(
        start=tuple(range(0, len(text), 4)),
        end=tuple(min(start + 3, len(text)) for start in range(0, len(text), 4)),
        lemma=("the",) * count + ("qz",),
        pos=("DET",) * count + ("INTJ",),
        tag=("DT",) * count + ("UH",),
        dep=("det",) * count + ("ROOT",),
        head=(*range(1, count + 1), count),
        entity=("",) * (count + 1),
    )
    data = encode_tokens(tokens, text)
    assert decode_tokens(data, text) == tokens
    assert len(data) < 200


def test_tokens_that_share_their_strings_are_the_same() -> None:
    def twice(string: str) -> tuple[str, ...]:
        return tuple("".join([string[:2], string[2:]]) for _ in range(2))

    noun = twice("NOUN")
    tokens = Tokens(
        start=(0, 4),
        end=(3, 7),
        lemma=twice("seawall"),
        pos=noun,
        tag=noun,
        dep=noun,
        head=(0, 0),
        entity=noun,
    )
    shared = share(tokens)
    assert shared == tokens
    assert tokens.lemma[0] is not tokens.lemma[1]
    assert shared.lemma[0] is shared.lemma[1]
    assert shared.entity[0] is shared.pos[1]


def test_no_tokens_are_few_bytes() -> None:
    assert decode_tokens(encode_tokens(EMPTY, ""), "") == EMPTY
