"""Who has read their messages up to which; messages are found by whom they are for, late promises by their instant"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "readers",
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("read_up_to", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("person_id"),
    )
    op.create_index("outbox_person", "outbox", ["to_person", "id"])
    op.create_index("outbox_role", "outbox", ["to_role", "to_person", "id"])
    op.create_index("deadlines_late", "deadlines", ["state", "due_at"])


def downgrade() -> None:
    op.drop_index("deadlines_late", "deadlines")
    op.drop_index("outbox_role", "outbox")
    op.drop_index("outbox_person", "outbox")
    op.drop_table("readers")
