"""How an access is disputed and answered, and what is refused."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from exchange import clock
from exchange.audit.model import AccessEntry
from exchange.dispute import rules
from exchange.dispute.model import AccessDispute
from exchange.dispute.refusal import DisputeAnswered, DisputeExists, DisputeRefused, DisputeUnknown
from tests.planning.data import fill
from tests.planning.files import OVERDUE, access_id, dispute_id

FREE = access_id(1)
"""An access that isn't disputed."""


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """Give a transaction on the small registry."""
    with engine.begin() as connection:
        fill(connection)
    with Session(engine) as session, session.begin():
        yield session


def lodge(session: Session, entry_id: str = FREE, reason: str = "为什么？") -> AccessDispute:
    """Dispute an access."""
    return rules.lodge(session, session.get_one(AccessEntry, entry_id), reason=reason, lodged_by="usr_1")


def count(session: Session) -> int:
    """Count the disputes."""
    return session.scalar(select(func.count()).select_from(AccessDispute)) or 0


def test_a_dispute_names_the_access_its_reader_and_the_deadline(session: Session) -> None:
    dispute = lodge(session, reason="  为什么？\n")
    entry = session.get_one(AccessEntry, FREE)

    assert dispute.id.startswith("dsp_")
    assert (dispute.entry_id, dispute.uscc) == (entry.id, entry.uscc)
    assert (dispute.institution_code, dispute.consent_id) == ("DEMO-B", entry.consent_id)
    assert (dispute.reason, dispute.lodged_by, dispute.answer) == ("为什么？", "usr_1", None)
    assert dispute.due_on == clock.today() + timedelta(days=20)
    assert (dispute.rule_code, dispute.provisional) == ("ACCESS_DISPUTE_ANSWER", False)


def test_an_access_is_disputed_once(session: Session) -> None:
    first = lodge(session)
    before = count(session)

    with pytest.raises(DisputeExists, match=first.id):
        lodge(session)
    assert count(session) == before


def test_of_two_at_the_same_time_the_database_keeps_one(session: Session) -> None:
    first = lodge(session)
    twin = {c.name: getattr(first, c.name) for c in AccessDispute.__table__.columns} | {"id": "dsp_twin"}

    with pytest.raises(IntegrityError), session.begin_nested():
        session.add(AccessDispute(**twin))


def test_an_own_reading_is_not_disputed(session: Session) -> None:
    with pytest.raises(DisputeRefused, match="mandate") as refused:
        lodge(session, access_id(6))
    assert refused.value.field == "access"


@pytest.mark.parametrize("text", ["", " \n", "x" * 2001, "a\0b"])
def test_texts_have_1_to_2000_characters(session: Session, text: str) -> None:
    before = count(session)
    with pytest.raises(DisputeRefused, match="2,000") as refused:
        lodge(session, reason=text)
    assert (refused.value.field, count(session)) == ("reason", before)

    lodged = lodge(session, reason="因" * 2000)
    with pytest.raises(DisputeRefused) as refused:
        rules.answer(session, lodged.id, text=text, answered_by="bank")
    assert (refused.value.field, lodged.answered_at) == ("answer", None)


def test_an_answer_is_given_once(session: Session) -> None:
    lodged = lodge(session)
    answered = rules.answer(session, lodged.id, text="贷款审查。", answered_by="bank")

    assert (answered.answer, answered.answered_by) == ("贷款审查。", "bank")
    assert answered.answered_at is not None
    with pytest.raises(DisputeAnswered, match=lodged.id):
        rules.answer(session, lodged.id, text="另一个答复", answered_by="bank")
    assert answered.answer == "贷款审查。"


def test_an_answer_is_taken_after_the_deadline_too(session: Session) -> None:
    overdue = session.get_one(AccessDispute, dispute_id(OVERDUE))
    assert overdue.due_on < clock.today()

    assert rules.answer(session, overdue.id, text="迟到的答复", answered_by="bank").answered_at is not None


def test_an_unknown_dispute_is_not_answered(session: Session) -> None:
    with pytest.raises(DisputeUnknown):
        rules.answer(session, "dsp_nothing", text="答复", answered_by="bank")
