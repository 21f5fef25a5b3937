"""What the model sees of a report."""

import numpy as np

from rashomon.annotate.attributions.features import HASHED, Columns, columns
from rashomon.annotate.parse import parse
from rashomon.model.report import Block, BlockRole, Report
from rashomon.model.spans import Span
from rashomon.settings import AnnotateSettings


def see(*paragraphs: tuple[BlockRole, str], longest: int = 256) -> tuple[Report, Columns]:
    text = "\n\n".join(words for _, words in paragraphs)
    blocks, at = [], 0
    for role, words in paragraphs:
        blocks.append(Block(span=Span(at, at + len(words)), role=role))
        at += len(words) + 2
    report = Report(id="r", text=text, blocks=tuple(blocks))
    (parsed,) = parse([report], settings=AnnotateSettings())
    return report, columns(parsed, longest=longest)


def test_words_of_captions_and_boilerplate_are_not_read() -> None:
    report, seen = see(
        ("headline", "Dam holds"), ("caption", "The dam in May."), ("body", "It held."), ("boilerplate", "Subscribe.")
    )
    words = [report.text[a:b] for a, b in zip(seen.start.tolist(), seen.end.tolist(), strict=True)]
    assert words == ["Dam", "holds", "It", "held", "."]
    assert seen.windows == ((0, 2), (2, 5))
    assert seen.block == (0, 2)


def test_a_report_without_words_to_read() -> None:
    _, seen = see(("byline", "By A. Writer"))
    assert seen.windows == ()
    assert len(seen.start) == 0


def test_long_paragraphs_are_cut_at_sentences() -> None:
    sentence = "The river rose again in the night. "
    _, seen = see(("body", (sentence * 20).strip()), longest=40)
    sizes = [b - a for a, b in seen.windows]
    assert sum(sizes) == 160
    assert all(size == 40 for size in sizes)
    _, seen = see(("body", "and " * 500 + "end"), longest=40)
    assert max(b - a for a, b in seen.windows) == 40
    assert [b for _, b in seen.windows][:-1] == [a for a, _ in seen.windows][1:]


def test_heads_stay_in_their_window() -> None:
    _, seen = see(("body", "The council that met on Monday in the old hall by the river voted."), longest=4)
    for a, b in seen.windows:
        assert ((seen.head[a:b] >= a) & (seen.head[a:b] < b)).all()


def test_quotation_marks_are_one_however_they_are_typed() -> None:
    forms = ['"We won," she said.', "“We won,” she said.", "''We won,'' she said."]
    rows = []
    for form in forms:
        _, seen = see(("body", form))
        rows.append((seen.hashes[:, : HASHED.index("tag")].tolist(), (seen.quote // 2).tolist()))
    assert rows[0] == rows[1] == rows[2]
    state = np.asarray(rows[0][1])
    assert (state > 0).tolist() == [True, True, True, True, True, False, False, False]


def test_a_report_in_several_chunks_has_the_same_words() -> None:
    text = "The mayor said so. " * 30
    report = Report(id="r", text=text, blocks=(Block(span=Span(0, len(text) - 1), role="body"),))
    whole, cut = (next(iter(parse([report], settings=AnnotateSettings(chunk=chunk)))) for chunk in (100_000, 200))
    one, many = columns(whole, longest=64), columns(cut, longest=64)
    assert one.start.tolist() == many.start.tolist()
    assert one.end.tolist() == many.end.tolist()
    assert len(many.vectors) == len(many.start)
