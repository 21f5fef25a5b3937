"""Whom a nominal means: "the Polish prime minister", "the envoy", "the company", "the two leaders"."""

from __future__ import annotations

from rashomon.annotate.actors.draft import Draft, Lands, Office, Reading
from rashomon.annotate.actors.identify import Registry
from rashomon.annotate.actors.lexicon import lexicon
from rashomon.annotate.actors.organisations import armed_band, resolve_organisation
from rashomon.annotate.actors.pronouns import clause_mates
from rashomon.annotate.actors.roles import NATIONAL, RolePhrase, can_call, office, whole
from rashomon.annotate.actors.salience import Salience

_ORDINALS = frozenset({"first", "second", "third", "fourth", "another", "other"})
_ANYBODY = frozenset({"man", "woman", "politician", "veteran"})
_HUMANS = frozenset({"man", "woman", "boy", "girl", "lady", "gentleman", "mum", "mom", "dad", "mother", "father"})
_FORMER = frozenset({"former", "ex", "late", "then", "acting", "deputy", "vice"})
_POOL = 256  # holders of offices of one state that are looked at; bounds the work for a text of thousands
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj"})


def resolve_nominal(
    reading: Reading,
    registry: Registry,
    salience: Salience,
    phrase: RolePhrase,
    *,
    who: dict[int, Draft],
    lands: Lands,
) -> Draft | None:
    """Return the actor that a role phrase means, None when the report gives no sure answer.

    `who` maps the tokens read so far to their actors.
    """
    if phrase.role.kind == "document":
        return None
    if not phrase.definite:
        return None
    mates = clause_mates(reading.doc[phrase.head], who)
    if reading.doc[phrase.start].tag_ == "PRP$" and phrase.start in who:
        mates.add(who[phrase.start])  # "his aide" is not he
    if phrase.country is not None and not phrase.plural and phrase.role.noun in (NATIONAL, "counterpart"):
        return _national(reading, salience, phrase, mates)
    if (band := armed_band(reading, salience, phrase, mates)) is not None:
        return band
    if phrase.role.kind == "person":
        owner = who.get(phrase.start)
        return None if phrase.plural else _person(reading, registry, salience, phrase, owner, lands, mates)
    if phrase.role.kind == "organisation" and not phrase.plural:
        return resolve_organisation(reading, registry, salience, phrase, mates)
    return None


def _person(
    reading: Reading,
    registry: Registry,
    salience: Salience,
    phrase: RolePhrase,
    owner: Draft | None,
    lands: Lands,
    mates: set[Draft],
) -> Draft | None:
    if phrase.role.group in ("office", "post") and phrase.country is not None:
        holders = registry.of_country.get(phrase.country, [])[-_POOL:]
        pool = [d for d in holders if d.first < phrase.start or phrase.role.group == "office"]
    else:
        pool = salience.recent()
    if phrase.age is not None and (aged := _of_age(reading, salience, phrase, mates)) is not None:
        if phrase.role.group == "role":
            aged.called.add(phrase.role.noun)
        return aged
    body = reading.doc[phrase.start].lower_ in ("its", "their")
    good: list[tuple[int, int, Draft]] = []
    for draft in pool:
        if draft in mates or (body and (owner is None or draft.of is not owner)):
            continue
        if draft.kind not in ("person", "unnamed") or (draft.kind == "unnamed" and draft.plural):
            continue
        if phrase.role.gender and draft.gender and draft.gender != phrase.role.gender:
            continue
        fit = max((_office_fit(draft, o.noun, o.country, o.words, o.of, phrase) for o in draft.offices), default=0)
        fit = 6 * _of_one_side(draft, phrase) or fit  # before any other man
        fit = fit or any(can_call(noun, phrase.role.noun) for noun in sorted(draft.called))
        if fit:
            good.append((fit, salience.last(draft), draft))
    if not good and phrase.role.group == "office" and phrase.country is not None:
        return _of_home(reading, registry, salience, phrase, lands)
    if not good and phrase.country is not None and phrase.role.group in ("post", "role"):
        return _compatriot(reading, salience, phrase, mates)
    if not good:
        found = _just_named(reading, salience, phrase, mates)
        if found is not None and found.kind == "person":
            found.called.add(phrase.role.noun)  # "the actress" stays who she was
        return found
    best = max(good, key=lambda g: (g[0], g[1], -g[2].first))[2]
    if best.country is None and phrase.role.group in ("post", "role"):
        best.country = phrase.country  # "the Ukrainian champion"
    return best


def _of_age(reading: Reading, salience: Salience, phrase: RolePhrase, mates: set[Draft]) -> Draft | None:
    """ "The 58-year-old former minister": whose age it is, else the person most in mind whose age is not told.

    A child holds no office.
    """
    here = reading.sentence[phrase.head]
    ranked = [d for d in salience.ranked(here) if d not in mates and not d.plural and d.kind in ("person", "unnamed")]
    ranked = [d for d in ranked if not phrase.role.gender or d.gender in (phrase.role.gender, None)]
    if phrase.age:
        same = [d for d in (*ranked, *salience.recent()) if d.kind == "person" and d.age == phrase.age]
        if same:
            return same[0]
    if reading.words[phrase.start].lower() != "the":
        return None
    young = bool(phrase.age) and (phrase.age or 0) < salience.settings.grown_up
    for draft in ranked:
        if draft.age is not None or here - reading.sentence[salience.last(draft)] > 2:
            continue
        if young and any(o.group in ("office", "post", "voice") for o in draft.offices):
            continue
        draft.age = phrase.age or None
        return draft
    return None


def _of_one_side(draft: Draft, phrase: RolePhrase) -> bool:
    """Whether "the Labour man" is of the party that an office names: "the Labour MP"."""
    if phrase.role.noun not in _ANYBODY:
        return False
    return any(not phrase.words.isdisjoint(o.words - _FORMER) for o in draft.offices)


def _of_home(
    reading: Reading, registry: Registry, salience: Salience, phrase: RolePhrase, lands: Lands
) -> Draft | None:
    """The one who holds an office of no stated country, and so of the report's own: "President Roe … the Peruvian
    leader". A place named beside the first mention does as well: "In Lima, President Roe"."""
    own = [
        d
        for d in salience.recent()
        if d.kind == "person" and d.country is None and any(_of_state(o, phrase) for o in d.offices)
    ]
    own = [d for d in own if phrase.country == lands.home or phrase.country in lands.at(reading.sentence[d.first])]
    if len(own) != 1:
        return None
    own[0].country = phrase.country
    registry.of_country[phrase.country or ""].append(own[0])
    return own[0]


def _of_state(office: Office, phrase: RolePhrase) -> bool:
    """Whether an office of no stated country can be the state's that a phrase speaks of."""
    free = office.country is None and office.of is None and not office.words & _FORMER
    return free and office.group == "office" and can_call(office.noun, phrase.role.noun)


def _national(reading: Reading, salience: Salience, phrase: RolePhrase, mates: set[Draft]) -> Draft | None:
    """ "The Hungarian", "his Slovak counterpart": the person of that state mentioned last.

    Where there is none, the person most in mind of whom no state is known; a counterpart must hold an office.
    """
    people = [
        d
        for d in salience.recent()
        if d.kind == "person" and d not in mates and (not phrase.role.gender or d.gender in (None, phrase.role.gender))
    ]
    if phrase.role.noun != NATIONAL:
        people = [d for d in people if any(o.group in ("office", "post") for o in d.offices)]
    if phrase.age:
        people = [d for d in people if d.age in (None, phrase.age)]
    own = [d for d in people if d.country == phrase.country]
    if own or phrase.role.noun != NATIONAL:
        return own[0] if own else None
    at = reading.sentence[phrase.head]
    near = next((d for d in salience.ranked(at) if d in people and d.country is None), None)
    if near is None or at - reading.sentence[salience.last(near)] > 1:
        return None
    near.country = phrase.country
    return near


def _just_named(reading: Reading, salience: Salience, phrase: RolePhrase, mates: set[Draft]) -> Draft | None:
    """The person most in mind, if nothing was yet said of who that is: "Roe … the senator said"."""
    token = reading.doc[phrase.head]
    if phrase.role.noun in _HUMANS and reading.words[phrase.start].lower() == "the":
        return _human(reading, salience, phrase, mates)
    if token.dep_ not in ("nsubj", "nsubjpass") and phrase.head not in reading.heads:
        return None
    left = phrase.role.group in ("office", "post") and not _FORMER.isdisjoint(phrase.words)  # "the former minister"
    if (
        not (left or phrase.role.group in ("role", "voice", "post"))
        or phrase.of is not None
        or reading.words[phrase.start].lower() != "the"
    ):
        return None
    ranked = salience.ranked(reading.sentence[phrase.head])
    people = [d for d in ranked if d.kind == "person" and d not in mates]
    if not people or people[0].offices or (phrase.role.gender and people[0].gender not in (None, phrase.role.gender)):
        return None
    if phrase.role.group == "voice" and not people[0].voice:
        return None  # an analyst is somebody who was asked
    if phrase.role.group == "post" and not left and not (people[0].voice and phrase.head in reading.heads):
        return None  # "Roe fell ill. The captain turned back"
    near = reading.sentence[phrase.head] - reading.sentence[salience.last(people[0])] <= 1
    return people[0] if near else None


def _compatriot(reading: Reading, salience: Salience, phrase: RolePhrase, mates: set[Draft]) -> Draft | None:
    """ "The Russian executive": the person most in mind, of no other country and with a calling that fits."""
    here = reading.sentence[phrase.head]
    for draft in salience.ranked(here):
        if draft.kind == "person" and draft not in mates and draft.country in (None, phrase.country):
            called = any(can_call(o.noun, phrase.role.noun) for o in draft.offices)
            if called and here - reading.sentence[salience.last(draft)] <= 2:
                draft.country = phrase.country
                return draft
    return None


def _human(reading: Reading, salience: Salience, phrase: RolePhrase, mates: set[Draft]) -> Draft | None:
    """ "The woman said": the one person of that sex most in mind, of the sentence or the one before."""
    here = reading.sentence[phrase.head]
    child = phrase.role.noun in ("boy", "girl")
    verb = reading.doc[phrase.head].head
    above = {c.i for c in verb.head.children if c.dep_ in ("nsubj", "nsubjpass")} if verb.dep_ == "ccomp" else set()
    for draft in salience.ranked(here):
        if salience.last(draft) in above or (child and (draft.voice or (draft.age or 0) > salience.settings.grown_up)):
            continue
        if draft.kind in ("person", "unnamed") and not draft.plural and draft not in mates:
            near = here - reading.sentence[salience.last(draft)] <= 1
            if near and draft.gender == phrase.role.gender and not draft.guessed:
                return draft
    return None


def _office_fit(
    draft: Draft, noun: str, country: str | None, words: frozenset[str], of: Draft | None, phrase: RolePhrase
) -> int:
    """How well an office fits a phrase: 0 not at all; more for the same noun, state and owner."""
    if not can_call(noun, phrase.role.noun) and not _says_whose(noun, words, phrase):
        return 0
    if len((words | phrase.words) & _ORDINALS) > 1:
        return 0  # "the first source … the second source"
    fit = 1 + 4 * (noun == phrase.role.noun)
    if phrase.country:
        known = country or draft.country
        if known and known != phrase.country:
            return 0
        if not known:
            return 0 if phrase.role.group == "office" else fit
        fit += 2
    if phrase.of is not None and phrase.of.kind != "state":
        if of is not None and of is not phrase.of:
            return 0
        if of is None and phrase.of.kind == "organisation" and draft.of is not phrase.of and (country or draft.country):
            return 0  # a state's president is not "the party's leader"
        fit += of is phrase.of
    if (phrase.words & _FORMER) and not (words & phrase.words & _FORMER):
        return 0
    if (words & _FORMER) and not (phrase.words & _FORMER) and phrase.role.group == "office":
        return 0
    return fit


def _says_whose(noun: str, words: frozenset[str], phrase: RolePhrase) -> bool:
    """Whether a role of two words is an office and its owner: "the union leader" of "the union's leader"."""
    owner, _, last = phrase.role.noun.rpartition(" ")
    return bool(owner) and last == noun and owner in words


def unnamed(reading: Reading, registry: Registry, phrase: RolePhrase) -> Draft:
    """Return the unnamed actor of a role phrase, the same one for the same words; institutions are organisations."""
    given = office(reading, phrase)
    lower = reading.words[phrase.start].lower()
    if phrase.definite or lower not in ("a", "an", "one", "another"):
        for draft in reversed(registry.unnamed_as[phrase.role.noun][-_POOL:]):
            if draft.plural == phrase.plural and _same_owner(draft, given.of, given.country):
                registry.publish(draft)
                return draft
    institution = phrase.role.kind == "organisation" and (not phrase.plural or phrase.role.noun.endswith("police"))
    name = given.text if institution else whole(reading, phrase.start, phrase.head)
    draft = (
        registry.add(name, "organisation", phrase.start)
        if institution
        else registry.add_unnamed(name, phrase.role.noun, phrase.start)
    )
    draft.plural = phrase.plural or phrase.role.kind == "group" or phrase.role.noun.endswith("police")
    draft.country = draft.country or phrase.country
    draft.gender = phrase.role.gender
    draft.of = draft.of or phrase.of
    if all(o.text != given.text for o in draft.offices):
        draft.offices.append(given)
    if institution:
        owner = lexicon().states.get(phrase.country or "", "")
        draft.group = phrase.role.group
        draft.key = f"{owner} {phrase.role.noun}".strip()
    return draft


def passing(reading: Reading, registry: Registry, phrase: RolePhrase) -> Draft | None:
    """Return somebody of whom a report speaks without a name: "the captain", whom a "he" can mean.

    It is no actor of the report unless it turns out to speak. None for phrases that say what somebody is.
    """
    token = reading.doc[phrase.head]
    if phrase.role.kind == "organisation":
        return _passing_body(reading, registry, phrase)
    if phrase.plural or phrase.role.kind != "person" or token.dep_ not in _ARGUMENTS or phrase.role.noun == NATIONAL:
        return None
    draft = registry.add_unnamed(whole(reading, phrase.start, phrase.head), phrase.role.noun, phrase.start, told=False)
    draft.gender = phrase.role.gender
    draft.country = phrase.country
    draft.of = phrase.of
    draft.offices.append(office(reading, phrase))
    return draft


def _passing_body(reading: Reading, registry: Registry, phrase: RolePhrase) -> Draft | None:
    """The body that "the jury" is where nothing names it: an actor of the report once it is meant again."""
    role, first = phrase.role, reading.words[phrase.start].lower()
    if phrase.plural or first not in ("the", "a", "an") or reading.doc[phrase.head].dep_ not in _ARGUMENTS:
        return None
    if role.group in ("generic", "own", "state") or phrase.of is not None or phrase.country is not None:
        return None
    if any(child.dep_ == "relcl" for child in reading.doc[phrase.head].children):
        return None  # "the company it hired" is told apart from the one that is spoken of
    draft = registry.add_body(office(reading, phrase).text, phrase.start)
    draft.group = role.group
    draft.offices.append(office(reading, phrase))
    return draft


def _same_owner(draft: Draft, of: Draft | None, country: str | None) -> bool:
    if of is not None and draft.of is not of:
        return False
    return country is None or draft.country == country
