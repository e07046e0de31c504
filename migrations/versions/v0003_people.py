"""People, their mandates and their sessions at the authorization server."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "v0003"
down_revision = "v0002"
branch_labels = None
depends_on = None

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
LIVE = sa.text("ended_at IS NULL")

TABLES = (
    "app_user",
    "mandate",
    "login_session",
    "failed_login",
)


def upgrade() -> None:
    """Create the tables."""
    create_app_user()
    create_mandate()
    create_login_session()
    create_failed_login()


def downgrade() -> None:
    """Drop the tables."""
    for table in reversed(TABLES):
        op.drop_table(table)


def create_app_user() -> None:
    """Create `app_user`."""
    op.create_table(
        "app_user",
        sa.Column("id", CODE, nullable=False),
        sa.Column("login", CODE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("institution_code", CODE),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("disabled_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_app_user"),
        sa.ForeignKeyConstraint(["institution_code"], ["institution.code"], name="fk_app_user_institution_code"),
        sa.UniqueConstraint("login", name="uq_app_user_login"),
    )


def create_mandate() -> None:
    """Create `mandate`."""
    op.create_table(
        "mandate",
        sa.Column("id", CODE, nullable=False),
        sa.Column("user_id", CODE, nullable=False),
        sa.Column("uscc", CODE, nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("requested_at", INSTANT, nullable=False),
        sa.Column("decided_at", INSTANT),
        sa.Column("decided_by", CODE),
        sa.Column("ended_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_mandate"),
        sa.ForeignKeyConstraint(["uscc"], ["entity.uscc"], name="fk_mandate_uscc"),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name="fk_mandate_user_id"),
    )
    op.create_index("ix_mandate_uscc", "mandate", ["uscc"])
    live: dict[str, Any] = {"sqlite_where": LIVE, "postgresql_where": LIVE}
    op.create_index("uq_mandate_live", "mandate", ["user_id", "uscc"], unique=True, **live)


def create_login_session() -> None:
    """Create `login_session`."""
    op.create_table(
        "login_session",
        sa.Column("digest", CODE, nullable=False),
        sa.Column("user_id", CODE, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_login_session"),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name="fk_login_session_user_id"),
    )
    op.create_index("ix_login_session_expires_at", "login_session", ["expires_at"])


def create_failed_login() -> None:
    """Create `failed_login`."""
    op.create_table(
        "failed_login",
        sa.Column("digest", CODE, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("blocked_until", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_failed_login"),
    )
