"""Who said what: the statements of each actor, in words that can be read by themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

from rashomon.model.synopsis import Statement
from rashomon.present.lines import Lazy, Line, Voice
from rashomon.present.locate import Locator


def voices(statements: Sequence[Statement], locator: Locator, names: Mapping[str, str]) -> Sequence[Voice]:
    """The actors with what they are said to have said, those of most statements first, then as the reports have them.

    What is said stands without the verb that says so only where it can ("that …", a quotation): of "she blamed the
    army" the sentence is shown. The same words are told once.
    """
    of_actor: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        of_actor[statement.actor].append(statement)

    def voice(actor: str) -> Voice:
        return Voice(actor=actor, name=names.get(actor, actor), lines=_lines(of_actor[actor], locator))

    return Lazy(partial(voice, actor) for actor in sorted(of_actor, key=lambda actor: -len(of_actor[actor])))


def _lines(statements: Sequence[Statement], locator: Locator) -> tuple[Line, ...]:
    same: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        same[_words(statement, locator)].append(statement)
    return tuple(
        Line(
            text=text,
            refs=locator.refs(at for one in told for at in one.spans),
            note=", ".join(dict.fromkeys(one.force for one in told)),
            at=told[0].spans[0],
        )
        for text, told in same.items()
    )


def _words(statement: Statement, locator: Locator) -> str:
    """The fragments of a statement in the first report that has it, none of them inside another."""
    first = statement.spans[0].report
    found = [locator.said(span) for span in statement.spans if span.report == first]
    if len(found) == 1:
        return found[0]
    kept = [text for text in dict.fromkeys(found) if not any(text != other and text in other for other in found)]
    return " … ".join(kept)
