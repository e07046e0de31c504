"""Matters with their rules, and checks of enterprises against the lists for them."""

import sqlalchemy as sa
from alembic import op

from exchange.db import trigger

revision = "v0015"
down_revision = "v0014"
branch_labels = None
depends_on = None

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")

TABLES = ("matter", "matter_edition", "matter_rule", "credit_check", "credit_check_result", "credit_check_hit")
KEPT = ("credit_check", "credit_check_result", "credit_check_hit")
"""What was answered doesn't change."""


def upgrade() -> None:
    """Create the tables, and the index by which a whole name's bearers are found."""
    create_matter()
    create_matter_edition()
    create_matter_rule()
    create_credit_check()
    create_credit_check_result()
    create_credit_check_hit()
    for table in KEPT:
        trigger.append_only(op.get_bind(), table)
    op.create_index("ix_entity_name_normal", "entity_name", ["normal"], postgresql_using="hash")


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_entity_name_normal", "entity_name")
    for table in reversed(TABLES):
        op.drop_table(table)


def create_matter() -> None:
    """Create `matter`."""
    op.create_table(
        "matter",
        sa.Column("code", CODE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("entered_by", CODE),
        sa.Column("entered_at", INSTANT),
        sa.PrimaryKeyConstraint("code", name="pk_matter"),
    )


def create_matter_edition() -> None:
    """Create `matter_edition`."""
    op.create_table(
        "matter_edition",
        sa.Column("id", CODE, nullable=False),
        sa.Column("matter_code", CODE, nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("entered_by", CODE),
        sa.Column("entered_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_matter_edition"),
        sa.ForeignKeyConstraint(["matter_code"], ["matter.code"], name="fk_matter_edition_matter_code"),
        sa.UniqueConstraint("matter_code", "edition", name="uq_matter_edition_matter_code_edition"),
    )


def create_matter_rule() -> None:
    """Create `matter_rule`."""
    op.create_table(
        "matter_rule",
        sa.Column("edition_id", CODE, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("list_code", CODE),
        sa.Column("colour", CODE),
        sa.Column("from_state", CODE, nullable=False),
        sa.Column("consequence", CODE, nullable=False),
        sa.Column("precedence", sa.Integer(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("article", sa.Text()),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("measure_id", CODE),
        sa.Column("valid_from", sa.Date()),
        sa.Column("valid_until", sa.Date()),
        sa.PrimaryKeyConstraint("edition_id", "number", name="pk_matter_rule"),
        sa.ForeignKeyConstraint(["edition_id"], ["matter_edition.id"], name="fk_matter_rule_edition_id"),
        sa.ForeignKeyConstraint(["list_code"], ["list_definition.code"], name="fk_matter_rule_list_code"),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name="fk_matter_rule_measure_id"),
        sa.UniqueConstraint("edition_id", "precedence", name="uq_matter_rule_edition_id_precedence"),
    )


def create_credit_check() -> None:
    """Create `credit_check`."""
    op.create_table(
        "credit_check",
        sa.Column("id", CODE, nullable=False),
        sa.Column("matter_code", CODE, nullable=False),
        sa.Column("edition_id", CODE, nullable=False),
        sa.Column("as_of", INSTANT, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("client_id", CODE, nullable=False),
        sa.Column("user_id", CODE),
        sa.Column("institution_code", CODE, nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("subjects", sa.Integer(), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("sha256", CODE, nullable=False),
        sa.Column("jws", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_credit_check"),
        sa.ForeignKeyConstraint(["matter_code"], ["matter.code"], name="fk_credit_check_matter_code"),
        sa.ForeignKeyConstraint(["edition_id"], ["matter_edition.id"], name="fk_credit_check_edition_id"),
        sa.ForeignKeyConstraint(["institution_code"], ["institution.code"], name="fk_credit_check_institution_code"),
    )
    op.create_index("ix_credit_check_institution_code_id", "credit_check", ["institution_code", "id"])


def create_credit_check_result() -> None:
    """Create `credit_check_result`."""
    op.create_table(
        "credit_check_result",
        sa.Column("check_id", CODE, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("institution_code", CODE, nullable=False),
        sa.Column("given_uscc", CODE),
        sa.Column("given_name", sa.Text()),
        sa.Column("status", CODE, nullable=False),
        sa.Column("uscc", CODE),
        sa.Column("name", sa.Text()),
        sa.Column("candidates", sa.Integer(), nullable=False),
        sa.Column("repeated", sa.Boolean(), nullable=False),
        sa.Column("consequence", CODE),
        sa.Column("rule_number", sa.Integer()),
        sa.PrimaryKeyConstraint("check_id", "position", name="pk_credit_check_result"),
        sa.ForeignKeyConstraint(["check_id"], ["credit_check.id"], name="fk_credit_check_result_check_id"),
    )
    op.create_index("ix_credit_check_result_uscc_check_id", "credit_check_result", ["uscc", "check_id"])


def create_credit_check_hit() -> None:
    """Create `credit_check_hit`."""
    op.create_table(
        "credit_check_hit",
        sa.Column("check_id", CODE, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("entry_id", CODE, nullable=False),
        sa.Column("edition_id", CODE, nullable=False),
        sa.Column("rule_number", sa.Integer(), nullable=False),
        sa.Column("colour", CODE, nullable=False),
        sa.Column("valid_until", sa.Date()),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("check_id", "position", "entry_id", name="pk_credit_check_hit"),
        sa.ForeignKeyConstraint(["check_id"], ["credit_check.id"], name="fk_credit_check_hit_check_id"),
        sa.ForeignKeyConstraint(["entry_id"], ["list_entry.id"], name="fk_credit_check_hit_entry_id"),
        sa.ForeignKeyConstraint(["edition_id"], ["matter_edition.id"], name="fk_credit_check_hit_edition_id"),
    )
    op.create_index("ix_credit_check_hit_entry_id", "credit_check_hit", ["entry_id"])
