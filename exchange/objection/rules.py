"""How an objection is lodged, decided and reviewed, each step in the caller's transaction.

Whether the caller may act for the subject, the supplier or the operator, the caller of these functions has made sure.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.deadline.due import extend as extended
from exchange.deadline.due import start
from exchange.deadline.matter import Matter
from exchange.deadline.model import DeadlineRule
from exchange.deadline.rule import COUNTRY, found, in_force
from exchange.evidence.attaching import Material, attach
from exchange.feed.model import EventType
from exchange.feed.publishing import Event
from exchange.feed.telling import tell
from exchange.identifier import ordered
from exchange.objection.marking import STANDING, mark, settle, unmark
from exchange.objection.model import Objection, ObjectionOutcome, ObjectionState
from exchange.objection.procedure import OBJECTION, Step
from exchange.objection.refusal import ObjectionExists, ObjectionRefused, ObjectionUnknown, SamePersonRefused
from exchange.procedure import history
from exchange.procedure.actor import ITSELF, Actor
from exchange.procedure.transition import TransitionRefused
from exchange.procedure.wording import optional, written
from exchange.record.model import CreditRecord
from exchange.record.state import locked


def lodge(
    session: Session,
    record_id: str,
    *,
    text: str,
    actor: Actor,
    evidence: Sequence[Material] = (),
    jurisdiction: str = COUNTRY,
) -> Objection:
    """Object to a record: it is marked, and its supplier has it at once.

    Raises RecordUnknown, TransitionRefused (RECORD_STATE) for one that has ended, ObjectionRefused, ObjectionExists,
    EvidenceUnknown and EvidenceTooMany.
    """
    text = written(ObjectionRefused, "text", text)
    record = locked(session, record_id)
    if record.state not in STANDING or record.uscc is None:
        message = f"The record {record_id} is {record.state}: it has ended, and there is nothing to object to."
        raise TransitionRefused("RECORD_STATE", "record", message, record.state)
    _refuse_second(session, record)
    today = clock.today()
    objection = Objection(
        id=ordered("obj_"),
        record_id=record_id,
        record_version=record.version,
        uscc=record.uscc,
        supplier_code=record.supplier_code,
        text=text,
        lodged_by=actor.id,
        lodged_at=clock.now(),
    )
    start(objection, in_force(session, Matter.OBJECTION, today, jurisdiction), today)
    history.begin(session, objection, ObjectionState.LODGED, actor)
    attach(session, objection.id, evidence, actor)
    history.take(session, OBJECTION, objection, Step.FORWARD, ITSELF, None)
    mark(session, objection, record, actor)
    return _told(session, objection)


def decide(
    session: Session,
    objection_id: str,
    outcome: ObjectionOutcome,
    *,
    reasons: str,
    actor: Actor,
    evidence: Sequence[Material] = (),
    jurisdiction: str = COUNTRY,
) -> Objection:
    """Decide on an objection, for its supplier, also after the deadline; the record follows at once.

    Raises ObjectionUnknown, TransitionRefused, ObjectionRefused, CorrectionMissing and what `attach` does.
    """
    objection = _locked(session, objection_id)
    _take(session, objection, Step.DECIDE, actor, written(ObjectionRefused, "reasons", reasons))
    attach(session, objection.id, evidence, actor)
    record = settle(session, objection, outcome, actor, jurisdiction)
    objection.outcome, objection.reasons = outcome.value, reasons.strip()
    objection.decided_by, objection.decided_at = actor.id, clock.now()
    objection.submission_id = record.submission_id if outcome is ObjectionOutcome.CORRECTED else None
    objection.closed_at = objection.decided_at
    return _told(session, objection)


def request_review(
    session: Session, objection_id: str, *, text: str, actor: Actor, jurisdiction: str = COUNTRY
) -> Objection:
    """Ask the operator to review a decision that left a record there: it is marked again.

    Raises ObjectionUnknown, TransitionRefused, ObjectionRefused and ObjectionExists.
    """
    objection = _locked(session, objection_id)
    text = written(ObjectionRefused, "text", text)
    _take(session, objection, Step.REQUEST_REVIEW, actor, text)
    record = locked(session, objection.record_id)
    if record.state not in STANDING:
        raise ObjectionRefused("objection", f"The record {record.id} is {record.state}: there is nothing to review.")
    _refuse_second(session, record)
    today = clock.today()
    objection.review_text, objection.closed_at, objection.record_version = text, None, record.version
    start(objection, found(session, Matter.OBJECTION_REVIEW, today, jurisdiction), today)
    mark(session, objection, record, actor)
    return _told(session, objection)


def decide_review(
    session: Session,
    objection_id: str,
    outcome: ObjectionOutcome,
    *,
    reasons: str,
    actor: Actor,
    jurisdiction: str = COUNTRY,
) -> Objection:
    """Decide on a review, for the operator, by another than who decided first.

    Raises ObjectionUnknown, TransitionRefused, ObjectionRefused, SamePersonRefused and CorrectionMissing.
    """
    objection = _locked(session, objection_id)
    if objection.decided_by == actor.id:
        raise SamePersonRefused
    _take(session, objection, Step.DECIDE_REVIEW, actor, written(ObjectionRefused, "reasons", reasons))
    record = settle(session, objection, outcome, actor, jurisdiction)
    objection.review_outcome, objection.review_reasons = outcome.value, reasons.strip()
    objection.review_decided_by, objection.review_decided_at = actor.id, clock.now()
    if outcome is ObjectionOutcome.CORRECTED:
        objection.submission_id = record.submission_id
    objection.closed_at = objection.review_decided_at
    return _told(session, objection)


def cancel(session: Session, objection_id: str, *, actor: Actor, reason: str | None = None) -> Objection:
    """Take an objection back: the mark goes. Raises ObjectionUnknown, TransitionRefused and ObjectionRefused."""
    objection = _locked(session, objection_id)
    _take(session, objection, Step.CANCEL, actor, optional(ObjectionRefused, "reason", reason))
    unmark(session, objection, actor, f"Objection {objection.id} was cancelled.")
    objection.closed_at = clock.now()
    return _told(session, objection)


def extend(session: Session, objection_id: str, *, actor: Actor, reason: str) -> Objection:
    """Extend the time to decide, where the rule allows it. Raises ObjectionUnknown, TransitionRefused and others."""
    objection = _locked(session, objection_id)
    _take(session, objection, Step.EXTEND, actor, written(ObjectionRefused, "reason", reason))
    rule = session.get(DeadlineRule, objection.rule_code) if objection.rule_code else None
    extended(objection, rule, clock.today())
    return _told(session, objection)


def _locked(session: Session, objection_id: str) -> Objection:
    found_ = history.locked(session, Objection, objection_id) if "\0" not in objection_id else None
    if found_ is None:
        raise ObjectionUnknown(objection_id)
    return found_


def _take(session: Session, objection: Objection, step: Step, actor: Actor, reason: str | None) -> None:
    history.take(session, OBJECTION, objection, step, actor, reason)


def _refuse_second(session: Session, record: CreditRecord) -> None:
    open_ = (Objection.record_id == record.id) & (Objection.uscc == record.uscc) & Objection.closed_at.is_(None)
    other = session.scalar(select(Objection.id).where(open_))
    if other is not None:
        raise ObjectionExists(other)


def _told(session: Session, objection: Objection) -> Objection:
    session.flush()
    event = Event(EventType.OBJECTION_CHANGED, objection.id, objection.uscc, False, objection.supplier_code)
    tell(session, event)
    return objection
