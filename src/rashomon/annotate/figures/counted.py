"""What a figure counts: the noun behind it, what happened to it, and whether it is a part or comes on top."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from rashomon.model.spans import Span
from rashomon.tables import read_table

_OTHER = frozenset({"more", "other", "others", "additional", "further", "extra", "another"})
_PRONOUNS = frozenset({"them", "whom", "which", "those", "these", "us"})
_INCLUDING = frozenset({"including", "included"})
_NO_ITEMS = frozenset({"VERB", "AUX", "SCONJ", "PRON"})
_EMPTY_VERBS = frozenset({"be", "have", "say", "do", "report", "include", "see", "get", "tell", "accord"})
_LINKS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "oprd", "npadvmod", "dative", "acomp"})
_CHILDREN = 30  # dependents looked at: a sentence of ten thousand numbers hangs them all on one head
_COUNT_NOUNS = frozenset({"number", "total", "count", "tally", "amount", "percentage", "share", "proportion", "sum"})
_DIMENSIONS = frozenset({"deep", "high", "long", "tall", "thick", "wide"})
_LENGTHS = frozenset({"hour", "day", "year"})
_BEFORE = 25  # tokens back: a sentence of news
_NEAR = 6  # tokens: "of its four", "of his team-high eleven"
_SERVED = 4  # tokens behind a length: "in a penal colony"
_PARTITIVE_UNITS = frozenset({"in", "of", "worth"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """`of` is the lemma of what is counted, at `span`; `event` the class or lemma of its predicate; see Figure."""

    of: str = ""
    span: Span | None = None
    event: str = ""
    scope: str = ""


@functools.cache
def _table(name: str) -> dict[str, str]:
    return dict(read_table("rashomon.annotate.data", name, columns=2))  # type: ignore[arg-type]


def what_is_counted(doc: Any, first: int, after: int, *, unit: str, share: bool, window: int) -> Counted:
    """Return what tokens [first, after), a number with its unit, count.

    `share` says that the number is a part of a whole ("20% of", "a third of"), which is no partitive count. A length of
    time counts no people: what a court sets is a sentence ("jailed for six years"), of others the event alone is told.
    """
    counted = _counted(doc, first, after, unit=unit, share=share, window=window)
    if counted.event and any(word.lemma_ == counted.event and word.pos_ == "VERB" for word in doc[first:after]):
        counted = replace(counted, event="")  # "did not exceed": the verb is the hedge
    if unit not in _LENGTHS or (counted.span is not None and counted.span.start > doc[first].idx):
        return counted
    if _is_sentence(doc, first, after):
        return Counted(of="sentence", event="sentence", scope=counted.scope)
    return replace(counted, of="") if counted.span is None else counted


def _counted(doc: Any, first: int, after: int, *, unit: str, share: bool, window: int) -> Counted:
    scope = _scope_before(doc, first)
    if _said_before(doc, first, "other", "another", "others", "further", "additional"):
        scope = "other"
    position = after
    if position < len(doc) and doc[position].lower_ in ("more", "additional", "further", "extra"):
        scope = "other"
        position += 1
    if position >= len(doc):
        return _from_predicate(doc, first, after, scope)
    token = doc[position]
    if token.lower_ in ("other", "others"):
        scope = "other"
    elif token.lower_ in _PARTITIVE_UNITS and (unit or share or token.lower_ == "of"):
        start = position + (2 if token.lower_ == "worth" else 1)
        if start < len(doc) and doc[start].lower_ in _PRONOUNS:
            scope = scope or ("" if share or unit else "part")
            noun = _noun(doc, start + 1, window, determined=False)  # "four of them children"
            if noun is None:
                counted = _from_predicate(doc, first, after, scope)
                named = None if counted.of == "person" else _counted_before(doc, first)
                return counted if named is None else replace(counted, of=_name(named), span=None)
            return _with_event(doc, noun, Span(doc[start + 1].idx, _end(doc[noun])), scope)
        noun = _noun(doc, start, window, determined=True)
        of_those = token.lower_ == "of" and start + 1 < len(doc) and doc[start].lower_ in ("the", "those", "these")
        if noun is None and of_those and doc[start + 1].lemma_ in _table("figure-events.tsv"):
            scope = scope or ("" if share or unit else "part")  # "three of the dead were children"
        if noun is not None and (token.lower_ != "in" or (unit.isupper() and doc[noun].ent_type_ == "")):
            definite = doc[start].lower_ in ("the", "those", "these")
            # "two of its four plants", but "eight of its guards" are all that the text counts
            definite |= doc[start].tag_ == "PRP$" and any(t.like_num for t in doc[start + 1 : start + _NEAR])
            if token.lower_ == "of" and definite and not (share or unit or doc[first].tag_ == "NNS"):
                scope = scope or "part"
            counted = _with_event(doc, noun, Span(doc[start].idx, _end(doc[noun])), scope)
            # "visited 600 of the stations": the verb is that of the number
            return replace(counted, event=counted.event or _event_of_verb(_root(doc, first, after)))
        return _from_predicate(doc, first, after, scope)
    hyphen = token.lower_ in ("-", "‐", "‑") and not token.idx > _end(doc[position - 1])
    if hyphen:
        position += 1
        if position < len(doc) and not unit and doc[position].is_alpha:
            noun = position
            if doc[position].lower_ == "strong":  # "a 2,000-strong crowd"
                noun = _noun(doc, position + 1, window, determined=False) or position
            return Counted(of=_name(doc[noun]), span=Span(doc[noun].idx, _end(doc[noun])), scope=scope)
    noun = _noun(doc, position, window, determined=False)
    if noun is None and hyphen and unit and position + 1 < len(doc) and doc[position].lower_ in _DIMENSIONS:
        position += 1  # "a 30m-deep shaft", and "well", whatever the parse makes of that
        noun = position if doc[position].is_alpha and doc[position].pos_ in ("ADV", "INTJ", "X") else None
    if noun is None:
        return _from_predicate(doc, first, after, scope)
    return _with_event(doc, noun, Span(doc[position].idx, _end(doc[noun])), scope)


def _is_sentence(doc: Any, first: int, after: int) -> bool:
    """Whether a length of time is what a court sets: "jailed for six years", "handed seven years in prison".

    Not what one is given to do something ("three days to leave the camp"), nor hours.
    """
    token = _root(doc, first, after)
    verb = token.head.head if token.dep_ == "pobj" else token.head
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    if verb.lemma_ in _court("sentence"):
        return True
    if verb.lemma_ not in _court("give") or any(word.lemma_ == "hour" for word in doc[first:after]):
        return False
    for word in doc[after : after + _SERVED]:
        if word.is_sent_start or word.lower_ == "to":
            return False
        if word.lemma_ in _court("place") or (word.lower_ == "bars" and word.nbor(-1).lower_ == "behind"):
            return True
    return False


@functools.cache
def _court(name: str) -> frozenset[str]:
    """The words of one class of figure-sentences.tsv."""
    rows = read_table("rashomon.annotate.data", "figure-sentences.tsv", columns=2)
    return frozenset(word for word, kind in rows if kind == name)


def _counted_before(doc: Any, first: int) -> Any:
    """The noun with a number last before token `first` in its sentence: "12,400 people, 2,100 of them in Spain"."""
    for index in range(first - 1, max(first - _BEFORE, -1), -1):
        noun = doc[index]
        numbered = any(child.dep_ == "nummod" for child in islice(noun.lefts, _CHILDREN))
        if noun.pos_ == "NOUN" and numbered and noun.ent_type_ not in ("DATE", "TIME", "MONEY", "PERCENT"):
            return noun
        if doc[index].is_sent_start:
            break
    return None


def _said_before(doc: Any, first: int, *words: str) -> bool:
    """Whether one of the words stands in the three tokens before, with no clause edge between."""
    for index in range(first - 1, max(-1, first - 4), -1):
        if doc[index].lower_ in words:
            return True
        if doc[index].lower_ in (",", ".", ";", "and", "or", "but") or doc[index].pos_ in ("NOUN", "VERB", "PROPN"):
            return False
    return False


def _scope_before(doc: Any, first: int) -> str:
    """ "including", "part" or "": what opens the list in which the number stands, at the number or a few nouns before.

    "Including two nurses", "of whom two", "among them a priest, two nurses and four drivers".
    """
    items = 0
    for index in range(first - 1, max(-1, first - _BEFORE), -1):
        token = doc[index]
        if token.lower_ in _INCLUDING:
            # not "including a priest, and 40 houses burned down"
            return "" if items and doc[first].head.dep_ in ("nsubj", "nsubjpass") else "including"
        if token.lower_ in _PRONOUNS and index and doc[index - 1].lower_ in ("of", "among", "amongst"):
            # not "a tax the yield of which sank by 4"
            return "part" if index < 2 or doc[index - 2].pos_ != "NOUN" else ""
        ends = token.is_sent_start or token.text in (";", ".", ":") or token.lower_ in ("but", "not", "or")
        if ends or (token.pos_ in _NO_ITEMS and token.tag_ != "PRP$") or (token.pos_ == "ADP" and index < first - 1):
            return ""
        items += token.pos_ == "NOUN"
        if items == 1 and doc[first - 1].lower_ not in (",", "and"):
            return ""
    return ""


def _noun(doc: Any, position: int, window: int, *, determined: bool) -> int | None:
    """Return the index of the head noun of the noun phrase that goes on at `position`, or None.

    With `determined`, the phrase may begin with a determiner, a possessive or another number.
    """
    found: int | None = None
    stop = min(len(doc), position + window)
    index = position
    while index < stop:
        token = doc[index]
        pos = token.pos_
        if index > position and token.is_sent_start:
            break
        if pos == "NOUN" or (pos == "PROPN" and token.ent_type_ not in ("DATE", "TIME")):
            if token.ent_type_ in ("DATE", "TIME") and (
                found is not None or not (determined or doc[position - 1].ent_type_)
            ):
                break  # "fell by a third last year"
            found = index
        elif pos == "PART" and token.tag_ == "POS":
            found = None
        elif found is not None and token.text in ("-", "‐", "‑") and index + 1 < stop and doc[index + 1].pos_ == "NOUN":
            pass
        elif found is not None or (pos == "SPACE" and "\n\n" in token.text):
            break
        elif pos in ("ADJ", "SPACE", "ADV") or token.tag_ in ("VBN", "VBG", "HYPH"):
            if token.dep_ in ("acl", "relcl", "ROOT", "conj", "acomp", "oprd", "advcl") and pos in ("VERB", "ADJ"):
                break
            if pos == "ADV" and token.dep_ not in ("advmod", "amod"):
                break
        elif (determined and (pos in ("DET", "NUM", "PRON", "SYM") or token.like_num)) or (
            token.lower_ in ("and", ",")
            and index + 1 < stop
            and doc[index + 1].dep_ in ("amod", "conj")
            and (doc[index + 1].pos_ == "ADJ" and doc[index - 1].pos_ == "ADJ")
        ):
            pass
        else:
            break
        index += 1
    if found is not None and doc[found].pos_ == "PROPN" and not determined and doc[found].tag_ == "NNP":
        return None if doc[found].ent_type_ in ("GPE", "PERSON", "LOC") else found
    return found


def _with_event(doc: Any, noun: int, span: Span, scope: str) -> Counted:
    token = doc[noun]
    events = _table("figure-events.tsv")
    own = events.get(token.lemma_)
    if token.lemma_ in ("other", "more"):
        event = _event_around(doc, token) or _event_of_verb(token)
        return Counted(of="person" if event in events.values() else "", span=None, event=event, scope="other")
    if own and token.lemma_ not in ("survivor", "hostage", "refugee", "captive", "missing"):
        return Counted(of="person", span=span, event=own, scope=scope)
    event = own or _event_around(doc, token) or _event_of_verb(token)
    return Counted(of=_name(token), span=span, event=event, scope=scope)


def _event_around(doc: Any, token: Any) -> str:
    """Event class from a modifier ("214 people killed", "wounded soldiers") or from the words just behind."""
    events = _table("figure-events.tsv")
    for child in islice(token.children, _CHILDREN):
        if child.dep_ in ("acl", "relcl", "amod") and child.lemma_ in events:
            return events[child.lemma_]
    stop = min(len(doc), token.i + 5)
    for index in range(token.i + 1, stop):
        word = doc[index]
        if word.is_sent_start or word.text in (",", ";", ".") or word.pos_ in ("NOUN", "PROPN", "NUM", "CCONJ"):
            break
        if word.lemma_ in events and (word.pos_ == "ADJ" or word.tag_ in ("VBN", "VBD")):
            return events[word.lemma_]
    return ""


def _event_of_verb(token: Any) -> str:
    """Event class, or lemma, of the verb whose subject or object the token is."""
    events = _table("figure-events.tsv")
    for _ in range(4):
        head = token.head
        if token.dep_ in ("conj", "appos") and head.i != token.i:
            token = head
            continue
        if token.dep_ == "pobj" and head.dep_ == "prep" and head.lower_ in ("of", "to", "at", "by", "with", "for"):
            owner = head.head
            if owner.lemma_ in events:
                return events[owner.lemma_]
            if owner.pos_ == "VERB":
                return "" if owner.lemma_ in _EMPTY_VERBS else _lemma(owner)
            return ""
        if token.dep_ in _LINKS and head.pos_ in ("VERB", "AUX"):
            lemma = "missing" if head.lower_ == "missing" else head.lemma_
            if lemma in events:
                return events[lemma]
            for child in islice(head.children, _CHILDREN):  # "were missing", "left 12 people dead"
                state = "missing" if child.lower_ == "missing" else child.lemma_
                if state in events and child.dep_ in ("acomp", "oprd", "ccomp", "attr", "xcomp"):
                    return events[state]
            return "" if lemma in _EMPTY_VERBS else _lemma(head)
        return ""
    return ""


def _from_predicate(doc: Any, first: int, after: int, scope: str) -> Counted:
    """What is counted where no noun follows: "214 dead", "killed 214", "the toll rose to 214"."""
    events = _table("figure-events.tsv")
    for index in range(after, min(len(doc), after + 3)):
        word = doc[index]
        if word.is_sent_start or word.pos_ in ("NOUN", "PROPN", "NUM", "PUNCT", "CCONJ"):
            break
        if word.lemma_ in events and (word.pos_ == "ADJ" or word.tag_ in ("VBN", "VBD", "JJ")):
            return Counted(of="person", event=events[word.lemma_], scope=scope)
    if after < len(doc) and (doc[after].lower_ == "aboard" or doc[after : after + 2].text.lower() == "on board"):
        return Counted(of="person", scope=scope)
    token = _root(doc, first, after)
    event = _event_of_verb(token)
    if event in events.values():
        return Counted(of="person", event=event, scope=scope)
    head = token.head
    if token.dep_ == "pobj" and head.dep_ == "prep":
        if head.lower_ == "of" and head.head.pos_ == "NOUN":  # "a toll of 214", "a fine of $5m"
            return _named(doc, head.head, event, scope)
        head = head.head
        if head.dep_ == "prep" and head.lower_ == "from":  # "rose from 9 to 17"
            head = head.head
        if head.pos_ == "VERB":  # "raise the tariff to 50%"
            for child in islice(head.children, _CHILDREN):
                if child.dep_ == "dobj" and child.i < first and child.pos_ == "NOUN":
                    return _named(doc, child, event, scope)
    for _ in range(3):
        if head.pos_ not in ("VERB", "AUX"):
            break
        for child in islice(head.children, _CHILDREN):
            if child.dep_ in ("nsubj", "nsubjpass") and child.i < first and _is_common(child):
                return _named(doc, child, event, scope)
        if head.dep_ not in ("conj", "xcomp"):
            break
        head = head.head
    return Counted(event=event, scope=scope)


def _root(doc: Any, first: int, after: int) -> Any:
    """The token of [first, after) through which the number hangs in the sentence."""
    outward = [doc[i] for i in range(after - 1, first - 1, -1) if not first <= doc[i].head.i < after]
    for token in outward:
        if token.dep_ in _LINKS or token.dep_ in ("pobj", "conj", "appos"):
            return token
    return outward[0] if outward else doc[after - 1]


def _named(doc: Any, noun: Any, event: str, scope: str) -> Counted:
    events = _table("figure-events.tsv")
    if noun.lemma_ in _COUNT_NOUNS:  # "the number of dead rose to 93"
        for child in islice(noun.children, _CHILDREN):
            if child.lower_ == "of":
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        span = Span(inner.idx, _end(inner))
                        if inner.lemma_ in events:
                            return Counted(of="person", span=span, event=events[inner.lemma_], scope=scope)
                        return Counted(of=_name(inner), span=span, event=event, scope=scope)
    span = Span(noun.idx, _end(noun))
    words = [child for child in islice(noun.lefts, _CHILDREN) if child.dep_ == "compound"]
    if noun.lemma_ == "toll" and (not words or words[-1].lemma_ in events):
        return Counted(of="person", span=span, event="kill", scope=scope)
    if noun.lemma_ in events:
        return Counted(of="person", span=span, event=events[noun.lemma_], scope=scope)
    return Counted(of=_name(noun), span=span, event=event, scope=scope)


def _is_common(token: Any) -> bool:
    """Whether the token is a common noun; spaCy takes some at the start of a sentence for names."""
    return bool(token.pos_ == "NOUN" or (token.pos_ == "PROPN" and token.is_sent_start and not token.ent_type_))


def _name(token: Any) -> str:
    lemma = _lemma(token)
    if token.tag_ == "NNPS" and lemma.endswith("s"):
        lemma = lemma[:-1]  # the lemmatizer leaves "Armenians" as it is
    return _table("figure-counted.tsv").get(lemma, lemma) if token.text[0].isalnum() else ""


def _lemma(token: Any) -> str:
    """The token's lemma, mended where figure-counted.tsv has its form as one that the model gets wrong."""
    return _table("figure-counted.tsv").get(token.lower_, str(token.lemma_)) if token.text[0].isalnum() else ""


def _end(token: Any) -> int:
    return int(token.idx) + len(token)
