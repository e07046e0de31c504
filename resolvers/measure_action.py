"""The commands by which a department works through its measures."""

from collections.abc import Callable
from typing import Any

from exchange.institution.model import InstitutionKind
from exchange.measure import steps
from exchange.measure.model import MeasureAction
from resolvers.command import Context, Made
from resolvers.permission import refuse_others

PAYLOAD = "MeasureActionPayload"
DEPARTMENTS = (InstitutionKind.BUREAU.value, InstitutionKind.COURT.value, InstitutionKind.REGULATOR.value)


def receive(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Take note of an action."""
    return _made(steps.receive(context.session, input.action, *_department(context)))


def said(step: Callable[..., MeasureAction]) -> Callable[..., Made]:
    """Return the command for a step at which the department says something: execute, not_applicable, feed_back."""

    def take(context: Context, input: Any) -> Made:  # noqa: A002
        return _made(step(context.session, input.action, *_department(context), input.text))

    take.__name__ = step.__name__
    return take


execute, not_applicable, feed_back = map(said, (steps.execute, steps.not_applicable, steps.feed_back))


def _department(context: Context) -> tuple[str, str | None]:
    refuse_others(context, *DEPARTMENTS)
    return context.principal.actor, context.principal.institution_code


def _made(action: MeasureAction) -> Made:
    return Made(PAYLOAD, {"action_id": action.id})
