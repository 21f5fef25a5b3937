"""Names as strings: when two spellings are one name, and when a short form fits a full one.

Pure string logic without a parser, so that both annotate (within a report) and reconcile (across reports) use the
same rules. A name written in another script reaches English in several spellings; they share their consonants, up to
a few letters that transliteration tables exchange (q, k, g, kh; w, v; y, j, i). The skeleton keeps those consonants,
in the manner of Soundex and of Freeman et al., "Cross Linguistic Name Matching in English and Arabic" (NAACL 2006).
"""

from __future__ import annotations

import functools
import re
import unicodedata

MIN_RATIO = 0.7
"""Lowest share of letters in common order (normalised indel similarity) of two words with one skeleton, exchanged
letters evened out, that count as one name: common spellings of one Arabic or Slavic name are .77 alike or more, pairs
of different surnames with one skeleton (such as Marin and Moran, .60) mostly less."""
MIN_LENGTH = 4
"""Shortest folded word, in letters, for which another spelling is accepted; shorter ones must be equal."""

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a"}
)
_ARTICLE = re.compile(r"\b(?:al|el|ul|ad|an|ar|as|ash|at|az)[-\s](?=[a-z]{3})")
_POSSESSIVE = re.compile(r"(?<=\w)['’](?:s)?$")
_MARKS = re.compile(r"['’‘`ʼ.]")
_GAPS = re.compile(r"[^\w]+")
_INITIAL = re.compile(r"^[a-z]$")
_JUNIOR = frozenset({"jr", "junior", "ii", "iii", "iv"})
_CLASSES = (
    (re.compile(r"sch|tsch|tch|sh|cz|cs|sz|zh|ch"), "s"),
    (re.compile(r"ts|tz|dz|z"), "s"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"kh|gh|ck|q|c|g"), "k"),
    (re.compile(r"w"), "v"),
    (re.compile(r"v$"), "f"),
    (re.compile(r"(?<=[bcdfgjklmnpqrstvxz])h|h$"), ""),
)
_FIRST_VOWEL = re.compile(r"^[aeiou]+")
_FIRST_Y = re.compile(r"^(?:y|i(?=[aeou]))")
_VOWELS = re.compile(r"(?<!^)[aeiouy]|j$")
_FEMININE = re.compile(r"(?:a|ah|eh)$")
_DOUBLES = re.compile(r"(.)\1+")


@functools.lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """Return `name` in lower case without accents, apostrophes, full stops or a possessive ending.

    Hyphens and other marks become single spaces.

    >>> fold("Recep Tayyip Erdoğan’s"), fold("Bashar al-Assad")
    ('recep tayyip erdogan', 'bashar assad')
    """
    text = _POSSESSIVE.sub("", name.strip()).casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(c for c in text if not unicodedata.combining(c))
    text = _ARTICLE.sub("", _MARKS.sub("", text))
    return " ".join(_GAPS.split(text)).strip()


@functools.lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """Return the consonants of a name that every transliteration keeps; equal for the spellings of one name.

    >>> {skeleton(w) for w in ("Zelensky", "Zelenskiy", "Zelenskyy")}
    {'slnsk'}
    >>> {skeleton(w) for w in ("Gaddafi", "Qaddafi", "Kadhafi")}
    {'kdf'}
    """
    text = _FIRST_VOWEL.sub("a", _evened(word))
    return _DOUBLES.sub(r"\1", _VOWELS.sub("", text))


@functools.lru_cache(maxsize=1 << 16)
def _evened(word: str) -> str:
    """A folded name with one letter for each class of letters that transliterations exchange."""
    text = _FIRST_Y.sub("j", fold(word).replace(" ", ""))
    for pattern, letter in _CLASSES:
        text = pattern.sub(letter, text)
    return text


def same_word(a: str, b: str) -> bool:
    """Whether two single words can be spellings of one name.

    A final -a on one side alone tells women's names from men's (Ivanov and Ivanova, Mario and Maria).

    >>> same_word("Gaddafi", "Qadhafi"), same_word("Trump", "Tusk"), same_word("Ivanov", "Ivanova")
    (True, False, False)
    """
    first, second = fold(a), fold(b)
    if first == second:
        return bool(first)
    if min(len(first), len(second)) < MIN_LENGTH or skeleton(a) != skeleton(b):
        return False
    if bool(_FEMININE.search(first)) != bool(_FEMININE.search(second)):
        return False
    first, second = _evened(a), _evened(b)
    return 2 * _common(first, second) >= MIN_RATIO * (len(first) + len(second))


def _common(a: str, b: str) -> int:
    """The length of the longest common subsequence of two words."""
    row = [0] * (len(b) + 1)
    for x in a:
        diagonal = 0
        for at, y in enumerate(b, 1):
            diagonal, row[at] = row[at], diagonal + 1 if x == y else max(row[at], row[at - 1])
    return row[-1]


def name_parts(name: str) -> tuple[str, ...]:
    """Return the folded words of a name.

    >>> name_parts("Kim Jong-un")
    ('kim', 'jong', 'un')
    """
    return tuple(fold(name).split())


def name_key(name: str) -> str:
    """Return the form of a name from which ids are derived: folded, middle initials left out.

    >>> name_key("Donald J. Trump"), name_key("J. K. Rowling"), name_key("the White House")
    ('donald trump', 'j k rowling', 'white house')
    """
    parts = fold(name).split()
    if parts and parts[0] == "the" and len(parts) > 1:
        parts = parts[1:]
    if len(parts) > 2 and not _INITIAL.match(parts[0]):
        parts = [parts[0], *(p for p in parts[1:-1] if not _INITIAL.match(p)), parts[-1]]
    return " ".join(parts)


def same_name(a: str, b: str) -> bool:
    """Whether two full names, titles already taken off, can be spellings of one name.

    First and last words must each agree in spelling (an initial agrees with a name that begins with it), words between
    them must not contradict each other, and a "Jr." must stand on both sides or on none. A surname alone agrees only
    with a surname alone: see `short_form` for the rest.

    >>> same_name("Volodymyr Zelensky", "Vladimir Zelenskiy"), same_name("Donald Trump", "Donald Tusk")
    (True, False)
    >>> same_name("George W. Bush", "George H. W. Bush"), same_name("Clinton", "Bill Clinton")
    (False, False)
    """
    first, second = name_parts(a), name_parts(b)
    if "".join(first) == "".join(second):
        return bool(first)
    if bool(_JUNIOR & set(first[1:])) != bool(_JUNIOR & set(second[1:])):
        return False
    first, second = _without_junior(first), _without_junior(second)
    if min(len(first), len(second)) < 2:
        return len(first) == len(second) == 1 and same_word(first[0], second[0])
    if not _same_given(first[0], second[0]) or not same_word(first[-1], second[-1]):
        return False
    middle, other = first[1:-1], second[1:-1]
    if not middle or not other:
        return True
    return len(middle) == len(other) and all(map(_same_given, middle, other))


def sound(name: str) -> tuple[str, ...]:
    """Return what spellings of one name share: the skeleton of its last word and, where it has several, of its first.

    Of an initial its letter with a full stop before it: it is shared with the first letter of a whole name alone.

    >>> sound("Volodymyr Zelensky"), sound("Vladimir Zelenskiy"), sound("V. Zelensky"), sound("Zelensky")
    (('slnsk', 'vldmr'), ('slnsk', 'vldmr'), ('slnsk', '.v'), ('slnsk',))
    """
    parts = _without_junior(name_parts(name))
    if len(parts) < 2:
        return tuple(map(skeleton, parts))
    first = parts[0]
    return skeleton(parts[-1]), f".{first}" if _INITIAL.match(first) else skeleton(first)


def short_form(short: str, full: str) -> bool:
    """Whether `short` is a run of words of the longer name `full`: its surname, first name or double surname.

    >>> short_form("Zelenskiy", "Volodymyr Zelensky"), short_form("López Obrador", "Andrés Manuel López Obrador")
    (True, True)
    >>> short_form("Donald Tusk", "Donald Trump")
    False
    """
    part, whole = name_parts(short), name_parts(full)
    if not part or len(part) >= len(whole):
        return False
    starts = range(len(whole) - len(part), -1, -1)
    return any(all(same_word(p, w) for p, w in zip(part, whole[at:], strict=False)) for at in starts)


def _without_junior(parts: tuple[str, ...]) -> tuple[str, ...]:
    return parts[:-1] if len(parts) > 1 and parts[-1] in _JUNIOR else parts


def _same_given(a: str, b: str) -> bool:
    if _INITIAL.match(a) or _INITIAL.match(b):
        return a[0] == b[0]
    if same_word(a, b):
        return True
    alike = min(len(a), len(b)) >= MIN_LENGTH and skeleton(a) == skeleton(b)
    return alike and not _FEMININE.search(a) and not _FEMININE.search(b)
