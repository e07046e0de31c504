"""What an operation tells of its own cost and of its caller's bucket: values that are bound once it is paid."""

from sqlalchemy import Integer, bindparam
from sqlalchemy.sql.elements import BindParameter

from exchange.db.types import Instant

LIMIT, REMAINING, RESET_AT, COST = "@rate.limit", "@rate.remaining", "@rate.resetAt", "@rate.cost"
NAMES = frozenset({LIMIT, REMAINING, RESET_AT, COST})


def number(name: str) -> BindParameter[int]:
    """Return the parameter of a number of points."""
    return bindparam(name, None, type_=Integer)


def moment(name: str) -> BindParameter[object]:
    """Return the parameter of an instant."""
    return bindparam(name, None, type_=Instant)
