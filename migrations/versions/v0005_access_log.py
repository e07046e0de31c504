"""The access log, its Merkle tree, and disputes of accesses."""

import sqlalchemy as sa
from alembic import op

from exchange.db import trigger

revision = "v0005"
down_revision = "v0004"
branch_labels = None
depends_on = None

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

TABLES = (
    "access_entry",
    "access_pending",
    "access_leaf",
    "tree_node",
    "tree_head",
    "access_dispute",
)

APPEND_ONLY = ("access_entry", "access_leaf", "tree_node", "tree_head")


def upgrade() -> None:
    """Create the tables."""
    create_access_entry()
    create_access_pending()
    create_access_leaf()
    create_tree_node()
    create_tree_head()
    create_access_dispute()
    for table in APPEND_ONLY:
        trigger.append_only(op.get_bind(), table)


def downgrade() -> None:
    """Drop the tables."""
    for table in reversed(TABLES):
        op.drop_table(table)


def create_access_entry() -> None:
    """Create `access_entry`."""
    op.create_table(
        "access_entry",
        sa.Column("id", CODE, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("request_id", CODE, nullable=False),
        sa.Column("client_id", CODE, nullable=False),
        sa.Column("institution_code", CODE, nullable=False),
        sa.Column("user_id", CODE),
        sa.Column("uscc", CODE, nullable=False),
        sa.Column("purpose", CODE, nullable=False),
        sa.Column("basis", CODE, nullable=False),
        sa.Column("consent_id", CODE),
        sa.Column("agreement_id", CODE),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("policies", sa.Text(), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("outcome", CODE, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_access_entry"),
    )
    op.create_index("ix_access_entry_consent_id_id", "access_entry", ["consent_id", "id"])
    op.create_index("ix_access_entry_institution_code_id", "access_entry", ["institution_code", "id"])
    op.create_index("ix_access_entry_uscc_id", "access_entry", ["uscc", "id"])


def create_access_pending() -> None:
    """Create `access_pending`."""
    op.create_table(
        "access_pending",
        sa.Column("entry_id", CODE, nullable=False),
        sa.PrimaryKeyConstraint("entry_id", name="pk_access_pending"),
        sa.ForeignKeyConstraint(["entry_id"], ["access_entry.id"], name="fk_access_pending_entry_id"),
    )


def create_access_leaf() -> None:
    """Create `access_leaf`."""
    op.create_table(
        "access_leaf",
        sa.Column("position", LONG, nullable=False, autoincrement=False),
        sa.Column("entry_id", CODE, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_access_leaf"),
        sa.ForeignKeyConstraint(["entry_id"], ["access_entry.id"], name="fk_access_leaf_entry_id"),
        sa.UniqueConstraint("entry_id", name="uq_access_leaf_entry_id"),
    )


def create_tree_node() -> None:
    """Create `tree_node`."""
    op.create_table(
        "tree_node",
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("position", LONG, nullable=False, autoincrement=False),
        sa.Column("hash", CODE, nullable=False),
        sa.PrimaryKeyConstraint("level", "position", name="pk_tree_node"),
    )


def create_tree_head() -> None:
    """Create `tree_head`."""
    op.create_table(
        "tree_head",
        sa.Column("size", LONG, nullable=False, autoincrement=False),
        sa.Column("root", CODE, nullable=False),
        sa.Column("signed_at", INSTANT, nullable=False),
        sa.Column("jws", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("size", name="pk_tree_head"),
    )


def create_access_dispute() -> None:
    """Create `access_dispute`."""
    op.create_table(
        "access_dispute",
        sa.Column("id", CODE, nullable=False),
        sa.Column("entry_id", CODE, nullable=False),
        sa.Column("uscc", CODE, nullable=False),
        sa.Column("institution_code", CODE, nullable=False),
        sa.Column("consent_id", CODE),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("lodged_by", CODE, nullable=False),
        sa.Column("lodged_at", INSTANT, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("rule_code", CODE, nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.Text()),
        sa.Column("answered_by", CODE),
        sa.Column("answered_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_access_dispute"),
        sa.ForeignKeyConstraint(["consent_id"], ["consent.id"], name="fk_access_dispute_consent_id"),
        sa.ForeignKeyConstraint(["entry_id"], ["access_entry.id"], name="fk_access_dispute_entry_id"),
        sa.ForeignKeyConstraint(["institution_code"], ["institution.code"], name="fk_access_dispute_institution_code"),
        sa.ForeignKeyConstraint(["rule_code"], ["deadline_rule.code"], name="fk_access_dispute_rule_code"),
        sa.UniqueConstraint("entry_id", name="uq_access_dispute_entry_id"),
    )
    op.create_index("ix_access_dispute_consent_id", "access_dispute", ["consent_id"])
    op.create_index("ix_access_dispute_institution_code_id", "access_dispute", ["institution_code", "id"])
    op.create_index("ix_access_dispute_uscc_id", "access_dispute", ["uscc", "id"])
