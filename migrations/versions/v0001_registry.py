"""The first tables: reference data, institutions, submissions, the registry on its two time axes, names, OAuth."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from exchange.name import ddl

revision = "v0001"
down_revision = None
branch_labels = None
depends_on = None

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KNOWN_INDUSTRY = sa.text("industry_path IS NOT NULL")
OF_SEVERAL = sa.text("NOT sole")
READ = sa.text("pinyin <> ''")
YOUNGEST_KEY = sa.text("retired_at IS NULL")


def upgrade() -> None:
    """Create everything."""
    create_reference()
    create_submissions()
    create_registry()
    create_names()
    create_oauth()


def downgrade() -> None:
    """Drop everything."""
    ddl.downgrade(op.get_bind())
    for table in (
        "seen_assertion",
        "signing_key",
        "oauth_client",
        "entity_gram",
        "entity_name",
        "ownership",
        "entity_version",
        "entity",
        "submission_remark",
        "submission",
        "institution",
        "currency",
        "uscc_department",
        "industry",
        "region",
    ):
        op.drop_table(table)


def create_reference() -> None:
    """Create the tables that `exchange migrate` fills from the reference files."""
    op.create_table(
        "region",
        *division_columns("region"),
        sa.Column("valid_from", sa.SmallInteger()),
        sa.Column("valid_to", sa.SmallInteger()),
    )
    op.create_index("ix_region_parent_code_code", "region", ["parent_code", "code"])
    op.create_table("industry", *division_columns("industry"), sa.UniqueConstraint("path", name="uq_industry_path"))
    op.create_index("ix_industry_parent_code_code", "industry", ["parent_code", "code"])
    op.create_table(
        "uscc_department",
        sa.Column("department", CODE, nullable=False),
        sa.Column("category", CODE, nullable=False),
        sa.Column("department_name", sa.Text(), nullable=False),
        sa.Column("category_name", sa.Text(), nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.PrimaryKeyConstraint("department", "category", name="pk_uscc_department"),
    )
    op.create_table(
        "currency",
        sa.Column("code", CODE, nullable=False),
        sa.Column("numeric", CODE),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_zh", sa.Text()),
        sa.Column("digits", sa.SmallInteger()),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_currency"),
    )


def division_columns(table: str) -> list[Any]:
    """Return the columns and keys of a classification whose rows have a parent."""
    return [
        sa.Column("code", CODE, nullable=False),
        sa.Column("name", CODE, nullable=False),
        sa.Column("level", CODE, nullable=False),
        sa.Column("parent_code", CODE),
        sa.Column("path", CODE, nullable=False),
        sa.PrimaryKeyConstraint("code", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["parent_code"], [f"{table}.code"], name=f"fk_{table}_parent_code"),
    ]


def create_submissions() -> None:
    """Create the institutions and what they submit."""
    op.create_table(
        "institution",
        sa.Column("code", CODE, nullable=False),
        sa.Column("name", CODE, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_institution"),
    )
    op.create_table(
        "submission",
        sa.Column("id", LONG, nullable=False),
        sa.Column("supplier_code", CODE, nullable=False),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("sha256", CODE, nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("read", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("repaired", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_submission"),
        sa.UniqueConstraint("supplier_code", "batch", name="uq_submission_supplier_code_batch"),
        sa.ForeignKeyConstraint(["supplier_code"], ["institution.code"], name="fk_submission_supplier_code"),
    )
    op.create_table(
        "submission_remark",
        sa.Column("id", LONG, nullable=False),
        sa.Column("submission_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text()),
        sa.Column("code", CODE, nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_submission_remark"),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name="fk_submission_remark_submission_id"),
    )
    columns = ["submission_id", "kind", "line", "id"]
    op.create_index("ix_submission_remark_submission_id_kind_line_id", "submission_remark", columns)


def create_registry() -> None:
    """Create the entities as they are, as they were, and how they belong to one another."""
    op.create_table(
        "entity",
        sa.Column("uscc", CODE, nullable=False),
        sa.Column("first_seen_at", INSTANT, nullable=False),
        sa.Column("last_seen_at", INSTANT, nullable=False),
        *registry_columns(),
        sa.PrimaryKeyConstraint("uscc", name="pk_entity"),
    )
    op.create_index("ix_entity_name", "entity", ["name", "uscc"])
    op.create_index("ix_entity_region_code", "entity", ["region_code", "uscc"])
    op.create_index("ix_entity_registered_on", "entity", ["registered_on", "uscc"])
    known: dict[str, Any] = {"sqlite_where": KNOWN_INDUSTRY, "postgresql_where": KNOWN_INDUSTRY}
    op.create_index("ix_entity_industry_path", "entity", ["industry_path", "uscc"], **known)
    op.create_table(
        "entity_version",
        sa.Column("id", LONG, nullable=False),
        sa.Column("uscc", CODE, nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("known_to", INSTANT, nullable=False),
        *registry_columns(),
        sa.PrimaryKeyConstraint("id", name="pk_entity_version"),
        sa.ForeignKeyConstraint(["uscc"], ["entity.uscc"], name="fk_entity_version_uscc"),
    )
    op.create_index("ix_entity_version_uscc_known_from", "entity_version", ["uscc", "known_from"])
    create_ownership()


def create_ownership() -> None:
    """Create the edges between entities."""
    op.create_table(
        "ownership",
        sa.Column("id", LONG, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("owner_uscc", CODE, nullable=False),
        sa.Column("owned_uscc", CODE, nullable=False),
        sa.Column("share_basis_points", sa.Integer()),
        sa.Column("valid_from", sa.Date()),
        sa.Column("valid_to", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_ownership"),
        sa.ForeignKeyConstraint(["owner_uscc"], ["entity.uscc"], name="fk_ownership_owner_uscc"),
        sa.ForeignKeyConstraint(["owned_uscc"], ["entity.uscc"], name="fk_ownership_owned_uscc"),
    )
    op.create_index("ix_ownership_owned_uscc_id", "ownership", ["owned_uscc", "id"])
    op.create_index("ix_ownership_owner_uscc_id", "ownership", ["owner_uscc", "id"])


def registry_columns() -> list[sa.Column[Any]]:
    """Return the columns that a registry states."""
    return [
        sa.Column("name", CODE, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("legal_form", sa.Text()),
        sa.Column("status", CODE, nullable=False),
        sa.Column("registered_on", sa.Date()),
        sa.Column("capital_fen", LONG),
        sa.Column("capital_currency", CODE),
        sa.Column("business_scope", sa.Text()),
        sa.Column("address", sa.Text()),
        sa.Column("region_code", CODE),
        sa.Column("industry_path", CODE),
        sa.Column("industry_inferred", sa.Boolean(), nullable=False),
        sa.Column("lei", CODE),
        sa.Column("authority", sa.Text()),
        sa.Column("fictitious", sa.Boolean(), nullable=False),
        sa.Column("submission_id", LONG, nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("known_from", INSTANT, nullable=False),
    ]


def create_names() -> None:
    """Create the index of names, whose search structures differ between the databases."""
    op.create_table(
        "entity_name",
        sa.Column("place", LONG, autoincrement=False, nullable=False),
        sa.Column("uscc", CODE, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("sole", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("normal", CODE, nullable=False),
        sa.Column("initials", CODE, nullable=False),
        sa.Column("codes", sa.Text().with_variant(sa.ARRAY(sa.Integer), "postgresql")),
        sa.PrimaryKeyConstraint("place", name="pk_entity_name"),
    )
    of_several: dict[str, Any] = {"sqlite_where": OF_SEVERAL, "postgresql_where": OF_SEVERAL}
    op.create_index("ix_entity_name_uscc", "entity_name", ["uscc"], **of_several)
    op.create_table(
        "entity_gram",
        sa.Column("code", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("pinyin", CODE, nullable=False),
        sa.Column("names", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", "pinyin", name="pk_entity_gram"),
    )
    read: dict[str, Any] = {"sqlite_where": READ, "postgresql_where": READ}
    op.create_index("ix_entity_gram_pinyin", "entity_gram", ["pinyin"], **read)
    ddl.upgrade(op.get_bind())


def create_oauth() -> None:
    """Create the clients, the keys that sign tokens and the assertions already used."""
    op.create_table(
        "oauth_client",
        sa.Column("client_id", CODE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("institution_code", CODE, nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("auth_method", CODE, nullable=False),
        sa.Column("jwks", sa.Text()),
        sa.Column("secret_hash", CODE),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.Column("disabled_at", INSTANT),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("client_id", name="pk_oauth_client"),
        sa.ForeignKeyConstraint(["institution_code"], ["institution.code"], name="fk_oauth_client_institution_code"),
    )
    op.create_table(
        "signing_key",
        sa.Column("kid", CODE, nullable=False),
        sa.Column("alg", CODE, nullable=False),
        sa.Column("private_jwk", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("active_from", INSTANT, nullable=False),
        sa.Column("retired_at", INSTANT),
        sa.PrimaryKeyConstraint("kid", name="pk_signing_key"),
    )
    youngest: dict[str, Any] = {"sqlite_where": YOUNGEST_KEY, "postgresql_where": YOUNGEST_KEY}
    op.create_index("uq_signing_key_youngest", "signing_key", ["alg"], unique=True, **youngest)
    op.create_table(
        "seen_assertion",
        sa.Column("client_id", CODE, nullable=False),
        sa.Column("jti", CODE, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("client_id", "jti", name="pk_seen_assertion"),
        sa.ForeignKeyConstraint(["client_id"], ["oauth_client.client_id"], name="fk_seen_assertion_client_id"),
    )
    op.create_index("ix_seen_assertion_expires_at", "seen_assertion", ["expires_at"])
