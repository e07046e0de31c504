"""Credit reports that were made."""

import sqlalchemy as sa
from alembic import op

revision = "v0011"
down_revision = "v0010"
branch_labels = None
depends_on = None

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create `credit_report`."""
    op.create_table(
        "credit_report",
        sa.Column("id", CODE, nullable=False),
        sa.Column("audience", CODE, nullable=False),
        sa.Column("uscc", CODE, nullable=False),
        sa.Column("recipient", CODE, nullable=False),
        sa.Column("facts_sha256", CODE, nullable=False),
        sa.Column("sections", sa.Text(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("held_position", LONG, nullable=False),
        sa.Column("held_at", INSTANT, nullable=False),
        sa.Column("sha256", CODE, nullable=False),
        sa.Column("jws", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_credit_report"),
        sa.UniqueConstraint(
            "uscc",
            "audience",
            "recipient",
            "facts_sha256",
            name="uq_credit_report_uscc_audience_recipient_facts_sha256",
        ),
    )
    op.create_index("ix_credit_report_recipient_id", "credit_report", ["recipient", "id"])


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("credit_report")
