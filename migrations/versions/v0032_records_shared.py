"""Records: what shares one that isn't public is looked for only where one is met."""

from alembic import op

from exchange.db import row_security
from exchange.db.row_security import Days

revision = "v0032"
down_revision = "v0031"
branch_labels = None
depends_on = None

DAYS = Days("{table}.decided_on", "{table}.decided_on")


def upgrade() -> None:
    """Write the policy anew."""
    row_security.unsecured(op.get_bind(), "credit_record")
    row_security.partly_behind(op.get_bind(), "credit_record", DAYS)


def downgrade() -> None:
    """Leave it: it lets out the same rows."""
