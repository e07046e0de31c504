"""How a step of an objection, a restoration or a commitment is written down: one after the other, never two at once."""

from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.db.base import Base
from exchange.identifier import ordered
from exchange.procedure.actor import Actor
from exchange.procedure.model import ProcedureEvent
from exchange.procedure.transition import Procedure

R = TypeVar("R", bound=Base)


def locked(session: Session, model: type[R], object_id: str) -> R | None:
    """Return a row as it is now, or None; nobody else decides on it until the transaction ends."""
    key = model.__table__.c.id == object_id
    own = select(model).where(key).with_for_update()
    return session.scalars(own, execution_options={"populate_existing": True}).one_or_none()


def begin(session: Session, row: Any, state: StrEnum, actor: Actor) -> None:
    """Write a new row's first event. Its first step has the name of the state."""
    row.state = state.value
    session.add(row)
    session.flush()
    note(session, row, state, actor, None)


def take(session: Session, procedure: Procedure, row: Any, step: StrEnum, actor: Actor, reason: str | None) -> None:
    """Take a step of a locked row. Raises TransitionRefused."""
    row.state = procedure.after(row.id, row.state, step)
    session.flush()
    note(session, row, step, actor, reason)


def note(session: Session, row: Any, step: StrEnum, actor: Actor, reason: str | None) -> None:
    """Write down a step that leaves the state of a locked row as it is."""
    event = ProcedureEvent(
        id=ordered("pev_"),
        object_id=row.id,
        step=step.value,
        state=row.state,
        at=clock.now(),
        by=actor.id,
        institution_code=actor.institution_code,
        reason=reason,
    )
    session.add(event)
    session.flush()
