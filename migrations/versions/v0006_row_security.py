"""Row-level security on PostgreSQL behind the credit file's door, and the role that reads."""

from alembic import op

from exchange.db import row_security
from exchange.db.row_security import Days

revision = "v0006"
down_revision = "v0005"
branch_labels = None
depends_on = None

BEHIND = {
    "registered_contact": ("REGISTERED_CONTACT", None),
    "annual_report": ("ANNUAL_REPORT", Days("make_date({table}.year, 1, 1)", "make_date({table}.year, 12, 31)")),
    "risk_class": ("RISK_CLASS", Days("{table}.assessed_on", "{table}.assessed_on")),
}
"""Each with its catalogue item and the days that a row concerns; the contact is the one of now."""


def upgrade() -> None:
    """Draw the second line."""
    row_security.upgrade(op.get_bind())
    for table, (item, days) in BEHIND.items():
        row_security.behind(op.get_bind(), table, item, days)


def downgrade() -> None:
    """Remove it."""
    row_security.without(op.get_bind(), *BEHIND)
