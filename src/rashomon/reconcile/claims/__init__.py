"""Aligned sentences become claims: their kind, what is shown of them, their status."""
