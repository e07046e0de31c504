"""Tribunals, awards and referrals."""

import sqlalchemy as sa
from alembic import op

revision = "v0021"
down_revision = "v0020"
branch_labels = None
depends_on = None

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

TABLES = (
    "arbitrator",
    "arbitrator_challenge",
    "hearing",
    "award",
    "award_obligation",
    "award_performance",
    "referral",
)


def upgrade() -> None:
    """Create the tables."""
    create_arbitrator()
    create_arbitrator_challenge()
    create_hearing()
    create_award()
    create_award_obligation()
    create_award_performance()
    create_referral()


def downgrade() -> None:
    """Drop the tables."""
    for table in reversed(TABLES):
        op.drop_table(table)


def create_arbitrator() -> None:
    """Create `arbitrator`."""
    op.create_table(
        "arbitrator",
        sa.Column("id", CODE, nullable=False),
        sa.Column("case_id", CODE, nullable=False),
        sa.Column("user_id", CODE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("presiding", sa.Boolean(), nullable=False),
        sa.Column("appointed_by", CODE, nullable=False),
        sa.Column("appointed_at", INSTANT, nullable=False),
        sa.Column("declared_at", INSTANT),
        sa.Column("disclosure", sa.Text()),
        sa.Column("ended_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_arbitrator"),
        sa.ForeignKeyConstraint(["case_id"], ["arbitration_case.id"], name="fk_arbitrator_case_id"),
    )
    op.create_index("ix_arbitrator_case_id_id", "arbitrator", ["case_id", "id"])
    op.create_index("ix_arbitrator_user_id_case_id", "arbitrator", ["user_id", "case_id"])


def create_arbitrator_challenge() -> None:
    """Create `arbitrator_challenge`."""
    op.create_table(
        "arbitrator_challenge",
        sa.Column("id", CODE, nullable=False),
        sa.Column("case_id", CODE, nullable=False),
        sa.Column("arbitrator_id", CODE, nullable=False),
        sa.Column("side", CODE, nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("lodged_by", CODE, nullable=False),
        sa.Column("lodged_at", INSTANT, nullable=False),
        sa.Column("outcome", CODE),
        sa.Column("reasons", sa.Text()),
        sa.Column("decided_by", CODE),
        sa.Column("decided_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_arbitrator_challenge"),
        sa.ForeignKeyConstraint(["arbitrator_id"], ["arbitrator.id"], name="fk_arbitrator_challenge_arbitrator_id"),
        sa.ForeignKeyConstraint(["case_id"], ["arbitration_case.id"], name="fk_arbitrator_challenge_case_id"),
    )
    op.create_index("ix_arbitrator_challenge_case_id_id", "arbitrator_challenge", ["case_id", "id"])


def create_hearing() -> None:
    """Create `hearing`."""
    op.create_table(
        "hearing",
        sa.Column("id", CODE, nullable=False),
        sa.Column("case_id", CODE, nullable=False),
        sa.Column("scheduled_at", INSTANT, nullable=False),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Text()),
        sa.Column("announced_by", CODE, nullable=False),
        sa.Column("announced_at", INSTANT, nullable=False),
        sa.Column("begun_at", INSTANT),
        sa.Column("ended_at", INSTANT),
        sa.Column("participants", sa.Text()),
        sa.Column("minutes", sa.Text()),
        sa.Column("closed_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_hearing"),
        sa.ForeignKeyConstraint(["case_id"], ["arbitration_case.id"], name="fk_hearing_case_id"),
    )
    op.create_index("ix_hearing_case_id_id", "hearing", ["case_id", "id"])
    op.create_index(
        "uq_hearing_open",
        "hearing",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )


def create_award() -> None:
    """Create `award`."""
    op.create_table(
        "award",
        sa.Column("id", CODE, nullable=False),
        sa.Column("case_id", CODE, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_by", CODE, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("signed_claimant_at", INSTANT),
        sa.Column("signed_respondent_at", INSTANT),
        sa.Column("binding_on", sa.Date()),
        sa.Column("corrected_on", sa.Date()),
        sa.Column("correction", sa.Text()),
        sa.Column("set_aside_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_award"),
        sa.ForeignKeyConstraint(["case_id"], ["arbitration_case.id"], name="fk_award_case_id"),
    )
    op.create_index("ix_award_case_id_id", "award", ["case_id", "id"])
    op.create_index(
        "uq_award_binding",
        "award",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("binding_on IS NOT NULL"),
        postgresql_where=sa.text("binding_on IS NOT NULL"),
    )


def create_award_obligation() -> None:
    """Create `award_obligation`."""
    op.create_table(
        "award_obligation",
        sa.Column("id", CODE, nullable=False),
        sa.Column("award_id", CODE, nullable=False),
        sa.Column("case_id", CODE, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("debtor", CODE, nullable=False),
        sa.Column("amount_fen", LONG),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("performed_fen", LONG, nullable=False),
        sa.Column("performed_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_award_obligation"),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], name="fk_award_obligation_award_id"),
        sa.ForeignKeyConstraint(["case_id"], ["arbitration_case.id"], name="fk_award_obligation_case_id"),
    )
    op.create_index("ix_award_obligation_award_id_number", "award_obligation", ["award_id", "number"], unique=True)
    op.create_index("ix_award_obligation_case_id_due_on", "award_obligation", ["case_id", "due_on"])


def create_award_performance() -> None:
    """Create `award_performance`."""
    op.create_table(
        "award_performance",
        sa.Column("id", CODE, nullable=False),
        sa.Column("case_id", CODE, nullable=False),
        sa.Column("obligation_id", CODE, nullable=False),
        sa.Column("amount_fen", LONG),
        sa.Column("performed_on", sa.Date(), nullable=False),
        sa.Column("stated_by", CODE, nullable=False),
        sa.Column("stated_at", INSTANT, nullable=False),
        sa.Column("confirmed_at", INSTANT),
        sa.Column("denied_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_award_performance"),
        sa.ForeignKeyConstraint(["case_id"], ["arbitration_case.id"], name="fk_award_performance_case_id"),
        sa.ForeignKeyConstraint(["obligation_id"], ["award_obligation.id"], name="fk_award_performance_obligation_id"),
    )
    op.create_index("ix_award_performance_case_id_id", "award_performance", ["case_id", "id"])
    op.create_index("ix_award_performance_obligation_id_id", "award_performance", ["obligation_id", "id"])


def create_referral() -> None:
    """Create `referral`."""
    op.create_table(
        "referral",
        sa.Column("id", CODE, nullable=False),
        sa.Column("case_id", CODE, nullable=False),
        sa.Column("case_number", CODE, nullable=False),
        sa.Column("award_id", CODE, nullable=False),
        sa.Column("centre_code", CODE, nullable=False),
        sa.Column("court_code", CODE),
        sa.Column("creditor_uscc", CODE, nullable=False),
        sa.Column("debtor_uscc", CODE, nullable=False),
        sa.Column("debtor", CODE, nullable=False),
        sa.Column("ground", CODE, nullable=False),
        sa.Column("ability", sa.Text(), nullable=False),
        sa.Column("outstanding_fen", LONG, nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("applied_by", CODE, nullable=False),
        sa.Column("applied_at", INSTANT, nullable=False),
        sa.Column("sent_at", INSTANT),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("acknowledged_at", INSTANT),
        sa.Column("reasons", sa.Text()),
        sa.Column("decided_at", INSTANT),
        sa.Column("entry_id", CODE),
        sa.PrimaryKeyConstraint("id", name="pk_referral"),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], name="fk_referral_award_id"),
        sa.ForeignKeyConstraint(["case_id"], ["arbitration_case.id"], name="fk_referral_case_id"),
        sa.ForeignKeyConstraint(["centre_code"], ["institution.code"], name="fk_referral_centre_code"),
        sa.ForeignKeyConstraint(["court_code"], ["institution.code"], name="fk_referral_court_code"),
    )
    op.create_index("ix_referral_case_id_id", "referral", ["case_id", "id"])
    op.create_index("ix_referral_case_number_debtor_uscc", "referral", ["case_number", "debtor_uscc"])
    op.create_index("ix_referral_court_code_id", "referral", ["court_code", "id"])
    op.create_index("uq_referral", "referral", ["award_id", "debtor_uscc"], unique=True)
