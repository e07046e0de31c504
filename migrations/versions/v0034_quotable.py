"""Texts that need no escaping in JSON: a column says of a row that all of its short ones are such.

PostgreSQL writes the tables and their indexes anew, behind a lock; SQLite notes the columns and writes nothing.
"""

import sqlalchemy as sa
from alembic import op

from exchange.db import quotable

revision = "v0034"
down_revision = "v0033"
branch_labels = None
depends_on = None

TEXTS = {
    "entity": ("name", "legal_form", "address", "authority"),
    "credit_record": ("subject_name", "document_number", "authority"),
    "region": ("name",),
}


def upgrade() -> None:
    """Add the columns."""
    stored = op.get_bind().dialect.name == "postgresql"
    for table, texts in TEXTS.items():
        says = quotable.computed(*texts, stored=stored)
        op.add_column(table, sa.Column(quotable.NAME, sa.Boolean(), says, nullable=False))


def downgrade() -> None:
    """Drop them."""
    for table in TEXTS:
        op.drop_column(table, quotable.NAME)
