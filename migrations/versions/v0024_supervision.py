"""Policy measures with their criteria, which one a product's policy is, and service listings."""

import sqlalchemy as sa
from alembic import op

revision = "v0024"
down_revision = "v0023"
branch_labels = None
depends_on = None

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NAME = CODE
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables."""
    create_policy_measure()
    create_policy_criterion()
    op.add_column("product_policy", sa.Column("measure_id", CODE))
    create_service_listing()


def downgrade() -> None:
    """Drop them."""
    op.drop_table("service_listing")
    op.drop_column("product_policy", "measure_id")
    op.drop_table("policy_criterion")
    op.drop_table("policy_measure")


def create_policy_measure() -> None:
    """Create `policy_measure`."""
    op.create_table(
        "policy_measure",
        sa.Column("id", CODE, nullable=False),
        sa.Column("institution_code", CODE, nullable=False),
        sa.Column("external_id", NAME, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("title", NAME, nullable=False),
        sa.Column("document_number", sa.Text()),
        sa.Column("summary", sa.Text()),
        sa.Column("amount_max_fen", LONG),
        sa.Column("relief_ppm", sa.Integer()),
        sa.Column("pool_fen", LONG),
        sa.Column("loss_share_ppm", sa.Integer()),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date()),
        sa.Column("state", CODE, nullable=False),
        sa.Column("stated_by", CODE, nullable=False),
        sa.Column("stated_at", INSTANT, nullable=False),
        sa.Column("published_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_policy_measure"),
        sa.ForeignKeyConstraint(["institution_code"], ["institution.code"], name="fk_policy_measure_institution_code"),
        sa.UniqueConstraint("institution_code", "external_id", name="uq_policy_measure_institution_code_external_id"),
        sa.CheckConstraint("valid_until IS NULL OR valid_from <= valid_until", name=op.f("ck_policy_measure_days")),
    )
    op.create_index("ix_policy_measure_state_kind", "policy_measure", ["state", "kind"])


def create_policy_criterion() -> None:
    """Create `policy_criterion`."""
    op.create_table(
        "policy_criterion",
        sa.Column("measure_id", CODE, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field", CODE, nullable=False),
        sa.Column("operator", CODE, nullable=False),
        sa.Column("threshold", LONG),
        sa.Column("operands", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("measure_id", "number", name="pk_policy_criterion"),
        sa.ForeignKeyConstraint(["measure_id"], ["policy_measure.id"], name="fk_policy_criterion_measure_id"),
        sa.UniqueConstraint("measure_id", "field", "operator", name="uq_policy_criterion_measure_id_field_operator"),
    )


def create_service_listing() -> None:
    """Create `service_listing`."""
    op.create_table(
        "service_listing",
        sa.Column("id", CODE, nullable=False),
        sa.Column("institution_code", CODE, nullable=False),
        sa.Column("external_id", NAME, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("filing_number", sa.Text(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("fees", sa.Text()),
        sa.Column("website", sa.Text()),
        sa.Column("state", CODE, nullable=False),
        sa.Column("stated_by", CODE, nullable=False),
        sa.Column("stated_at", INSTANT, nullable=False),
        sa.Column("listed_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_service_listing"),
        sa.ForeignKeyConstraint(["institution_code"], ["institution.code"], name="fk_service_listing_institution_code"),
        sa.UniqueConstraint("institution_code", "external_id", name="uq_service_listing_institution_code_external_id"),
    )
    op.create_index("ix_service_listing_state_kind", "service_listing", ["state", "kind"])
