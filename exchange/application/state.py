"""An application's state today: the last day of its offer ends it without a job."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case

from exchange import clock
from exchange.application.model import ApplicationState, FinancingApplication


def now(application: FinancingApplication) -> ApplicationState:
    """Return an application's state today: EXPIRED where its offer's last day is over."""
    state, until = ApplicationState(application.state), application.offer_until
    over = state is ApplicationState.OFFERED and until is not None and until < clock.today()
    return ApplicationState.EXPIRED if over else state


def is_over(application: Any, today: Any) -> ColumnElement[bool]:
    """Return the condition under which the last day of an application's offer ended it."""
    return and_(application.state == ApplicationState.OFFERED.value, application.offer_until < today)


def state_of(application: Any, today: Any) -> ColumnElement[str]:
    """Return an application's state today, as `now` does."""
    return case((is_over(application, today), ApplicationState.EXPIRED.value), else_=application.state)
