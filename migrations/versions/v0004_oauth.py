"""The rest of the authorization server: requests under way, grants, what was seen once; and standing."""

import json

import sqlalchemy as sa
from alembic import op

from exchange.db import trigger

revision = "v0004"
down_revision = "v0003"
branch_labels = None
depends_on = None

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

TABLES = (
    "oauth_grant",
    "pushed_request",
    "interaction",
    "authorization_code",
    "refresh_token",
    "revoked_token",
    "seen_proof",
    "server_secret",
    "web_session",
    "standing",
)

COUNTED = (
    "institution",
    "oauth_client",
    "app_user",
    "mandate",
    "oauth_grant",
    "revoked_token",
    "catalogue_item",
    "agreement",
    "agreement_party",
    "agreement_item",
    "agreement_purpose",
)
"""Whose changes change who may do what."""


def upgrade() -> None:
    """Create the tables."""
    create_oauth_grant()
    create_pushed_request()
    create_interaction()
    create_authorization_code()
    create_refresh_token()
    create_revoked_token()
    create_seen_proof()
    create_server_secret()
    create_web_session()
    create_standing()
    alter_oauth_client()
    alter_signing_key()
    op.execute("INSERT INTO standing (id, version) VALUES (1, 1)")
    for name in COUNTED:
        trigger.counted(op.get_bind(), name)


def downgrade() -> None:
    """Drop the tables."""
    for name in COUNTED:
        trigger.without(op.get_bind(), name)
    trigger.without_functions(op.get_bind(), "raise_standing")
    restore_signing_key()
    with op.batch_alter_table("oauth_client") as table:
        table.drop_column("first_party")
        table.drop_column("redirect_uris")
    for name in reversed(TABLES):
        op.drop_table(name)


def alter_oauth_client() -> None:
    """Let clients have addresses to redirect to."""
    with op.batch_alter_table("oauth_client") as table:
        table.add_column(sa.Column("redirect_uris", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("first_party", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("oauth_client") as table:
        table.alter_column("redirect_uris", server_default=None)
        table.alter_column("first_party", server_default=None)


def alter_signing_key() -> None:
    """Keep every key's public half; let the private one be erased."""
    with op.batch_alter_table("signing_key") as table:
        table.add_column(sa.Column("public_jwk", sa.Text()))
        table.alter_column("private_jwk", nullable=True)
    connection = op.get_bind()
    for kid, private_jwk in connection.execute(sa.text("SELECT kid, private_jwk FROM signing_key")).all():
        public = {name: value for name, value in json.loads(private_jwk).items() if name != "d"}
        update = sa.text("UPDATE signing_key SET public_jwk = :public WHERE kid = :kid")
        connection.execute(update, {"public": json.dumps(public), "kid": kid})
    with op.batch_alter_table("signing_key") as table:
        table.alter_column("public_jwk", nullable=False)


def restore_signing_key() -> None:
    """Forget the keys that can't sign any more."""
    op.execute("DELETE FROM signing_key WHERE private_jwk IS NULL")
    with op.batch_alter_table("signing_key") as table:
        table.alter_column("private_jwk", nullable=False)
        table.drop_column("public_jwk")


def create_oauth_grant() -> None:
    """Create `oauth_grant`."""
    op.create_table(
        "oauth_grant",
        sa.Column("id", CODE, nullable=False),
        sa.Column("client_id", CODE, nullable=False),
        sa.Column("user_id", CODE, nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("authorization_details", sa.Text()),
        sa.Column("consent_id", CODE),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("revoked_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_oauth_grant"),
        sa.ForeignKeyConstraint(["client_id"], ["oauth_client.client_id"], name="fk_oauth_grant_client_id"),
        sa.ForeignKeyConstraint(["consent_id"], ["consent.id"], name="fk_oauth_grant_consent_id"),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name="fk_oauth_grant_user_id"),
    )


def create_pushed_request() -> None:
    """Create `pushed_request`."""
    op.create_table(
        "pushed_request",
        sa.Column("digest", CODE, nullable=False),
        sa.Column("client_id", CODE, nullable=False),
        sa.Column("parameters", sa.Text(), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_pushed_request"),
        sa.ForeignKeyConstraint(["client_id"], ["oauth_client.client_id"], name="fk_pushed_request_client_id"),
    )
    op.create_index("ix_pushed_request_expires_at", "pushed_request", ["expires_at"])


def create_interaction() -> None:
    """Create `interaction`."""
    op.create_table(
        "interaction",
        sa.Column("digest", CODE, nullable=False),
        sa.Column("client_id", CODE, nullable=False),
        sa.Column("parameters", sa.Text(), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_interaction"),
        sa.ForeignKeyConstraint(["client_id"], ["oauth_client.client_id"], name="fk_interaction_client_id"),
    )
    op.create_index("ix_interaction_expires_at", "interaction", ["expires_at"])


def create_authorization_code() -> None:
    """Create `authorization_code`."""
    op.create_table(
        "authorization_code",
        sa.Column("digest", CODE, nullable=False),
        sa.Column("grant_id", CODE, nullable=False),
        sa.Column("client_id", CODE, nullable=False),
        sa.Column("redirect_uri", sa.Text(), nullable=False),
        sa.Column("code_challenge", CODE, nullable=False),
        sa.Column("dpop_jkt", CODE),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("redeemed_at", INSTANT),
        sa.PrimaryKeyConstraint("digest", name="pk_authorization_code"),
        sa.ForeignKeyConstraint(["client_id"], ["oauth_client.client_id"], name="fk_authorization_code_client_id"),
        sa.ForeignKeyConstraint(["grant_id"], ["oauth_grant.id"], name="fk_authorization_code_grant_id"),
    )
    op.create_index("ix_authorization_code_expires_at", "authorization_code", ["expires_at"])


def create_refresh_token() -> None:
    """Create `refresh_token`."""
    op.create_table(
        "refresh_token",
        sa.Column("digest", CODE, nullable=False),
        sa.Column("grant_id", CODE, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_refresh_token"),
        sa.ForeignKeyConstraint(["grant_id"], ["oauth_grant.id"], name="fk_refresh_token_grant_id"),
    )


def create_revoked_token() -> None:
    """Create `revoked_token`."""
    op.create_table(
        "revoked_token",
        sa.Column("jti", CODE, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("jti", name="pk_revoked_token"),
    )
    op.create_index("ix_revoked_token_expires_at", "revoked_token", ["expires_at"])


def create_seen_proof() -> None:
    """Create `seen_proof`."""
    op.create_table(
        "seen_proof",
        sa.Column("digest", CODE, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_seen_proof"),
    )
    op.create_index("ix_seen_proof_expires_at", "seen_proof", ["expires_at"])


def create_server_secret() -> None:
    """Create `server_secret`."""
    op.create_table(
        "server_secret",
        sa.Column("name", CODE, nullable=False),
        sa.Column("value", CODE, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_server_secret"),
    )


def create_web_session() -> None:
    """Create `web_session`."""
    op.create_table(
        "web_session",
        sa.Column("digest", CODE, nullable=False),
        sa.Column("csrf", CODE, nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("code_verifier", CODE, nullable=False),
        sa.Column("user_id", CODE),
        sa.Column("grant_id", CODE),
        sa.Column("access_token", sa.Text()),
        sa.Column("refresh_token", sa.Text()),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_web_session"),
        sa.ForeignKeyConstraint(["grant_id"], ["oauth_grant.id"], name="fk_web_session_grant_id"),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name="fk_web_session_user_id"),
    )
    op.create_index("ix_web_session_expires_at", "web_session", ["expires_at"])


def create_standing() -> None:
    """Create `standing`."""
    op.create_table(
        "standing",
        sa.Column("id", LONG, nullable=False),
        sa.Column("version", LONG, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_standing"),
    )
