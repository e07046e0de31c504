"""How the end of an entry on a list is asked for, and who is told of it."""

import sqlalchemy as sa
from alembic import op

revision = "v0017"
down_revision = "v0016"
branch_labels = None
depends_on = None

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Let a correction be about an entry, and a list say how long an entry stands at least."""
    op.add_column("list_definition", sa.Column("restorable_after_months", sa.Integer()))
    with op.batch_alter_table("correction") as correction:
        correction.add_column(sa.Column("entry_id", CODE))
        correction.alter_column("record_id", existing_type=CODE, nullable=True)
        correction.create_foreign_key("fk_correction_entry_id", "list_entry", ["entry_id"], ["id"])
        correction.create_index("ix_correction_entry_id", ["entry_id"])


def downgrade() -> None:
    """Take it away, with the corrections about entries."""
    op.execute("DELETE FROM correction WHERE record_id IS NULL")
    with op.batch_alter_table("correction") as correction:
        correction.drop_index("ix_correction_entry_id")
        correction.drop_constraint("fk_correction_entry_id", type_="foreignkey")
        correction.alter_column("record_id", existing_type=CODE, nullable=False)
        correction.drop_column("entry_id")
    op.drop_column("list_definition", "restorable_after_months")
