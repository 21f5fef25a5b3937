"""Stage 4 of 6: annotated reports become Stories; a stream of bare reports does too, without explanations."""

from rashomon.group.digest_log import pack_batch, unpack_batch
from rashomon.group.group import group
from rashomon.group.state_file import StateFile
from rashomon.group.story_stream import Retired, Step, StoryStream
from rashomon.group.stream import group_stream, read_batches

__all__ = [
    "Retired",
    "StateFile",
    "Step",
    "StoryStream",
    "group",
    "group_stream",
    "pack_batch",
    "read_batches",
    "unpack_batch",
]
