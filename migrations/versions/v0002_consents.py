"""Agreements, consents, the filings behind the credit file's door, and receipts of commands."""

import sqlalchemy as sa
from alembic import op

from exchange.db import trigger

revision = "v0002"
down_revision = "v0001"
branch_labels = None
depends_on = None

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

TABLES = (
    "catalogue_item",
    "agreement",
    "agreement_party",
    "agreement_item",
    "agreement_purpose",
    "consent",
    "consent_item",
    "consent_event",
    "consent_artefact",
    "consent_balance",
    "registered_contact",
    "annual_report",
    "risk_class",
    "deadline_rule",
    "command_receipt",
)

APPEND_ONLY = ("consent", "consent_item", "consent_event", "consent_artefact")


def upgrade() -> None:
    """Create the tables."""
    create_catalogue_item()
    create_agreement()
    create_agreement_party()
    create_agreement_item()
    create_agreement_purpose()
    create_consent()
    create_consent_item()
    create_consent_event()
    create_consent_artefact()
    create_consent_balance()
    create_registered_contact()
    create_annual_report()
    create_risk_class()
    create_deadline_rule()
    create_command_receipt()
    for table in APPEND_ONLY:
        trigger.append_only(op.get_bind(), table)


def downgrade() -> None:
    """Drop the tables."""
    for table in reversed(TABLES):
        op.drop_table(table)
    trigger.without_functions(op.get_bind(), "append_only")


def create_catalogue_item() -> None:
    """Create `catalogue_item`."""
    op.create_table(
        "catalogue_item",
        sa.Column("code", CODE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("publicity", CODE, nullable=False),
        sa.Column("scope", CODE, nullable=False),
        sa.Column("edition", CODE, nullable=False),
        sa.Column("legal_basis", sa.Text()),
        sa.PrimaryKeyConstraint("code", name="pk_catalogue_item"),
    )


def create_agreement() -> None:
    """Create `agreement`."""
    op.create_table(
        "agreement",
        sa.Column("id", CODE, nullable=False),
        sa.Column("number", CODE, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("security_terms", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("terminated_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_agreement"),
        sa.UniqueConstraint("number", name="uq_agreement_number"),
    )


def create_agreement_party() -> None:
    """Create `agreement_party`."""
    op.create_table(
        "agreement_party",
        sa.Column("agreement_id", CODE, nullable=False),
        sa.Column("institution_code", CODE, nullable=False),
        sa.PrimaryKeyConstraint("agreement_id", "institution_code", name="pk_agreement_party"),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name="fk_agreement_party_agreement_id"),
        sa.ForeignKeyConstraint(["institution_code"], ["institution.code"], name="fk_agreement_party_institution_code"),
    )
    op.create_index("ix_agreement_party_institution_code", "agreement_party", ["institution_code"])


def create_agreement_item() -> None:
    """Create `agreement_item`."""
    op.create_table(
        "agreement_item",
        sa.Column("agreement_id", CODE, nullable=False),
        sa.Column("item_code", CODE, nullable=False),
        sa.PrimaryKeyConstraint("agreement_id", "item_code", name="pk_agreement_item"),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name="fk_agreement_item_agreement_id"),
        sa.ForeignKeyConstraint(["item_code"], ["catalogue_item.code"], name="fk_agreement_item_item_code"),
    )


def create_agreement_purpose() -> None:
    """Create `agreement_purpose`."""
    op.create_table(
        "agreement_purpose",
        sa.Column("agreement_id", CODE, nullable=False),
        sa.Column("purpose", CODE, nullable=False),
        sa.PrimaryKeyConstraint("agreement_id", "purpose", name="pk_agreement_purpose"),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name="fk_agreement_purpose_agreement_id"),
    )


def create_consent() -> None:
    """Create `consent`."""
    op.create_table(
        "consent",
        sa.Column("id", CODE, nullable=False),
        sa.Column("uscc", CODE, nullable=False),
        sa.Column("grantee_code", CODE, nullable=False),
        sa.Column("purpose", CODE, nullable=False),
        sa.Column("mode", CODE, nullable=False),
        sa.Column("fetch", CODE, nullable=False),
        sa.Column("fetch_limit", sa.Integer(), nullable=False),
        sa.Column("data_from", sa.Date()),
        sa.Column("data_until", sa.Date()),
        sa.Column("data_life_days", sa.Integer(), nullable=False),
        sa.Column("valid_from", INSTANT, nullable=False),
        sa.Column("valid_until", INSTANT, nullable=False),
        sa.Column("supersedes", CODE),
        sa.Column("lodged_by", CODE, nullable=False),
        sa.Column("lodged_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_consent"),
        sa.ForeignKeyConstraint(["grantee_code"], ["institution.code"], name="fk_consent_grantee_code"),
        sa.ForeignKeyConstraint(["supersedes"], ["consent.id"], name="fk_consent_supersedes"),
    )
    op.create_index("ix_consent_grantee_code_id", "consent", ["grantee_code", "id"])
    op.create_index("ix_consent_uscc_id", "consent", ["uscc", "id"])


def create_consent_item() -> None:
    """Create `consent_item`."""
    op.create_table(
        "consent_item",
        sa.Column("consent_id", CODE, nullable=False),
        sa.Column("item_code", CODE, nullable=False),
        sa.PrimaryKeyConstraint("consent_id", "item_code", name="pk_consent_item"),
        sa.ForeignKeyConstraint(["consent_id"], ["consent.id"], name="fk_consent_item_consent_id"),
        sa.ForeignKeyConstraint(["item_code"], ["catalogue_item.code"], name="fk_consent_item_item_code"),
    )


def create_consent_event() -> None:
    """Create `consent_event`."""
    op.create_table(
        "consent_event",
        sa.Column("id", LONG, nullable=False),
        sa.Column("consent_id", CODE, nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("actor", CODE, nullable=False),
        sa.Column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_consent_event"),
        sa.ForeignKeyConstraint(["consent_id"], ["consent.id"], name="fk_consent_event_consent_id"),
    )
    op.create_index("ix_consent_event_consent_id_id", "consent_event", ["consent_id", "id"])


def create_consent_artefact() -> None:
    """Create `consent_artefact`."""
    op.create_table(
        "consent_artefact",
        sa.Column("consent_id", CODE, nullable=False),
        sa.Column("approver_id", CODE, nullable=False),
        sa.Column("text_sha256", CODE, nullable=False),
        sa.Column("jws", sa.Text(), nullable=False),
        sa.Column("signed_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("consent_id", name="pk_consent_artefact"),
        sa.ForeignKeyConstraint(["consent_id"], ["consent.id"], name="fk_consent_artefact_consent_id"),
    )


def create_consent_balance() -> None:
    """Create `consent_balance`."""
    op.create_table(
        "consent_balance",
        sa.Column("consent_id", CODE, nullable=False),
        sa.Column("remaining", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("consent_id", name="pk_consent_balance"),
        sa.ForeignKeyConstraint(["consent_id"], ["consent.id"], name="fk_consent_balance_consent_id"),
    )


def create_registered_contact() -> None:
    """Create `registered_contact`."""
    op.create_table(
        "registered_contact",
        sa.Column("uscc", CODE, nullable=False),
        sa.Column("phone", sa.Text()),
        sa.Column("email", sa.Text()),
        sa.Column("postal_address", sa.Text()),
        sa.Column("supplier_code", CODE, nullable=False),
        sa.Column("stated_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("uscc", name="pk_registered_contact"),
        sa.ForeignKeyConstraint(["supplier_code"], ["institution.code"], name="fk_registered_contact_supplier_code"),
        sa.ForeignKeyConstraint(["uscc"], ["entity.uscc"], name="fk_registered_contact_uscc"),
    )


def create_annual_report() -> None:
    """Create `annual_report`."""
    op.create_table(
        "annual_report",
        sa.Column("uscc", CODE, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("employees", sa.Integer()),
        sa.Column("assets_fen", LONG),
        sa.Column("liabilities_fen", LONG),
        sa.Column("revenue_fen", LONG),
        sa.Column("profit_fen", LONG),
        sa.Column("tax_fen", LONG),
        sa.Column("supplier_code", CODE, nullable=False),
        sa.Column("stated_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("uscc", "year", name="pk_annual_report"),
        sa.ForeignKeyConstraint(["supplier_code"], ["institution.code"], name="fk_annual_report_supplier_code"),
        sa.ForeignKeyConstraint(["uscc"], ["entity.uscc"], name="fk_annual_report_uscc"),
    )


def create_risk_class() -> None:
    """Create `risk_class`."""
    op.create_table(
        "risk_class",
        sa.Column("uscc", CODE, nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=False),
        sa.Column("grade", CODE, nullable=False),
        sa.Column("supplier_code", CODE, nullable=False),
        sa.Column("stated_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("uscc", "assessed_on", name="pk_risk_class"),
        sa.ForeignKeyConstraint(["supplier_code"], ["institution.code"], name="fk_risk_class_supplier_code"),
        sa.ForeignKeyConstraint(["uscc"], ["entity.uscc"], name="fk_risk_class_uscc"),
    )


def create_deadline_rule() -> None:
    """Create `deadline_rule`."""
    op.create_table(
        "deadline_rule",
        sa.Column("code", CODE, nullable=False),
        sa.Column("jurisdiction", CODE, nullable=False),
        sa.Column("subject", CODE, nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("unit", CODE, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date()),
        sa.PrimaryKeyConstraint("code", name="pk_deadline_rule"),
    )


def create_command_receipt() -> None:
    """Create `command_receipt`."""
    op.create_table(
        "command_receipt",
        sa.Column("actor", CODE, nullable=False),
        sa.Column("key", CODE, nullable=False),
        sa.Column("command", CODE, nullable=False),
        sa.Column("input_sha256", CODE, nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("actor", "key", name="pk_command_receipt"),
    )
