"""Which words of a sentence are shown: those cited where they can be read alone, else those that they stand among.

Only the text is looked at: a presenter has no parse of what it reads from an archive. Where the text does not say, more
of it is shown, never less.
"""

from __future__ import annotations

import re

_JOINS = r"(?:and|but|while|as|after|when|because|although|though|before|since|which|who|where|if|unless|until)\b"
_BEGINS = re.compile(r"(?:^|[,;:(\"“‘—–]|[-\s](?:that|and|but|while|as|after|because|although|though))\s*$")
"""What may stand before a clause that begins with a capital."""
_ENDS = re.compile(rf"[\"”’)]*(?:$|[.,:](?!\d)|[;!?)\"”—–]|\s[-—–]|\s+[\"”]?{_JOINS})")
"""What may stand behind the end of a clause. "Provided" may not: "a pause begins on Monday provided" that …"""
_SAID = re.compile(r"(?:^|\b(?:said|says|say|saying|added|adds|adding):?)\s*$", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“‘]")
_CLAUSE = re.compile(
    r"that\s+(?:[\"“‘]?[A-Z\d]|(?:he|she|it|they|we|you|this|these|those|there|the|an?|his|her|its|their|our|my|no|some"
    r"|all|any|every|each|both|if|when)\b)|that\b.*\b(?:is|are|was|were|be|has|had|have|do|does|did|will|would|can|could"
    r"|may|might|must|shall|should)\b",
    re.DOTALL,
)
"""Words that "that" joins on: they begin with what may be a subject, or have an auxiliary. In "Berg called that plan a
farce" it points at the plan."""
_PHRASE = 4
"""Words from which a quotation, or what begins a sentence, is more than a word taken up from somebody."""
_WHOLE = 90
"""Code points up to which a sentence is shown whole round a figure: a line of a terminal."""
_BEFORE, _BEHIND = 34, 48
"""Code points shown before and behind a figure in a longer sentence."""


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` of a sentence begins as a statement does, with a capital, and ends where one may.

    >>> s = "A pause begins on Monday provided that the guns leave, the ministry said."
    >>> stands_alone(s, 0, 33), stands_alone(s, 0, 53), stands_alone(s, 39, 53)
    (False, True, False)
    """
    first = next((character for character in text[start:end] if character.isalnum()), "")
    return not first.islower() and bool(_BEGINS.search(text[:start])) and is_ended(text, end)


def is_ended(text: str, end: int) -> bool:
    """Whether a clause may end there: at a mark, a word that joins on the next clause, or the end of the sentence."""
    return bool(_ENDS.match(text[end:]))


def tells(text: str, start: int, end: int) -> bool:
    """Whether what somebody is said to have said can be read without the verb: "that …", a sentence, a long quotation.

    Of "She blamed the army for the fire" the part behind the verb cannot.

    >>> s = "Berg blamed the army for the fire and said it was no accident."
    >>> tells(s, 12, 33), tells(s, 43, 61)
    (False, True)
    """
    words = text[start:end].split()
    if _CLAUSE.match(text[start:end].lstrip()) or (start and _SAID.search(text[:start])):
        return True
    return len(words) >= _PHRASE and (not text[:start].strip() or bool(_QUOTED.match(text[start:end])))


def keyword_in_context(text: str, start: int, end: int) -> str:
    """The words round `text[start:end]`, as in a concordance: a short sentence whole, of a longer one what is near,
    cut between words.

    >>> keyword_in_context("Two men died.", 0, 7)
    'Two men died.'
    """
    if len(text) <= _WHOLE:
        return text
    low = max(0, start - _BEFORE)
    high = min(len(text), end + _BEHIND)
    if low:
        low = next((place + 1 for place in range(low - 1, start) if text[place] == " "), start)
    if high < len(text):
        high = next((place for place in range(high, end, -1) if text[place] == " "), end)
    return ("… " if low else "") + text[low:high].rstrip(" ,;:") + (" …" if high < len(text) else "")
