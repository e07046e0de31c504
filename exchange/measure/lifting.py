"""Lifts measures at once: with the entry that they follow, or with the edition that they belong to."""

from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from exchange.feed.publishing import Event
from exchange.measure.history import Changed, Why, noted
from exchange.measure.model import Measure, MeasureAction, MeasureState


def lift_of_entry(
    session: Session, entry_id: str, at: datetime, by: str, institution_code: str | None, reason: str
) -> list[Event]:
    """Lift every measure of an entry; return what to publish."""
    return _lift(session, MeasureAction.entry_id == entry_id, Why(at, by, institution_code, reason))


def lift_of_edition(
    session: Session, edition_id: str, at: datetime, by: str, institution_code: str | None, reason: str
) -> list[Event]:
    """Let an edition's measures lapse at an instant and lift their actions; return what to publish."""
    own = Measure.edition_id == edition_id
    lapsing = update(Measure).where(own, Measure.published_at.is_not(None), Measure.lapsed_at.is_(None))
    session.execute(lapsing.values(lapsed_at=at))
    of_edition = MeasureAction.measure_id.in_(select(Measure.id).where(own))
    return _lift(session, of_edition, Why(at, by, institution_code, reason))


def _lift(session: Session, which: ColumnElement[bool], why: Why) -> list[Event]:
    session.flush()
    live = which & (MeasureAction.state != MeasureState.LIFTED.value)
    found = select(MeasureAction.id, MeasureAction.uscc, MeasureAction.institution_code).where(live)
    # Locked: a department's step at the same time waits, and then finds the action lifted.
    changes = [Changed(*row, MeasureState.LIFTED) for row in session.execute(found.with_for_update()).all()]
    lifted = update(MeasureAction).where(live).values(state=MeasureState.LIFTED.value, lifted_at=why.at)
    session.execute(lifted.execution_options(synchronize_session="fetch"))
    return noted(session, changes, why)
