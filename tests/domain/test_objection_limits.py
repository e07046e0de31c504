"""What limits an objection: its files and texts, its deadline, and that of two decisions at once one wins."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.deadline import workday
from exchange.deadline.refusal import ExtensionRefused
from exchange.evidence.attaching import Material
from exchange.evidence.model import Evidence, EvidenceKind
from exchange.evidence.refusal import EvidenceTooMany, EvidenceUnknown
from exchange.objection import rules
from exchange.objection.model import Objection, ObjectionOutcome
from exchange.objection.refusal import (
    ObjectionRefused,
    ObjectionUnknown,
)
from exchange.procedure.model import ProcedureEvent
from exchange.procedure.transition import TransitionRefused
from exchange.record.state import RecordUnknown
from tests.domain.procedure import (
    BANK,
    SUBJECT,
    SUPPLIER,
    lodge,
    put_evidence,
    put_record,
    state_of,
)
from tests.planning.data import fill

UPHELD, WITHDRAWN = ObjectionOutcome.UPHELD, ObjectionOutcome.WITHDRAWN


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


def test_evidence_becomes_part_of_the_case(session: Session) -> None:
    record, file = put_record(session.connection()), put_evidence(session.connection(), 1)
    objection = lodge(session, record, evidence=[Material(file, EvidenceKind.OTHER)])
    attached = session.get_one(Evidence, file)
    assert (attached.object_id, attached.kind) == (objection.id, "OTHER")

    of_supplier = put_evidence(session.connection(), 2, by=SUPPLIER)
    rules.decide(
        session, objection.id, UPHELD, reasons="见附件", actor=SUPPLIER._replace(id="other"),
        evidence=[Material(of_supplier)],
    )  # fmt: skip
    assert session.get_one(Evidence, of_supplier).object_id == objection.id


def test_evidence_of_others_or_of_another_case_is_unknown(session: Session) -> None:
    record = put_record(session.connection())
    of_others = put_evidence(session.connection(), 1, by=BANK)
    used = put_evidence(session.connection(), 2, object_id="obj_other")
    session.commit()
    for file in (of_others, used, "evd_nothing", "evd_\0"):
        with pytest.raises(EvidenceUnknown):
            lodge(session, record, evidence=[Material(file)])
        session.rollback()
    with pytest.raises(EvidenceTooMany):
        lodge(session, record, evidence=[Material(f"evd_{n}") for n in range(21)])


@pytest.mark.parametrize("text", ["", " \n", "x" * 2_001, "a\0b"])
def test_a_text_has_bounds(session: Session, text: str) -> None:
    record = put_record(session.connection())
    with pytest.raises(ObjectionRefused, match="text: It takes 1 to 2,000"):
        lodge(session, record, text)


def test_what_is_not_there_is_unknown(session: Session) -> None:
    with pytest.raises(RecordUnknown):
        lodge(session, "rec_nothing")
    for unknown in ("obj_nothing", "obj_\0"):
        with pytest.raises(ObjectionUnknown):
            rules.cancel(session, unknown, actor=SUBJECT)


def test_in_shenzhen_the_supplier_has_two_working_days_and_three_more_once(session: Session) -> None:
    objection = lodge(session, put_record(session.connection()), jurisdiction="440300")
    assert (objection.rule_code, objection.due_on) == ("OBJECTION_SHENZHEN", workday.after(clock.today(), 2))
    rules.extend(session, objection.id, actor=SUPPLIER, reason="情况特殊")

    assert (objection.state, objection.extended) == ("FORWARDED", True)
    assert objection.due_on == workday.after(clock.today(), 5)
    with pytest.raises(ExtensionRefused, match="once is the most"):
        rules.extend(session, objection.id, actor=SUPPLIER, reason="再延长")


def test_where_the_rule_has_no_extension_there_is_none(session: Session) -> None:
    objection = lodge(session, put_record(session.connection()))
    with pytest.raises(ExtensionRefused, match="OBJECTION_CN allows no extension"):
        rules.extend(session, objection.id, actor=SUPPLIER, reason="情况特殊")


def test_of_two_decisions_at_once_one_wins(filled: Engine) -> None:
    with Session(filled) as session, session.begin():
        record = put_record(session.connection())
        objection = lodge(session, record).id

    def decided(outcome: ObjectionOutcome) -> str:
        try:
            with Session(filled) as session, session.begin():
                rules.decide(session, objection, outcome, reasons="已核查", actor=SUPPLIER)
        except TransitionRefused as refused:
            return f"{refused.code} {refused.state}"
        return outcome

    with ThreadPoolExecutor(2) as threads:
        results = list(threads.map(decided, (UPHELD, WITHDRAWN)))
    assert sorted(results)[0] == "OBJECTION_STATE DECIDED"
    won = sorted(results)[1]
    with Session(filled) as session:
        assert session.get_one(Objection, objection).outcome == won
        assert state_of(session, record) == {"UPHELD": "ACTIVE", "WITHDRAWN": "WITHDRAWN"}[won]
        assert session.scalar(select(func.count()).where(ProcedureEvent.object_id == objection)) == 3
