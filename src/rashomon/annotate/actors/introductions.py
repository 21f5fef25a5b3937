"""Who was told of before the name: "the governor said … Governor Roe", "a former mayor … Jane Roe, 61,"."""

from __future__ import annotations

from rashomon.annotate.actors.draft import Draft, Reading
from rashomon.annotate.actors.identify import Registry
from rashomon.annotate.actors.roles import can_call, role_at
from rashomon.settings import ActorSettings


def introduce(reading: Reading, registry: Registry, *, settings: ActorSettings) -> None:
    """Give to people what the report told of them before it named them."""
    _introduced_later(reading, registry, settings)
    _aged_later(reading, registry)
    _named_bare(reading, registry)


def _introduced_later(reading: Reading, registry: Registry, settings: ActorSettings) -> None:
    """Give to a name the office by which the report spoke of its bearer before: "the governor said. Governor Roe told".

    Only the one bearer of an office is meant, and only by "the": news opens with the office and names its holder below.
    """
    people = [d for d in registry.drafts if d.kind == "person" and d.offices]
    by_noun: dict[str, list[Draft]] = {}
    for draft in people:
        for noun in dict.fromkeys(o.noun.split()[-1] for o in draft.offices):  # "the regional governor": a governor
            by_noun.setdefault(noun, []).append(draft)
    for draft in [d for d in registry.drafts if d.kind == "unnamed" and not d.plural and d.mentions and d.offices]:
        given = draft.offices[0]
        alike = by_noun.get(given.noun.split()[-1], [])
        holders = [d for d in alike if any(_same(o.noun, given.noun) for o in d.offices)]
        if given.group not in ("office", "post") or len(holders) != 1 or holders[0].first <= draft.first:
            continue
        (holder,) = holders
        near = reading.sentence[holder.first] - reading.sentence[draft.first] <= settings.introduction_window
        named = next(o for o in holder.offices if _same(o.noun, given.noun))
        known = named.country or holder.country
        same = (given.country is None or known in (None, given.country)) and given.of in (None, named.of, holder.of)
        gender = draft.gender is None or holder.gender in (None, draft.gender)
        nominals = [start for (start, _), form in draft.mentions.items() if form == "nominal"]
        if near and same and gender and all(reading.words[at].lower() == "the" for at in nominals):
            for span, form in draft.mentions.items():
                holder.mentions.setdefault(span, form)
            holder.first = min(holder.first, draft.first)
            holder.country = holder.country or given.country
            draft.mentions.clear()


def _same(a: str, b: str) -> bool:
    """Whether two nouns of offices are equal, or one is the other with more words before it."""
    return (can_call(a, b) and b in a) or (can_call(b, a) and a in b)


def _named_bare(reading: Reading, registry: Registry) -> None:
    """Give to a name that nothing introduces the one office whose holder the report spoke of just before.

    "The health secretary told parliament … Jane Roe said": whom a report names in full without a word on who that is,
    it has told of before (Grice's maxim of quantity). The name must speak, and stand in that paragraph or the next; of
    that kind of officer there must be one.
    """
    officers = [d for drafts in registry.unnamed_as.values() for d in drafts if d.mentions and not d.plural]
    officers = [d for d in officers if d.offices and d.offices[0].group == "office"]
    officers.sort(key=lambda d: d.first)
    for holder in [d for d in registry.drafts if d.kind == "person" and not d.offices and d.voice and d.mentions]:
        start, end = min(holder.mentions)
        if holder.mentions[start, end] != "name" or end - start < 2 or not _bare(reading, start, end):
            continue
        blocks = (reading.block[start], _block_before(reading, start))
        near = [d for d in officers if d.mentions and d.first < start and _last_block(reading, d, start) in blocks]
        near = [d for d in near if holder.gender is None or holder.guessed or d.gender in (None, holder.gender)]
        near = [d for d in near if _definite(reading, d)]
        if len(near) == 1:
            _become(registry, near[0], holder)


def _aged_later(reading: Reading, registry: Registry) -> None:
    """Give to "Jane Roe, 61," what the report said of "a former governor" in the paragraph before.

    News tells what somebody is before it tells the name, and then gives nothing but the age. There must be one singular
    stranger in that paragraph, and of the person nothing else is said.
    """
    strangers = [d for drafts in registry.unnamed_as.values() for d in drafts if d.mentions and not d.plural]
    strangers = [d for d in strangers if reading.words[d.first].lower() in ("a", "an")]
    for holder in [d for d in registry.drafts if d.kind == "person" and not d.offices and d.mentions]:
        start, end = min(holder.mentions)
        aged = reading.words[end : end + 3]
        if len(aged) < 3 or aged[0] != "," or aged[2] != "," or not aged[1].isdigit() or len(aged[1]) != 2:
            continue
        near = [d for d in strangers if d.first < start and _block_before(reading, start) == reading.block[d.first]]
        near = [d for d in near if holder.gender is None or d.gender in (None, holder.gender)]
        if len(near) == 1:
            _become(registry, near[0], holder)
            strangers.remove(near[0])


def _become(registry: Registry, stranger: Draft, holder: Draft) -> None:
    """Give all that the report said of a stranger to the person who is named."""
    registry.publish(stranger)
    for span, form in stranger.mentions.items():
        holder.mentions.setdefault(span, form)
    holder.first = min(holder.first, stranger.first)
    holder.country = holder.country or stranger.country
    holder.gender = holder.gender or stranger.gender
    holder.of = holder.of or stranger.of
    holder.offices.extend(stranger.offices)
    stranger.mentions.clear()


def _last_block(reading: Reading, draft: Draft, before: int) -> int:
    """The paragraph of the last mention of a draft before a token."""
    return reading.block[max((at for at, _ in draft.mentions if at < before), default=draft.first)]


def _definite(reading: Reading, draft: Draft) -> bool:
    """Whether an unnamed actor is spoken of as the holder of an office from the first: "the" or "its minister"."""
    first = reading.words[min(draft.mentions)[0]].lower()
    return first in ("the", "its", "their", "his", "her") or bool(draft.country)


def _bare(reading: Reading, start: int, end: int) -> bool:
    """Whether neither a title, a relation nor an apposition stands beside a name."""
    before = reading.words[start - 1] if start else ""
    after = reading.words[end] if end < len(reading.words) else ""
    opens = (
        start == 0 or reading.doc[start].is_sent_start or before in ('"', "“", ",", "”", "'", "‘") or before.islower()
    )
    if before.lower() in ("'s", "of", "and", "with") or role_at(reading, start - 1)[0] is not None:
        return False
    return bool(opens) and after not in (",", "(", "of", "—", "–", "who")


def _block_before(reading: Reading, at: int) -> int:
    """The number of the paragraph before the one in which token `at` stands, -1 without one."""
    here = reading.block[at]
    while at > 0 and (reading.block[at] == here or reading.block[at] < 0):
        at -= 1
    return reading.block[at] if reading.block[at] != here else -1
