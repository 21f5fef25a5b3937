"""Stage 4 of 6: annotated reports become Stories; a stream of bare reports does too, without explanations."""

from rashomon.group.group import group
from rashomon.group.stream import group_stream

__all__ = ["group", "group_stream"]
