"""Watch lists and bulk exports."""

import sqlalchemy as sa
from alembic import op

revision = "v0012"
down_revision = "v0011"
branch_labels = None
depends_on = None

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

TABLES = ("watch", "export", "export_event")


def upgrade() -> None:
    """Create the tables."""
    create_watch()
    create_export()
    create_export_event()


def downgrade() -> None:
    """Drop the tables."""
    for table in reversed(TABLES):
        op.drop_table(table)


def create_watch() -> None:
    """Create `watch`."""
    op.create_table(
        "watch",
        sa.Column("id", CODE, nullable=False),
        sa.Column("uscc", CODE, nullable=False),
        sa.Column("institution_code", CODE),
        sa.Column("user_id", CODE),
        sa.Column("on_behalf_of", CODE),
        sa.Column("position", LONG, nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_watch"),
        sa.UniqueConstraint("institution_code", "uscc", name="uq_watch_institution_code_uscc"),
        sa.UniqueConstraint("user_id", "on_behalf_of", "uscc", name="uq_watch_user_id_on_behalf_of_uscc"),
        sa.ForeignKeyConstraint(["uscc"], ["entity.uscc"], name="fk_watch_uscc"),
        sa.ForeignKeyConstraint(["institution_code"], ["institution.code"], name="fk_watch_institution_code"),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name="fk_watch_user_id"),
    )


def create_export() -> None:
    """Create `export`."""
    op.create_table(
        "export",
        sa.Column("id", CODE, nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("client_id", CODE, nullable=False),
        sa.Column("institution_code", CODE),
        sa.Column("user_id", CODE),
        sa.Column("on_behalf_of", CODE),
        sa.Column("grant_id", CODE),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("document_sha256", CODE, nullable=False),
        sa.Column("operation_name", sa.Text()),
        sa.Column("variables", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("rows_in", sa.Text(), nullable=False),
        sa.Column("after_in", sa.Text(), nullable=False),
        sa.Column("requested_at", INSTANT, nullable=False),
        sa.Column("finished_at", INSTANT),
        sa.Column("expires_at", INSTANT),
        sa.Column("cursor", sa.Text()),
        sa.Column("rows", LONG, nullable=False),
        sa.Column("bytes", LONG, nullable=False),
        sa.Column("sha256", CODE, nullable=False),
        sa.Column("consents", sa.Text(), nullable=False),
        sa.Column("failure", sa.Text()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("worker", CODE),
        sa.Column("leased_until", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_export"),
        sa.ForeignKeyConstraint(["client_id"], ["oauth_client.client_id"], name="fk_export_client_id"),
        sa.ForeignKeyConstraint(["institution_code"], ["institution.code"], name="fk_export_institution_code"),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name="fk_export_user_id"),
        sa.ForeignKeyConstraint(["on_behalf_of"], ["app_user.id"], name="fk_export_on_behalf_of"),
    )
    for column in ("institution_code", "user_id", "state"):
        op.create_index(f"ix_export_{column}_id", "export", [column, "id"])


def create_export_event() -> None:
    """Create `export_event`."""
    op.create_table(
        "export_event",
        sa.Column("id", CODE, nullable=False),
        sa.Column("export_id", CODE, nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("actor", CODE, nullable=False),
        sa.Column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_export_event"),
        sa.ForeignKeyConstraint(["export_id"], ["export.id"], name="fk_export_event_export_id"),
    )
    op.create_index("ix_export_event_export_id_id", "export_event", ["export_id", "id"])
