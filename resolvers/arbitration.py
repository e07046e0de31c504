"""The commands that bring a case to its tribunal: lodged, accepted, served; who acts for whom; intake points."""

from typing import Any

from exchange.arbitration import intake, lodging, representation, serving
from exchange.arbitration.lodging import Claim
from exchange.arbitration.model import ArbitrationCase, IntakeKind, IntakePoint, Side
from exchange.arbitration.refusal import CaseRefused
from exchange.evidence.attaching import attach
from exchange.procedure.actor import Actor
from resolvers.case_part import CASE, CENTRE, in_case, made, near, of_centre, of_party, party, person
from resolvers.command import Context, Made
from resolvers.party import acts_for, authority, materials, subject
from resolvers.permission import NotPermitted, refuse_others

RECEIPT, POINT = "ArbitrationReceiptPayload", "IntakePointPayload"


def lodge(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Lodge a case of an enterprise that the caller acts for."""
    if not acts_for(context, input.claimant):
        raise CaseRefused("claimant", "The caller acts for no such enterprise.")
    return made(_lodged(context, input, IntakeKind.COMPANY, subject(context)))


def take_in(context: Context, input: Any) -> Made:  # noqa: A002
    """Lodge a case for a claimant, as the centre or one of its intake points: with the claimant's written mandate."""
    own = context.principal.institution_code
    kind = lodging.point(context.session, input.centre, own) if own else None
    if kind is None:
        raise NotPermitted(f"The caller's institution takes in no cases for '{input.centre}'.")
    if not input.evidence:
        raise CaseRefused("evidence", "Attach the claimant's mandate.")
    done = _lodged(context, input, kind, authority(context))
    return Made(RECEIPT, {"lodged_id": done.id})


def accept(context: Context, input: Any) -> Made:  # noqa: A002
    """Accept a case."""
    case = of_centre(context, input.case)
    accepted = lodging.accept(
        context.session,
        case,
        number=input.number,
        procedure=input.procedure,
        documents_agreed=input.documents_agreed,
        actor=authority(context),
        jurisdiction=near(context),
    )
    return made(accepted)


def refuse(context: Context, input: Any) -> Made:  # noqa: A002
    """Refuse a case."""
    case = of_centre(context, input.case)
    return made(lodging.refuse(context.session, case, reasons=input.reasons, actor=authority(context)))


def withdraw(context: Context, input: Any) -> Made:  # noqa: A002
    """Take a case back, for the claimant."""
    if of_party(context, input.case) is not Side.CLAIMANT:
        raise CaseRefused("case", "Only the claimant takes a case back.")
    return made(lodging.withdraw(context.session, input.case, actor=subject(context), reason=input.reason))


def pay_fee(context: Context, input: Any) -> Made:  # noqa: A002
    """Record that the fee was paid."""
    case = of_centre(context, input.case)
    return made(serving.pay_fee(context.session, case, paid_on=input.paid_on, actor=authority(context)))


def serve(context: Context, input: Any) -> Made:  # noqa: A002
    """Send a document to both sides."""
    case = of_centre(context, input.case)
    return made(serving.send(context.session, case, input.document, actor=authority(context)))


def record_receipt(context: Context, input: Any) -> Made:  # noqa: A002
    """Record a receipt that the centre has in hand."""
    case = of_centre(context, input.case)
    return made(_received(context, case, input.side, input))


def confirm_receipt(context: Context, input: Any) -> Made:  # noqa: A002
    """Confirm, as a party, that one has a document."""
    return made(_received(context, input.case, of_party(context, input.case), input))


def appoint_representative(context: Context, input: Any) -> Made:  # noqa: A002
    """Let a person act for one's side."""
    side = party(context, input.case)
    person(context, input.user)
    appointed = representation.appoint(
        context.session, input.case, side, user_id=input.user, powers=input.powers, actor=subject(context)
    )
    return made(appointed)


def dismiss_representative(context: Context, input: Any) -> Made:  # noqa: A002
    """End a person's acting for one's side."""
    side = party(context, input.case)
    return made(representation.dismiss(context.session, input.case, side, user_id=input.user))


def refuse_online(context: Context, input: Any) -> Made:  # noqa: A002
    """Refuse to be heard online."""
    of_party(context, input.case)
    return made(representation.refuse_online(context.session, input.case))


def agree_to_publish(context: Context, input: Any) -> Made:  # noqa: A002
    """Agree, or no longer agree, that the outcome is published."""
    side = party(context, input.case)
    return made(representation.agree_to_publish(context.session, input.case, side, agrees=input.agrees))


def add_evidence(context: Context, input: Any) -> Made:  # noqa: A002
    """Put files before everybody in the case."""
    actor = in_case(context, input.case)
    attach(context.session, input.case, materials(input.evidence), actor)
    return Made(CASE, {"case_id": input.case})


def name_intake_point(context: Context, input: Any) -> Made:  # noqa: A002
    """Name an institution that takes in cases for the caller's centre."""
    refuse_others(context, CENTRE)
    own = str(context.principal.institution_code)
    return _pointed(intake.name(context.session, own, input.institution, input.kind))


def end_intake_point(context: Context, input: Any) -> Made:  # noqa: A002
    """Let an institution take in no more cases."""
    refuse_others(context, CENTRE)
    return _pointed(intake.end(context.session, str(context.principal.institution_code), input.institution))


def _lodged(context: Context, given: Any, kind: IntakeKind, actor: Actor) -> ArbitrationCase:
    claim = Claim(
        centre_code=given.centre,
        claimant_uscc=given.claimant,
        respondent_uscc=given.respondent,
        dispute=given.dispute,
        claim_fen=given.claim_fen,
        claim=given.claim,
        facts=given.facts,
        agreement=given.agreement,
        agreed_on=given.agreed_on,
        online=given.online,
    )
    evidence = materials(given.evidence)
    return lodging.lodge(
        context.session, claim, intake=kind, actor=actor, evidence=evidence, jurisdiction=near(context)
    )


def _received(context: Context, case_id: str, side: Side, given: Any) -> ArbitrationCase:
    return serving.receive(
        context.session,
        case_id,
        given.document,
        side,
        received_on=given.received_on,
        receipt=given.receipt,
        jurisdiction=near(context),
    )


def _pointed(point: IntakePoint) -> Made:
    return Made(POINT, {"centre_code": point.centre_code, "institution_code": point.institution_code})
