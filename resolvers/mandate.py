"""The commands about mandates: a person asks to act for an enterprise, the operator decides, either ends it."""

from collections.abc import Callable
from typing import Any

from auth.people import mandates
from auth.people.mandates import MandateUnknown
from auth.people.model import Mandate
from auth.principal import PERSON
from exchange.institution.model import InstitutionKind
from resolvers.command import Context, Made
from resolvers.permission import refuse_all_but_operator, refuse_others

PAYLOAD = "MandatePayload"


def request(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Ask to act for an enterprise, in person."""
    refuse_others(context, PERSON)
    return _made(mandates.request(context.session, context.principal.actor, input.uscc))


def decided(step: Callable[..., Mandate]) -> Callable[..., Made]:
    """Return the command for the operator's decision on a request: confirm, refuse."""

    def decide(context: Context, input: Any) -> Made:  # noqa: A002
        refuse_all_but_operator(context)
        return _made(step(context.session, input.mandate, decided_by=context.principal.actor))

    decide.__name__ = step.__name__
    return decide


confirm, refuse = map(decided, (mandates.confirm, mandates.refuse))


def revoke(context: Context, input: Any) -> Made:  # noqa: A002
    """End a mandate: the operator any, a person one of the person's own."""
    principal = context.principal
    if principal.kind != InstitutionKind.OPERATOR:
        mandate = context.session.get(Mandate, input.mandate)
        if mandate is None or not principal.is_self or mandate.user_id != principal.user_id:
            # Another person's mandate and none at all are one answer.
            raise MandateUnknown(f"There is no mandate '{input.mandate}'.")
    return _made(mandates.revoke(context.session, input.mandate, decided_by=principal.actor))


def _made(mandate: Mandate) -> Made:
    return Made(PAYLOAD, {"mandate_id": mandate.id})
