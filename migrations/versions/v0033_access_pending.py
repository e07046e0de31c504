"""The access log: what waits for its leaf is looked up no more when it is written.

One statement writes an entry and that it waits, no entry is ever deleted, and `exchange audit verify` finds what waits
without one. The look was half of what an entry cost the database beside its rows.
"""

from alembic import op

revision = "v0033"
down_revision = "v0032"
branch_labels = None
depends_on = None

LOOK = "fk_access_pending_entry_id"


def upgrade() -> None:
    """Drop the foreign key."""
    with op.batch_alter_table("access_pending") as table:
        table.drop_constraint(LOOK, type_="foreignkey")


def downgrade() -> None:
    """Create it again."""
    with op.batch_alter_table("access_pending") as table:
        table.create_foreign_key(LOOK, "access_entry", ["entry_id"], ["id"])
