"""When a deadline ended, so that a missed one stays missed; a child's reference is kept in one spelling"""

import sqlalchemy as sa
from alembic import op

from engine.store import columns

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("deadlines", sa.Column("ended_at", columns.Instant(), nullable=True))
    op.execute("UPDATE cases SET subject = upper(replace(subject, '-', ''))")


def downgrade() -> None:
    op.drop_column("deadlines", "ended_at")
