"""How a restoration is applied for and decided, each step in the caller's transaction.

Whether the caller may act for the subject or for the authority, the caller of these functions has made sure.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.deadline.due import extend as extended
from exchange.deadline.due import start
from exchange.deadline.matter import Matter
from exchange.deadline.model import DeadlineRule
from exchange.deadline.rule import COUNTRY, found
from exchange.evidence.attaching import Material, attach
from exchange.feed.model import EventType
from exchange.feed.publishing import Event
from exchange.feed.telling import tell
from exchange.identifier import ordered
from exchange.procedure import history
from exchange.procedure.actor import Actor
from exchange.procedure.wording import optional, written
from exchange.record import state
from exchange.record.kind import RecordState
from exchange.restoration.eligibility import check, check_materials, ripe
from exchange.restoration.model import Restoration, RestorationState
from exchange.restoration.procedure import RESTORATION, Step
from exchange.restoration.refusal import RestorationExists, RestorationRefused, RestorationUnknown


def apply(
    session: Session,
    record_id: str,
    *,
    text: str,
    materials: Sequence[Material],
    actor: Actor,
    jurisdiction: str = COUNTRY,
) -> Restoration:
    """Apply for the restoration of an adverse record whose minimum publicity is over.

    Raises RecordUnknown, what `check` and `check_materials` do, RestorationExists, EvidenceUnknown and EvidenceTooMany.
    """
    text = written(RestorationRefused, "text", text)
    record = state.locked(session, record_id)
    today = clock.today()
    earliest = check(record, today)
    open_ = (Restoration.record_id == record_id) & Restoration.closed_at.is_(None)
    other = session.scalar(select(Restoration.id).where(open_))
    if other is not None:
        raise RestorationExists(other)
    check_materials(str(record.severity), [material.kind for material in materials])
    restoration = Restoration(
        id=ordered("rst_"),
        record_id=record_id,
        uscc=record.uscc,
        supplier_code=record.supplier_code,
        text=text,
        earliest_on=earliest,
        applied_by=actor.id,
        applied_at=clock.now(),
    )
    start(restoration, found(session, Matter.RESTORATION, today, jurisdiction), today)
    history.begin(session, restoration, RestorationState.APPLIED, actor)
    attach(session, restoration.id, materials, actor)
    return _told(session, restoration)


def accept(session: Session, restoration_id: str, *, actor: Actor, reason: str | None = None) -> Restoration:
    """Take an application up. Raises RestorationUnknown, TransitionRefused and RestorationRefused."""
    restoration = _locked(session, restoration_id)
    _take(session, restoration, Step.ACCEPT, actor, optional(RestorationRefused, "reason", reason))
    return _told(session, restoration)


def refuse(session: Session, restoration_id: str, *, actor: Actor, reasons: str) -> Restoration:
    """Don't take an application up, for reasons. Raises as `accept` does."""
    return _close(session, _locked(session, restoration_id), Step.REFUSE, actor, reasons)


def deny(session: Session, restoration_id: str, *, actor: Actor, reasons: str) -> Restoration:
    """Decide against an application, for reasons. Raises as `accept` does."""
    return _close(session, _locked(session, restoration_id), Step.DENY, actor, reasons)


def grant(
    session: Session, restoration_id: str, *, actor: Actor, reasons: str, jurisdiction: str = COUNTRY
) -> Restoration:
    """Restore the credit: publication, sharing and use of the record end, and past recipients are told.

    Raises as `accept` does, and TransitionRefused (RECORD_STATE) for a record that has ended by itself.
    """
    restoration = _locked(session, restoration_id)
    _close(session, restoration, Step.GRANT, actor, reasons)
    # The supplier may have sent it anew since, as a graver one.
    ripe(state.locked(session, restoration.record_id), clock.today())
    state.change(
        session,
        restoration.record_id,
        RecordState.RESTORED,
        actor=actor,
        reason=f"Restoration {restoration.id} was granted.",
        jurisdiction=jurisdiction,
    )
    return restoration


def withdraw(session: Session, restoration_id: str, *, actor: Actor, reason: str | None = None) -> Restoration:
    """Take an application back. Raises as `accept` does."""
    restoration = _locked(session, restoration_id)
    _take(session, restoration, Step.WITHDRAW, actor, optional(RestorationRefused, "reason", reason))
    restoration.closed_at = clock.now()
    return _told(session, restoration)


def extend(session: Session, restoration_id: str, *, actor: Actor, reason: str) -> Restoration:
    """Extend the time to decide, where the rule allows it. Raises as `accept` does, and ExtensionRefused."""
    restoration = _locked(session, restoration_id)
    _take(session, restoration, Step.EXTEND, actor, written(RestorationRefused, "reason", reason))
    rule = session.get(DeadlineRule, restoration.rule_code) if restoration.rule_code else None
    extended(restoration, rule, clock.today())
    return _told(session, restoration)


def _close(session: Session, restoration: Restoration, step: Step, actor: Actor, reasons: str) -> Restoration:
    reasons = written(RestorationRefused, "reasons", reasons)
    _take(session, restoration, step, actor, reasons)
    restoration.reasons, restoration.decided_by, restoration.decided_at = reasons, actor.id, clock.now()
    restoration.closed_at = restoration.decided_at
    return _told(session, restoration)


def _locked(session: Session, restoration_id: str) -> Restoration:
    own = history.locked(session, Restoration, restoration_id) if "\0" not in restoration_id else None
    if own is None:
        raise RestorationUnknown(restoration_id)
    return own


def _take(session: Session, restoration: Restoration, step: Step, actor: Actor, reason: str | None) -> None:
    history.take(session, RESTORATION, restoration, step, actor, reason)


def _told(session: Session, restoration: Restoration) -> Restoration:
    session.flush()
    kind, supplier = EventType.RESTORATION_CHANGED, restoration.supplier_code
    tell(session, Event(kind, restoration.id, restoration.uscc, False, supplier))
    return restoration
