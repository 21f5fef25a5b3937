"""Kind, speaker and chain of attributions in short reports written for this test."""

from __future__ import annotations

from rashomon.annotate.actors import find_actors
from rashomon.annotate.found import FoundAttribution
from rashomon.annotate.interpret import interpret
from rashomon.annotate.interpret.chain import enclosing
from rashomon.annotate.parse import parse
from rashomon.model.annotation import Attribution
from rashomon.model.report import Block, Report
from rashomon.model.spans import Span
from rashomon.settings import AnnotateSettings

Parts = tuple[str, str, str]


def _interpret(text: str, *parts: Parts) -> tuple[dict[str, str], tuple[Attribution, ...]]:
    """Names by actor id, and the attributions; each part is (source, cue, content), "" for none."""
    settings = AnnotateSettings()
    report = Report(id="r", text=text, blocks=(Block(span=Span(0, len(text)), role="body"),))
    (parsed,) = parse([report], settings=settings)
    found = tuple(
        FoundAttribution(source=_span(text, s), cue=_span(text, q), content=_span(text, c), confidence=0.9)
        for s, q, c in parts
    )
    actors = find_actors(parsed, (), found, settings=settings.actors)
    said = interpret(parsed, found, actors, settings=settings.actors)
    return {a.id: a.name for a in actors}, said


def _span(text: str, words: str) -> tuple[Span, ...]:
    return (Span(text.index(words), text.index(words) + len(words)),) if words else ()


def test_kind_follows_the_quotation_marks() -> None:
    text = "“I agree,” Ann Lee said. Ann Lee added that it was “a start”. Ann Lee left, she said."
    _, said = _interpret(
        text,
        ("Ann Lee", "said", "“I agree,”"),
        ("Ann Lee", "added", "that it was “a start”"),
        ("she", "said.", "Ann Lee left"),
    )
    assert [a.kind for a in said] == ["direct", "mixed", "indirect"]


def test_a_pronoun_source_is_its_antecedent() -> None:
    text = "Tom Hale met Ann Lee at noon. He said the road was closed."
    names, (said,) = _interpret(text, ("He", "said", "the road was closed"))
    assert said.speaker is not None
    assert names[said.speaker] == "Tom Hale"


def test_several_speak_as_one() -> None:
    text = "Tom Hale and Ann Lee said the road was closed."
    names, (said,) = _interpret(text, ("Tom Hale and Ann Lee", "said", "the road was closed"))
    assert said.speaker is not None
    assert [names[i] for i in (said.speaker, *said.also)] == ["Tom Hale", "Ann Lee"]


def test_who_is_the_one_before() -> None:
    text = "The plan came from Ann Lee, who called it cheap."
    names, (said,) = _interpret(text, ("who", "called", "it cheap"))
    assert said.speaker is not None
    assert names[said.speaker] == "Ann Lee"


def test_a_document_speaks_for_its_author() -> None:
    text = "A statement from the Harbour Authority said the pier was safe."
    names, (said,) = _interpret(text, ("A statement from the Harbour Authority", "said", "the pier was safe"))
    assert said.speaker is not None
    assert names[said.speaker] == "Harbour Authority"


def test_who_was_told_is_kept() -> None:
    text = "“It is over,” Ann Lee told Reuters."
    names, (said,) = _interpret(text, ("Ann Lee", "told", "“It is over,”"))
    assert said.told is not None
    assert names[said.told] == "Reuters"


def test_the_one_cited_stands_inside_the_outlet() -> None:
    text = "The mine will close, Bloomberg reported on Monday, citing two officials."
    names, said = _interpret(text, ("Bloomberg", "reported", "The mine will close"))
    (outer,) = [i for i, a in enumerate(said) if a.inside is None]
    (inner,) = [a for a in said if a.inside is not None]
    assert inner.inside == outer
    assert inner.speaker is not None
    assert names[inner.speaker] == "two officials"
    assert inner.content == said[outer].content


def test_a_chain_of_three_is_read_along_inside() -> None:
    text = "The Gazette wrote that officials said that Tom Hale had warned that ice was thin."
    _, said = _interpret(
        text,
        ("The Gazette", "wrote", "that officials said that Tom Hale had warned that ice was thin"),
        ("officials", "said", "that Tom Hale had warned that ice was thin"),
        ("Tom Hale", "had warned", "that ice was thin"),
    )
    assert [a.inside for a in said] == [None, 0, 1]


def test_enclosing_takes_the_smallest_and_never_itself() -> None:
    def found(source: tuple[int, int], content: tuple[int, int]) -> FoundAttribution:
        return FoundAttribution(source=(Span(*source),), cue=(), content=(Span(*content),), confidence=1.0)

    chain = (found((0, 2), (3, 90)), found((4, 6), (7, 50)), found((60, 62), (63, 80)), found((8, 10), (11, 40)))
    assert enclosing(chain) == (None, 0, 0, 1)
    assert enclosing(()) == ()


def test_without_a_source_nobody_is_made_up() -> None:
    text = "Ann Lee left. It was said that the road was closed."
    _, (said,) = _interpret(text, ("", "said", "that the road was closed"))
    assert said.speaker is None
