"""What reaches the parties, and when: the notice after the fee, later the award. Periods run from the receipt."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.arbitration import clocks
from exchange.arbitration.history import locked, take, told
from exchange.arbitration.model import ArbitrationCase, CaseService, ServedDocument, Side
from exchange.arbitration.refusal import CaseRefused, CaseTooEarly
from exchange.arbitration.state import CaseState, Step
from exchange.deadline.matter import Matter
from exchange.identifier import ordered
from exchange.procedure.actor import ITSELF, Actor
from exchange.procedure.wording import written

SENT_IN = {
    ServedDocument.NOTICE: (CaseState.ACCEPTED,),
    ServedDocument.AWARD: (CaseState.AWARDED, CaseState.MEDIATED),
}
"""In which states a document is sent."""


def pay_fee(session: Session, case_id: str, *, paid_on: date, actor: Actor) -> ArbitrationCase:
    """Record that the fee was paid, or put off on application. Raises CaseUnknown and CaseRefused."""
    case = locked(session, case_id)
    if case.state != CaseState.ACCEPTED or case.fee_paid_on is not None:
        raise CaseRefused("case", f"The case {case_id} is {case.state}; the fee is paid once, after the acceptance.")
    _past(paid_on, "paidOn", case.lodged_at.astimezone(clock.LOCAL).date())
    case.fee_paid_on = paid_on
    clocks.meet(session, case_id, clocks.FEE)
    _served(session, case)
    told(session, case)
    return case


def send(session: Session, case_id: str, document: ServedDocument, *, actor: Actor) -> ArbitrationCase:
    """Send a document to both sides; from then on the respondent sees the case. Raises CaseUnknown and CaseRefused."""
    case = locked(session, case_id)
    if case.state not in SENT_IN[document]:
        wanted = " or ".join(SENT_IN[document])
        raise CaseRefused("document", f"The case {case_id} is {case.state}; {document} is sent while it is {wanted}.")
    if services(session, case_id, document):
        raise CaseRefused("document", f"{document} was sent already.")
    for side in Side:
        session.add(
            CaseService(
                id=ordered("srv_"), case_id=case_id, document=document.value, side=side.value, sent_at=clock.now()
            )
        )
    session.flush()
    told(session, case)
    return case


def receive(
    session: Session,
    case_id: str,
    document: ServedDocument,
    side: Side,
    *,
    received_on: date,
    receipt: str,
    jurisdiction: str,
) -> ArbitrationCase:
    """Record that a side has a document: by its own confirmation, or by what the centre has in hand.

    Raises CaseUnknown and CaseRefused.
    """
    case = locked(session, case_id)
    found = {Side(one.side): one for one in services(session, case_id, document)}
    if side not in found:
        raise CaseRefused("document", f"{document} wasn't sent yet.")
    service = found[side]
    if service.received_on is not None:
        raise CaseRefused("document", f"{side} has it since {service.received_on}.")
    _past(received_on, "receivedOn", service.sent_at.astimezone(clock.LOCAL).date())
    service.received_on, service.receipt = received_on, written(CaseRefused, "receipt", receipt)
    session.flush()
    if document is ServedDocument.NOTICE:
        _served(session, case)
    else:
        _delivered(session, case, side, received_on, jurisdiction)
    told(session, case)
    return case


def services(session: Session, case_id: str, document: ServedDocument) -> list[CaseService]:
    """Return what was sent of a document, one row a side."""
    own = (CaseService.case_id == case_id) & (CaseService.document == document.value)
    return list(session.scalars(select(CaseService).where(own)))


def received_by_both(session: Session, case_id: str, document: ServedDocument) -> bool:
    """Tell whether both sides have a document."""
    found = services(session, case_id, document)
    return len(found) == len(Side) and all(one.received_on for one in found)


def _served(session: Session, case: ArbitrationCase) -> None:
    if case.fee_paid_on is not None and received_by_both(session, case.id, ServedDocument.NOTICE):
        take(session, case, Step.SERVE, ITSELF)


def _delivered(session: Session, case: ArbitrationCase, side: Side, day: date, jurisdiction: str) -> None:
    """Start what runs for a side from its receipt; the rule is that of the day the award was made."""
    if case.awarded_on is None:
        raise CaseTooEarly("There is no award yet.")
    for matter in (Matter.AWARD_CORRECTION, Matter.SET_ASIDE_APPLICATION):
        wanted = clocks.of_party(matter, side)
        clocks.start(session, case, wanted, day, jurisdiction, by_rule_of=case.awarded_on)
    if received_by_both(session, case.id, ServedDocument.AWARD):
        take(session, case, Step.DELIVER, ITSELF)


def _past(day: date, field: str, earliest: date) -> None:
    if not earliest <= day <= clock.today():
        raise CaseRefused(field, f"{day} is not between {earliest} and today.")
