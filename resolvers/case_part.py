"""Which part the caller has in a case: party, representative, arbitrator, centre; whoever has none knows nothing."""

from sqlalchemy import select

from auth.people.mandates import holds
from auth.people.model import User
from exchange.arbitration import representation
from exchange.arbitration.history import is_notified
from exchange.arbitration.model import ArbitrationCase, Side
from exchange.arbitration.refusal import CaseRefused, CaseUnknown
from exchange.institution.model import InstitutionKind
from exchange.procedure.actor import Actor
from exchange.tribunal import forming
from resolvers.command import Context, Made
from resolvers.party import authority, subject
from resolvers.permission import refuse_others

CASE = "ArbitrationPayload"
CENTRE = InstitutionKind.ARBITRATION_CENTRE.value


def party(context: Context, case_id: str) -> Side:
    """Return the side that the caller acts for in a case; whoever acts for none has no part in it. Raises CaseUnknown.

    The respondent has one once the notice was sent.
    """
    case = context.session.get(ArbitrationCase, case_id) if "\0" not in case_id else None
    principal = context.principal
    if case is not None and principal.is_self:
        if holds(context.session, principal.actor, case.claimant_uscc):
            return Side.CLAIMANT
        if holds(context.session, principal.actor, case.respondent_uscc) and is_notified(context.session, case_id):
            return Side.RESPONDENT
    raise CaseUnknown(case_id)


def of_party(context: Context, case_id: str) -> Side:
    """Return the side that the caller acts for, for its enterprise or as its representative. Raises CaseUnknown."""
    principal = context.principal
    if principal.is_self and "\0" not in case_id:
        side = representation.represented(context.session, case_id, principal.actor)
        if side is not None:
            return side
    return party(context, case_id)


def of_centre(context: Context, case_id: str) -> str:
    """Return the id of a case of the caller's centre. Raises NotPermitted and CaseUnknown."""
    refuse_others(context, CENTRE)
    case = context.session.get(ArbitrationCase, case_id) if "\0" not in case_id else None
    if case is None or case.centre_code != context.principal.institution_code:
        raise CaseUnknown(case_id)
    return case_id


def of_tribunal(context: Context, case_id: str) -> Actor:
    """Return the caller as an arbitrator who sits in the case. Raises CaseUnknown."""
    principal = context.principal
    if "\0" in case_id or not principal.is_self or not forming.sits(context.session, case_id, principal.actor):
        raise CaseUnknown(case_id)
    return subject(context)


def of_tribunal_or_centre(context: Context, case_id: str) -> Actor:
    """Return the caller as an arbitrator or the centre of the case. Raises CaseUnknown."""
    if context.principal.kind == CENTRE:
        of_centre(context, case_id)
        return authority(context)
    return of_tribunal(context, case_id)


def in_case(context: Context, case_id: str) -> Actor:
    """Return the caller as whoever has a part in the case. Raises CaseUnknown."""
    if context.principal.kind == CENTRE:
        of_centre(context, case_id)
        return authority(context)
    if "\0" in case_id or not forming.sits(context.session, case_id, context.principal.actor):
        of_party(context, case_id)
    return subject(context)


def person(context: Context, user_id: str) -> None:
    """Refuse a user who isn't there, is disabled, or is an institution's staff. Raises CaseRefused."""
    own = (User.id == user_id) & User.disabled_at.is_(None) & User.institution_code.is_(None)
    if "\0" in user_id or context.session.scalar(select(User.id).where(own)) is None:
        raise CaseRefused("user", f"'{user_id}' is no person who can take part.")


def near(context: Context) -> str:
    """Return the jurisdiction whose rules for deadlines count."""
    return context.settings.jurisdiction


def made(case: ArbitrationCase) -> Made:
    """Return what a payload reads the case back by."""
    return Made(CASE, {"case_id": case.id})
