"""How an objection marks its record, is decided and reviewed, and what is refused."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session

from exchange import clock
from exchange.correction.model import Correction
from exchange.objection import rules
from exchange.objection.model import Objection, ObjectionOutcome
from exchange.objection.refusal import (
    CorrectionMissing,
    ObjectionExists,
    ObjectionRefused,
    SamePersonRefused,
)
from exchange.procedure.model import ProcedureEvent
from exchange.procedure.transition import TransitionRefused
from exchange.record.model import CreditRecord, RecordEvent
from tests.domain.procedure import (
    OPERATOR,
    SUBJECT,
    SUPPLIER,
    USCC,
    decide,
    lodge,
    put_access,
    put_record,
    state_of,
    told,
)
from tests.planning.data import fill

UPHELD, CORRECTED, WITHDRAWN = ObjectionOutcome.UPHELD, ObjectionOutcome.CORRECTED, ObjectionOutcome.WITHDRAWN


@pytest.fixture
def filled(engine: Engine) -> Engine:
    """Give the small registry."""
    with engine.begin() as connection:
        fill(connection)
    return engine


@pytest.fixture
def session(filled: Engine) -> Iterator[Session]:
    """Give a session on it; tests commit where the feed matters."""
    with Session(filled, expire_on_commit=False) as session:
        yield session


def steps(session: Session, objection: Objection) -> list[tuple[str, str, str]]:
    """Return the objection's events."""
    events = select(ProcedureEvent).where(ProcedureEvent.object_id == objection.id).order_by(ProcedureEvent.id)
    return [(event.step, event.state, event.by) for event in session.scalars(events)]


def test_an_objection_marks_the_record_and_is_forwarded_at_once(session: Session) -> None:
    record = put_record(session.connection())
    objection = lodge(session, record, "  处罚对象不是本公司\n")
    session.commit()

    assert (objection.state, objection.text, objection.supplier_code) == ("FORWARDED", "处罚对象不是本公司", "DEMO-A")
    assert (objection.uscc, objection.record_version, objection.lodged_by) == (USCC, 1, "usr_1")
    assert objection.due_on == clock.today() + timedelta(days=20)
    assert (objection.rule_code, objection.provisional, objection.extended) == ("OBJECTION_CN", False, False)
    assert state_of(session, record) == "DISPUTED"
    assert steps(session, objection) == [("LODGED", "LODGED", "usr_1"), ("FORWARD", "FORWARDED", "exchange")]
    event = session.scalars(select(RecordEvent).where(RecordEvent.record_id == record)).one()
    assert (event.state, event.by, event.reason) == ("DISPUTED", "usr_1", f"Objection {objection.id} is open.")
    assert told(session.connection()) == [
        ("RECORD_DISPUTED", USCC, True, "DEMO-A"),
        ("OBJECTION_CHANGED", USCC, False, "DEMO-A"),
    ]


def test_upheld_the_record_stands_unmarked(session: Session) -> None:
    record = put_record(session.connection())
    put_access(session.connection(), "DEMO-B", days_ago=1)
    objection = lodge(session, record)
    session.commit()
    decide(session, objection)
    session.commit()

    assert state_of(session, record) == "ACTIVE"
    assert (objection.state, objection.outcome, objection.reasons) == ("DECIDED", "UPHELD", "已核查")
    assert objection.closed_at == objection.decided_at
    assert session.scalar(select(func.count()).select_from(Correction)) == 0
    assert told(session.connection(), 2) == [
        ("RECORD_UPHELD", USCC, True, "DEMO-A"),
        ("OBJECTION_CHANGED", USCC, False, "DEMO-A"),
    ]


def test_withdrawn_the_record_ends_and_past_recipients_are_told(session: Session) -> None:
    record = put_record(session.connection())
    put_access(session.connection(), "DEMO-B", days_ago=1)
    objection = lodge(session, record)
    session.commit()
    decide(session, objection, WITHDRAWN)
    session.commit()

    assert state_of(session, record) == "WITHDRAWN"
    (correction,) = session.scalars(select(Correction)).all()
    assert (correction.record_id, correction.institution_code, correction.cause) == (record, "DEMO-B", "WITHDRAWN")
    # The public learns which record, and neither whose nor why.
    assert told(session.connection(), 2) == [
        ("RECORD_ENDED", None, True, None),
        ("RECORD_ENDED", USCC, False, "DEMO-A"),
        ("CORRECTION", USCC, False, "DEMO-B"),
        ("OBJECTION_CHANGED", USCC, False, "DEMO-A"),
    ]


def test_corrected_takes_a_corrected_record(session: Session) -> None:
    record = put_record(session.connection())
    put_access(session.connection(), "DEMO-B", days_ago=1)
    objection = lodge(session, record)
    session.commit()
    with pytest.raises(CorrectionMissing, match="version 1"):
        decide(session, objection, CORRECTED)
    session.rollback()
    assert state_of(session, record) == "DISPUTED"

    sent = update(CreditRecord).where(CreditRecord.id == record).values(version=2, submission_id=2)
    session.execute(sent, execution_options={"synchronize_session": False})
    decide(session, session.get_one(Objection, objection.id), CORRECTED)
    session.commit()

    assert state_of(session, record) == "ACTIVE"
    assert (objection.outcome, objection.submission_id) == ("CORRECTED", 2)
    assert session.scalars(select(Correction.cause)).all() == ["CORRECTED"]
    assert told(session.connection(), 2) == [
        ("RECORD_CHANGED", USCC, True, "DEMO-A"),
        ("CORRECTION", USCC, False, "DEMO-B"),
        ("OBJECTION_CHANGED", USCC, False, "DEMO-A"),
    ]


def test_a_review_marks_again_and_is_decided_by_another(session: Session) -> None:
    record = put_record(session.connection())
    objection = decide(session, lodge(session, record))
    rules.request_review(session, objection.id, text="没有核查", actor=SUBJECT)

    assert (state_of(session, record), objection.state, objection.closed_at) == ("DISPUTED", "REVIEW_REQUESTED", None)
    assert (objection.due_on, objection.rule_code) == (None, None)
    with pytest.raises(SamePersonRefused):
        rules.decide_review(session, objection.id, UPHELD, reasons="同意", actor=SUPPLIER)
    rules.decide_review(session, objection.id, WITHDRAWN, reasons="证据不足", actor=OPERATOR)
    session.commit()

    assert (state_of(session, record), objection.state) == ("WITHDRAWN", "REVIEW_DECIDED")
    assert (objection.outcome, objection.review_outcome, objection.review_decided_by) == (
        "UPHELD",
        "WITHDRAWN",
        "operator",
    )
    assert [step for step, _, _ in steps(session, objection)] == [
        "LODGED", "FORWARD", "DECIDE", "REQUEST_REVIEW", "DECIDE_REVIEW",
    ]  # fmt: skip


def test_what_was_withdrawn_needs_no_review(session: Session) -> None:
    objection = decide(session, lodge(session, put_record(session.connection())), WITHDRAWN)

    with pytest.raises(ObjectionRefused, match="is WITHDRAWN: there is nothing to review"):
        rules.request_review(session, objection.id, text="为什么", actor=SUBJECT)


def test_cancelled_the_mark_goes(session: Session) -> None:
    record = put_record(session.connection())
    objection = lodge(session, record)
    rules.cancel(session, objection.id, actor=SUBJECT)

    assert (state_of(session, record), objection.state) == ("ACTIVE", "CANCELLED")
    with pytest.raises(TransitionRefused, match=f"The objection {objection.id} is CANCELLED; DECIDE takes one"):
        decide(session, objection)


def test_one_objection_to_a_record_is_open(session: Session) -> None:
    record = put_record(session.connection())
    first = lodge(session, record)

    with pytest.raises(ObjectionExists, match=first.id):
        lodge(session, record)
    decide(session, first)
    second = lodge(session, record)
    with pytest.raises(ObjectionExists, match=second.id):
        rules.request_review(session, first.id, text="再看", actor=SUBJECT)


@pytest.mark.parametrize("ended", ["RESTORED", "WITHDRAWN", "SUPERSEDED"])
def test_to_an_ended_record_nothing_is_objected(session: Session, ended: str) -> None:
    record = put_record(session.connection(), state=ended)

    with pytest.raises(TransitionRefused, match=f"is {ended}") as refused:
        lodge(session, record)
    assert refused.value.code == "RECORD_STATE"


def test_history_is_objected_to_without_a_mark(session: Session) -> None:
    record = put_record(session.connection(), state="EXPIRED", published_from=None, published_until=None)
    objection = lodge(session, record)
    assert state_of(session, record) == "EXPIRED"
    decide(session, objection)
    assert state_of(session, record) == "EXPIRED"
    decide(session, lodge(session, record), WITHDRAWN)
    assert state_of(session, record) == "WITHDRAWN"


def test_a_record_that_was_restored_meanwhile_stays_so(session: Session) -> None:
    record = put_record(session.connection())
    objection = lodge(session, record)
    session.get_one(CreditRecord, record).state = "RESTORED"
    session.flush()
    decide(session, objection)

    assert state_of(session, record) == "RESTORED"


def test_of_a_record_that_is_not_published_nothing_is_told_to_the_public(session: Session) -> None:
    days: dict[str, Any] = {"published_from": clock.today() + timedelta(days=1), "published_until": None}
    consent: dict[str, Any] = {"item_code": "TAX_ARREARS", "kind": "TAX_ARREARS", "publicity": "CONSENT"}
    for n, changes in enumerate((consent, days)):
        decide(session, lodge(session, put_record(session.connection(), n, **changes)), WITHDRAWN)
    session.commit()

    assert {public for _, _, public, _ in told(session.connection())} == {False}
