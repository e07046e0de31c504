"""Who is told that a record no longer holds, and how a recipient acknowledges it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.consent.model import Consent, ConsentItem
from exchange.correction import rules as corrections
from exchange.correction.model import Correction, CorrectionCause
from exchange.correction.propagation import written
from exchange.correction.refusal import CorrectionAcknowledged, CorrectionUnknown
from exchange.deadline.model import DeadlineRule
from exchange.feed.publishing import publish
from exchange.institution.roll import create
from exchange.record.former import formers
from exchange.record.kind import RecordState
from exchange.record.model import CreditRecord, CreditRecordVersion
from exchange.record.state import change
from tests.domain.procedure import (
    BANK,
    SUBJECT,
    SUPPLIER,
    USCC,
    put_access,
    put_record,
    told,
)
from tests.planning.data import fill


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


def end(session: Session, record: str) -> None:
    """Restore a record."""
    change(session, record, RecordState.RESTORED, actor=SUPPLIER, reason="已纠正")


def test_recipients_of_an_earlier_word_are_told_too(session: Session) -> None:
    record = put_record(session.connection(), version=2, known_from=clock.now())
    former = {"subject_name": "示例", "facts": "{}", "digest": "0", "version": 1, "submission_id": 1, "line": 1}
    known = {"known_from": clock.now() - timedelta(days=50), "known_to": clock.now()}
    session.execute(insert(CreditRecordVersion).values(record_id=record, **former, **known))
    put_access(session.connection(), "DEMO-B", 49)
    end(session, record)

    assert session.scalars(select(Correction.institution_code)).all() == ["DEMO-B"]


def test_a_correction_is_acknowledged_once_by_its_recipient(session: Session) -> None:
    put_access(session.connection(), "DEMO-B", 2)
    end(session, put_record(session.connection()))
    session.commit()
    seen = len(told(session.connection()))
    correction = session.scalars(select(Correction)).one()
    for unknown, actor in ((correction.id, SUPPLIER), ("cor_nothing", BANK), (correction.id, SUBJECT)):
        with pytest.raises(CorrectionUnknown):
            corrections.acknowledge(session, unknown, actor)
    corrections.acknowledge(session, correction.id, BANK)
    session.commit()

    assert (correction.acknowledged_by, correction.acknowledged_at is not None) == ("bank", True)
    assert told(session.connection(), seen) == [("CORRECTION", USCC, False, "DEMO-A")]
    with pytest.raises(CorrectionAcknowledged, match="is ACKNOWLEDGED already"):
        corrections.acknowledge(session, correction.id, BANK)


def test_where_a_rule_sets_a_period_a_correction_has_a_deadline(session: Session) -> None:
    rule = {"code": "C", "jurisdiction": "441300", "subject": "CORRECTION", "period": 5, "unit": "CALENDAR_DAY"}
    source = {"source": "示例", "article": "第一条", "verified": False, "ends_on_workday": False}
    session.add(DeadlineRule(**rule, **source, valid_from=clock.today()))
    record = put_record(session.connection())
    put_access(session.connection(), "DEMO-B", 2)
    change(session, record, RecordState.WITHDRAWN, actor=SUPPLIER, reason="撤销", jurisdiction="441300")

    correction = session.scalars(select(Correction)).one()
    assert (correction.due_on, correction.rule_code) == (clock.today() + timedelta(days=5), "C")


def test_who_could_not_have_got_a_record_learns_nothing_of_it(session: Session) -> None:
    connection = session.connection()
    for kind in ("COURT", "BUREAU"):
        create(connection, f"T-{kind}", "示例机构", kind)
    tax: dict[str, Any] = {"item_code": "TAX_ARREARS", "kind": "TAX_ARREARS", "publicity": "CONSENT"}
    wages: dict[str, Any] = {"item_code": "WAGE_ARREARS", "kind": "WAGE_ARREARS", "publicity": "GOVERNMENT"}
    never: dict[str, Any] = {"published_from": None}
    ids = [put_record(connection, n, **changes) for n, changes in enumerate((tax, wages, never))]
    put_access(connection, "DEMO-B", 2)
    put_access(connection, "T-BUREAU", 2, basis="AGREEMENT", agreement_id="agr_1")
    put_access(connection, "T-COURT", 2, basis="COURT")
    for id_ in ids:
        change(session, id_, RecordState.RESTORED, actor=SUPPLIER, reason="修复")
    made = session.execute(select(Correction.record_id, Correction.institution_code)).all()
    assert sorted(map(tuple, made)) == [(ids[0], "T-COURT"), (ids[1], "T-COURT")]

    consent = session.scalars(select(Consent.id)).first()
    session.add(ConsentItem(consent_id=consent, item_code="TAX_ARREARS"))
    put_access(connection, "DEMO-B", 1, consent_id=consent)
    again = put_record(connection, 9, **tax)
    change(session, again, RecordState.RESTORED, actor=SUPPLIER, reason="修复")
    told_ = select(Correction.institution_code).where(Correction.record_id == again)
    assert sorted(session.scalars(told_)) == ["DEMO-B", "T-COURT"]


def test_on_a_connection_the_transaction_stays_open(filled: Engine) -> None:
    with filled.begin() as connection:
        record = put_record(connection)
        put_access(connection, "DEMO-B", 2)
        own = select(CreditRecord.__table__).where(CreditRecord.__table__.c.id == record)
        former = formers(connection, [connection.execute(own).one()])
        assert [(one.record_id, one.uscc) for one in former] == [(record, USCC)]
        with Session(connection) as session:
            (event,) = written(session, former, CorrectionCause.WITHDRAWN)
        publish(connection, [event])
    with filled.connect() as connection:
        assert connection.scalars(select(Correction.__table__.c.cause)).all() == ["WITHDRAWN"]
        assert told(connection) == [("CORRECTION", USCC, False, "DEMO-B")]
