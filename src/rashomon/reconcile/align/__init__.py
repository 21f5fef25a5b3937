"""Claim alignment: which sentences of a story's reports state one fact."""
