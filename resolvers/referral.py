"""The commands about referrals: the creditor applies, the centre refers, the court decides; nobody else has a part."""

from typing import Any

from exchange.institution.model import InstitutionKind
from exchange.referral import rules
from exchange.referral.model import Referral
from exchange.referral.refusal import ReferralUnknown
from resolvers.case_part import party
from resolvers.command import Context, Made
from resolvers.party import authority, materials, of_own_institution, subject
from resolvers.permission import refuse_others

PAYLOAD = "ReferralPayload"


def apply(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Apply, as the creditor, that a default is referred to the enforcing court."""
    side = party(context, input.case)
    applied = rules.apply(
        context.session,
        input.case,
        side,
        ground=input.ground,
        ability=input.ability,
        evidence=materials(input.evidence),
        actor=subject(context),
    )
    return _made(applied)


def send(context: Context, input: Any) -> Made:  # noqa: A002
    """Refer a creditor's application to a court, or remind the court of it."""
    refuse_others(context, InstitutionKind.ARBITRATION_CENTRE)
    own = of_own_institution(context, Referral, input.referral, ReferralUnknown, "centre_code")
    return _made(rules.send(context.session, own, court_code=input.court, actor=authority(context)))


def acknowledge(context: Context, input: Any) -> Made:  # noqa: A002
    """Say that a referral has reached the caller's court."""
    return _made(rules.acknowledge(context.session, _of_court(context, input.referral), actor=authority(context)))


def decide(context: Context, input: Any) -> Made:  # noqa: A002
    """Take a referral up, or refuse it."""
    own = _of_court(context, input.referral)
    decided = rules.decide(context.session, own, input.decision, reasons=input.reasons, actor=authority(context))
    return _made(decided)


def _of_court(context: Context, referral_id: str) -> str:
    refuse_others(context, InstitutionKind.COURT)
    return of_own_institution(context, Referral, referral_id, ReferralUnknown, "court_code")


def _made(referral: Referral) -> Made:
    return Made(PAYLOAD, {"referral_id": referral.id})
