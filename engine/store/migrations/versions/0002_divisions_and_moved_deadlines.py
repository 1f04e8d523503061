"""A team may be part of a division; a moved deadline keeps its reasons in one place, its explanation"""

import sqlalchemy as sa
from alembic import op

from engine.store import columns

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("teams") as batch_op:
        batch_op.add_column(sa.Column("division_id", sa.String(length=64), nullable=True))
        batch_op.create_foreign_key("fk_teams_division_id_teams", "teams", ["division_id"], ["id"])
    with op.batch_alter_table("deadlines") as batch_op:
        batch_op.drop_column("moves")


def downgrade() -> None:
    with op.batch_alter_table("deadlines") as batch_op:
        batch_op.add_column(sa.Column("moves", columns.Json(), nullable=False, server_default="[]"))
    with op.batch_alter_table("teams") as batch_op:
        batch_op.drop_constraint("fk_teams_division_id_teams", type_="foreignkey")
        batch_op.drop_column("division_id")
