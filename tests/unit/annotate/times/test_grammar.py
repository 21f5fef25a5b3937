"""The rule file itself: each rule can match, has a known check, and is tried where it could match."""

from __future__ import annotations

import pytest

from rashomon.annotate.times.check import known_checks
from rashomon.annotate.times.grammar import find, needed_names, rules
from rashomon.annotate.times.tokens import tokens


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_each_rule_names_what_it_needs(rule) -> None:  # type: ignore[no-untyped-def]
    assert needed_names(rule.pattern)
    assert "@" not in rule.pattern
    assert rule.check in known_checks()


def test_rule_names_are_unique() -> None:
    names = [rule.name for rule in rules()]
    assert len(names) == len(set(names))


def test_what_a_text_yields_does_not_depend_on_the_texts_before_it() -> None:
    row = tokens("On 7 May 2011 at 1745 GMT, the '90s ended.")
    before = find(row)
    find(tokens("Q3 2012, 480 BC, 5 1/2 hours, 2011/05/07, half the fiscal year, each other weekend"))
    assert find(row) == before


def test_a_blank_line_parts_expressions() -> None:
    assert not [match for match in find(tokens("next\n\nweek")) if match.last - match.first > 1]
