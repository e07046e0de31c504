"""What is written of actions that change, many at a time: the events of each, and what the feed says of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import insert
from sqlalchemy.orm import Session

from exchange.feed.model import EventType
from exchange.feed.publishing import Event
from exchange.identifier import ordered
from exchange.measure.model import MeasureActionEvent, MeasureState


class Changed(NamedTuple):
    """An action and the state it came to."""

    action_id: str
    uscc: str
    institution_code: str | None
    state: MeasureState


class Why(NamedTuple):
    """When, by whom, for which institution and why."""

    at: datetime
    by: str
    institution_code: str | None
    reason: str | None


def noted(session: Session, changes: Iterable[Changed], why: Why) -> list[Event]:
    """Write an event of each change; return what to publish. An action of nobody's is no news to anybody."""
    changed = list(changes)
    rows = [_event(one, why) for one in changed]
    if rows:
        session.execute(insert(MeasureActionEvent), rows)
    return [
        Event(EventType.MEASURE_ACTION_CHANGED, one.action_id, one.uscc, institution_code=one.institution_code)
        for one in changed
        if one.institution_code is not None
    ]


def _event(one: Changed, why: Why) -> dict[str, Any]:
    return {"id": ordered(), "action_id": one.action_id, "state": one.state.value, **why._asdict()}
