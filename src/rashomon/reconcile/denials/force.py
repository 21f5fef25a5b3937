"""What makes an attribution a denial, a dismissal or a refusal to comment, and how it names what it answers."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from rashomon.model.annotation import Attribution
from rashomon.model.synopsis import How
from rashomon.reconcile.differences.place_names import place_nouns
from rashomon.reconcile.material.report_index import ReportIndex
from rashomon.tables import read_table

ANSWERING = frozenset(
    {"comment", "respond", "answer", "reply", "confirm", "discuss", "elaborate", "speculate", "say", "draw"}
)
"""Lemmas of answering: what somebody declines to do who declines to comment."""
ACCUSING = frozenset({"accusation", "allegation", "charge", "claim", "involvement", "responsibility", "wrongdoing"})
"""Nouns that point at what is said against somebody, never at what somebody says in their own defence."""
_DISMISSES = frozenset({"dismiss", "scoff", "shrug", "brush", "wave", "laugh", "pour", "discount"})
DISMISSING = _DISMISSES | {"reject", "deny", "denounce", "deride"}
"""Cues behind which "as" says what the speaker thinks of it."""
_POINTING = frozenset({"this", "that", "these", "those", "such", "the", "any", "all"})
_MERELY = frozenset({"just", "only", "merely", "simply", "necessarily"})
_HAPPENS = frozenset({"exist", "happen", "occur"})
_SPOKEN_OF = frozenset({"mention", "describe", "raise", "report", "refer", "cite", "quote"})
"""What is so said of a noun does not say what it is: "the situation mentioned in the media"."""
_DENY = frozenset({"deny", "reject", "refute", "repudiate", "rebut"})
_SELF = frozenset({"it", "they", "we", "i", "he", "she"})
_OWN = frozenset({"its", "their", "our", "my", "his", "her"})
_NONE = frozenset({"none", "neither", "nobody"})
_MINE = frozenset({"its", "our", "my"})
_OPINIONS = frozenset(
    {
        "decide",
        "announce",
        "disclose",
        "hear",
        "feel",
        "know",
        "think",
        "mean",
        "intend",
        "believe",
        "want",
        "need",
        "like",
        "expect",
        "see",
        "understand",
        "remember",
        "say",
    }
)
"""What somebody does not know or want is no denial of a deed."""
_ACCOUNTS = frozenset({"account", "description", "version"})
"""Of "his version of the call" what he said is meant, not the call."""
_MORE = frozenset({"further", "far", "additional"})
_FORMERLY = frozenset({"before", "previously", "until", "yet"})
"""What had not been so is no denial that it is."""
_PLACES = frozenset({"GPE", "LOC", "FAC"})
"""Kinds of named entities that are places."""
_LAND = frozenset(
    {"land", "territory", "region", "area", "peninsula", "strait", "waters", "water", "enclave", "frontier"}
)
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_UTTERING = frozenset({"give", "issue", "make", "use"})
_FACTS = frozenset({"fact", "reality", "truth"})
_SHORT = 8
"""Most words that say no more than that something is untrue ("this is a shameful lie")."""
_THIS = frozenset({"this", "that", "it"})
_PRONOUNS = frozenset({"it", "this", "that", "these", "those", "them", "so"})


def find_how(index: ReportIndex, attribution: Attribution) -> How | None:
    """How the attribution speaks against something; None for one that does not."""
    cues = {index.tokens.lemma[token] for span in attribution.cue for token in index.inside(span)}
    if attribution.force == "denies" and (_refuses(index, attribution) or _is_over_land(index, attribution, cues)):
        return None
    if attribution.force == "denies":
        return "dismisses" if cues & _DISMISSES else "denies"
    if attribution.force == "declines to comment":
        return "no comment"
    if cues & _DENY and "be" not in cues and attribution.force == "asserts" and not attribution.negated:
        return "denies"
    tokens = [token for span in attribution.content for token in index.inside(span)]
    if attribution.force == "rejects" and cues & (_DISMISSES | _DENY):
        if anaphors().get(find_pointer(index, attribution) or ""):
            return "dismisses"
        if any(anaphors().get(lemma) for lemma in cues) or _is_untold(index, attribution):
            return "denies"
        if find_pointer(index, attribution) == "" and attribution.content:
            return "denies"  # "rejects that", where somebody has said something before
    such = find_such(index, attribution)
    if such is not None and any(index.tokens.lemma[child] == "no" for child in index.children(such)):
        return "denies"
    lemma, dep = index.tokens.lemma, index.tokens.dep
    telling = [token for token in tokens if lemma[token] in _telling() or dep[token] == "neg"]
    if any(_calls_false(index, token) or negates(index, token) for token in telling):
        return "denies"
    if is_self_denial(index, attribution) or pleads(index, attribution):
        return "denies"
    return None


def _is_untold(index: ReportIndex, attribution: Attribution) -> bool:
    """Whether what is rejected is that something is so: "the idea that its guard was lax", not "that it should go"."""
    tokens = index.tokens
    for span in attribution.content:
        root = index.head_of(span)
        if root is None or tokens.lemma[root] not in anaphors():
            continue
        for child in index.children(root):
            below = index.children(child) if tokens.dep[child] in {"acl", "ccomp"} else []
            if any(tokens.dep[c] == "mark" and tokens.lemma[c] == "that" for c in below):
                return tokens.tag[child] in _FINITE or any(tokens.tag[c] in _FINITE for c in below)
    return False


@functools.cache
def _telling() -> frozenset[str]:
    """Lemmas without which, and without a "not", nothing calls anything false."""
    return _HAPPENS | _DENY | _FACTS | falsity() | {"no"}


def _is_over_land(index: ReportIndex, attribution: Attribution, cues: set[str]) -> bool:
    """Whether what is disputed is a place, which nobody said: "both countries dispute the valley"."""
    if "dispute" not in cues:
        return False
    tokens = index.tokens
    inside = [token for span in attribution.content for token in index.inside(span)]
    if any(tokens.pos[token] in {"VERB", "AUX"} for token in inside):
        return False
    nouns = [token for token in inside if tokens.pos[token] in {"NOUN", "PROPN"} and tokens.head[token] not in inside]
    lemmas = {tokens.lemma[token].lower() for token in nouns}
    return bool(lemmas & (_LAND | place_nouns().keys())) or any(tokens.entity[token] in _PLACES for token in nouns)


def pleads(index: ReportIndex, attribution: Attribution) -> bool:
    """Whether somebody is said to be innocent, or not guilty."""
    tokens = index.tokens
    if any(tokens.lemma[token].lower() in _NONE for span in attribution.source for token in index.inside(span)):
        return False
    for span in attribution.content:
        for token in index.inside(span):
            lemma = tokens.lemma[token]
            owned = lemma == "innocence" and any(tokens.dep[child] == "poss" for child in index.children(token))
            if owned or (lemma == "innocent" and tokens.dep[token] in {"acomp", "attr"} and _is_own(index, token)):
                return True
            if lemma == "guilty" and token and tokens.lemma[token - 1] in {"not", "n't"}:
                return True
    return False


def _is_own(index: ReportIndex, token: int) -> bool:
    """Whether the subject above the token is a pronoun, or has one before it: "he is innocent", "his client"."""
    tokens = index.tokens
    subjects = [c for c in index.children(tokens.head[token]) if tokens.dep[c] in {"nsubj", "nsubjpass"}]
    return any(
        tokens.lemma[c].lower() in _SELF or any(tokens.lemma[below] in _OWN for below in index.children(c))
        for c in subjects
    )


def speaks_of_own(index: ReportIndex, attribution: Attribution) -> bool:
    """Whether what is said has a pronoun that may stand for the speaker: "none of its ships"."""
    tokens = (token for span in attribution.content for token in index.inside(span))
    return any(index.tokens.lemma[token].lower() in _OWN | _SELF for token in tokens)


def keys(index: ReportIndex, attribution: Attribution) -> list[int]:
    """The tokens that a sentence must have in common with what is said without a verb of denying: what is done or not,
    and to whom or what, but for pronouns; of "no shot was fired" the shot and the firing."""
    tokens = index.tokens
    inside = index.inside(attribution.content[0]) if attribution.content else range(0)
    verbs = (t for t in inside if tokens.pos[t] == "VERB" and tokens.dep[t] != "amod")
    root = next((token for token in verbs if tokens.lemma[token] not in ANSWERING), None)
    if root is None:
        return []
    below = index.children(root)
    nouns = [
        child
        for child in below
        if tokens.dep[child] in {"dobj", "attr"}
        or (tokens.dep[child] in {"nsubj", "nsubjpass"} and any(tokens.lemma[c] == "no" for c in index.children(child)))
    ]
    return [root, *(noun for noun in nouns if tokens.pos[noun] != "PRON")]


def is_self_denial(index: ReportIndex, attribution: Attribution) -> bool:
    """Whether somebody says that they did not do a thing, or that none was done: "its forces had not fired".

    The first clause of the content must be finite, not about the future or an opinion, and negated; its subject is a
    pronoun or "its forces", or has the "no": "no shot was fired", "none of its men had fired", "there was no shot".
    """
    root = finite_root(index, attribution)
    if attribution.force not in {"asserts", "confirms"} or root is None or index.tokens.lemma[root] in _OPINIONS:
        return False
    tokens = index.tokens
    inside = index.inside(attribution.content[0])
    below = index.children(root)
    if (
        tokens.tag[root] == "MD"
        or any(tokens.tag[child] == "MD" for child in below)
        or any(tokens.lemma[t] in _FORMERLY for t in inside)
    ):
        return False
    if tokens.lemma[root] == "be" and any(tokens.dep[child] == "acomp" for child in below):
        return False
    if any(tokens.dep[child] == "expl" for child in below):
        things = [child for child in below if tokens.dep[child] == "attr"]
        return any(tokens.lemma[c].lower() == "no" for thing in things for c in index.children(thing))
    subject = next((child for child in below if tokens.dep[child] in {"nsubj", "nsubjpass"}), None)
    if subject is None:
        return False
    parts = {tokens.lemma[child] for child in index.children(subject)}
    if "no" in parts:
        return True
    if tokens.lemma[subject] in _NONE:
        return bool({tokens.lemma[token] for token in index.subtree(subject)} & (_OWN | _SELF))
    own = tokens.lemma[subject].lower() in _SELF or bool(parts & _OWN)
    return own and any(tokens.dep[child] == "neg" for child in below)


def finite_root(index: ReportIndex, attribution: Attribution) -> int | None:
    """The verb of the first clause of what is said; None where it has none."""
    tokens = index.tokens
    inside = index.inside(attribution.content[0]) if attribution.content else range(0)
    root = next((token for token in inside if tokens.head[token] not in inside or tokens.head[token] == token), None)
    return root if root is not None and tokens.pos[root] in {"VERB", "AUX"} else None


def find_such(index: ReportIndex, attribution: Attribution) -> int | None:
    """The noun of "no such warning", "any such offer": what it stands for is told before."""
    for span in attribution.content:
        for token in index.inside(span):
            head = index.tokens.head[token]
            if index.tokens.lemma[token] == "such" and head > token and index.tokens.pos[head] in {"NOUN", "PROPN"}:
                below = {index.tokens.lemma[child] for child in index.children(head)}
                if below & {"no", "any"} or attribution.force == "denies":
                    return head
    return None


def _calls_false(index: ReportIndex, token: int) -> bool:
    """Whether the token calls something said before untrue, by somebody else: "the charges were false"."""
    tokens = index.tokens
    if tokens.lemma[token] in _HAPPENS and any(tokens.dep[child] == "neg" for child in index.children(token)):
        below = index.children(token)
        return any(tokens.dep[child] == "nsubj" and tokens.lemma[child] in anaphors() for child in below)
    if tokens.lemma[token] in _DENY:
        return any(tokens.dep[c] == "nsubjpass" and tokens.lemma[c] in anaphors() for c in index.children(token))
    if is_verdict(index, token):
        return True
    if tokens.lemma[token] not in falsity() or tokens.dep[token] not in {"acomp", "attr", "oprd"}:
        return False
    for other in index.children(tokens.head[token]):
        if tokens.dep[other] in {"nsubj", "nsubjpass", "dobj"} and tokens.lemma[other] in anaphors().keys() | _PRONOUNS:
            return not any(tokens.lemma[child] in _MINE for child in index.children(other))
    return False


def is_verdict(index: ReportIndex, token: int) -> bool:
    """Whether it is the noun of "does not accord with the facts", "is not in line with the truth"."""
    tokens = index.tokens
    if tokens.lemma[token] not in _FACTS or tokens.dep[token] != "pobj":
        return False
    verb = index.predicate(tokens.head[token])
    return verb is not None and any(tokens.dep[child] == "neg" for child in index.children(verb))


def negates(index: ReportIndex, token: int) -> bool:
    """Whether the token says that something is not so: "this is not a strike", "there was no evidence of a strike"."""
    tokens = index.tokens
    head = tokens.head[token]
    if tokens.dep[token] == "neg" and tokens.lemma[head] == "be":
        roles = {tokens.dep[child]: tokens.lemma[child] for child in index.children(head)}
        if any(tokens.lemma[other] in _MERELY for other in range(token + 1, min(token + 3, len(tokens)))):
            return False
        return "attr" in roles and (roles.get("nsubj") in _PRONOUNS or roles.get("nsubj") in anaphors())
    return tokens.lemma[token] == "no" and tokens.dep[token] == "det" and tokens.lemma[head] in _denied_nouns()


def goes_on(index: ReportIndex, attribution: Attribution) -> bool:
    """Whether what is said is that "this" or "it" is not so: after a denial it says once more what that does."""
    tokens = index.tokens
    for span in attribution.content:
        for token in index.inside(span):
            if tokens.dep[token] == "neg" and tokens.lemma[tokens.head[token]] in {"be", "happen", "exist"}:
                below = index.children(tokens.head[token])
                return any(tokens.dep[c] == "nsubj" and tokens.lemma[c].lower() in _THIS for c in below)
    return False


@functools.cache
def _denied_nouns() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("rashomon.reconcile.data", "denied_nouns.tsv", columns=1))


def _refuses(index: ReportIndex, attribution: Attribution) -> bool:
    """Whether what is denied is something that one gives or not: "denied the ships access"."""
    tokens = index.tokens
    roots = (index.head_of(span) for span in attribution.content)
    return any(root is not None and tokens.pos[root] == "NOUN" and tokens.lemma[root] in refusable() for root in roots)


@functools.cache
def refusable() -> frozenset[str]:
    """Lemmas of what is given to somebody or denied them."""
    return frozenset(row[0] for row in read_table("rashomon.reconcile.data", "refusable.tsv", columns=1))


@functools.cache
def falsity() -> frozenset[str]:
    """Lemmas that call what was said untrue."""
    return frozenset(row[0] for row in read_table("rashomon.reconcile.data", "falsity.tsv", columns=1))


@functools.cache
def anaphors() -> Mapping[str, frozenset[str]]:
    """Nouns that point back at what was said, each with the lemmas of cues that it calls for (none: any sentence)."""
    rows = read_table("rashomon.reconcile.data", "anaphors.tsv", columns=2)
    return {noun: frozenset(cues.split("|")) - {""} for noun, cues in rows}


def points_back(index: ReportIndex, attribution: Attribution) -> bool:
    """Whether what is denied, or what nobody wants to speak about, is only pointed at."""
    return find_pointer(index, attribution) is not None


def is_silence(index: ReportIndex, attribution: Attribution) -> bool:
    """Whether cue or content has a verb of answering: "refused to give way" is no refusal to comment.

    Who does not comment further has commented.
    """
    spans = (*attribution.cue, *attribution.content)
    said = {index.tokens.lemma[token] for span in spans for token in index.inside(span)}
    last = max(index.inside(span)[-1] for span in spans if index.inside(span)) if said else 0
    after = index.tokens.lemma[last + 1 : last + 2]
    return bool(said & ANSWERING) and not said & _MORE and not set(after) & _MORE


def find_pointer(index: ReportIndex, attribution: Attribution) -> str | None:
    """The noun or pronoun by which the content points back; None when it states what it denies."""
    tokens = [token for span in attribution.content for token in index.inside(span)]
    if not tokens:
        return ""
    if pleads(index, attribution):
        return "charge"
    if attribution.kind == "direct":  # "“It is nonsense,” he said. “She lies about everything”": the first says it
        first = index.sentence(index.tokens.start[tokens[0]])
        tokens = [token for token in tokens if first is None or index.tokens.start[token] < first.end]
    lemmas = [index.tokens.lemma[token] for token in tokens]
    states = any(
        index.tokens.pos[t] == "VERB" and index.tokens.lemma[t] not in ANSWERING and not _utters(index, t)
        for t in tokens
    )
    if states and not set(lemmas) & falsity() and not any(_calls_false(index, token) for token in tokens):
        return None
    nouns = [token for token in tokens if index.tokens.pos[token] in {"NOUN", "PROPN"}]
    words = [token for token in tokens if index.tokens.pos[token] != "PUNCT"]
    if not any(index.tokens.lemma[token] not in falsity() for token in nouns) and len(words) <= _SHORT:
        return ""
    for token in nouns:
        if index.tokens.lemma[token] in anaphors() and _is_definite(index, token, tokens[0]):
            return index.tokens.lemma[token]
    if lemmas[0] in _PRONOUNS and (not nouns or index.tokens.dep[tokens[0]] == "dobj"):
        return ""  # "denied this on leaving the talks"
    return None


def _utters(index: ReportIndex, verb: int) -> bool:
    """Whether the verb tells of saying the thing pointed at, and nothing else: "had made the remark", "said so"."""
    tokens = index.tokens
    return tokens.lemma[verb] in _UTTERING and any(
        tokens.dep[child] == "dobj" and tokens.lemma[child] in anaphors() and _is_definite(index, child, verb)
        for child in index.children(verb)
    )


def find_announced(index: ReportIndex, attribution: Attribution) -> str | None:
    """The noun of an allegation that the content says more of: "her claims about it", "any allegations of theft"."""
    for span in attribution.content:
        for token in index.inside(span):
            lemma = index.tokens.lemma[token]
            if lemma in ACCUSING and any(child > token for child in index.children(token)):
                return lemma
    return None


def _is_definite(index: ReportIndex, noun: int, first: int) -> bool:
    """Whether the noun is bare or has a determiner that points back, and no clause or phrase that says what it is."""
    below = index.children(noun)
    said = {child for child in below if index.tokens.lemma[child] in _SPOKEN_OF | {"as"}}
    owned = index.tokens.lemma[noun] in _ACCOUNTS and any(index.tokens.dep[child] == "poss" for child in below)
    if not owned and any(index.tokens.dep[child] in {"acl", "relcl", "prep"} and child not in said for child in below):
        return False
    determiners = [index.tokens.lemma[child] for child in below if index.tokens.dep[child] == "det"]
    return not determiners or determiners[0] in _POINTING
