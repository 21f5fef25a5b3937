"""Whom a pronoun means: the weightiest actor before it that agrees in gender and number and is not its own
clause-mate."""

from __future__ import annotations

from typing import Any

from rashomon.annotate.actors.clean_name import role_of
from rashomon.annotate.actors.draft import Draft, Reading, source_head
from rashomon.annotate.actors.lexicon import lexicon
from rashomon.annotate.actors.metonyms import place_verbs
from rashomon.annotate.actors.quoting import last_to_speak, named_in_words, quoting_speaker, speaks_later
from rashomon.annotate.actors.salience import Salience
from rashomon.model.annotation import Gender

_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_THING = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_SUBJECT = ("nsubj", "nsubjpass")
_TELLS = frozenset({"say", "confirm", "announce", "deny", "add", "tell", "promise", "report", "admit", "declare"})
"""Verbs whose "they" is somebody who was named."""
PRONOUNS = _MALE | _FEMALE | _THING | _PLURAL


def resolve_pronoun(reading: Reading, salience: Salience, at: int, who: dict[int, Draft]) -> Draft | None:
    """Return the actor that the pronoun at token `at` means, None when nobody fits well enough."""
    token = reading.doc[at]
    word = token.lower_
    gender: Gender | None = "male" if word in _MALE else "female" if word in _FEMALE else None
    if word.endswith(("self", "selves")):
        bound = next((who[c.i] for c in token.head.children if c.dep_ in _SUBJECT and c.i in who), None)
        if bound is not None:  # Chomsky's principle A
            return _learn(bound, gender)
    mates = clause_mates(token, who) | named_in_words(reading, at, who)
    ahead = _announced(reading, token, who)
    if ahead is not None and ahead not in mates and _agrees(ahead, word, gender):
        return _learn(ahead, gender)
    owner = _joined_owner(token, who)
    if owner is not None and _agrees(owner, word, gender):
        return _learn(owner, gender)
    teller = _teller(token, who)
    speaker = quoting_speaker(reading, at, who) or _speaker_behind(reading, at, who)
    if teller is speaker:
        teller = None
    institution = teller is not None and word in _PLURAL and teller.kind in ("organisation", "outlet", "group")
    if teller is not None and (institution or _agrees(teller, word, gender)):
        return _learn(teller, gender)
    if gender and teller is None and _is_strangers(reading, token, who):
        return None
    if word in _THING and not _acting(reading, token):
        return None
    if word == "its" and token.dep_ == "poss" and _is_things(token, who):
        return None
    ranked = salience.ranked(reading.sentence[at])
    centre = _centre(reading, token, who) if gender else None
    if centre is not None and centre not in mates and centre is not speaker and _agrees(centre, word, gender):
        here = reading.sentence[at]
        if salience.weight(centre, here) >= salience.settings.centre_share * max(
            salience.weight(d, here) for d in ranked
        ):
            return _learn(centre, gender)
    if centre is not None and centre not in mates and _speaks_on(reading, token, centre, who):
        centre.gender, centre.guessed = gender, False
        return centre
    for draft in _known_first(reading, salience, reading.sentence[at], ranked) if gender else ranked:
        if draft in mates or draft is speaker or speaks_later(reading, at, draft) or not _agrees(draft, word, gender):
            continue
        if word in _THING and not _can_be_thing(reading, at, draft):
            continue
        if word in _THING | _PLURAL and reading.sentence[at] - reading.sentence[salience.last(draft)] > 1:
            continue
        return _learn(draft, gender)
    if word in _PLURAL and token.dep_ in ("nsubj", "poss"):
        return _body_spoken_of(reading, salience, at, mates)
    if gender is None:
        return last_to_speak(reading, at, who) if word == "it" and at in reading.heads else None
    return _otherwise(reading, salience, at, gender, mates | ({speaker} if speaker is not None else set()))


def _speaker_behind(reading: Reading, at: int, who: dict[int, Draft]) -> Draft | None:
    """Who the "he" will be that speaks the quotation around token `at` and stands behind it."""
    index = reading.said_in.get(at)
    head = source_head(reading.doc, reading.sources[index]) if index is not None and reading.sources[index] else -1
    word = reading.words[head].lower()
    if head <= at or word not in _MALE | _FEMALE:
        return None
    centre = _centre(reading, reading.doc[head], who)
    return centre if centre is not None and _agrees(centre, word, "male" if word in _MALE else "female") else None


def _centre(reading: Reading, token: Any, who: dict[int, Draft]) -> Draft | None:
    """The subject of the sentence before, for a pronoun that is the first to be told of in its own, as its subject.

    What the sentences go on about (Grosz, Joshi and Weinstein, Centering, Computational Linguistics 21, 1995).
    """
    first = token.sent.start
    opens = token.i == first or (token.i == first + 1 and reading.doc[first].is_punct | reading.doc[first].is_space)
    opens = opens or (
        token.head.i == token.sent.root.i and not any(i in who and not reading.quoted[i] for i in range(first, token.i))
    )
    if token.dep_ not in _SUBJECT or not opens or first == 0:
        return None
    root = reading.doc[first - 1].sent.root
    subject = _subject_of(root)
    if subject is not None and subject.i in reading.heads and token.i not in reading.heads:
        told = next((c for c in root.children if c.dep_ == "ccomp" and c.i < subject.i), None)
        told = _subject_of(told) if told is not None else None
        if told is not None and not reading.quoted[told.i] and told.i in who:
            subject = told  # "Roe was shot, Sgt Doe said. He was taken to hospital"
    found = who.get(subject.i) if subject is not None else None
    if found is None or found.kind not in ("person", "unnamed"):
        told = {who[i] for i in range(root.sent.start, root.sent.end) if i in who and not reading.quoted[i]}
        people = [d for d in told if d.kind == "person"]
        found = people[0] if len(people) == 1 else None
    return found if found is not None and found.kind == "person" else None


def _speaks_on(reading: Reading, token: Any, centre: Draft, who: dict[int, Draft]) -> bool:
    """Whether a "he" that speaks comes after a sentence that tells of nobody but one who spoke, and whose first name
    alone is a woman's: "Robin Roe confirmed it. He said"."""
    before = reading.doc[token.sent.start - 1].sent
    people = {who[i] for i in range(before.start, before.end) if i in who and who[i].kind in ("person", "unnamed")}
    spoke = any(i in reading.heads and who.get(i) is centre for i in range(before.start, before.end))
    return centre.guessed and token.i in reading.heads and spoke and people == {centre}


def _subject_of(verb: Any) -> Any | None:
    return next((c for c in verb.children if c.dep_ in _SUBJECT), None)


def _is_strangers(reading: Reading, token: Any, who: dict[int, Draft]) -> bool:
    """Whether a pronoun is that of somebody without a name: "A monitor told the paper that she saw it. She asked …".

    It is the subject of what a stranger says, or opens the sentence after one who said something, or comes after such a
    one in its sentence.
    """
    first = token.sent.start
    token = next((one for one in reading.doc[first : token.i] if one.lower_ == token.lower_), token)
    if token.dep_ not in _SUBJECT:
        return False
    verb = token.head
    if verb.dep_ == "ccomp" and verb.head.i < token.i:
        subject = _subject_before(verb.head, token.i)
    elif token.i == first and first > 0 and verb.dep_ == "ROOT":
        subject = _subject_of(reading.doc[first - 1].sent.root)
    else:
        return False
    if subject is None or subject.i in who or subject.i not in reading.heads or subject.tag_ != "NN":
        return False
    role = lexicon().roles.get((subject.lemma_.lower(),))
    return role is None or role.kind == "person"


def _body_spoken_of(reading: Reading, salience: Salience, at: int, mates: set[Draft]) -> Draft | None:
    """The organisation that a "they" who speaks means, where only one was named in this sentence or the one before."""
    here = reading.sentence[at]
    verb = reading.doc[at].head
    if at not in reading.heads and verb.lemma_ not in _TELLS:
        return None
    near = [d for d in salience.ranked(here) if here - reading.sentence[salience.last(d)] <= 1 and d not in mates]
    bodies = [d for d in near if d.kind in ("organisation", "outlet")]
    return bodies[0] if len(bodies) == 1 else None


def _known_first(reading: Reading, salience: Salience, here: int, ranked: list[Draft]) -> list[Draft]:
    """The drafts with each stranger of unknown sex behind the people named in full who weigh nearly as much.

    "Roe expects a bid from a rival, and she": a rival spoken of in passing is less in mind than who has a name.
    """

    def order(draft: Draft) -> float:
        heard = draft.voice and reading.sentence[salience.last(draft)] != here
        stranger = draft.kind == "unnamed" and draft.gender is None and not heard
        return -salience.weight(draft, here) * (salience.settings.stranger_share if stranger else 1.0)

    return sorted(ranked, key=order)


def _otherwise(reading: Reading, salience: Salience, at: int, gender: Gender, mates: set[Draft]) -> Draft | None:
    """The one person of the sentence or the one before whose first name, and nothing else, spoke for the other gender;
    else the one of that gender of whom the report has told at all.

    First names are borne otherwise elsewhere (Andrea, Jean, Chanda); the report's own pronouns know better.
    """
    here = reading.sentence[at]
    near = [d for d in salience.ranked(here) if d.kind == "person" and here - reading.sentence[salience.last(d)] <= 1]
    if len(near) == 1 and near[0].guessed and near[0] not in mates:
        near[0].gender, near[0].guessed = gender, False
        return near[0]
    alike = [d for d in salience.recent() if d.kind in ("person", "unnamed") and d.gender == gender and not d.plural]
    only = len(alike) == 1 and alike[0].kind == "person" and alike[0] not in mates
    return alike[0] if only and not speaks_later(reading, at, alike[0]) else None


def _agrees(draft: Draft, word: str, gender: Gender | None) -> bool:
    if gender is not None:
        single = draft.kind == "person" or (draft.kind == "unnamed" and not draft.plural)
        return single and draft.gender in (gender, None)
    if word in _PLURAL:
        return draft.plural or draft.kind == "group"
    return draft.kind in ("organisation", "state", "outlet") and not draft.plural


def _can_be_thing(reading: Reading, at: int, draft: Draft) -> bool:
    """Whether "it" can reach back to an actor beyond its own clause: not to an outlet, which is cited and left."""
    return draft.kind != "outlet" or at in reading.heads


def _learn(draft: Draft, gender: Gender | None) -> Draft:
    if gender is not None and draft.kind in ("person", "unnamed") and not draft.plural:
        draft.gender = draft.gender or gender
        draft.guessed = False
    return draft


def _acting(reading: Reading, token: Any) -> bool:
    """Whether an "it" is likely to stand for an organisation: a source, a possessor, or one that pays, sues or agrees;
    else it is mostly a thing."""
    if token.i in reading.source_of or token.lower_ == "its":
        return True
    acts = token.dep_ == "nsubj" and token.head.pos_ == "VERB" and token.head.lemma_ in place_verbs("agent verb")
    relative = token.head.dep_ in ("relcl", "pcomp")  # "the firm it hired", "most of what it wanted"
    if token.dep_ == "dobj" and token.head.lemma_ in place_verbs("dealing verb"):
        return True  # "the mayor thanked it"
    return bool(acts and (relative or token.is_sent_start or (token.i and reading.words[token.i - 1] == ";")))


def _announced(reading: Reading, token: Any, who: dict[int, Draft]) -> Draft | None:
    """The subject that follows a pronoun in an opening phrase: "In his speech, Roe said" (cataphora)."""
    root = token.sent.root
    if token.i >= root.i or not token.sent.start <= token.i:
        return None
    top = token
    while top.head.i not in (root.i, top.i):
        top = top.head
    if top.head.i != root.i or top.dep_ not in ("prep", "advcl") or top.i > root.i:
        return None
    if top.dep_ == "prep" and token.dep_ != "poss":
        return None
    bound = token.head.i == top.i or token.head.head.i == top.i
    if token.dep_ in ("dobj", "pobj", "dative") and bound and not any(c.dep_ in _SUBJECT for c in top.children):
        return None  # "Keeping her on the line, Roe said": Roe keeps somebody else
    for child in root.children:
        if child.dep_ == "nsubj" and child.i > token.i and child.i in who:
            return who[child.i]
    return None


def _teller(token: Any, who: dict[int, Draft]) -> Draft | None:
    """Whose clause it is: the subject of the verb of saying over it, or of its own clause for a possessive ("Roe said
    she", "Roe sold its")."""
    verb = token.head
    if token.dep_ == "poss":
        verb = _verb_over(token)
        own = _subject_before(verb, token.i)
        subject = _subject(own, own.head, who) if own is not None else None
        direct = own is not None and own.i in who and own.head.i == verb.i
        if subject is not None and (direct or subject.kind != "unnamed" or subject.gender):
            return subject
    elif token.dep_ not in ("nsubj", "nsubjpass"):
        return None
    if verb.dep_ not in ("ccomp", "advcl") or (verb.dep_ == "ccomp" and verb.head.i > token.i):
        return None
    above = _subject_before(verb.head, token.i)
    if above is None:
        return None
    return _subject(above, above.head, who) or _whose_thing(above, who)


def _joined_owner(token: Any, who: dict[int, Draft]) -> Draft | None:
    """Whose a joined noun is: "Roe and his board", "the ministry and its allies"."""
    noun = token.head
    if token.dep_ != "poss" or noun.dep_ != "conj" or noun.head.i >= token.i:
        return None
    between = [t for t in token.doc[noun.head.i + 1 : token.i] if not t.is_space]
    return who.get(noun.head.i) if [t.lower_ for t in between] == ["and"] else None


def _verb_over(token: Any) -> Any:
    """The verb that governs a possessive's noun."""
    verb = token.head
    for _ in range(4):
        if verb.pos_ in ("VERB", "AUX") or verb.head.i == verb.i:
            break
        verb = verb.head
    return verb


def _is_things(token: Any, who: dict[int, Draft]) -> bool:
    """Whether the clause of an "its", or the one it is joined to, has a thing for its subject: "the quake struck and
    its epicentre lay"."""
    verb = _verb_over(token)
    for _ in range(2):
        own = next((c for c in verb.children if c.dep_ in _SUBJECT and c.right_edge.i < token.i), None)
        if own is not None:
            return own.tag_ == "NN" and own.i not in who
        if verb.dep_ != "conj":
            return False
        verb = verb.head
    return False


def _subject_before(verb: Any, at: int) -> Any:
    """The subject of a verb before token `at`: its own, or what a participle, infinitive or second verb shares with the
    verb it hangs on; None without one."""
    for _ in range(3):
        own = next((c for c in verb.children if c.dep_ in _SUBJECT and c.i < at), None)
        bare = not any(c.dep_ in _SUBJECT for c in verb.children)
        if own is not None or verb.dep_ not in ("conj", "xcomp", "advcl") or not bare:
            return own
        verb = verb.head
    return None


def _subject(own: Any, verb: Any, who: dict[int, Draft]) -> Draft | None:
    """Whom a subject is: its own actor, the antecedent of a relative pronoun, or the name in apposition to it."""
    if own.i in who:
        return who[own.i]
    if own.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
        return who.get(verb.head.i)
    return next((who[c.i] for c in own.children if c.dep_ == "appos" and c.i in who), None)


def _whose_thing(subject: Any, who: dict[int, Draft]) -> Draft | None:
    """Whose a subject that is no person is: "Roe's voice broke when he"."""
    if role_of(subject.lower_) is not None or role_of(subject.lemma_.lower()) is not None:
        return None
    return next((who[c.i] for c in subject.children if c.dep_ == "poss" and c.i in who), None)


def clause_mates(token: Any, who: dict[int, Draft]) -> set[Draft]:
    """Return the actors that are arguments of the same verb, which only a reflexive or possessive can mean (Chomsky's
    principle B)."""
    if token.lower_.endswith(("self", "selves")) or token.dep_ == "poss":
        return set()
    verb = token.head
    if verb.pos_ == "ADP":
        verb = verb.head
    out = set()
    if verb.dep_ == "conj" and not any(c.dep_ in _SUBJECT for c in verb.children) and token.dep_ not in _SUBJECT:
        shared = _subject_before(verb, token.i)  # "Roe met Doe and praised him"
        if shared is not None and shared.i in who:
            out.add(who[shared.i])
    if verb.dep_ == "relcl" and verb.head.i in who and any(_is_relative(c) for c in verb.children):
        out.add(who[verb.head.i])  # "Roe, who defended him"
    for child in verb.children:
        for near in (child, *(c for c in child.children if child.pos_ == "ADP")):
            if near.i != token.i and near.i in who and near.dep_ in ("nsubj", "dobj", "pobj", "nsubjpass", "dative"):
                out.add(who[near.i])
    return out


def _is_relative(token: Any) -> bool:
    return bool(token.tag_ in ("WP", "WDT") and token.dep_ in ("nsubj", "nsubjpass", "dobj"))
