"""Who was first: a row goes in once, whoever else tries at the same time."""

from typing import Any

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from exchange.db.base import Base


def inserted(session: Session, table: type[Base], **values: Any) -> bool:
    """Insert the row; return False where another one holds its key, also one that is committed meanwhile."""
    try:
        with session.begin_nested():
            session.execute(insert(table).values(**values))
    except IntegrityError:
        return False
    return True
