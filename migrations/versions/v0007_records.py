"""Credit records, and what the catalogue says of them: their fields and suppliers."""

import sqlalchemy as sa
from alembic import op

from exchange.db import row_security, trigger
from exchange.db.row_security import Days

revision = "v0007"
down_revision = "v0006"
branch_labels = None
depends_on = None

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

TABLES = ("catalogue_field", "catalogue_supplier", "credit_record", "credit_record_version", "record_event")

FOLLOWING = ("credit_record_version", "record_event")
"""Tables whose rows are seen with their record's."""


def upgrade() -> None:
    """Create the tables."""
    with op.batch_alter_table("catalogue_item") as item:
        item.add_column(sa.Column("record_kind", CODE))
        item.add_column(sa.Column("retention_months", sa.Integer()))
        item.add_column(sa.Column("update_frequency", CODE))
        item.create_unique_constraint("uq_catalogue_item_code_publicity", ["code", "publicity"])
    create_catalogue_field()
    create_catalogue_supplier()
    create_credit_record()
    create_credit_record_version()
    create_record_event()
    trigger.append_only(op.get_bind(), "record_event")
    trigger.counted(op.get_bind(), "catalogue_supplier")
    row_security.partly_behind(op.get_bind(), "credit_record", Days("{table}.decided_on", "{table}.decided_on"))
    for table in FOLLOWING:
        row_security.following(op.get_bind(), table, "credit_record", "record_id")


def downgrade() -> None:
    """Drop the tables."""
    row_security.unsecured(op.get_bind(), "credit_record", *FOLLOWING)
    for table in reversed(TABLES):
        op.drop_table(table)
    with op.batch_alter_table("catalogue_item") as item:
        item.drop_constraint("uq_catalogue_item_code_publicity", type_="unique")
        for column in ("update_frequency", "retention_months", "record_kind"):
            item.drop_column(column)


def create_catalogue_field() -> None:
    """Create `catalogue_field`."""
    op.create_table(
        "catalogue_field",
        sa.Column("item_code", CODE, nullable=False),
        sa.Column("code", CODE, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", CODE, nullable=False),
        sa.Column("length", sa.Integer()),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("personal", sa.Boolean(), nullable=False),
        sa.Column("target", CODE),
        sa.Column("choices", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.PrimaryKeyConstraint("item_code", "code", name="pk_catalogue_field"),
        sa.ForeignKeyConstraint(["item_code"], ["catalogue_item.code"], name="fk_catalogue_field_item_code"),
    )


def create_catalogue_supplier() -> None:
    """Create `catalogue_supplier`."""
    op.create_table(
        "catalogue_supplier",
        sa.Column("item_code", CODE, nullable=False),
        sa.Column("institution_code", CODE, nullable=False),
        sa.PrimaryKeyConstraint("item_code", "institution_code", name="pk_catalogue_supplier"),
        sa.ForeignKeyConstraint(["item_code"], ["catalogue_item.code"], name="fk_catalogue_supplier_item_code"),
        sa.ForeignKeyConstraint(
            ["institution_code"], ["institution.code"], name="fk_catalogue_supplier_institution_code"
        ),
    )


def stated() -> list[sa.Column[object]]:
    """Return the columns of what a supplier states."""
    return [
        sa.Column("subject_name", sa.Text(), nullable=False),
        sa.Column("document_number", sa.Text()),
        sa.Column("authority", sa.Text()),
        sa.Column("decided_on", sa.Date()),
        sa.Column("severity", CODE),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("digest", CODE, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("submission_id", LONG, nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("known_from", INSTANT, nullable=False),
    ]


def create_credit_record() -> None:
    """Create `credit_record`."""
    op.create_table(
        "credit_record",
        sa.Column("id", CODE, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("item_code", CODE, nullable=False),
        sa.Column("publicity", CODE, nullable=False),
        sa.Column("supplier_code", CODE, nullable=False),
        sa.Column("external_id", CODE, nullable=False),
        sa.Column("uscc", CODE),
        sa.Column("state", CODE, nullable=False),
        sa.Column("published_from", sa.Date()),
        sa.Column("published_until", sa.Date()),
        *stated(),
        sa.PrimaryKeyConstraint("id", name="pk_credit_record"),
        sa.UniqueConstraint(
            "supplier_code", "item_code", "external_id", name="uq_credit_record_supplier_code_item_code_external_id"
        ),
        sa.ForeignKeyConstraint(
            ["item_code", "publicity"],
            ["catalogue_item.code", "catalogue_item.publicity"],
            name="fk_credit_record_item_code_publicity",
        ),
        sa.ForeignKeyConstraint(["supplier_code"], ["institution.code"], name="fk_credit_record_supplier_code"),
    )
    op.create_index("ix_credit_record_uscc_kind_decided_on_id", "credit_record", ["uscc", "kind", "decided_on", "id"])
    op.create_index("ix_credit_record_submission_id_id", "credit_record", ["submission_id", "id"])


def create_credit_record_version() -> None:
    """Create `credit_record_version`."""
    op.create_table(
        "credit_record_version",
        sa.Column("record_id", CODE, nullable=False),
        *stated(),
        sa.Column("known_to", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("record_id", "version", name="pk_credit_record_version"),
        sa.ForeignKeyConstraint(["record_id"], ["credit_record.id"], name="fk_credit_record_version_record_id"),
    )


def create_record_event() -> None:
    """Create `record_event`."""
    op.create_table(
        "record_event",
        sa.Column("id", CODE, nullable=False),
        sa.Column("record_id", CODE, nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by", CODE, nullable=False),
        sa.Column("institution_code", CODE),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_record_event"),
        sa.ForeignKeyConstraint(["record_id"], ["credit_record.id"], name="fk_record_event_record_id"),
    )
    op.create_index("ix_record_event_record_id_id", "record_event", ["record_id", "id"])
