"""Reports are found by their outlet, and by both days between which they were published."""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Put two indexes in the place of the one by the first day."""
    connection = op.get_bind()
    connection.execute(text("DROP INDEX reports_day"))
    connection.execute(text("CREATE INDEX reports_days ON reports (last_day, first_day)"))
    connection.execute(text("CREATE INDEX reports_outlet ON reports (outlet)"))
