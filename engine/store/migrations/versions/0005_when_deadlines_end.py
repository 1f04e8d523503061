"""When a deadline ended, so that what was missed before it was stopped stays on record as missed"""

import sqlalchemy as sa
from alembic import op

from engine.store import columns

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("deadlines", sa.Column("ended_at", columns.Instant(), nullable=True))


def downgrade() -> None:
    op.drop_column("deadlines", "ended_at")
