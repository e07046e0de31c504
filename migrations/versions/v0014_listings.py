"""Entries on lists, and what departments do about them."""

import sqlalchemy as sa
from alembic import op

from exchange.db import trigger

revision = "v0014"
down_revision = "v0013"
branch_labels = None
depends_on = None

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")

TABLES = (
    "list_ground",
    "list_entry",
    "list_entry_event",
    "list_plea",
    "list_restoration",
    "measure_action",
    "measure_action_event",
)


def upgrade() -> None:
    """Create the tables."""
    create_list_ground()
    create_list_entry()
    create_list_entry_event()
    create_list_plea()
    create_list_restoration()
    create_measure_action()
    create_measure_action_event()
    trigger.append_only(op.get_bind(), "list_entry_event")
    trigger.append_only(op.get_bind(), "measure_action_event")


def downgrade() -> None:
    """Drop the tables."""
    for table in reversed(TABLES):
        op.drop_table(table)


def create_list_ground() -> None:
    """Create `list_ground`."""
    op.create_table(
        "list_ground",
        sa.Column("list_code", CODE, nullable=False),
        sa.Column("code", CODE, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("term_months", sa.Integer()),
        sa.Column("extension_min_months", sa.Integer()),
        sa.Column("extension_max_months", sa.Integer()),
        sa.Column("term_source", sa.Text()),
        sa.Column("term_verified", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("list_code", "code", name="pk_list_ground"),
        sa.ForeignKeyConstraint(["list_code"], ["list_definition.code"], name="fk_list_ground_list_code"),
    )


def create_list_entry() -> None:
    """Create `list_entry`."""
    op.create_table(
        "list_entry",
        sa.Column("id", CODE, nullable=False),
        sa.Column("list_code", CODE, nullable=False),
        sa.Column("uscc", CODE, nullable=False),
        sa.Column("subject_name", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text()),
        sa.Column("batch_id", CODE, nullable=False),
        sa.Column("ground_code", CODE),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("basis_document", sa.Text(), nullable=False),
        sa.Column("deciding_authority", sa.Text(), nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("proposed_at", INSTANT, nullable=False),
        sa.Column("noticed_at", INSTANT),
        sa.Column("due_on", sa.Date()),
        sa.Column("rule_code", CODE),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("decision", sa.Text()),
        sa.Column("decided_at", INSTANT),
        sa.Column("valid_from", sa.Date()),
        sa.Column("valid_until", sa.Date()),
        sa.Column("listed_at", INSTANT),
        sa.Column("delisted_at", INSTANT),
        sa.Column("delisted_for", CODE),
        sa.PrimaryKeyConstraint("id", name="pk_list_entry"),
        sa.ForeignKeyConstraint(["list_code"], ["list_definition.code"], name="fk_list_entry_list_code"),
        sa.ForeignKeyConstraint(["rule_code"], ["deadline_rule.code"], name="fk_list_entry_rule_code"),
        sa.UniqueConstraint("list_code", "external_id", name="uq_list_entry_list_code_external_id"),
    )
    op.create_index("ix_list_entry_batch_id", "list_entry", ["batch_id"])
    op.create_index("ix_list_entry_list_code_id", "list_entry", ["list_code", "id"])
    op.create_index("ix_list_entry_uscc_list_code", "list_entry", ["uscc", "list_code"])


def create_list_entry_event() -> None:
    """Create `list_entry_event`."""
    op.create_table(
        "list_entry_event",
        sa.Column("id", CODE, nullable=False),
        sa.Column("entry_id", CODE, nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by", CODE, nullable=False),
        sa.Column("institution_code", CODE),
        sa.Column("reason", sa.Text()),
        sa.Column("due_on", sa.Date()),
        sa.Column("rule_code", CODE),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_list_entry_event"),
        sa.ForeignKeyConstraint(["entry_id"], ["list_entry.id"], name="fk_list_entry_event_entry_id"),
        sa.ForeignKeyConstraint(["rule_code"], ["deadline_rule.code"], name="fk_list_entry_event_rule_code"),
    )
    op.create_index("ix_list_entry_event_entry_id_id", "list_entry_event", ["entry_id", "id"])


def create_list_plea() -> None:
    """Create `list_plea`."""
    op.create_table(
        "list_plea",
        sa.Column("entry_id", CODE, nullable=False),
        sa.Column("uscc", CODE, nullable=False),
        sa.Column("waived", sa.Boolean(), nullable=False),
        sa.Column("plea", sa.Text()),
        sa.Column("stated_by", CODE, nullable=False),
        sa.Column("stated_at", INSTANT, nullable=False),
        sa.Column("answer", sa.Text()),
        sa.Column("answered_at", INSTANT),
        sa.PrimaryKeyConstraint("entry_id", name="pk_list_plea"),
        sa.ForeignKeyConstraint(["entry_id"], ["list_entry.id"], name="fk_list_plea_entry_id"),
    )


def create_list_restoration() -> None:
    """Create `list_restoration`."""
    op.create_table(
        "list_restoration",
        sa.Column("id", CODE, nullable=False),
        sa.Column("entry_id", CODE, nullable=False),
        sa.Column("uscc", CODE, nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("lodged_by", CODE, nullable=False),
        sa.Column("lodged_at", INSTANT, nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("rule_code", CODE),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("decision", sa.Text()),
        sa.Column("decided_by", CODE),
        sa.Column("decided_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_list_restoration"),
        sa.ForeignKeyConstraint(["entry_id"], ["list_entry.id"], name="fk_list_restoration_entry_id"),
        sa.ForeignKeyConstraint(["rule_code"], ["deadline_rule.code"], name="fk_list_restoration_rule_code"),
    )
    op.create_index("ix_list_restoration_entry_id_id", "list_restoration", ["entry_id", "id"])
    op.create_index("ix_list_restoration_uscc_id", "list_restoration", ["uscc", "id"])


def create_measure_action() -> None:
    """Create `measure_action`."""
    op.create_table(
        "measure_action",
        sa.Column("id", CODE, nullable=False),
        sa.Column("entry_id", CODE, nullable=False),
        sa.Column("uscc", CODE, nullable=False),
        sa.Column("measure_id", CODE, nullable=False),
        sa.Column("department", sa.Text()),
        sa.Column("department_key", CODE, nullable=False),
        sa.Column("institution_code", CODE),
        sa.Column("state", CODE, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date()),
        sa.Column("triggered_at", INSTANT, nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("rule_code", CODE),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("feedback", sa.Text()),
        sa.Column("lifted_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_measure_action"),
        sa.ForeignKeyConstraint(["entry_id"], ["list_entry.id"], name="fk_measure_action_entry_id"),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name="fk_measure_action_measure_id"),
        sa.ForeignKeyConstraint(["institution_code"], ["institution.code"], name="fk_measure_action_institution_code"),
        sa.ForeignKeyConstraint(["rule_code"], ["deadline_rule.code"], name="fk_measure_action_rule_code"),
        sa.UniqueConstraint(
            "entry_id", "measure_id", "department_key", name="uq_measure_action_entry_id_measure_id_department_key"
        ),
    )
    op.create_index("ix_measure_action_institution_code_id", "measure_action", ["institution_code", "id"])
    op.create_index("ix_measure_action_measure_id", "measure_action", ["measure_id"])
    op.create_index("ix_measure_action_uscc_id", "measure_action", ["uscc", "id"])


def create_measure_action_event() -> None:
    """Create `measure_action_event`."""
    op.create_table(
        "measure_action_event",
        sa.Column("id", CODE, nullable=False),
        sa.Column("action_id", CODE, nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by", CODE, nullable=False),
        sa.Column("institution_code", CODE),
        sa.Column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_measure_action_event"),
        sa.ForeignKeyConstraint(["action_id"], ["measure_action.id"], name="fk_measure_action_event_action_id"),
    )
    op.create_index("ix_measure_action_event_action_id_id", "measure_action_event", ["action_id", "id"])
