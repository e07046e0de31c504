"""Whether what is remembered of callers still holds: one number, raised by every change of who may do what."""

from sqlalchemy import Connection, ScalarSelect, select

from auth.oauth.model import Standing

# Of the table: what is selected of the mapped class takes ten times as long to compile, in every plan anew.
_VERSION = select(Standing.__table__.c.version)


def version(connection: Connection) -> int:
    """Return the number now."""
    return int(connection.scalars(_VERSION).one())


def current() -> ScalarSelect[int]:
    """Return the number now, for a statement that compares it with the one a caller was verified at."""
    return _VERSION.scalar_subquery()
