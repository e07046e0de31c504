"""The commands about objections: the enterprise lodges one in person, the supplier decides, the operator reviews."""

from typing import Any

from exchange.objection import rules
from exchange.objection.model import Objection
from exchange.objection.refusal import ObjectionUnknown
from resolvers.command import Context, Made
from resolvers.party import authority, materials, of_own_enterprise, of_own_institution, own_record, subject
from resolvers.permission import refuse_all_but_operator

PAYLOAD = "ObjectionPayload"


def lodge(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Object to a record of an enterprise that the caller acts for."""
    record = own_record(context, input.record)
    evidence, near = materials(input.evidence), context.settings.jurisdiction
    lodged = rules.lodge(
        context.session, record, text=input.text, actor=subject(context), evidence=evidence, jurisdiction=near
    )
    return _made(lodged)


def decide(context: Context, input: Any) -> Made:  # noqa: A002
    """Decide on an objection to a record of the caller's institution."""
    objection = of_own_institution(context, Objection, input.objection, ObjectionUnknown)
    decided = rules.decide(
        context.session,
        objection,
        input.outcome,
        reasons=input.reasons,
        actor=authority(context),
        evidence=materials(input.evidence),
        jurisdiction=context.settings.jurisdiction,
    )
    return _made(decided)


def extend(context: Context, input: Any) -> Made:  # noqa: A002
    """Extend the time to decide on an objection to a record of the caller's institution."""
    objection = of_own_institution(context, Objection, input.objection, ObjectionUnknown)
    return _made(rules.extend(context.session, objection, actor=authority(context), reason=input.reason))


def request_review(context: Context, input: Any) -> Made:  # noqa: A002
    """Ask for a review of a decision about an enterprise that the caller acts for."""
    objection = of_own_enterprise(context, Objection, input.objection, ObjectionUnknown)
    near = context.settings.jurisdiction
    requested = rules.request_review(
        context.session, objection, text=input.text, actor=subject(context), jurisdiction=near
    )
    return _made(requested)


def decide_review(context: Context, input: Any) -> Made:  # noqa: A002
    """Decide on a review, for the operator."""
    refuse_all_but_operator(context)
    decided = rules.decide_review(
        context.session,
        input.objection,
        input.outcome,
        reasons=input.reasons,
        actor=authority(context),
        jurisdiction=context.settings.jurisdiction,
    )
    return _made(decided)


def cancel(context: Context, input: Any) -> Made:  # noqa: A002
    """Take back an objection of an enterprise that the caller acts for."""
    objection = of_own_enterprise(context, Objection, input.objection, ObjectionUnknown)
    return _made(rules.cancel(context.session, objection, actor=subject(context), reason=input.reason))


def _made(objection: Objection) -> Made:
    return Made(PAYLOAD, {"objection_id": objection.id})
