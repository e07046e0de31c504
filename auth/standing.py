"""Whether what is remembered of callers still holds: one number, raised by every change of who may do what."""

from sqlalchemy import Connection, ScalarSelect, select

from auth.oauth.model import Standing

_VERSION = select(Standing.version)


def version(connection: Connection) -> int:
    """Return the number now."""
    return int(connection.scalars(_VERSION).one())


def current() -> ScalarSelect[int]:
    """Return the number now, for a statement that compares it with the one a caller was verified at."""
    return _VERSION.scalar_subquery()
