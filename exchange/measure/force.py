"""Whether a measure can be applied at an instant, and what an action's state then reads."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, literal, or_

from exchange.measure.model import MeasureState


def in_force(measure: Any, instant: Any, day: Any) -> ColumnElement[bool]:
    """Return the condition under which a measure's row was in force at an instant; `day` is its day in Asia/Shanghai.

    An unpublished measure never is, nor one whose edition was repealed or superseded by then.
    """
    return and_(
        measure.published_at <= instant,
        or_(measure.lapsed_at.is_(None), measure.lapsed_at > instant),
        or_(measure.valid_from.is_(None), measure.valid_from <= day),
        or_(measure.valid_until.is_(None), measure.valid_until >= day),
    )


def state_of(action: Any, today: Any) -> ColumnElement[str]:
    """Return an action's state today: LIFTED also where the days of its entry or measure are over."""
    return case((action.valid_until < today, literal(MeasureState.LIFTED.value)), else_=action.state)
