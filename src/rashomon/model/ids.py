"""Ids derived from content, so that the same input has the same ids on every machine."""

from __future__ import annotations

import hashlib


def derive_id(*parts: str, length: int = 12) -> str:
    """Return the first `length` hex digits of SHA-256 over `parts`, which are kept apart by a unit separator.

    Lone surrogates are hashed as they are.

    >>> derive_id("a", "bc") == derive_id("ab", "c")
    False
    """
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:length]
