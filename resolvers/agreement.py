"""The commands about data-sharing agreements: the operator enters and ends them."""

from typing import Any

from exchange.agreement import rules
from exchange.agreement.model import Agreement
from exchange.agreement.terms import Terms
from resolvers.command import Context, Made
from resolvers.permission import refuse_all_but_operator

PAYLOAD = "AgreementPayload"


def enter(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Enter an agreement as its parties signed it."""
    refuse_all_but_operator(context)
    terms = Terms(
        number=input.number,
        title=input.title,
        parties=tuple(input.parties),
        items=tuple(input.items),
        purposes=tuple(purpose.value for purpose in input.purposes),
        legal_basis=input.legal_basis,
        security_terms=input.security_terms,
        valid_from=input.valid_from,
        valid_until=input.valid_until,
    )
    return _made(rules.enter(context.session, terms))


def terminate(context: Context, input: Any) -> Made:  # noqa: A002
    """End an agreement now."""
    refuse_all_but_operator(context)
    return _made(rules.terminate(context.session, input.agreement))


def _made(agreement: Agreement) -> Made:
    return Made(PAYLOAD, {"agreement_id": agreement.id})
