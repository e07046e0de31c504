"""From the creditor's application to the court's decision. The centre refers; it never lists anybody.

Whether the caller may act for the creditor, the centre or the court, the caller of these functions has made sure.
"""

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.arbitration.history import locked, take
from exchange.arbitration.model import ArbitrationCase, Side
from exchange.arbitration.refusal import CaseRefused, CaseTooEarly
from exchange.arbitration.state import Step as CaseStep
from exchange.award.making import binding
from exchange.award.performing import outstanding, overdue
from exchange.evidence.attaching import Material, attach
from exchange.feed.model import EventType
from exchange.feed.publishing import Event
from exchange.feed.telling import tell
from exchange.identifier import ordered
from exchange.institution.model import Institution, InstitutionKind
from exchange.listing.model import ListDefinition, ListGround
from exchange.procedure import history
from exchange.procedure.actor import Actor
from exchange.procedure.wording import written
from exchange.referral.model import Referral, ReferralState
from exchange.referral.procedure import REFERRAL, Step
from exchange.referral.refusal import ReferralExists, ReferralRefused, ReferralUnknown


def apply(
    session: Session,
    case_id: str,
    side: Side,
    *,
    ground: str,
    ability: str,
    evidence: Sequence[Material],
    actor: Actor,
) -> Referral:
    """Apply, for the creditor, that the centre refers the debtor's default to the enforcing court.

    Refused before the period has lapsed, for a stayed award, twice for one debtor, and without anything that shows
    that the debtor could perform. Raises CaseUnknown, CaseTooEarly, CaseRefused, ReferralExists, TransitionRefused.
    """
    case, made = locked(session, case_id), binding(session, case_id)
    debtor = Side.RESPONDENT if side is Side.CLAIMANT else Side.CLAIMANT
    if made is None or not overdue(session, case_id, debtor):
        raise CaseTooEarly("Nothing that the other side owes under the award is overdue.")
    _refuse_stayed(case)
    held = (Referral.award_id == made.id) & (Referral.debtor_uscc == case.uscc(debtor))
    other = session.scalar(select(Referral.id).where(held))
    if other is not None:
        raise ReferralExists(other)
    take(session, case, CaseStep.APPLY, actor)
    referral = Referral(
        id=ordered("rfr_"),
        case_id=case_id,
        case_number=case.number,
        award_id=made.id,
        centre_code=case.centre_code,
        creditor_uscc=case.uscc(side),
        debtor_uscc=case.uscc(debtor),
        debtor=debtor.value,
        ground=_ground(session, ground),
        ability=written(CaseRefused, "ability", ability),
        outstanding_fen=outstanding(session, case_id, debtor),
        applied_by=actor.id,
        applied_at=clock.now(),
        attempts=0,
    )
    if not evidence:
        raise CaseRefused("evidence", "Attach what shows that the debtor could perform.")
    history.begin(session, referral, ReferralState.APPLIED, actor)
    attach(session, referral.id, evidence, actor)
    return _told(session, referral)


def send(session: Session, referral_id: str, *, court_code: str, actor: Actor) -> Referral:
    """Refer a creditor's application to a court, or remind a court that hasn't acknowledged it.

    Raises ReferralUnknown, ReferralRefused, CaseRefused for a stayed award, and TransitionRefused.
    """
    referral = _locked(session, referral_id)
    court = session.get(Institution, court_code) if "\0" not in court_code else None
    if court is None or court.kind != InstitutionKind.COURT:
        raise ReferralRefused("court", f"'{court_code}' is no court of this exchange.")
    if referral.court_code not in (None, court_code):
        raise ReferralRefused("court", f"It was sent to {referral.court_code}.")
    case = locked(session, referral.case_id)
    _refuse_stayed(case)
    if referral.state == ReferralState.APPLIED:
        take(session, case, CaseStep.REFER, actor)
    history.take(session, REFERRAL, referral, Step.SEND, actor, None)
    referral.court_code, referral.attempts = court_code, referral.attempts + 1
    referral.sent_at = referral.sent_at or clock.now()
    return _told(session, referral)


def acknowledge(session: Session, referral_id: str, *, actor: Actor) -> Referral:
    """Say, for the court, that the referral is there. Raises ReferralUnknown and TransitionRefused."""
    referral = _locked(session, referral_id)
    history.take(session, REFERRAL, referral, Step.ACKNOWLEDGE, actor, None)
    referral.acknowledged_at = clock.now()
    return _told(session, referral)


class CourtDecision(StrEnum):
    """What a court says to a referral."""

    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"


def decide(session: Session, referral_id: str, decision: CourtDecision, *, reasons: str, actor: Actor) -> Referral:
    """Take a referral up, or refuse it with reasons, for the court. Raises ReferralUnknown and TransitionRefused."""
    referral = _locked(session, referral_id)
    reasons = written(ReferralRefused, "reasons", reasons)
    if decision is CourtDecision.ACCEPTED:
        history.take(session, REFERRAL, referral, Step.ACCEPT, actor, reasons)
    else:
        case = locked(session, referral.case_id)
        history.take(session, REFERRAL, referral, Step.REFUSE, actor, reasons)
        take(session, case, CaseStep.REFUSE_REFERRAL, actor)
        referral.reasons = reasons
    referral.decided_at = clock.now()
    return _told(session, referral)


def _refuse_stayed(case: ArbitrationCase) -> None:
    if case.stayed_on is not None:
        raise CaseRefused("case", f"The award's enforcement is stayed since {case.stayed_on}.")


def _ground(session: Session, code: str) -> str:
    of_court = select(ListGround.code).join(ListDefinition, ListDefinition.code == ListGround.list_code)
    known = list(session.scalars(of_court.where(ListDefinition.court_only).order_by(ListGround.number)))
    if code not in known:
        raise CaseRefused("ground", f"'{code}' is none of {', '.join(known)}.")
    return code


def _locked(session: Session, referral_id: str) -> Referral:
    found = history.locked(session, Referral, referral_id) if "\0" not in referral_id else None
    if found is None:
        raise ReferralUnknown(referral_id)
    return found


def _told(session: Session, referral: Referral) -> Referral:
    session.flush()
    changed = EventType.REFERRAL_CHANGED
    tell(session, Event(changed, referral.id, referral.creditor_uscc, False, referral.centre_code))
    if referral.court_code is not None:
        tell(session, Event(changed, referral.id, None, False, referral.court_code))
    return referral
