"""A case keeps which elements were completed at least once, so that its picture does not read its whole history"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

CASES = sa.table("cases", sa.column("id", sa.Integer), sa.column("passed", sa.Text))
HISTORY = sa.table(
    "history", sa.column("case_id", sa.Integer), sa.column("seq", sa.Integer), sa.column("payload", sa.Text)
)


def upgrade() -> None:
    op.add_column("cases", sa.Column("passed", sa.Text(), nullable=False, server_default=""))
    connection = op.get_bind()
    for case_id in connection.execute(sa.select(CASES.c.id)).scalars().all():
        passed = " ".join(_completed(connection, case_id))
        connection.execute(sa.update(CASES).where(CASES.c.id == case_id).values(passed=passed))


def _completed(connection: sa.Connection, case_id: int) -> list[str]:
    """From the history, once. What was lawfully erased of it cannot be known."""
    events = sa.select(HISTORY.c.payload).where(HISTORY.c.case_id == case_id, HISTORY.c.payload.is_not(None))
    payloads = connection.execute(events.order_by(HISTORY.c.seq)).scalars()
    moves = (move for payload in payloads for move in json.loads(payload)["moves"])
    return list(dict.fromkeys(element for what, element, _ in moves if what == "completed"))


def downgrade() -> None:
    op.drop_column("cases", "passed")
