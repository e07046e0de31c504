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
INDEXED = {
    "uscc": "type <> 'ENTITY_REGISTERED'",
    "institution_code": "institution_code IS NOT NULL",
    "object_id": "type = 'RECORD_PUBLISHED'",
}
"""By which columns events are looked for, and which events."""
CHANNEL = "exchange_feed"
"""What PostgreSQL's listeners listen to; the payload is the new head."""


def upgrade() -> None:
    """Create the tables."""
    create_feed_event()
    create_feed_head()
    notify()


def downgrade() -> None:
    """Drop the tables."""
    for table in reversed(TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION feed_notify()")


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
    for column, which in INDEXED.items():
        op.create_index(
            f"ix_feed_event_{column}_position",
            "feed_event",
            [column, "position"],
            sqlite_where=sa.text(which),
            postgresql_where=sa.text(which),
        )


def create_feed_head() -> None:
    """Create `feed_head` with its one row."""
    op.create_table(
        "feed_head",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("position", LONG, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feed_head"),
    )
    op.execute("INSERT INTO feed_head (id, position) VALUES (1, 0)")


def notify() -> None:
    """Let PostgreSQL say when the feed grew, whoever wrote to it; SQLite's readers look at its data version."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(
        "CREATE FUNCTION feed_notify() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN PERFORM pg_notify('{CHANNEL}', NEW.position::text); RETURN NULL; END $$"
    )
    op.execute("CREATE TRIGGER feed_head_notify AFTER UPDATE ON feed_head FOR EACH ROW EXECUTE FUNCTION feed_notify()")
