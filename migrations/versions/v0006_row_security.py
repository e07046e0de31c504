"""Row-level security on PostgreSQL behind the credit file's door, and the role that reads."""

from alembic import op

from exchange.db import row_security

revision = "v0006"
down_revision = "v0005"
branch_labels = None
depends_on = None

BEHIND = {"registered_contact": "REGISTERED_CONTACT", "annual_report": "ANNUAL_REPORT", "risk_class": "RISK_CLASS"}


def upgrade() -> None:
    """Draw the second line."""
    row_security.upgrade(op.get_bind())
    for table, item in BEHIND.items():
        row_security.behind(op.get_bind(), table, item)


def downgrade() -> None:
    """Remove it."""
    row_security.without(op.get_bind(), *BEHIND)
