"""The tables of the first version, as `store.schema` and `store.finding` make them: the foot of the chain.

An archive is never older than this, so there is nothing to do; a later version leads on from here.
"""

from __future__ import annotations

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Nothing is older."""
