"""A synopsis that another followed is kept as what it says otherwise; reasons for claims stand without their numbers.

No row changes: what was written before is read as it was written, and what is superseded from now on is written anew.
An older program cannot read that, so it must not open the archive.
"""

from __future__ import annotations

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Change nothing."""
