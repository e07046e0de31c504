"""Documents registered for clients, and which clients may send nothing but their hashes."""

import sqlalchemy as sa
from alembic import op

from exchange.db import row_security, trigger

revision = "v0030"
down_revision = "v0024"
branch_labels = None
depends_on = None

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Create the table, and the clients' column."""
    # The default stays: taking it away would rebuild SQLite's table, which loses its triggers.
    column: sa.Column[bool] = sa.Column("trusted_documents", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("oauth_client", column)
    row_security.let_read(op.get_bind(), "oauth_client", "trusted_documents")
    op.create_table(
        "trusted_document",
        sa.Column("client_id", CODE, nullable=False),
        sa.Column("sha256", CODE, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("operations", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("client_id", "sha256", name="pk_trusted_document"),
        sa.ForeignKeyConstraint(["client_id"], ["oauth_client.client_id"], name="fk_trusted_document_client_id"),
    )
    trigger.counted(op.get_bind(), "trusted_document")


def downgrade() -> None:
    """Drop them."""
    op.drop_table("trusted_document")
    op.drop_column("oauth_client", "trusted_documents")
