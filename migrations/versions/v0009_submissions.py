"""Submissions over HTTP: their states, and the items they are of."""

import secrets

import sqlalchemy as sa
from alembic import op

from exchange.db import trigger

revision = "v0009"
down_revision = "v0008"
branch_labels = None
depends_on = None

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

ADDED = ("handle", "item_code", "state", "format", "encoding", "strict", "history", "heads", "size", "upload_offset")


def upgrade() -> None:
    """Give submissions a state and a name to the outside, and write down what became of them."""
    with op.batch_alter_table("submission") as submission:
        submission.add_column(sa.Column("handle", CODE))
        submission.add_column(sa.Column("item_code", CODE))
        submission.add_column(sa.Column("state", CODE, nullable=False, server_default="COMMITTED"))
        submission.add_column(sa.Column("format", CODE))
        submission.add_column(sa.Column("encoding", CODE))
        submission.add_column(sa.Column("strict", sa.Boolean(), nullable=False, server_default=sa.false()))
        submission.add_column(sa.Column("history", sa.Boolean(), nullable=False, server_default=sa.false()))
        submission.add_column(sa.Column("heads", sa.Text()))
        submission.add_column(sa.Column("size", LONG))
        submission.add_column(sa.Column("upload_offset", LONG, nullable=False, server_default="0"))
    name()
    with op.batch_alter_table("submission") as submission:
        submission.alter_column("handle", existing_type=CODE, nullable=False)
        submission.alter_column("sha256", existing_type=CODE, nullable=True)
        for column in ("state", "strict", "history", "upload_offset"):
            submission.alter_column(column, server_default=None)
        submission.create_unique_constraint("uq_submission_handle", ["handle"])
        submission.create_foreign_key("fk_submission_item_code", "catalogue_item", ["item_code"], ["code"])
    create_submission_event()
    trigger.append_only(op.get_bind(), "submission_event")


def downgrade() -> None:
    """Take it away; submissions that were never committed, or hold records, are none of the registry's."""
    op.drop_table("submission_event")
    own = "SELECT id FROM submission WHERE item_code IS NOT NULL"
    op.execute(f"DELETE FROM submission_remark WHERE submission_id IN ({own})")  # noqa: S608 - ours
    op.execute("DELETE FROM submission WHERE item_code IS NOT NULL")
    with op.batch_alter_table("submission") as submission:
        submission.drop_constraint("fk_submission_item_code", type_="foreignkey")
        submission.drop_constraint("uq_submission_handle", type_="unique")
        submission.alter_column("sha256", existing_type=CODE, nullable=False)
        for column in ADDED:
            submission.drop_column(column)


def name() -> None:
    """Give the submissions there are their handles."""
    connection = op.get_bind()
    for (key,) in connection.exec_driver_sql("SELECT id FROM submission").all():
        made = {"handle": f"sub_{secrets.token_hex(16)}", "key": key}
        connection.execute(sa.text("UPDATE submission SET handle = :handle WHERE id = :key"), made)


def create_submission_event() -> None:
    """Create `submission_event`."""
    op.create_table(
        "submission_event",
        sa.Column("id", CODE, nullable=False),
        sa.Column("submission_id", LONG, nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by", CODE, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_submission_event"),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name="fk_submission_event_submission_id"),
    )
    op.create_index("ix_submission_event_submission_id_id", "submission_event", ["submission_id", "id"])
