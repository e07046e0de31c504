"""Demands, applications with what belongs to them, receivables and enhancements; their rows are their parties' only."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from exchange.db import row_security, trigger

revision = "v0023"
down_revision = "v0022"
branch_labels = None
depends_on = None

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

TABLES = (
    "financing_demand",
    "financing_application",
    "financing_offer",
    "financing_movement",
    "financing_message",
    "receivable",
    "credit_enhancement",
)
"""Each of their rows is its parties' only."""
KEPT = ("financing_offer", "financing_movement", "financing_message")
"""What was offered, paid and written doesn't change."""
_PLEDGED = (
    "EXISTS (SELECT FROM credit_enhancement AS e WHERE e.receivable_id = {table}.id"
    f" AND e.institution_code = {row_security.SAID_INSTITUTION})"
)
PARTIES: dict[str, dict[str, Any]] = {
    "financing_demand": {
        "enterprises": ("uscc",),
        "institutions": ("claimed_by",),
        "others": f"{{table}}.state = 'OPEN' AND {row_security.SAID_INSTITUTION} IS NOT NULL",
    },
    "financing_application": {"enterprises": ("uscc",), "institutions": ("institution_code",)},
    "receivable": {"enterprises": ("creditor_uscc", "payer_uscc"), "others": _PLEDGED},
    "credit_enhancement": {"enterprises": ("uscc",), "institutions": ("institution_code", "provider_code")},
}
OPEN_RECEIVABLE = sa.text("ended_at IS NULL")


def upgrade() -> None:
    """Create the tables."""
    create_financing_demand()
    create_financing_application()
    create_what_belongs_to_applications()
    create_receivable()
    create_credit_enhancement()
    create_consent_lapse()
    for table in KEPT:
        trigger.append_only(op.get_bind(), table)
        row_security.following(op.get_bind(), table, "financing_application", "application_id")
    for table, parties in PARTIES.items():
        row_security.of_parties(op.get_bind(), table, **parties)


def downgrade() -> None:
    """Drop them."""
    op.drop_table("consent_lapse")
    row_security.unsecured(op.get_bind(), *TABLES)
    for table in reversed(TABLES):
        op.drop_table(table)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=f"fk_{table}_{column}")


def create_financing_demand() -> None:
    """Create `financing_demand`."""
    op.create_table(
        "financing_demand",
        sa.Column("id", CODE, nullable=False),
        sa.Column("uscc", CODE, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("amount_fen", LONG, nullable=False),
        sa.Column("term_months", sa.Integer(), nullable=False),
        sa.Column("use", sa.Text(), nullable=False),
        sa.Column("open_until", sa.Date(), nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("claimed_by", CODE),
        sa.Column("product_id", CODE),
        sa.Column("lodged_by", CODE, nullable=False),
        sa.Column("lodged_at", INSTANT, nullable=False),
        sa.Column("closed_at", INSTANT),
        sa.Column("region_path", CODE),
        sa.Column("industry_path", CODE),
        sa.Column("size", CODE, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_financing_demand"),
        _refers("financing_demand", "claimed_by", "institution.code"),
        _refers("financing_demand", "product_id", "financing_product.id"),
    )
    for columns in (["uscc", "id"], ["claimed_by", "id"], ["kind", "state", "id"], ["lodged_at"]):
        op.create_index(f"ix_financing_demand_{'_'.join(columns)}", "financing_demand", columns)


def create_financing_application() -> None:
    """Create `financing_application`."""
    op.create_table(
        "financing_application",
        sa.Column("id", CODE, nullable=False),
        sa.Column("group_id", CODE, nullable=False),
        sa.Column("uscc", CODE, nullable=False),
        sa.Column("demand_id", CODE),
        sa.Column("product_id", CODE, nullable=False),
        sa.Column("version_id", CODE, nullable=False),
        sa.Column("institution_code", CODE, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("amount_fen", LONG, nullable=False),
        sa.Column("term_months", sa.Integer(), nullable=False),
        sa.Column("use", sa.Text(), nullable=False),
        sa.Column("declared_first", sa.Boolean(), nullable=False),
        sa.Column("first_loan", sa.Boolean(), nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("consent_id", CODE),
        sa.Column("applied_by", CODE, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("submitted_at", INSTANT),
        sa.Column("promised_on", sa.Date()),
        sa.Column("accepted_at", INSTANT),
        sa.Column("decided_at", INSTANT),
        sa.Column("rejection_code", CODE),
        sa.Column("rejection_reasons", sa.Text()),
        sa.Column("offer_id", CODE),
        sa.Column("offer_until", sa.Date()),
        sa.Column("signed_at", INSTANT),
        sa.Column("signed_fen", LONG),
        sa.Column("signed_rate_ppm", sa.Integer()),
        sa.Column("signed_months", sa.Integer()),
        sa.Column("disbursed_at", INSTANT),
        sa.Column("disbursed_fen", LONG, nullable=False),
        sa.Column("repaid_fen", LONG, nullable=False),
        sa.Column("settled_at", INSTANT),
        sa.Column("ended_at", INSTANT),
        sa.Column("region_path", CODE),
        sa.Column("industry_path", CODE),
        sa.Column("size", CODE, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_financing_application"),
        _refers("financing_application", "demand_id", "financing_demand.id"),
        _refers("financing_application", "product_id", "financing_product.id"),
        _refers("financing_application", "version_id", "product_version.id"),
        _refers("financing_application", "institution_code", "institution.code"),
        _refers("financing_application", "consent_id", "consent.id"),
        sa.CheckConstraint(
            "0 <= disbursed_fen AND disbursed_fen <= coalesce(signed_fen, 0)",
            name=op.f("ck_financing_application_disbursed"),
        ),
        sa.CheckConstraint(
            "0 <= repaid_fen AND repaid_fen <= disbursed_fen", name=op.f("ck_financing_application_repaid")
        ),
    )
    single = (["group_id"], ["demand_id"], ["consent_id"], ["product_id"], ["submitted_at"])
    for columns in (["uscc", "id"], ["institution_code", "id"], *single):
        op.create_index(f"ix_financing_application_{'_'.join(columns)}", "financing_application", columns)


def create_what_belongs_to_applications() -> None:
    """Create `financing_offer`, `financing_movement` and `financing_message`."""
    op.create_table(
        "financing_offer",
        sa.Column("id", CODE, nullable=False),
        sa.Column("application_id", CODE, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("amount_fen", LONG, nullable=False),
        sa.Column("rate_ppm", sa.Integer(), nullable=False),
        sa.Column("term_months", sa.Integer(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("offered_by", CODE, nullable=False),
        sa.Column("offered_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_financing_offer"),
        _refers("financing_offer", "application_id", "financing_application.id"),
        sa.UniqueConstraint("application_id", "number", name="uq_financing_offer_application_id_number"),
    )
    op.create_table(
        "financing_movement",
        sa.Column("id", CODE, nullable=False),
        sa.Column("application_id", CODE, nullable=False),
        sa.Column("institution_code", CODE, nullable=False),
        sa.Column("external_id", CODE, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("amount_fen", LONG, nullable=False),
        sa.Column("interest_fen", LONG),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("reported_by", CODE, nullable=False),
        sa.Column("reported_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_financing_movement"),
        _refers("financing_movement", "application_id", "financing_application.id"),
        sa.UniqueConstraint(
            "institution_code", "external_id", name="uq_financing_movement_institution_code_external_id"
        ),
        sa.CheckConstraint("amount_fen > 0", name=op.f("ck_financing_movement_amount")),
    )
    op.create_index("ix_financing_movement_application_id_id", "financing_movement", ["application_id", "id"])
    op.create_table(
        "financing_message",
        sa.Column("id", CODE, nullable=False),
        sa.Column("application_id", CODE, nullable=False),
        sa.Column("institution_code", CODE),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sent_by", CODE, nullable=False),
        sa.Column("sent_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_financing_message"),
        _refers("financing_message", "application_id", "financing_application.id"),
        _refers("financing_message", "institution_code", "institution.code"),
    )
    op.create_index("ix_financing_message_application_id_id", "financing_message", ["application_id", "id"])


def create_receivable() -> None:
    """Create `receivable`."""
    op.create_table(
        "receivable",
        sa.Column("id", CODE, nullable=False),
        sa.Column("creditor_uscc", CODE, nullable=False),
        sa.Column("creditor_size", CODE, nullable=False),
        sa.Column("payer_uscc", CODE, nullable=False),
        sa.Column("payer_kind", CODE, nullable=False),
        sa.Column("document_number", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("amount_fen", LONG, nullable=False),
        sa.Column("payable_on", sa.Date(), nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("requested_by", CODE, nullable=False),
        sa.Column("requested_at", INSTANT, nullable=False),
        sa.Column("answer", sa.Text()),
        sa.Column("answered_by", CODE),
        sa.Column("answered_at", INSTANT),
        sa.Column("ended_at", INSTANT),
        sa.Column("starts_on", sa.Date()),
        sa.Column("due_on", sa.Date()),
        sa.Column("rule_code", CODE),
        sa.Column("provisional", sa.Boolean()),
        sa.Column("extended", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_receivable"),
        _refers("receivable", "rule_code", "deadline_rule.code"),
    )
    op.create_index("ix_receivable_creditor_uscc_id", "receivable", ["creditor_uscc", "id"])
    op.create_index("ix_receivable_payer_uscc_id", "receivable", ["payer_uscc", "id"])
    op.create_index(
        "uq_receivable_open",
        "receivable",
        ["creditor_uscc", "payer_uscc", "document_number"],
        unique=True,
        sqlite_where=OPEN_RECEIVABLE,
        postgresql_where=OPEN_RECEIVABLE,
    )


def create_credit_enhancement() -> None:
    """Create `credit_enhancement`."""
    op.create_table(
        "credit_enhancement",
        sa.Column("id", CODE, nullable=False),
        sa.Column("application_id", CODE, nullable=False),
        sa.Column("uscc", CODE, nullable=False),
        sa.Column("institution_code", CODE, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("provider_code", CODE),
        sa.Column("receivable_id", CODE),
        sa.Column("covered_fen", LONG, nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("proposed_by", CODE, nullable=False),
        sa.Column("proposed_at", INSTANT, nullable=False),
        sa.Column("decided_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_credit_enhancement"),
        _refers("credit_enhancement", "application_id", "financing_application.id"),
        _refers("credit_enhancement", "institution_code", "institution.code"),
        _refers("credit_enhancement", "provider_code", "institution.code"),
        _refers("credit_enhancement", "receivable_id", "receivable.id"),
        sa.CheckConstraint("covered_fen > 0", name=op.f("ck_credit_enhancement_covered")),
    )
    for columns in (["application_id", "id"], ["provider_code", "id"], ["receivable_id"]):
        op.create_index(f"ix_credit_enhancement_{'_'.join(columns)}", "credit_enhancement", columns)


def create_consent_lapse() -> None:
    """Create `consent_lapse`."""
    op.create_table(
        "consent_lapse",
        sa.Column("consent_id", CODE, nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("consent_id", name="pk_consent_lapse"),
        _refers("consent_lapse", "consent_id", "consent.id"),
    )
