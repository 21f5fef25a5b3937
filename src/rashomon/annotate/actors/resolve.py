"""One pass over a report in reading order: offices are given to names, nominals and pronouns find whom they mean."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, replace

from rashomon.annotate.actors.beside_names import note_ages, note_belongings
from rashomon.annotate.actors.draft import Draft, Lands, Reading, source_head
from rashomon.annotate.actors.home import home_institutions, settle_home
from rashomon.annotate.actors.identify import Registry
from rashomon.annotate.actors.introductions import introduce
from rashomon.annotate.actors.lexicon import lexicon
from rashomon.annotate.actors.nominals import passing, resolve_nominal, unnamed
from rashomon.annotate.actors.organisations import armed_bands
from rashomon.annotate.actors.pairs import resolve_pair
from rashomon.annotate.actors.pronouns import PRONOUNS, resolve_pronoun
from rashomon.annotate.actors.quoting import note_first_person
from rashomon.annotate.actors.roles import RolePhrase, find_roles, office, role_at, role_verbs, whole
from rashomon.annotate.actors.salience import Salience
from rashomon.names import fold
from rashomon.settings import ActorSettings

_TITLES = 4  # tokens behind a comma in which a titled name begins
_COPULAS = frozenset({"be", "become", "remain"})


@dataclass(slots=True)
class Minds:
    """What the pass carries along."""

    reading: Reading
    registry: Registry
    named: dict[int, Draft]
    """Token of a name: its draft."""
    ends: dict[int, Draft]
    """Token after a name: its draft."""
    who: dict[int, Draft]
    """Token of a name, and head of a nominal or pronoun as far as resolved: its draft."""
    salience: Salience
    settings: ActorSettings
    lands: Lands


def resolve(reading: Reading, registry: Registry, *, lands: Lands, settings: ActorSettings) -> None:
    """Add mentions by nominal and pronoun to the registry's drafts, and drafts for unnamed sources.

    `lands` are the states that the report speaks of.
    """
    named = {i: d for d in registry.drafts for start, end in d.mentions for i in range(start, end)}
    ends = {end: d for d in registry.drafts for _, end in d.mentions}
    minds = Minds(reading, registry, named, ends, dict(named), Salience(reading, settings), settings, lands)
    note_ages(reading, registry)
    note_belongings(reading, registry)
    spans = sorted({span for d in registry.drafts for span in d.mentions})
    phrases = list(find_roles(reading, named, _own_nouns(registry)))
    told = {p.head: _owner(minds, p) for p in phrases}
    pronouns = [t.i for t in reading.doc if t.lower_ in PRONOUNS and t.pos_ in ("PRON", "DET") and reading.open[t.i]]
    events = heapq.merge(
        ((start, 0, end) for start, end in spans),
        ((p.head, 1, k) for k, p in enumerate(phrases)),
        ((i, 2, i) for i in pronouns),
    )
    for at, what, value in events:
        if what == 0:
            draft = named[at]
            minds.salience.mention(draft, _head(reading, at, value))
            _hear(minds, draft, _head(reading, at, value))
            _suffer(minds, draft, _head(reading, at, value))
        elif what == 1:
            _read_phrase(minds, phrases[value], told[at])
        else:
            found = resolve_pronoun(reading, minds.salience, at, minds.who)
            if found is not None:
                found.mentions[at, at + 1] = "pronoun"
                _settle(minds, found)
                minds.salience.mention(found, at)
                minds.who[at] = found
                _hear(minds, found, at)
    _owned(minds, phrases, told)
    introduce(reading, registry, settings=settings)
    settle_home(reading, registry.drafts, lands)
    _name_sources(minds, {head for head, owner in told.items() if owner is not None})
    note_first_person(reading, minds.who)


def _owned(minds: Minds, phrases: list[RolePhrase], told: dict[int, Draft | None]) -> None:
    """Give to the holder of an office the state or body that "its" or "their" before it means: "its president, Roe"."""
    for phrase in phrases:
        holder, owner = told[phrase.head], minds.who.get(phrase.start)
        pronoun = minds.reading.words[phrase.start].lower() in ("its", "their")
        if holder is None or owner is None or not pronoun or holder.kind != "person" or owner is holder:
            continue
        if owner.kind == "state":
            holder.country = holder.country or owner.country
        elif owner.kind == "organisation":
            holder.of = holder.of or owner


def _head(reading: Reading, start: int, end: int) -> int:
    """The token of a span that hangs on a word outside it."""
    for i in range(start, end):
        head = reading.doc[i].head.i
        if head == i or not start <= head < end:
            return i
    return end - 1


def _owner(minds: Minds, phrase: RolePhrase) -> Draft | None:
    """The named actor of whom the role phrase is said: as a title, in apposition or by a copula; it gets the office."""
    if phrase.role.kind == "document":
        return None
    draft = _titled(minds, phrase) or _labelled(minds, phrase) or _apposed(minds, phrase) or _equated(minds, phrase)
    if draft is not None and draft.kind == "organisation" and _apposed(minds, phrase) is draft:
        return draft  # "the owner, Roe Lines,"
    if draft is None or not _fits_kind(draft, phrase):
        return None
    if phrase.plural and draft.kind == "person":
        return None
    given = office(minds.reading, phrase)
    if phrase.country is None and (state := _state_behind(minds, draft, phrase)) is not None:
        given, phrase = replace(given, country=state), replace(phrase, country=state)
    if all(o.text != given.text for o in draft.offices):
        draft.offices.append(given)
    if draft.kind == "person":
        draft.age = draft.age or phrase.age
        draft.gender = draft.gender or phrase.role.gender
        draft.country = draft.country or phrase.country
        if phrase.of is not None and phrase.of is not draft and phrase.of.kind != "person":
            draft.of = draft.of or phrase.of
        if phrase.country:
            minds.registry.of_country[phrase.country].append(draft)
    elif not draft.country:
        draft.country = phrase.country
    if draft.kind == "organisation" and phrase.role.noun in armed_bands():
        draft.armed = True
    if draft.kind == "organisation" and not draft.group and phrase.role.group not in ("generic", "unique"):
        draft.group = phrase.role.group
    return draft


def _state_behind(minds: Minds, draft: Draft, phrase: RolePhrase) -> str | None:
    """The state behind a titled name: "Prime Minister Jane Roe of Chad"."""
    at = phrase.end
    while minds.named.get(at) is draft:
        at += 1
    if at == phrase.end or at + 1 >= len(minds.reading.words) or minds.reading.words[at] != "of":
        return None
    state = minds.named.get(at + 1)
    return state.country if state is not None and state.kind == "state" else None


def _fits_kind(draft: Draft, phrase: RolePhrase) -> bool:
    if phrase.role.kind == "person":
        return draft.kind == "person"
    return draft.kind in ("organisation", "outlet", "group")


def _titled(minds: Minds, phrase: RolePhrase) -> Draft | None:
    """ "President Jane Roe", "Ambassador to Chad Jane Roe": the name follows at once."""
    if phrase.end == phrase.head + 1 or minds.reading.words[phrase.head][:1].isupper():
        return minds.named.get(phrase.end)
    return None


def _labelled(minds: Minds, phrase: RolePhrase) -> Draft | None:
    """ "The Lantern newspaper": what an organisation is stands behind its name."""
    if phrase.role.kind != "organisation" or phrase.plural or not minds.reading.words[phrase.head].islower():
        return None
    before = minds.named.get(phrase.head - len(phrase.role.noun.split()))
    plain = phrase.role.group in ("outlet", "company", "generic", "body", "party")
    return before if plain and before is not None and before.kind in ("organisation", "outlet") else None


def _apposed(minds: Minds, phrase: RolePhrase) -> Draft | None:
    """ "Jane Roe, the envoy," or "the envoy, Jane Roe,": a comma between and an end after it."""
    words, doc = minds.reading.words, minds.reading.doc
    token = doc[phrase.head]
    if phrase.start >= 2 and words[phrase.start - 1] in (",", "(") and phrase.start - 1 in minds.ends:
        after = words[phrase.end] if phrase.end < len(words) else "."
        closing = (
            after in (",", ".", ";", ")", "—", "–", ":")
            or doc[phrase.end].tag_ in ("WP", "WDT")
            or doc[phrase.end].pos_ == "ADP"
        )
        if token.dep_ == "appos" or (closing and token.dep_ not in ("nsubj", "nsubjpass", "conj")):
            return minds.ends[phrase.start - 1]
    if _ends_in_an_office(minds, phrase):
        return None
    at = phrase.end + 1
    while at < min(phrase.end + _TITLES, len(words)) and at not in minds.named and _is_title(words[at]):
        at += 1  # "the army chief, General Jane Roe,"
    if at in minds.named and minds.named[at].kind == "state" and words[at + 1 : at + 2] == ("'s",):
        at += 2  # "the mediator, Norway's Jane Roe,"
    if phrase.end < len(words) and words[phrase.end] == "," and at in minds.named:
        draft = minds.named[at]
        last = at
        while minds.named.get(last + 1) is draft:
            last += 1
        after = words[last + 1] if last + 1 < len(words) else "."
        closed = after in (",", ".", ";", ")") or last + 1 == token.head.i  # "her lawyer, Jane Roe said"
        if doc[last].dep_ == "appos" and closed:
            return draft
    return None


def _ends_in_an_office(minds: Minds, phrase: RolePhrase) -> bool:
    """Whether a name behind the phrase is that of the office at its end: "an aide to Peru's transport minister,
    Jane Roe".

    One that is not told apart is hardly introduced: "a lawyer for the minister, Jane Roe" is the lawyer.
    """
    last = phrase.end - 1
    token = minds.reading.doc[last]
    if last == phrase.head or token.lemma_ == minds.reading.doc[phrase.head].lemma_:
        return False
    role = lexicon().roles.get((token.lemma_.lower(),))
    if role is None or role.kind != "person" or role.group not in ("office", "post"):
        return False
    return any(child.dep_ in ("poss", "compound", "amod") and child.i > phrase.head for child in token.children)


def _is_title(word: str) -> bool:
    lower = word.lower().rstrip(".")
    return word[:1].isupper() and (lower in lexicon().forms or (lower,) in lexicon().roles)


def _equated(minds: Minds, phrase: RolePhrase) -> Draft | None:
    """ "Jane Roe is the envoy": subject and attribute of one verb."""
    token = minds.reading.doc[phrase.head]
    if token.dep_ == "attr" and token.head.lemma_ in _COPULAS:
        for child in token.head.children:
            if child.dep_ == "nsubj" and child.i in minds.named:
                return minds.named[child.i]
    return None


def _read_phrase(minds: Minds, phrase: RolePhrase, told: Draft | None) -> None:
    reading = minds.reading
    span = (phrase.start, _hyphened(reading.words, phrase.head + 1))
    if phrase.role.kind == "document":  # speaks for its author, or unnamed if that is a source
        return
    if told is not None:  # a title, an apposition or an attribute belongs to the name's mention and is none of its own
        minds.who.setdefault(phrase.head, told)
        return
    if phrase.head + 1 in minds.named and not phrase.plural and phrase.end == phrase.head + 1:
        return
    phrase = _of_body(minds, phrase)
    pair = resolve_pair(reading, minds.registry, minds.salience, phrase, minds.who)
    if pair:
        for one in pair:
            _refer(minds, one, span, phrase.head)
        return
    draft = resolve_nominal(reading, minds.registry, minds.salience, phrase, who=minds.who, lands=minds.lands)
    if draft is None:
        draft = _of_leader(minds, phrase)
    if draft is None and (_is_source(reading, phrase.head) or _stands_for_one(phrase, minds.lands)):
        draft = unnamed(reading, minds.registry, phrase)
    if draft is None:
        draft = passing(reading, minds.registry, phrase)
    if draft is not None:
        _refer(minds, draft, span, phrase.head)


def _of_leader(minds: Minds, phrase: RolePhrase) -> Draft | None:
    """The government that a leader's surname names: "the Obama administration"."""
    token = minds.reading.doc[phrase.head]
    if phrase.role.noun not in ("administration", "government", "campaign") or phrase.plural or not token.i:
        return None
    before = minds.reading.doc[token.i - 1]
    person = minds.named.get(before.i)
    if before.pos_ != "PROPN" or not before.text.istitle() or before.dep_ not in ("compound", "nmod"):
        return None
    if before.text in lexicon().demonyms or (person is not None and person.kind != "person"):
        return None
    draft = minds.registry.add(f"{before.text} {phrase.role.noun}", "organisation", phrase.start)
    draft.group = "government"
    return draft


def _hyphened(words: tuple[str, ...], end: int) -> int:
    """Where a role ends that goes on by hyphens: "mother-of-three"."""
    return end + 4 if words[end : end + 3] == ("-", "of", "-") else end


def _of_body(minds: Minds, phrase: RolePhrase) -> RolePhrase:
    """The phrase with the organisation whose name a capitalised word of it shortens: "the Alliance leader"."""
    if phrase.of is not None or phrase.role.kind != "person":
        return phrase
    for i in range(phrase.start, phrase.head):
        token = minds.reading.doc[i]
        if token.pos_ == "PROPN" and token.text[0].isupper() and i > phrase.start:
            bodies = minds.registry.sharing(token.text, "organisation")
            if len(bodies) == 1:
                return replace(phrase, of=bodies[0])
    return phrase


def _refer(minds: Minds, draft: Draft, span: tuple[int, int], head: int) -> None:
    draft.mentions.setdefault(span, "nominal")
    _settle(minds, draft)
    minds.salience.mention(draft, head)
    minds.who[head] = draft
    _hear(minds, draft, head)


def _settle(minds: Minds, draft: Draft) -> None:
    """Make an actor of the report of a body without a name that is meant a second time."""
    if draft.kind == "organisation" and len(draft.mentions) > 1:
        minds.registry.publish(draft)


def _suffer(minds: Minds, draft: Draft, head: int) -> None:
    """Note what role a verb gives to its object: who is sentenced is a defendant."""
    token = minds.reading.doc[head]
    if token.dep_ == "appos":  # "sentenced the commander, Jane Roe"
        token = token.head
    if draft.kind == "person" and token.dep_ in ("dobj", "nsubjpass"):
        draft.called.update(role_verbs().get(token.head.lemma_, ()))


def _hear(minds: Minds, draft: Draft, head: int) -> None:
    """Note that an actor speaks, if token `head` is a source's; who speaks is an actor of the report."""
    if _is_source(minds.reading, head):
        draft.voice = True
        minds.registry.publish(draft)


def _own_nouns(registry: Registry) -> frozenset[str]:
    """Words of the report's organisations' names by which "the …" can refer back to them ("the observatory")."""
    return frozenset(
        w for d in registry.drafts if d.kind in ("organisation", "outlet") for w in fold(d.name).split()[-3:]
    )


def _is_source(reading: Reading, head: int) -> bool:
    """Whether a phrase is an attribution's source, or what a source is said to cite ("citing officials")."""
    token = reading.doc[head]
    return head in reading.heads or (token.dep_ in ("dobj", "pobj") and token.head.lower_ in ("citing", "quoting"))


def _stands_for_one(phrase: RolePhrase, lands: Lands) -> bool:
    """Whether a phrase names one office or institution even when the report never names who it is.

    A state has one foreign ministry and one supreme court: where the report's own is clear these need no state's name.
    """
    if not phrase.definite or phrase.plural:
        return False
    if phrase.country is not None:
        return phrase.role.group in ("office", "unique")
    institution = phrase.role.kind == "organisation" and phrase.role.noun in home_institutions()
    return institution and lands.own is not None and phrase.of is None and " " in phrase.role.noun


def _name_sources(minds: Minds, told: set[int]) -> None:
    """Make an unnamed actor of each source that nothing else names: "multiple outlets", "those close to him"."""
    reading, doc = minds.reading, minds.reading.doc
    mentioned = {i for d in minds.registry.drafts for s, e in d.mentions for i in range(s, e)}
    for tokens in reading.sources:
        if not tokens or not reading.open[tokens[0]]:
            continue
        head = source_head(doc, tokens)
        role, _ = role_at(reading, head)
        document = role is not None and role.kind == "document" and any(i in mentioned for i in tokens)
        apposed = head + 1 < len(doc) and any(i in mentioned for i in range(head + 1, min(head + 3, tokens[-1] + 1)))
        if (
            head in mentioned
            or head in told
            or document
            or apposed
            or doc[head].pos_ not in ("NOUN", "PROPN", "ADJ", "NUM")
        ):
            continue
        start, end = tokens[0], head + 1
        draft = minds.registry.add(whole(reading, start, head), "unnamed", start)
        draft.plural = doc[head].tag_ in ("NNS", "NNPS")
        draft.mentions.setdefault((start, end), "nominal")
        mentioned.update(range(start, end))
