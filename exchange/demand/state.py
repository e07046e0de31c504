"""A demand's state today: time ends a live one without a job."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_

from exchange import clock
from exchange.demand.model import DemandState, FinancingDemand
from exchange.demand.procedure import LIVE


def now(demand: FinancingDemand) -> DemandState:
    """Return a demand's state today: EXPIRED behind its last day."""
    over = demand.state in LIVE and demand.open_until < clock.today()
    return DemandState.EXPIRED if over else DemandState(demand.state)


def is_over(demand: Any, today: Any) -> ColumnElement[bool]:
    """Return the condition under which a demand's last day ended it."""
    live = or_(*(demand.state == state.value for state in LIVE))
    return and_(live, demand.open_until < today)


def state_of(demand: Any, today: Any) -> ColumnElement[str]:
    """Return a demand's state today, as `now` does."""
    return case((is_over(demand, today), DemandState.EXPIRED.value), else_=demand.state)
