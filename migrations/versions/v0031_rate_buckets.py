"""The buckets of points that all workers share; on SQLite they have a file of their own: see exchange.rate.sqlite."""

import sqlalchemy as sa
from alembic import op

revision = "v0031"
down_revision = "v0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table, unlogged: what it holds is worth nothing after a crash, and no backup needs it."""
    if op.get_bind().dialect.name == "postgresql":
        op.create_table(
            "rate_bucket",
            sa.Column("key", sa.Text(collation="C"), nullable=False),
            sa.Column("level", sa.Double(), nullable=False),
            sa.Column("at", sa.Double(), nullable=False),
            sa.Column("granted", sa.Double(), nullable=False),
            sa.PrimaryKeyConstraint("key", name="pk_rate_bucket"),
            prefixes=["UNLOGGED"],
            # Rows are rewritten all the time: without an index on what changes and with room they stay on their page.
            postgresql_with={"fillfactor": 50},
        )


def downgrade() -> None:
    """Drop it."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_table("rate_bucket")
