"""Licences, financing products with their versions, and the legal caps on rates."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "v0022"
down_revision = "v0021"
branch_labels = None
depends_on = None

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

TABLES = (
    "institution_licence",
    "rate_cap",
    "financing_product",
    "product_version",
    "product_collateral",
    "product_region",
    "product_industry",
    "product_policy",
    "product_criterion",
)


def upgrade() -> None:
    """Create the tables."""
    create_institution_licence()
    create_rate_cap()
    create_financing_product()
    create_product_version()
    create_children()


def downgrade() -> None:
    """Drop the tables."""
    for table in reversed(TABLES):
        op.drop_table(table)


def create_institution_licence() -> None:
    """Create `institution_licence`."""
    op.create_table(
        "institution_licence",
        sa.Column("id", CODE, nullable=False),
        sa.Column("institution_code", CODE, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date()),
        sa.Column("entered_by", CODE, nullable=False),
        sa.Column("entered_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_institution_licence"),
        sa.ForeignKeyConstraint(
            ["institution_code"], ["institution.code"], name="fk_institution_licence_institution_code"
        ),
        sa.UniqueConstraint(
            "institution_code", "kind", "number", name="uq_institution_licence_institution_code_kind_number"
        ),
    )


def create_rate_cap() -> None:
    """Create `rate_cap`."""
    op.create_table(
        "rate_cap",
        sa.Column("code", CODE, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("rate_ppm", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date()),
        sa.PrimaryKeyConstraint("code", name="pk_rate_cap"),
    )


def create_financing_product() -> None:
    """Create `financing_product`."""
    op.create_table(
        "financing_product",
        sa.Column("id", CODE, nullable=False),
        sa.Column("institution_code", CODE, nullable=False),
        sa.Column("external_id", CODE, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("current_version_id", CODE),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_financing_product"),
        sa.ForeignKeyConstraint(
            ["institution_code"], ["institution.code"], name="fk_financing_product_institution_code"
        ),
        sa.UniqueConstraint(
            "institution_code", "external_id", name="uq_financing_product_institution_code_external_id"
        ),
    )
    op.create_index("ix_financing_product_state_kind", "financing_product", ["state", "kind"])


def create_product_version() -> None:
    """Create `product_version`."""
    op.create_table(
        "product_version",
        sa.Column("id", CODE, nullable=False),
        sa.Column("product_id", CODE, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("name", CODE, nullable=False),
        sa.Column("summary", sa.Text()),
        sa.Column("amount_min_fen", LONG),
        sa.Column("amount_max_fen", LONG),
        sa.Column("rate_min_ppm", sa.Integer()),
        sa.Column("rate_max_ppm", sa.Integer()),
        sa.Column("term_min_months", sa.Integer()),
        sa.Column("term_max_months", sa.Integer()),
        sa.Column("decision_days", sa.Integer()),
        sa.Column("offered_until", sa.Date()),
        sa.Column("digest", CODE, nullable=False),
        sa.Column("submission_id", LONG),
        sa.Column("line", sa.Integer()),
        sa.Column("stated_by", CODE, nullable=False),
        sa.Column("stated_at", INSTANT, nullable=False),
        sa.Column("listed_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_product_version"),
        sa.ForeignKeyConstraint(["product_id"], ["financing_product.id"], name="fk_product_version_product_id"),
        sa.UniqueConstraint("product_id", "number", name="uq_product_version_product_id_number"),
        sa.CheckConstraint(
            "amount_min_fen >= 0 AND rate_min_ppm >= 0 AND term_min_months >= 0",
            name=op.f("ck_product_version_least"),
        ),
    )


def create_children() -> None:
    """Create what belongs to a version."""
    create_child("product_collateral", [sa.Column("collateral", CODE, nullable=False)], "collateral")
    for tree in ("region", "industry"):
        create_child(
            f"product_{tree}",
            [
                sa.Column("code", CODE, nullable=False),
                sa.ForeignKeyConstraint(["code"], [f"{tree}.code"], name=f"fk_product_{tree}_code"),
            ],
            "code",
        )
    create_child(
        "product_policy",
        [number(), sa.Column("title", sa.Text(), nullable=False), sa.Column("document_number", sa.Text())],
        "number",
    )
    create_child(
        "product_criterion",
        [
            number(),
            sa.Column("field", CODE, nullable=False),
            sa.Column("operator", CODE, nullable=False),
            sa.Column("threshold", LONG),
            sa.Column("operands", sa.Text(), nullable=False),
            sa.UniqueConstraint(
                "version_id", "field", "operator", name="uq_product_criterion_version_id_field_operator"
            ),
        ],
        "number",
    )


def number() -> sa.Column[int]:
    """Return the column of a child's place."""
    return sa.Column("number", sa.Integer(), nullable=False, autoincrement=False)


def create_child(table: str, parts: list[Any], key: str) -> None:
    """Create a table of a version's rows."""
    op.create_table(
        table,
        sa.Column("version_id", CODE, nullable=False),
        *parts,
        sa.PrimaryKeyConstraint("version_id", key, name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["version_id"], ["product_version.id"], name=f"fk_{table}_version_id"),
    )
