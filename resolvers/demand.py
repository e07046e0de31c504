"""The commands about demands: the enterprise lodges and closes one, an institution claims it and names a product."""

from typing import Any

from exchange.demand import rules
from exchange.demand.model import FinancingDemand
from exchange.demand.refusal import DemandUnknown
from resolvers.command import Context, Made
from resolvers.financing import institution, subject_of
from resolvers.party import of_own_enterprise, subject

PAYLOAD = "DemandPayload"


def lodge(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Lodge a demand of an enterprise that the caller acts for."""
    stated = rules.Stated(
        uscc=input.uscc,
        kind=input.kind,
        amount_fen=input.amount_fen,
        term_months=input.term_months,
        use=input.use,
        size=input.size,
        open_until=input.open_until,
    )
    return _made(rules.lodge(context.session, stated, subject_of(context, input.uscc)))


def claim(context: Context, input: Any) -> Made:  # noqa: A002
    """Claim an open demand for the caller's institution."""
    return _made(rules.claim(context.session, input.demand, institution(context)))


def release(context: Context, input: Any) -> Made:  # noqa: A002
    """Give a demand back that the caller's institution has claimed."""
    return _made(rules.release(context.session, input.demand, institution(context), input.reason))


def match(context: Context, input: Any) -> Made:  # noqa: A002
    """Name a product of the caller's institution for a demand that it has claimed."""
    return _made(rules.match(context.session, input.demand, input.product, institution(context)))


def reopen(context: Context, input: Any) -> Made:  # noqa: A002
    """Let others claim a demand of an enterprise that the caller acts for."""
    return _made(rules.reopen(context.session, _own(context, input), subject(context), input.reason))


def close(context: Context, input: Any) -> Made:  # noqa: A002
    """Close a demand of an enterprise that the caller acts for."""
    return _made(rules.close(context.session, _own(context, input), subject(context), input.reason))


def _own(context: Context, given: Any) -> str:
    return of_own_enterprise(context, FinancingDemand, given.demand, DemandUnknown)


def _made(demand: FinancingDemand) -> Made:
    return Made(PAYLOAD, {"demand_id": demand.id})
