"""What institutions decided about names that they screened."""

import sqlalchemy as sa
from alembic import op

from exchange.db import trigger

revision = "v0016"
down_revision = "v0015"
branch_labels = None
depends_on = None

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Create `screening_decision`; a decision is replaced, never changed."""
    op.create_table(
        "screening_decision",
        sa.Column("id", CODE, nullable=False),
        sa.Column("institution_code", CODE, nullable=False),
        sa.Column("normal", CODE, nullable=False),
        sa.Column("region_code", CODE, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("outcome", CODE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("uscc", CODE),
        sa.Column("entity_name", sa.Text()),
        sa.Column("entity_status", CODE),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", INSTANT, nullable=False),
        sa.Column("client_id", CODE, nullable=False),
        sa.Column("user_id", CODE),
        sa.PrimaryKeyConstraint("id", name="pk_screening_decision"),
        sa.ForeignKeyConstraint(
            ["institution_code"], ["institution.code"], name="fk_screening_decision_institution_code"
        ),
        sa.ForeignKeyConstraint(["uscc"], ["entity.uscc"], name="fk_screening_decision_uscc"),
        sa.UniqueConstraint(
            "institution_code",
            "normal",
            "region_code",
            "version",
            name="uq_screening_decision_version",
        ),
    )
    op.create_index("ix_screening_decision_institution_code_id", "screening_decision", ["institution_code", "id"])
    trigger.append_only(op.get_bind(), "screening_decision")


def downgrade() -> None:
    """Drop it."""
    op.drop_table("screening_decision")
