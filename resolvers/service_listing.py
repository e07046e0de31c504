"""The commands about service listings: a firm states its own, the operator reviews them."""

from typing import Any

from exchange.institution.model import InstitutionKind
from exchange.procedure.actor import Actor
from exchange.service_listing import rules
from exchange.service_listing.model import ServiceListing
from resolvers.command import Context, Made
from resolvers.party import authority
from resolvers.permission import refuse_all_but_operator, refuse_others

PAYLOAD = "ServicePayload"


def state(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """State a listing of the caller's firm, or its draft anew."""
    actor = _firm(context)
    stated = rules.Stated(
        external_id=input.external_id,
        kind=input.kind,
        name=input.name,
        summary=input.summary,
        filing_number=input.filing_number,
        authority=input.authority,
        fees=input.fees,
        website=input.website,
    )
    return _made(rules.state(context.session, stated, actor))


def submit(context: Context, input: Any) -> Made:  # noqa: A002
    """Hand a draft of the caller's firm to the operator."""
    return _made(rules.submit(context.session, input.service, _firm(context)))


def send_back(context: Context, input: Any) -> Made:  # noqa: A002
    """Send a submitted listing back."""
    refuse_all_but_operator(context)
    return _made(rules.send_back(context.session, input.service, input.reason, authority(context)))


def list_(context: Context, input: Any) -> Made:  # noqa: A002
    """List a submitted listing."""
    refuse_all_but_operator(context)
    return _made(rules.list_(context.session, input.service, authority(context)))


def delist(context: Context, input: Any) -> Made:  # noqa: A002
    """Offer it no more, for its firm or the operator."""
    operator = context.principal.kind == InstitutionKind.OPERATOR
    actor = authority(context) if operator else _firm(context)
    return _made(rules.delist(context.session, input.service, input.reason, actor, as_operator=operator))


def _firm(context: Context) -> Actor:
    refuse_others(context, InstitutionKind.CREDIT_SERVICE.value)
    return authority(context)


def _made(listing: ServiceListing) -> Made:
    return Made(PAYLOAD, {"service_id": listing.id})
