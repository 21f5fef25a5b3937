"""How a lemma follows from its word: most do by a rule that many words share."""

from __future__ import annotations


def lemma_rule(word: str, lemma: str) -> str:
    """How a word becomes its lemma: how many code points are cut off, and what is put there instead.

    >>> lemma_rule("ministries", "ministry"), apply_rule("3 y", "ministries")
    ('3 y', 'ministry')
    """
    same = 0
    while same < min(len(word), len(lemma)) and word[same] == lemma[same]:
        same += 1
    return f"{len(word) - same} {lemma[same:]}"


def apply_rule(rule: str, word: str) -> str:
    """The lemma of a word by its rule."""
    cut, _, ending = rule.partition(" ")
    return word[: len(word) - int(cut)] + ending if cut != "0" or ending else word
