"""How sessions and counts that have expired are forgotten: some with each new one, so that no table only grows."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import InstrumentedAttribute, Session

SWEPT = 100
"""Rows that one request forgets."""


def forget(session: Session, ends_at: InstrumentedAttribute[datetime], before: datetime) -> None:
    """Delete some rows whose time, the column, ended before; none that another request is just deleting."""
    table = ends_at.class_
    expired = select(table.digest).where(ends_at < before).limit(SWEPT).with_for_update(skip_locked=True)
    statement = delete(table).where(table.digest.in_(expired))
    session.execute(statement, execution_options={"synchronize_session": False})
