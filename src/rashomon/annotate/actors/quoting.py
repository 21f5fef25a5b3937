"""What quotations tell of the pronouns in and around them: who cannot be meant, and who goes on speaking."""

from __future__ import annotations

from rashomon.annotate.actors.draft import Draft, Reading, source_head

_WINDOW = 4
"""Sentences back in which a body spoke that speaks on, as for pronouns."""
_REACH = 400
"""Tokens that are looked back at most; bounds the work in text without sentences."""
_FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})


def quoting_speaker(reading: Reading, at: int, who: dict[int, Draft]) -> Draft | None:
    """Return who speaks the quotation in which a pronoun stands: "he" said by him is someone else.

    So is what is told "according to a relative", if that source has no name, and what stands behind "Roe said:" in the
    paragraph below.
    """
    index = reading.said_in.get(at)
    if index is not None:
        return next((who[i] for i in reading.sources[index] if i in who), None)
    index = reading.told_by.get(at)
    if index is not None:
        teller = next((who[i] for i in reading.sources[index] if i in who), None)
        return teller if teller is not None and teller.kind == "unnamed" else None
    return _announcing(reading, at, who) if reading.quoted[at] else None


def _announcing(reading: Reading, at: int, who: dict[int, Draft]) -> Draft | None:
    """The subject of a sentence that ends in a colon before the quotation in which token `at` stands."""
    i = at
    while i > 0 and at - i < _REACH and (reading.quoted[i - 1] or reading.doc[i - 1].is_space):
        i -= 1
    if i == 0 or reading.words[i - 1] != ":":
        return None
    root = reading.doc[i - 1].sent.root
    return next((who[c.i] for c in root.children if c.dep_ == "nsubj" and c.i in who), None)


def speaks_later(reading: Reading, at: int, draft: Draft) -> bool:
    """Whether an unnamed actor is what the source of the quotation around `at`, not read yet, will turn out to be."""
    index = reading.said_in.get(at)
    if index is None or draft.kind != "unnamed" or not draft.offices or not reading.sources[index]:
        return False
    return bool(reading.doc[source_head(reading.doc, reading.sources[index])].lemma_ == draft.offices[0].noun)


def named_in_words(reading: Reading, at: int, who: dict[int, Draft]) -> set[Draft]:
    """Return whom the words said by the source at token `at` name: who says "Mr Roe is innocent" is not Roe.

    Outside quotation marks that holds only of what comes behind (Chomsky's principle C): "he said Roe was ill", but
    "Roe was ill, he said".
    """
    index = reading.source_of.get(at)
    if index is None:
        return set()
    named = set()
    for span in reading.found[index].content:
        piece = reading.doc.char_span(span.start, span.end, alignment_mode="contract")
        for token in piece if piece is not None else ():
            draft = who.get(token.i)
            if draft is not None and token.pos_ == "PROPN" and (token.i > at or reading.said_in.get(token.i) == index):
                named.add(draft)
    return {draft for draft in named if draft.kind == "person"}


def last_to_speak(reading: Reading, at: int, who: dict[int, Draft]) -> Draft | None:
    """Return the organisation, state or outlet that spoke last, for an "it" that speaks; None where a person has spoken
    since, or beyond the window of sentences."""
    here = reading.sentence[at]
    for i in range(at - 1, max(at - _REACH, -1), -1):
        if here - reading.sentence[i] > _WINDOW:
            return None
        if i in reading.heads and i in who:
            return who[i] if who[i].kind in ("organisation", "state", "outlet") else None
    return None


def note_first_person(reading: Reading, who: dict[int, Draft]) -> None:
    """Give "I" and "my" inside a quotation to its speaker; what no attribution covers goes on for who spoke above in
    its paragraph, until the report tells of another.

    Then the words may be either's, even where an attribution covers them.
    """
    block, above, left = -1, None, None
    for token in reading.doc:
        at = token.i
        if reading.block[at] != block:
            block, above, left = reading.block[at], None, None
        said = reading.said_in.get(at, reading.source_of.get(at))
        if _tells_of_another(reading, at, who, above):
            left, above = above, None
        elif said is not None and said != left:
            above = said
        if token.lower_ not in _FIRST_PERSON or not reading.quoted[at] or not reading.open[at]:
            continue
        if above is None or not reading.sources[above]:
            continue
        speaker = who.get(source_head(reading.doc, reading.sources[above]))
        if speaker is not None and not speaker.plural and speaker.kind in ("person", "unnamed"):
            speaker.mentions.setdefault((at, at + 1), "pronoun")


def _tells_of_another(reading: Reading, at: int, who: dict[int, Draft], above: int | None) -> bool:
    """Whether a token outside quotation marks is the subject of a sentence about a person who is not the source
    `above`."""
    token, told = reading.doc[at], who.get(at)
    if above is None or reading.quoted[at] or token.dep_ not in ("nsubj", "nsubjpass") or token.head.dep_ != "ROOT":
        return False
    if told is None or told.plural or told.kind not in ("person", "unnamed"):
        return False
    source = reading.sources[above]
    return all(i < at and who.get(i) is not told for i in source)  # a source behind speaks in between
