"""How a creditor asks its payer to confirm a receivable, and how that one answers.

Public bodies and large enterprises confirm what they owe a small or medium enterprise within 30 days of its request
(保障中小企业款项支付条例, State Council Order 802, article 16); the period is a dated rule. Of other payers the law
says nothing, so they have no deadline. Who is what counts as it was when the contract was made (article 3), and is the
creditor's word. That the caller acts for the creditor or the payer, the caller of these functions has made sure.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.deadline.due import start
from exchange.deadline.matter import Matter
from exchange.deadline.rule import COUNTRY, found
from exchange.demand.model import EnterpriseSize
from exchange.entity.model import Entity
from exchange.feed.model import EventType
from exchange.feed.publishing import Event
from exchange.feed.telling import tell
from exchange.identifier import ordered
from exchange.procedure import history
from exchange.procedure.actor import Actor
from exchange.procedure.wording import optional, written
from exchange.receivable.model import PayerKind, Receivable, ReceivableState
from exchange.receivable.procedure import RECEIVABLE, Step
from exchange.receivable.refusal import ReceivableExists, ReceivableRefused, ReceivableUnknown

LONGEST_NUMBER = 200
"""Characters of a document's number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a creditor says that it is owed."""

    creditor_uscc: str
    creditor_size: EnterpriseSize
    payer_uscc: str
    payer_kind: PayerKind
    document_number: str
    description: str
    amount_fen: int
    payable_on: date


def request(session: Session, stated: Stated, actor: Actor, *, jurisdiction: str = COUNTRY) -> Receivable:
    """Ask the payer to confirm a receivable. Raises ReceivableRefused and ReceivableExists."""
    _check(session, stated)
    number = stated.document_number.strip()
    _refuse_second(session, stated, number)
    today = clock.today()
    made = Receivable(
        id=ordered("rcv_"),
        creditor_uscc=stated.creditor_uscc,
        creditor_size=stated.creditor_size.value,
        payer_uscc=stated.payer_uscc,
        payer_kind=stated.payer_kind.value,
        document_number=number,
        description=written(ReceivableRefused, "description", stated.description),
        amount_fen=stated.amount_fen,
        payable_on=stated.payable_on,
        requested_by=actor.id,
        requested_at=clock.now(),
    )
    rule = found(session, Matter.RECEIVABLE_CONFIRMATION, today, jurisdiction) if _has_period(stated) else None
    start(made, rule, today)
    history.begin(session, made, ReceivableState.REQUESTED, actor)
    return _told(session, made)


def confirm(session: Session, receivable_id: str, actor: Actor, answer: str | None = None) -> Receivable:
    """Confirm a receivable, for its payer, also after the deadline. Raises ReceivableUnknown, TransitionRefused."""
    return _answered(session, receivable_id, Step.CONFIRM, actor, optional(ReceivableRefused, "answer", answer))


def dispute(session: Session, receivable_id: str, actor: Actor, answer: str) -> Receivable:
    """Say that it isn't owed, and why. Raises ReceivableUnknown, TransitionRefused and ReceivableRefused."""
    return _answered(session, receivable_id, Step.DISPUTE, actor, written(ReceivableRefused, "answer", answer))


def cancel(session: Session, receivable_id: str, actor: Actor, reason: str | None = None) -> Receivable:
    """Take the request back, for the creditor. Raises ReceivableUnknown, TransitionRefused and ReceivableRefused."""
    receivable = _locked(session, receivable_id)
    reason = optional(ReceivableRefused, "reason", reason)
    history.take(session, RECEIVABLE, receivable, Step.CANCEL, actor, reason)
    receivable.ended_at = clock.now()
    return _told(session, receivable)


def _answered(session: Session, receivable_id: str, step: Step, actor: Actor, answer: str | None) -> Receivable:
    receivable = _locked(session, receivable_id)
    history.take(session, RECEIVABLE, receivable, step, actor, answer)
    receivable.answer, receivable.answered_by, receivable.answered_at = answer, actor.id, clock.now()
    receivable.ended_at = receivable.answered_at if step is Step.DISPUTE else None
    return _told(session, receivable)


def _locked(session: Session, receivable_id: str) -> Receivable:
    receivable = history.locked(session, Receivable, receivable_id) if "\0" not in receivable_id else None
    if receivable is None:
        raise ReceivableUnknown(receivable_id)
    return receivable


def _has_period(stated: Stated) -> bool:
    return stated.creditor_size is not EnterpriseSize.LARGE and stated.payer_kind is not PayerKind.OTHER


def _check(session: Session, stated: Stated) -> None:
    if stated.amount_fen < 1:
        raise ReceivableRefused("amount_fen", f"{stated.amount_fen} fen is no amount: it takes 1 or more.")
    number = stated.document_number.strip()
    if not 1 <= len(number) <= LONGEST_NUMBER or not number.isprintable():
        raise ReceivableRefused("document_number", f"It takes 1 to {LONGEST_NUMBER} printable characters.")
    if stated.payer_uscc == stated.creditor_uscc:
        raise ReceivableRefused("payer", "Nobody owes oneself: name another enterprise.")
    for field, uscc in (("creditor", stated.creditor_uscc), ("payer", stated.payer_uscc)):
        if session.get(Entity, uscc) is None:
            raise ReceivableRefused(field, f"The registry has no {uscc}.")


def _refuse_second(session: Session, stated: Stated, number: str) -> None:
    same = (Receivable.creditor_uscc == stated.creditor_uscc) & (Receivable.payer_uscc == stated.payer_uscc)
    open_ = (Receivable.document_number == number) & Receivable.ended_at.is_(None)
    other = session.scalar(select(Receivable.id).where(same, open_))
    if other is not None:
        raise ReceivableExists(other)


def _told(session: Session, receivable: Receivable) -> Receivable:
    """Tell the creditor and the payer."""
    session.flush()
    for uscc in (receivable.creditor_uscc, receivable.payer_uscc):
        tell(session, Event(EventType.RECEIVABLE_CHANGED, receivable.id, uscc))
    return receivable
