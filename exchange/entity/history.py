"""What the exchange said of an entity: as valid on a day, and as known at an instant."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, or_, select, true, union_all

from exchange.db.base import written
from exchange.entity.model import Entity, EntityVersion

_NOW: Table = Entity.__table__  # type: ignore[assignment]
_BEFORE: Table = EntityVersion.__table__  # type: ignore[assignment]
COLUMNS = written(_NOW)
_SEEN = ("first_seen_at", "last_seen_at")


def stated(uscc: Any, day: Any | None = None, instant: Any | None = None) -> Select[Any]:
    """Return a SELECT of the row, at most one, that held for an entity on a day as far as was known at an instant.

    The arguments are SQLAlchemy expressions: bind parameters or columns. A null `day` asks for the latest word
    whatever day it holds from, a null `instant` for what is known now. The columns are those of `entity`; where
    several rows held, the one known last is the answer, so that a correction for an earlier day counts.
    """
    now = select(*[_NOW.c[name] for name in COLUMNS]).where(_NOW.c.uscc == uscc, _begun(_NOW, day, instant))
    seen = _NOW.alias("seen")
    columns = [seen.c[name] if name in _SEEN else _BEFORE.c[name] for name in COLUMNS]
    before = (
        select(*columns)
        .join_from(_BEFORE, seen, seen.c.uscc == _BEFORE.c.uscc)
        .where(_BEFORE.c.uscc == uscc, _begun(_BEFORE, day, instant), _not_ended(day, instant))
    )
    either = (now if day is None and instant is None else union_all(now, before)).subquery("stated")
    return select(either).order_by(either.c.known_from.desc()).limit(1)


def _begun(table: Table, day: Any | None, instant: Any | None) -> ColumnElement[bool]:
    valid = true() if day is None else table.c.valid_from <= day
    known = true() if instant is None else table.c.known_from <= instant
    return and_(valid, known)


def _not_ended(day: Any | None, instant: Any | None) -> ColumnElement[bool]:
    open_then = [] if instant is None else [instant < _BEFORE.c.known_to]
    still_valid = [] if day is None else [day < _BEFORE.c.valid_to]
    return or_(*open_then, *still_valid) if open_then or still_valid else true()
