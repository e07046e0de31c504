"""The commands about enhancements: a side of the application proposes one, the provider decides."""

from collections.abc import Callable
from typing import Any

from exchange.application.model import FinancingApplication
from exchange.application.refusal import ApplicationUnknown
from exchange.enhancement import rules
from exchange.enhancement.model import CreditEnhancement
from exchange.enhancement.refusal import EnhancementUnknown
from exchange.procedure.actor import Actor
from resolvers.command import Context, Made
from resolvers.party import acts_for, authority, of_own_institution, subject

PAYLOAD = "EnhancementPayload"


def propose(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Propose an enhancement of an application that the caller is a side of."""
    known = "\0" not in input.application
    found = context.session.get(FinancingApplication, input.application) if known else None
    actor = _side(context, found) if found is not None else None
    if actor is None:
        raise ApplicationUnknown(input.application)
    proposed = rules.Proposed(
        kind=input.kind,
        covered_fen=input.covered_fen,
        provider_code=input.provider,
        receivable_id=input.receivable,
    )
    return _made(rules.propose(context.session, input.application, proposed, actor))


def decided(step: Callable[..., CreditEnhancement]) -> Callable[..., Made]:
    """Return the command for a step of the provider: confirm, decline."""

    def decide(context: Context, input: Any) -> Made:  # noqa: A002
        given = input.enhancement
        id_ = of_own_institution(context, CreditEnhancement, given, EnhancementUnknown, "provider_code")
        return _made(step(context.session, id_, authority(context), input.reason))

    decide.__name__ = step.__name__
    return decide


confirm, decline = map(decided, (rules.confirm, rules.decline))


def release(context: Context, input: Any) -> Made:  # noqa: A002
    """Take an enhancement back of an application that the caller is a side of."""
    found = context.session.get(CreditEnhancement, input.enhancement) if "\0" not in input.enhancement else None
    actor = _side(context, found) if found is not None else None
    if actor is None:
        raise EnhancementUnknown(input.enhancement)
    return _made(rules.release(context.session, input.enhancement, actor, input.reason))


def _side(context: Context, row: FinancingApplication | CreditEnhancement) -> Actor | None:
    """Return the caller as the side of an application that it acts for; None for neither."""
    if acts_for(context, row.uscc):
        return subject(context)
    own = context.principal.institution_code
    submitted = not isinstance(row, FinancingApplication) or row.submitted_at is not None
    return authority(context) if own is not None and own == row.institution_code and submitted else None


def _made(enhancement: CreditEnhancement) -> Made:
    return Made(PAYLOAD, {"enhancement_id": enhancement.id})
