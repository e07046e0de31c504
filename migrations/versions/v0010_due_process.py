"""Objections, restorations, commitments, evidence and corrections; rules of deadlines that can be extended."""

import sqlalchemy as sa
from alembic import op

from exchange.db import trigger

revision = "v0010"
down_revision = "v0009"
branch_labels = None
depends_on = None

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN = sa.text("closed_at IS NULL")

TABLES = ("procedure_event", "evidence", "objection", "restoration", "commitment", "correction")


def upgrade() -> None:
    """Create the tables."""
    with op.batch_alter_table("deadline_rule") as rule:
        rule.add_column(sa.Column("extension", sa.Integer()))
        rule.add_column(sa.Column("ends_on_workday", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("deadline_rule") as rule:
        rule.alter_column("ends_on_workday", server_default=None)
    create_procedure_event()
    create_evidence()
    create_objection()
    create_restoration()
    create_commitment()
    create_correction()
    trigger.append_only(op.get_bind(), "procedure_event")


def downgrade() -> None:
    """Drop the tables."""
    for table in reversed(TABLES):
        op.drop_table(table)
    with op.batch_alter_table("deadline_rule") as rule:
        rule.drop_column("ends_on_workday")
        rule.drop_column("extension")


def timed() -> list[sa.Column[object]]:
    """Return the columns of a deadline."""
    return [
        sa.Column("starts_on", sa.Date()),
        sa.Column("due_on", sa.Date()),
        sa.Column("rule_code", CODE),
        sa.Column("provisional", sa.Boolean()),
        sa.Column("extended", sa.Boolean(), nullable=False),
    ]


def referring(table: str, **keys: str) -> list[sa.ForeignKeyConstraint]:
    """Return a table's foreign keys: column = "table.column"."""
    return [sa.ForeignKeyConstraint([own], [other], name=f"fk_{table}_{own}") for own, other in keys.items()]


def create_procedure_event() -> None:
    """Create `procedure_event`."""
    op.create_table(
        "procedure_event",
        sa.Column("id", CODE, nullable=False),
        sa.Column("object_id", CODE, nullable=False),
        sa.Column("step", CODE, nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by", CODE, nullable=False),
        sa.Column("institution_code", CODE),
        sa.Column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_procedure_event"),
    )
    op.create_index("ix_procedure_event_object_id_id", "procedure_event", ["object_id", "id"])


def create_evidence() -> None:
    """Create `evidence`."""
    op.create_table(
        "evidence",
        sa.Column("id", CODE, nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", CODE, nullable=False),
        sa.Column("size", LONG, nullable=False),
        sa.Column("sha256", CODE, nullable=False),
        sa.Column("uploaded_by", CODE, nullable=False),
        sa.Column("institution_code", CODE),
        sa.Column("uploaded_at", INSTANT, nullable=False),
        sa.Column("object_id", CODE),
        sa.Column("kind", CODE),
        sa.Column("attached_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
    )
    op.create_index("ix_evidence_object_id_id", "evidence", ["object_id", "id"])
    op.create_index("ix_evidence_uploaded_by_object_id", "evidence", ["uploaded_by", "object_id"])


def create_objection() -> None:
    """Create `objection`."""
    op.create_table(
        "objection",
        sa.Column("id", CODE, nullable=False),
        sa.Column("record_id", CODE, nullable=False),
        sa.Column("record_version", sa.Integer(), nullable=False),
        sa.Column("uscc", CODE, nullable=False),
        sa.Column("supplier_code", CODE, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("lodged_by", CODE, nullable=False),
        sa.Column("lodged_at", INSTANT, nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("closed_at", INSTANT),
        sa.Column("outcome", CODE),
        sa.Column("reasons", sa.Text()),
        sa.Column("decided_by", CODE),
        sa.Column("decided_at", INSTANT),
        sa.Column("submission_id", LONG),
        sa.Column("review_text", sa.Text()),
        sa.Column("review_outcome", CODE),
        sa.Column("review_reasons", sa.Text()),
        sa.Column("review_decided_by", CODE),
        sa.Column("review_decided_at", INSTANT),
        *timed(),
        sa.PrimaryKeyConstraint("id", name="pk_objection"),
        *referring(
            "objection",
            record_id="credit_record.id",
            supplier_code="institution.code",
            rule_code="deadline_rule.code",
        ),
    )
    op.create_index(
        "uq_objection_open",
        "objection",
        ["record_id", "uscc"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index("ix_objection_uscc_id", "objection", ["uscc", "id"])
    op.create_index("ix_objection_supplier_code_id", "objection", ["supplier_code", "id"])


def create_restoration() -> None:
    """Create `restoration`."""
    op.create_table(
        "restoration",
        sa.Column("id", CODE, nullable=False),
        sa.Column("record_id", CODE, nullable=False),
        sa.Column("uscc", CODE, nullable=False),
        sa.Column("supplier_code", CODE, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("earliest_on", sa.Date()),
        sa.Column("applied_by", CODE, nullable=False),
        sa.Column("applied_at", INSTANT, nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("closed_at", INSTANT),
        sa.Column("reasons", sa.Text()),
        sa.Column("decided_by", CODE),
        sa.Column("decided_at", INSTANT),
        *timed(),
        sa.PrimaryKeyConstraint("id", name="pk_restoration"),
        *referring(
            "restoration",
            record_id="credit_record.id",
            supplier_code="institution.code",
            rule_code="deadline_rule.code",
        ),
    )
    op.create_index(
        "uq_restoration_open", "restoration", ["record_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_index("ix_restoration_uscc_id", "restoration", ["uscc", "id"])
    op.create_index("ix_restoration_supplier_code_id", "restoration", ["supplier_code", "id"])
    op.create_index("ix_restoration_record_id", "restoration", ["record_id"])


def create_commitment() -> None:
    """Create `commitment`."""
    op.create_table(
        "commitment",
        sa.Column("id", CODE, nullable=False),
        sa.Column("uscc", CODE, nullable=False),
        sa.Column("institution_code", CODE, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("perform_by", sa.Date()),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("offered_by", CODE, nullable=False),
        sa.Column("offered_at", INSTANT, nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_commitment"),
        *referring("commitment", uscc="entity.uscc", institution_code="institution.code"),
    )
    op.create_index("ix_commitment_uscc_id", "commitment", ["uscc", "id"])
    op.create_index("ix_commitment_institution_code_id", "commitment", ["institution_code", "id"])


def create_correction() -> None:
    """Create `correction`."""
    op.create_table(
        "correction",
        sa.Column("id", CODE, nullable=False),
        sa.Column("record_id", CODE, nullable=False),
        sa.Column("uscc", CODE, nullable=False),
        sa.Column("supplier_code", CODE, nullable=False),
        sa.Column("institution_code", CODE, nullable=False),
        sa.Column("cause", CODE, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("acknowledged_at", INSTANT),
        sa.Column("acknowledged_by", CODE),
        *timed(),
        sa.PrimaryKeyConstraint("id", name="pk_correction"),
        *referring(
            "correction",
            record_id="credit_record.id",
            supplier_code="institution.code",
            institution_code="institution.code",
            rule_code="deadline_rule.code",
        ),
    )
    op.create_index("ix_correction_institution_code_id", "correction", ["institution_code", "id"])
    op.create_index("ix_correction_supplier_code_id", "correction", ["supplier_code", "id"])
    op.create_index("ix_correction_uscc_id", "correction", ["uscc", "id"])
    op.create_index("ix_correction_record_id", "correction", ["record_id"])
