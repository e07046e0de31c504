"""When a restoration may be applied for, with what, and what its grant does in the same transaction."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.correction.model import Correction
from exchange.deadline import workday
from exchange.deadline.model import DeadlineRule
from exchange.evidence.attaching import Material
from exchange.evidence.model import Evidence, EvidenceKind
from exchange.feed.model import FeedEvent
from exchange.objection import rules as objections
from exchange.procedure.transition import TransitionRefused
from exchange.record.model import CreditRecord, RecordEvent
from exchange.restoration import rules
from exchange.restoration.model import Restoration
from exchange.restoration.refusal import (
    MaterialsMissing,
    RestorationExists,
    RestorationRefused,
    RestorationTooEarly,
    RestorationUnknown,
)
from tests.domain.procedure import (
    SUBJECT,
    SUPPLIER,
    USCC,
    months_ago,
    put_access,
    put_evidence,
    put_record,
    told,
)
from tests.planning.data import USCCS, fill

PROOF, LETTER, TRAINING = (
    EvidenceKind.PROOF_OF_PERFORMANCE,
    EvidenceKind.COMMITMENT_LETTER,
    EvidenceKind.TRAINING_CERTIFICATE,
)


@pytest.fixture
def filled(engine: Engine) -> Engine:
    """Give the small registry."""
    with engine.begin() as connection:
        fill(connection)
    return engine


@pytest.fixture
def session(filled: Engine) -> Iterator[Session]:
    """Give a session on it."""
    with Session(filled, expire_on_commit=False) as session:
        yield session


def apply(
    session: Session, record: str, *kinds: EvidenceKind, text: str = "已缴清罚款并整改", **more: Any
) -> Restoration:
    """Apply with a file of each kind, by default with what is always asked for."""
    first = session.scalar(select(func.count()).select_from(Evidence)) or 0
    materials = [
        Material(put_evidence(session.connection(), first + n), kind) for n, kind in enumerate(kinds or (PROOF, LETTER))
    ]
    return rules.apply(session, record, text=text, materials=materials, actor=SUBJECT, **more)


def granted(session: Session, record: str) -> Restoration:
    """Go through a restoration."""
    restoration = apply(session, record)
    rules.accept(session, restoration.id, actor=SUPPLIER)
    return rules.grant(session, restoration.id, actor=SUPPLIER, reasons="已纠正")


def test_a_grant_ends_the_record_and_tells_each_past_recipient_once(session: Session) -> None:
    connection = session.connection()
    record = put_record(connection)
    for institution, days in (("DEMO-B", 100), ("DEMO-B", 2), ("DEMO-A", 1), ("", 1), ("T-EARLIER", 300)):
        put_access(connection, institution, days)
    put_access(connection, "T-OTHER", 1, uscc=USCCS[31])
    restoration = granted(session, record)
    session.commit()

    assert (restoration.state, restoration.reasons, restoration.decided_by) == ("GRANTED", "已纠正", "bureau")
    assert session.get_one(CreditRecord, record).state == "RESTORED"
    event = session.scalars(select(RecordEvent).where(RecordEvent.record_id == record)).one()
    assert (event.state, event.by, event.institution_code) == ("RESTORED", "bureau", "DEMO-A")
    # Neither the supplier, nor the enterprise itself, nor who read before the record was there, nor who read another's.
    (correction,) = session.scalars(select(Correction)).all()
    assert (correction.institution_code, correction.record_id, correction.uscc) == ("DEMO-B", record, USCC)
    assert (correction.cause, correction.supplier_code, correction.due_on) == ("RESTORED", "DEMO-A", None)
    assert told(session.connection())[-4:] == [
        ("RESTORATION_CHANGED", USCC, False, "DEMO-A"),
        ("RECORD_ENDED", None, True, None),
        ("RECORD_ENDED", USCC, False, "DEMO-A"),
        ("CORRECTION", USCC, False, "DEMO-B"),
    ]


def test_rolled_back_nothing_has_happened(session: Session) -> None:
    record = put_record(session.connection())
    put_access(session.connection(), "DEMO-B", 2)
    restoration = apply(session, record)
    rules.accept(session, restoration.id, actor=SUPPLIER)
    session.commit()
    before = told(session.connection())
    rules.grant(session, restoration.id, actor=SUPPLIER, reasons="已纠正")
    session.rollback()

    assert session.get_one(Restoration, restoration.id).state == "ACCEPTED"
    assert session.get_one(CreditRecord, record).state == "ACTIVE"
    for table in (Correction, RecordEvent):
        assert session.scalar(select(func.count()).select_from(table).where(table.record_id == record)) == 0
    session.commit()
    assert told(session.connection()) == before
    assert session.scalar(select(func.count()).select_from(FeedEvent)) == len(before)


@pytest.mark.parametrize(("severity", "months"), [("GENERAL", 3), ("SERIOUS", 12)])
def test_before_its_minimum_publicity_is_over_nothing_is_restored(
    session: Session, monkeypatch: pytest.MonkeyPatch, severity: str, months: int
) -> None:
    record = put_record(session.connection(), severity=severity, decided_on=date(2026, 8, 31), published_until=None)
    over_on = {3: date(2026, 11, 30), 12: date(2027, 8, 31)}[months]

    monkeypatch.setattr(clock, "today", lambda: over_on - timedelta(days=1))
    with pytest.raises(
        RestorationTooEarly, match=f"is {severity}: its minimum publicity is over on {over_on}"
    ) as early:
        apply(session, record, PROOF, LETTER, TRAINING)
    assert early.value.code == "RESTORATION_TOO_EARLY"
    monkeypatch.setattr(clock, "today", lambda: over_on)
    assert apply(session, record, PROOF, LETTER, TRAINING).earliest_on == over_on


def test_the_rule_of_the_day_of_the_application_counts(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 23))
    # Decided on before the rules of 2026 came, by whose six months this one could be restored already.
    record = put_record(session.connection(), severity="SERIOUS", decided_on=date(2026, 3, 1), published_until=None)
    with pytest.raises(RestorationTooEarly, match="2027-03-01"):
        apply(session, record, PROOF, LETTER, TRAINING)


def test_a_minor_one_can_be_restored_at_once_though_it_is_not_published(session: Session) -> None:
    today = clock.today()
    days: dict[str, Any] = {"decided_on": today, "published_from": None, "published_until": None}
    restoration = apply(session, put_record(session.connection(), severity="MINOR", **days))
    assert (restoration.state, restoration.earliest_on) == ("APPLIED", today)


@pytest.mark.parametrize(
    ("severity", "kinds", "lacking"),
    [
        ("GENERAL", (PROOF,), "COMMITMENT_LETTER"),
        ("GENERAL", (EvidenceKind.OTHER,), "COMMITMENT_LETTER and PROOF_OF_PERFORMANCE"),
        ("MINOR", (LETTER, TRAINING), "PROOF_OF_PERFORMANCE"),
        ("SERIOUS", (PROOF, LETTER), "TRAINING_CERTIFICATE"),
    ],
)
def test_without_its_materials_it_is_not_taken(
    session: Session, severity: str, kinds: tuple[EvidenceKind, ...], lacking: str
) -> None:
    record = put_record(session.connection(), severity=severity, decided_on=months_ago(30))
    with pytest.raises(MaterialsMissing, match=f"The application lacks {lacking}:"):
        apply(session, record, *kinds)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"state": "RESTORED"}, "RESTORED"),
        ({"state": "WITHDRAWN"}, "WITHDRAWN"),
        ({"published_until": clock.today() - timedelta(days=1)}, "EXPIRED"),
    ],
)
def test_what_has_ended_is_not_restored(session: Session, changes: dict[str, Any], named: str) -> None:
    record = put_record(session.connection(), **changes)
    with pytest.raises(TransitionRefused, match=f"is {named}") as refused:
        apply(session, record)
    assert (refused.value.code, refused.value.state) == ("RECORD_STATE", named)


def test_only_adverse_records_with_a_day_are_restored(session: Session) -> None:
    with pytest.raises(RestorationRefused, match="isn't adverse"):
        apply(session, put_record(session.connection(), 1, severity=None))
    with pytest.raises(RestorationRefused, match="no day of decision"):
        apply(session, put_record(session.connection(), 2, decided_on=None))


def test_one_application_for_a_record_is_open(session: Session) -> None:
    record = put_record(session.connection())
    first = apply(session, record)
    with pytest.raises(RestorationExists, match=first.id):
        apply(session, record)
    rules.withdraw(session, first.id, actor=SUBJECT, reason="材料不全")
    second = apply(session, record)
    rules.refuse(session, second.id, actor=SUPPLIER, reasons="材料不符")
    third = apply(session, record)
    rules.accept(session, third.id, actor=SUPPLIER)
    rules.deny(session, third.id, actor=SUPPLIER, reasons="未纠正")

    assert [session.get_one(Restoration, r.id).state for r in (first, second, third)] == [
        "WITHDRAWN", "REFUSED", "DENIED",
    ]  # fmt: skip
    assert session.get_one(CreditRecord, record).state == "ACTIVE"
    assert apply(session, record).state == "APPLIED"


def test_a_disputed_record_can_be_restored_and_its_objection_decided(session: Session) -> None:
    record = put_record(session.connection())
    objection = objections.lodge(session, record, text="异议", actor=SUBJECT)
    granted(session, record)
    objections.cancel(session, objection.id, actor=SUBJECT)

    assert session.get_one(CreditRecord, record).state == "RESTORED"


def test_a_record_that_became_graver_is_not_restored_before_its_time(session: Session) -> None:
    record = put_record(session.connection())
    restoration = apply(session, record)
    rules.accept(session, restoration.id, actor=SUPPLIER)
    session.get_one(CreditRecord, record).severity = "SERIOUS"
    session.flush()
    with pytest.raises(RestorationTooEarly):
        rules.grant(session, restoration.id, actor=SUPPLIER, reasons="已纠正")


def test_in_shenzhen_the_authority_has_three_working_days_and_three_more(session: Session) -> None:
    record = put_record(session.connection())
    here = apply(session, record)
    assert (here.due_on, here.rule_code, here.starts_on) == (None, None, clock.today())
    rules.withdraw(session, here.id, actor=SUBJECT)
    there = apply(session, record, jurisdiction="440300")
    rules.accept(session, there.id, actor=SUPPLIER)
    rule = session.get_one(DeadlineRule, there.rule_code)
    assert (rule.article, rule.period, rule.extension) == ("第八十二条", 3, 3)
    assert there.due_on == workday.after(clock.today(), 3)
    rules.extend(session, there.id, actor=SUPPLIER, reason="情况特殊")
    assert there.due_on == workday.after(clock.today(), 6)


def test_an_unknown_application_is_not_decided(session: Session) -> None:
    for unknown in ("rst_nothing", "rst_\0"):
        with pytest.raises(RestorationUnknown):
            rules.accept(session, unknown, actor=SUPPLIER)
