"""Cases before an arbitration centre, their clocks, and the rules that they go by."""

import sqlalchemy as sa
from alembic import op

revision = "v0020"
down_revision = "v0017"
branch_labels = None
depends_on = None

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

TABLES = (
    "intake_point",
    "arbitration_fee_band",
    "arbitration_rules",
    "arbitration_case",
    "case_deadline",
    "case_representative",
    "case_service",
)


def upgrade() -> None:
    """Create the tables."""
    create_intake_point()
    create_arbitration_fee_band()
    create_arbitration_rules()
    create_arbitration_case()
    create_case_deadline()
    create_case_representative()
    create_case_service()


def downgrade() -> None:
    """Drop the tables."""
    for table in reversed(TABLES):
        op.drop_table(table)


def create_intake_point() -> None:
    """Create `intake_point`."""
    op.create_table(
        "intake_point",
        sa.Column("centre_code", CODE, nullable=False),
        sa.Column("institution_code", CODE, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("until", INSTANT),
        sa.PrimaryKeyConstraint("centre_code", "institution_code", name="pk_intake_point"),
        sa.ForeignKeyConstraint(["centre_code"], ["institution.code"], name="fk_intake_point_centre_code"),
        sa.ForeignKeyConstraint(["institution_code"], ["institution.code"], name="fk_intake_point_institution_code"),
    )


def create_arbitration_fee_band() -> None:
    """Create `arbitration_fee_band`."""
    op.create_table(
        "arbitration_fee_band",
        sa.Column("edition", CODE, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("above_fen", LONG, nullable=False),
        sa.Column("up_to_fen", LONG),
        sa.Column("least_fen", LONG),
        sa.Column("most_fen", LONG),
        sa.Column("least_ppm", sa.Integer()),
        sa.Column("most_ppm", sa.Integer()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("edition", "number", name="pk_arbitration_fee_band"),
    )


def create_arbitration_rules() -> None:
    """Create `arbitration_rules`."""
    op.create_table(
        "arbitration_rules",
        sa.Column("code", CODE, nullable=False),
        sa.Column("centre_code", CODE),
        sa.Column("expedited_fen", LONG, nullable=False),
        sa.Column("documents_fen", LONG, nullable=False),
        sa.Column("fee_edition", CODE, nullable=False),
        sa.Column("fee_percent", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date()),
        sa.PrimaryKeyConstraint("code", name="pk_arbitration_rules"),
    )


def create_arbitration_case() -> None:
    """Create `arbitration_case`."""
    op.create_table(
        "arbitration_case",
        sa.Column("id", CODE, nullable=False),
        sa.Column("centre_code", CODE, nullable=False),
        sa.Column("number", CODE),
        sa.Column("claimant_uscc", CODE, nullable=False),
        sa.Column("respondent_uscc", CODE, nullable=False),
        sa.Column("dispute", CODE, nullable=False),
        sa.Column("claim_fen", LONG, nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("agreement", sa.Text(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("intake", CODE, nullable=False),
        sa.Column("intake_code", CODE),
        sa.Column("lodged_by", CODE, nullable=False),
        sa.Column("lodged_at", INSTANT, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("procedure", CODE),
        sa.Column("rules_code", CODE),
        sa.Column("fee_fen", LONG),
        sa.Column("fee_paid_on", sa.Date()),
        sa.Column("reasons", sa.Text()),
        sa.Column("state", CODE, nullable=False),
        sa.Column("stayed_on", sa.Date()),
        sa.Column("publishes_claimant", sa.Boolean(), nullable=False),
        sa.Column("publishes_respondent", sa.Boolean(), nullable=False),
        sa.Column("first_hearing_on", sa.Date()),
        sa.Column("awarded_on", sa.Date()),
        sa.Column("decided_days", sa.Integer()),
        sa.Column("closed_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_arbitration_case"),
        sa.ForeignKeyConstraint(["centre_code"], ["institution.code"], name="fk_arbitration_case_centre_code"),
        sa.ForeignKeyConstraint(["rules_code"], ["arbitration_rules.code"], name="fk_arbitration_case_rules_code"),
        sa.UniqueConstraint("number", name="uq_arbitration_case_number"),
    )
    op.create_index("ix_arbitration_case_centre_code_id", "arbitration_case", ["centre_code", "id"])
    op.create_index("ix_arbitration_case_year_dispute", "arbitration_case", ["year", "dispute"])
    op.create_index("ix_arbitration_case_claimant_uscc_id", "arbitration_case", ["claimant_uscc", "id"])
    op.create_index("ix_arbitration_case_respondent_uscc_id", "arbitration_case", ["respondent_uscc", "id"])


def create_case_deadline() -> None:
    """Create `case_deadline`."""
    op.create_table(
        "case_deadline",
        sa.Column("id", CODE, nullable=False),
        sa.Column("case_id", CODE, nullable=False),
        sa.Column("centre_code", CODE, nullable=False),
        sa.Column("matter", CODE, nullable=False),
        sa.Column("duty", CODE, nullable=False),
        sa.Column("met_on", sa.Date()),
        sa.Column("starts_on", sa.Date()),
        sa.Column("due_on", sa.Date()),
        sa.Column("rule_code", CODE),
        sa.Column("provisional", sa.Boolean()),
        sa.Column("extended", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_case_deadline"),
        sa.ForeignKeyConstraint(["case_id"], ["arbitration_case.id"], name="fk_case_deadline_case_id"),
        sa.ForeignKeyConstraint(["rule_code"], ["deadline_rule.code"], name="fk_case_deadline_rule_code"),
    )
    op.create_index("ix_case_deadline_case_id_id", "case_deadline", ["case_id", "id"])
    op.create_index(
        "ix_case_deadline_open",
        "case_deadline",
        ["due_on", "id"],
        sqlite_where=sa.text("met_on IS NULL"),
        postgresql_where=sa.text("met_on IS NULL"),
    )


def create_case_representative() -> None:
    """Create `case_representative`."""
    op.create_table(
        "case_representative",
        sa.Column("id", CODE, nullable=False),
        sa.Column("case_id", CODE, nullable=False),
        sa.Column("side", CODE, nullable=False),
        sa.Column("user_id", CODE, nullable=False),
        sa.Column("powers", sa.Text(), nullable=False),
        sa.Column("appointed_by", CODE, nullable=False),
        sa.Column("appointed_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_case_representative"),
        sa.ForeignKeyConstraint(["case_id"], ["arbitration_case.id"], name="fk_case_representative_case_id"),
    )
    op.create_index("ix_case_representative_case_id_id", "case_representative", ["case_id", "id"])
    op.create_index("ix_case_representative_user_id_case_id", "case_representative", ["user_id", "case_id"])


def create_case_service() -> None:
    """Create `case_service`."""
    op.create_table(
        "case_service",
        sa.Column("id", CODE, nullable=False),
        sa.Column("case_id", CODE, nullable=False),
        sa.Column("document", CODE, nullable=False),
        sa.Column("side", CODE, nullable=False),
        sa.Column("sent_at", INSTANT, nullable=False),
        sa.Column("received_on", sa.Date()),
        sa.Column("receipt", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_case_service"),
        sa.ForeignKeyConstraint(["case_id"], ["arbitration_case.id"], name="fk_case_service_case_id"),
    )
    op.create_index("uq_case_service", "case_service", ["case_id", "document", "side"], unique=True)
