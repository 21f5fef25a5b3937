"""The form under which a place name is looked up, and the bucket of the gazetteer that holds it."""

from __future__ import annotations

import functools
import unicodedata
import zlib

BUCKETS = 65_536
SIEVE_BYTES = 524_288
HEADER_BYTES = 4_096
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_APOSTROPHES = str.maketrans("’ʻʼ`‘´-‐‑–", "''''''    ", ".\u00ad")
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})


@functools.lru_cache(maxsize=65_536)
def place_key(name: str) -> str:
    """Return `name` without case, accents, stops and hyphens, "St" written out.

    >>> place_key("St. Pölten"), place_key("Nagorno-Karabakh"), place_key("N’Djamena")
    ('saint polten', 'nagorno karabakh', "n'djamena")
    """
    if name.isascii():
        plain = name.lower().translate(_APOSTROPHES)
    else:
        decomposed = unicodedata.normalize("NFKD", name.casefold().translate(_APOSTROPHES))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)
    words = plain.split()
    return " ".join("saint" if word in ("st", "ste") else "mount" if word == "mt" else word for word in words)


def bucket(key: bytes) -> int:
    """The bucket, 0 to BUCKETS - 1, of a key's UTF-8 bytes."""
    return zlib.crc32(key) % BUCKETS


def sieve(key: bytes) -> tuple[int, int]:
    """Where the key's bit stands in the sieve: the index of its byte, and a byte with that bit set."""
    number = zlib.crc32(key)
    return number % SIEVE_BYTES, 1 << (number >> 29)


def capitalised(key: str) -> str:
    """A key as most names are written: each word with a capital.

    >>> capitalised("white river")
    'White River'
    """
    return " ".join(word.capitalize() for word in key.split())
