"""Which names are one actor: candidates become drafts, full names first, then their short forms."""

from __future__ import annotations

from collections import defaultdict

from rashomon.annotate.actors.again import again
from rashomon.annotate.actors.candidates import also_known, bracketed
from rashomon.annotate.actors.clean_name import Candidate
from rashomon.annotate.actors.draft import Draft, Lands, Office, Reading
from rashomon.annotate.actors.kinds import name_kinds, name_text
from rashomon.annotate.actors.lexicon import Entry, default_kind, family_first, gender_of, lexicon, words_of
from rashomon.annotate.actors.metonyms import is_metonym
from rashomon.annotate.actors.shortened import family_before_outlet, first_mentions, outlets_named_in_full
from rashomon.model.annotation import ActorKind
from rashomon.model.spans import Span
from rashomon.names import fold, name_key, name_parts, same_name, same_word, short_form, skeleton

_HOUSES = frozenset({("Senate",), ("Congress",), ("House", "of", "Representatives"), ("Treasury",)})
"""Houses that many states have: those of the table's state unless the report is about another and never names it."""
_ELDER = frozenset({"elder", "older", "senior"})
_YOUNGER = frozenset({"younger", "junior"})
_PARENTS = frozenset({"father", "mother", "uncle", "aunt", "grandfather", "grandmother"})
_CHILDREN = frozenset({"son", "daughter", "nephew", "niece", "grandson", "granddaughter", "stepson"})
_STEM = 4
"""Letters that a party's name and the plural of its people must share at least."""
_AFTER_MOTOR = frozenset({"co", "company", "corp", "corporation"})
"""Legal forms that a car maker's "Motor" goes with: "Toyota Motor Corporation" is Toyota."""
_SEATS_OF_BODIES = {"Brussels": "European Union"}
"""Capitals that stand for a body of states unless the report speaks of their own state."""


class Registry:
    """The drafts of one report, found by table name, by full name and by any word of a name."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self._by_key: dict[tuple[ActorKind, str], Draft] = {}
        self._by_skeleton: dict[tuple[ActorKind, str], list[Draft]] = defaultdict(list)
        self._waiting: set[Draft] = set()
        self._by_initials: dict[str, list[Draft]] = defaultdict(list)
        self.of_country: dict[str, list[Draft]] = defaultdict(list)
        """State's code: who holds an office there."""
        self.unnamed_as: dict[str, list[Draft]] = defaultdict(list)
        """Role noun: the unnamed actors called so, in order."""

    def add(self, name: str, kind: ActorKind, first: int) -> Draft:
        """Return the draft of exactly this name and kind, made new if there is none."""
        key = (kind, name_key(name))
        draft = self._by_key.get(key)
        if draft is None:
            draft = Draft(name=name, kind=kind, first=first)
            self._by_key[key] = draft
            self.drafts.append(draft)
            for part in dict.fromkeys(skeleton(p) for p in name_parts(name)):
                self._by_skeleton[kind, part].append(draft)
            capitals = [w for w in name.replace("-", " ").split() if w[:1].isupper()]
            short = {"".join(w[0] for w in capitals), "".join(w if w.isupper() else w[0] for w in capitals)}
            for initials in sorted(short):  # "UK Health Agency" is the UHA or the UKHA
                if len(initials) > 1:
                    self._by_initials[initials].append(draft)
        draft.first = min(draft.first, first)
        return draft

    def add_unnamed(self, name: str, noun: str, first: int, *, told: bool = True) -> Draft:
        """Make a new unnamed actor that is called `noun`; one that is not `told` of waits to be published."""
        draft = Draft(name=name, kind="unnamed", first=first)
        if told:
            self.drafts.append(draft)
        else:
            self._waiting.add(draft)
        self.unnamed_as[noun].append(draft)
        return draft

    def add_body(self, name: str, first: int) -> Draft:
        """Make an organisation that has no name and waits to be published."""
        draft = Draft(name=name, kind="organisation", first=first)
        self._waiting.add(draft)
        return draft

    def publish(self, draft: Draft) -> None:
        """Make an actor of the report of one that was only spoken of."""
        if draft in self._waiting:
            self._waiting.discard(draft)
            self.drafts.append(draft)

    def get(self, name: str, kind: ActorKind) -> Draft | None:
        """The draft of exactly this name and kind."""
        return self._by_key.get((kind, name_key(name)))

    def sharing(self, word: str, kind: ActorKind) -> list[Draft]:
        """The drafts of a kind that have a word with this word's skeleton, in order of their making."""
        return self._by_skeleton.get((kind, skeleton(word)), [])

    def abbreviated(self, acronym: str) -> Draft | None:
        """The one draft whose initials these are."""
        found = self._by_initials.get(acronym.replace(".", "").upper(), [])
        return found[0] if len(found) == 1 else None

    def alias(self, name: str, kind: ActorKind, draft: Draft) -> None:
        """Let another name find this draft."""
        self._by_key.setdefault((kind, name_key(name)), draft)


def identify(reading: Reading, candidates: list[Candidate], places: set[Span], lands: Lands) -> Registry:
    """Return the registry of all actors named; each draft holds its mentions by name and metonym."""
    registry = Registry()
    names: list[tuple[Candidate, str, ActorKind]] = []
    kinds = name_kinds(reading, candidates, places)
    for candidate in candidates:
        kind = kinds.get(fold(name_text(reading, candidate))) if candidate.entry is None else "organisation"
        if kind in ("person", "organisation") and (other := also_known(reading, candidate.end)):
            kinds[fold(other)] = kind
    candidates = outlets_named_in_full(reading, family_before_outlet(reading, candidates, kinds))
    for candidate in [*candidates, *again(reading, candidates, kinds, places)]:
        if candidate.entry is not None:
            _add_known(reading, registry, candidate, candidate.entry, lands)
            if candidate.entry.kind == "organisation":
                known = registry.add(candidate.entry.name, "organisation", candidate.start)
                for other in filter(None, (also_known(reading, candidate.end), bracketed(reading, candidate.end))):
                    registry.alias(other, "organisation", known)
            continue
        text = name_text(reading, candidate)
        kind = kinds.get(fold(text))
        if kind is not None:
            names.append((candidate, text, kind))
    full = [n for n in names if _is_full(n)]
    for candidate, text, kind in full:
        draft = _full_draft(registry, text, kind, candidate)
        _mention(draft, candidate)
        if kind == "organisation":
            draft.country = draft.country or _state_before(reading, candidate.start)
        if kind == "organisation" and (short := bracketed(reading, candidate.end)):
            registry.alias(short, kind, draft)
        if kind in ("person", "organisation") and (other := also_known(reading, candidate.end)):
            registry.alias(other, kind, draft)
    firsts = first_mentions(reading, names)
    for candidate, text, kind in names:
        if not _is_full((candidate, text, kind)):
            if family := _family(reading, registry, text, candidate):
                for draft in family:
                    _mention(draft, candidate)
                continue
            first = firsts.get(fold(text), len(reading.words))
            _mention(_short_draft(reading, registry, text, kind, candidate, first), candidate)
    _members(registry)
    return registry


def _members(registry: Registry) -> None:
    """Give what is told of a party's people by their plural to the party, where the report names it.

    "The Christian Democrats" are the Christian Democratic Union, "the Greens" the Green Party.
    """
    parties = [d for d in registry.drafts if d.kind == "organisation" and d.group == "party"]
    for group in [d for d in registry.drafts if d.kind == "group" and d.name.endswith("s")]:
        stem = fold(group.name).removesuffix("s")
        fits = [d for d in parties if fold(d.name).startswith(stem) and len(stem) >= _STEM]
        if len(fits) == 1:
            for span, form in group.mentions.items():
                fits[0].mentions.setdefault(span, form)
            fits[0].first = min(fits[0].first, group.first)
            group.mentions.clear()


def _add_known(reading: Reading, registry: Registry, candidate: Candidate, entry: Entry, lands: Lands) -> None:
    metonym = entry.kind == "seat"
    union = _SEATS_OF_BODIES.get(reading.words[candidate.start])
    if union is not None and entry.kind == "capital" and not _names_state(reading, entry):
        entry = lexicon().entries.get(words_of(union), entry)
        if not is_metonym(reading, candidate.start, candidate.end):
            return
        metonym = True
    if entry.kind == "capital":
        if not is_metonym(reading, candidate.start, candidate.end):
            return
        metonym = True
    draft = registry.add(entry.name, default_kind(entry), candidate.start)
    draft.country, draft.known = entry.country, True
    if reading.words[candidate.start : candidate.end] in _HOUSES and lands.own and entry.country not in lands.named():
        draft.country = lands.own
        draft.key = f"{lexicon().states.get(lands.own, lands.own)} {entry.name}"
    if draft.kind == "organisation":
        draft.armed = draft.armed or entry.group == "armed"
        draft.group = "force" if draft.armed else entry.group or organisation_group(draft.name)
    draft.mentions[candidate.start, candidate.end] = "metonym" if metonym else "name"


def _names_state(reading: Reading, entry: Entry) -> bool:
    """Whether the report speaks of the state itself whose capital an entry is."""
    state = {w for w, (code, _) in lexicon().demonyms.items() if code == entry.country} | {entry.name}
    return not state.isdisjoint(reading.words)


def _is_full(named: tuple[Candidate, str, ActorKind]) -> bool:
    _, text, kind = named
    return kind not in ("person", "organisation") or " " in text.strip()


def _full_draft(registry: Registry, text: str, kind: ActorKind, candidate: Candidate) -> Draft:
    exact = registry.get(text, kind)
    if exact is not None:
        return exact
    parts = name_parts(text)
    if kind == "person" and parts:
        for draft in registry.sharing(parts[-1], kind):
            if same_name(text, draft.name) or short_form(text, draft.name):
                registry.alias(text, kind, draft)
                return draft
    if kind == "outlet" and len(parts) == 1 and (outlet := _outlet(registry, text)) is not None:
        return outlet
    if kind == "organisation":
        for draft in registry.sharing(parts[0], kind) if parts else []:
            if same_organisation(text, draft.name):
                registry.alias(text, kind, draft)
                return draft
    draft = registry.add(text, kind, candidate.start)
    if kind == "person":
        draft.gender = candidate.gender or gender_of(text)
        draft.guessed = candidate.gender is None
    if kind == "organisation":
        draft.group = organisation_group(text)
        draft.country = _first_state(text)
    if kind == "group":
        draft.plural = True
        draft.country = lexicon().demonyms.get(text, (None, False))[0]
    return draft


def _state_before(reading: Reading, start: int) -> str | None:
    """The state to which the words right before an organisation's name give it: "Taiwan's Acme", "the Swiss Acme"."""
    if start < 2 or reading.sentence[start - 1] != reading.sentence[start]:
        return None
    if reading.words[start - 1] == "'s":
        entry = lexicon().entries.get((reading.words[start - 2],)) or lexicon().entries.get(
            reading.words[max(start - 3, 0) : start - 1]
        )
        return entry.country if entry is not None and entry.kind in ("state", "capital") else None
    return lexicon().demonyms.get(reading.words[start - 1], (None, False))[0]


def _first_state(name: str) -> str | None:
    """The state whose name or people's name opens an organisation's: "Fiji Red Cross", "Turkish Airlines"."""
    first = name.split()[0]
    entry = lexicon().entries.get((first,))
    if entry is not None and entry.kind == "state":
        return entry.country
    return lexicon().demonyms.get(first, (None, False))[0]


def same_organisation(a: str, b: str) -> bool:
    """Whether two names of organisations differ only in a legal form at the end ("Inc.", "Group") or in "&" for "and".

    >>> same_organisation("Northwind Airways", "Northwind Airways plc"), same_organisation("Bank of A", "Bank of B")
    (True, False)
    """
    return _bare(a) == _bare(b)


def _bare(name: str) -> tuple[str, ...]:
    words = [w for w in fold(name.replace("&", " ")).split() if w not in ("the", "and")]
    table = lexicon().organisation_words
    while len(words) > 1 and table.get(words[-1], ("", ""))[0] == "suffix":
        form = words.pop()
        if form in _AFTER_MOTOR and words[-1] == "motor" and len(words) > 1:
            words.pop()
    return tuple(words)


def organisation_group(name: str) -> str:
    """The class of an organisation by the words of its name, empty when they do not tell."""
    table = lexicon().organisation_words
    for word in reversed(fold(name).split()):
        if word in table:
            return table[word][1]
    return ""


def _short_draft(
    reading: Reading, registry: Registry, text: str, kind: ActorKind, candidate: Candidate, first: int
) -> Draft:
    """The draft of a name of one word: a person's surname or first name, an acronym, an organisation's first word."""
    people = [d for d in registry.sharing(text, "person") if short_form(text, d.name)]
    exact = [d for d in people if fold(text) in name_parts(d.name)]
    people = exact or people
    if candidate.gender:
        people = [d for d in people if d.gender == candidate.gender] or [d for d in people if d.gender is None]
    people = _by_age(reading, people, candidate) or people
    surname = [d for d in people if same_word(text, name_parts(d.name)[0 if family_first(d.name) else -1])]
    if kind == "person" or (surname and exact):
        chosen = _choose(reading, surname or people, candidate)
        if chosen is not None:
            if candidate.gender and chosen.gender is None:
                chosen.gender = candidate.gender
            return chosen
    if kind == "person":
        name = text
        bare = registry.get(text, "person")
        if bare is not None and bare.gender in (candidate.gender, None):
            bare.gender = bare.gender or candidate.gender
            return bare
        if candidate.gender and registry.sharing(text, "person"):
            name = f"{candidate.form.capitalize()} {text}"
        draft = registry.add(name, "person", candidate.start)
        draft.gender = draft.gender or candidate.gender
        return draft
    if (outlet := _outlet(registry, text)) is not None and reading.words[candidate.start - 1].lower() == "the":
        return outlet
    spelt = text.isupper() or (len(text) > 2 and text.istitle() and text.lower() not in reading.small)
    organisation = registry.get(text, "organisation") or (registry.abbreviated(text) if spelt else None)
    if organisation is None:
        starting = [d for d in registry.sharing(text, "organisation") if fold(d.name).split()[0] == fold(text)]
        alike = [d for d in starting if same_organisation(text, d.name)]  # "Apple … Apple Inc."
        starting = alike or [d for d in starting if d.first < first]  # "Apple … Apple Music"
        if not starting:
            starting = [d for d in registry.sharing(text, "organisation") if fold(d.name).split()[-1] == fold(text)]
        organisation = starting[0] if len(starting) == 1 else None
    if organisation is not None:
        return organisation
    draft = registry.add(text, "organisation", candidate.start)
    draft.group = organisation_group(text)
    before = reading.words[candidate.start - 1].lower() if candidate.start else ""
    draft.plural = before == "the" and text.istitle() and text.endswith("s")  # "the Greens said they"
    return draft


def _family(reading: Reading, registry: Registry, text: str, candidate: Candidate) -> list[Draft]:
    """The people whom "the Roes" means: those who bear the surname, where they are two or more."""
    if not text.endswith("s") or candidate.start == 0 or reading.words[candidate.start - 1].lower() != "the":
        return []
    people = [d for d in registry.sharing(text[:-1], "person") if fold(text[:-1]) == name_parts(d.name)[-1]]
    return people if len(people) > 1 else []


def _outlet(registry: Registry, word: str) -> Draft | None:
    """The one outlet whose name ends in the word: "the Courier" for the Valley Courier."""
    found = [d for d in registry.sharing(word, "outlet") if fold(d.name).split()[-1] == fold(word)]
    return found[0] if len(found) == 1 else None


def _by_age(reading: Reading, people: list[Draft], candidate: Candidate) -> list[Draft]:
    """The one that "the elder Roe" or "the younger Roe" means, by what the report calls them ("his son, Jack Roe").

    Where it does not say, the younger is whom it names later. Empty without such a word or with more than two bearers.
    """
    age = reading.words[candidate.start - 1].lower() if candidate.start else ""
    known = [d for d in people if d.first < candidate.start]
    if age not in _ELDER | _YOUNGER or len(known) != 2:
        return []
    first, second = sorted(known, key=lambda d: d.first)
    if _is_called(reading, second, _PARENTS) or _is_called(reading, first, _CHILDREN):
        first, second = second, first
    return [first if age in _ELDER else second]


def _is_called(reading: Reading, draft: Draft, relatives: frozenset[str]) -> bool:
    """Whether a word of kinship stands right before a name, but for a comma: "his father, John Roe"."""
    at = draft.first
    return any(reading.words[i].lower() in relatives for i in range(max(0, at - 2), at))


def _choose(reading: Reading, people: list[Draft], candidate: Candidate) -> Draft | None:
    """Of people who share the word: the first one introduced, unless this paragraph has so far named another alone in
    full."""
    if not people:
        return None
    main = min(people, key=lambda d: d.first)
    if candidate.gender and main.gender is None and len(people) > 1:
        return max(people, key=lambda d: max((at for at, _ in d.mentions if at < candidate.start), default=-1))
    block = reading.block[candidate.start]
    here = [d for d in people if any(reading.block[at] == block and at < candidate.start for at, _ in d.mentions)]
    return here[0] if len(here) == 1 else main


def _mention(draft: Draft, candidate: Candidate) -> None:
    draft.mentions[candidate.start, candidate.end] = "name"
    draft.first = min(draft.first, candidate.start)
    role = lexicon().roles.get((candidate.office,)) if draft.kind == "person" else None
    if role is not None and all(o.noun != role.noun for o in draft.offices):  # "Gov. Roe"
        draft.offices.append(Office(role.noun, role.group, role.noun, None, frozenset(), None))
