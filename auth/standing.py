"""Whether what is remembered of callers still holds: one number, raised by every change of who may do what."""

from sqlalchemy import BigInteger, ColumnElement, Connection, bindparam, select

from auth.oauth.model import Standing
from exchange.db.settled import Settled

# Of the table: what is selected of the mapped class takes ten times as long to compile, in every plan anew.
_VERSION = select(Standing.__table__.c.version)

UNCHANGED: ColumnElement[bool] = Settled(_VERSION.scalar_subquery() == bindparam("@standing", None, type_=BigInteger))
"""Whether the number is the one that the caller was verified at."""


def version(connection: Connection) -> int:
    """Return the number now."""
    return int(connection.scalars(_VERSION).one())
