"""The feed of events."""

import sqlalchemy as sa
from alembic import op

revision = "v0008"
down_revision = "v0007"
branch_labels = None
depends_on = None

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

TABLES = ("feed_event", "feed_head")


def upgrade() -> None:
    """Create the tables."""
    create_feed_event()
    create_feed_head()


def downgrade() -> None:
    """Drop the tables."""
    for table in reversed(TABLES):
        op.drop_table(table)


def create_feed_event() -> None:
    """Create `feed_event`."""
    op.create_table(
        "feed_event",
        sa.Column("position", LONG, nullable=False, autoincrement=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("type", CODE, nullable=False),
        sa.Column("object_id", CODE, nullable=False),
        sa.Column("uscc", CODE),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("institution_code", CODE),
        sa.PrimaryKeyConstraint("position", name="pk_feed_event"),
    )
    op.create_index("ix_feed_event_uscc_position", "feed_event", ["uscc", "position"])
    op.create_index("ix_feed_event_institution_code_position", "feed_event", ["institution_code", "position"])


def create_feed_head() -> None:
    """Create `feed_head` with its one row."""
    op.create_table(
        "feed_head",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("position", LONG, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feed_head"),
    )
    op.execute("INSERT INTO feed_head (id, position) VALUES (1, 0)")
