"""Who may act for an enterprise, and who decides so."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from auth.people import mandates, users
from auth.people.mandates import MandateExists, MandateRefused, MandateStateRefused, MandateUnknown
from auth.people.model import Mandate, MandateState
from tests.planning.data import USCCS, fill, uscc

OPERATOR = "usr_operator"
DECISIONS = {"CONFIRMED": mandates.confirm, "REFUSED": mandates.refuse, "REVOKED": mandates.revoke}


@pytest.fixture
def user(engine: Engine) -> str:
    with engine.begin() as connection:
        fill(connection)
    with Session(engine) as session, session.begin():
        return users.create(session, login="zhang.san", name="张三", password="correct horse battery").id


@pytest.fixture
def session(engine: Engine, user: str) -> Iterator[Session]:
    with Session(engine) as session, session.begin():
        yield session


def test_a_mandate_counts_from_its_confirmation_to_its_end(session: Session, user: str) -> None:
    mandate = mandates.request(session, user, USCCS[0])
    assert not mandates.holds(session, user, USCCS[0])

    mandates.confirm(session, mandate.id, decided_by=OPERATOR)
    assert mandates.holds(session, user, USCCS[0])
    assert not mandates.holds(session, user, USCCS[1])
    assert not mandates.holds(session, "usr_other", USCCS[0])
    assert mandates.enterprises(session, user) == [(USCCS[0], "示例甲有限公司")]
    assert (mandate.decided_by, mandate.ended_at) == (OPERATOR, None)

    mandates.revoke(session, mandate.id, decided_by=OPERATOR)
    assert not mandates.holds(session, user, USCCS[0])
    assert mandates.enterprises(session, user) == []
    assert mandate.ended_at == mandate.decided_at


def test_it_is_asked_for_once_until_it_has_ended(session: Session, user: str) -> None:
    first = mandates.request(session, user, USCCS[0])
    with pytest.raises(MandateExists):
        mandates.request(session, user, USCCS[0])

    mandates.refuse(session, first.id, decided_by=OPERATOR)
    assert mandates.request(session, user, USCCS[0]).id != first.id


@pytest.mark.parametrize("code", ["", "nothing", uscc(999_999)])
def test_it_is_for_an_enterprise_of_the_registry(session: Session, user: str, code: str) -> None:
    with pytest.raises(MandateRefused):
        mandates.request(session, user, code)


@pytest.mark.parametrize("state", MandateState)
@pytest.mark.parametrize("target", DECISIONS)
def test_each_decision_leads_on_from_one_state(session: Session, user: str, state: str, target: str) -> None:
    mandate = mandates.request(session, user, USCCS[0])
    mandate.state = state
    session.flush()

    if (state, target) in {("REQUESTED", "CONFIRMED"), ("REQUESTED", "REFUSED"), ("CONFIRMED", "REVOKED")}:
        assert DECISIONS[target](session, mandate.id, decided_by=OPERATOR).state == target
        return
    with pytest.raises(MandateStateRefused):
        DECISIONS[target](session, mandate.id, decided_by=OPERATOR)
    assert mandate.state == state


def test_nobody_decides_on_ones_own(session: Session, user: str) -> None:
    mandate = mandates.request(session, user, USCCS[0])

    with pytest.raises(MandateRefused):
        mandates.confirm(session, mandate.id, decided_by=user)
    with pytest.raises(MandateUnknown):
        mandates.confirm(session, "mdt_nothing", decided_by=OPERATOR)


def test_of_two_decisions_at_the_same_time_one_wins(engine: Engine, user: str) -> None:
    with Session(engine) as session, session.begin():
        mandate_id = mandates.request(session, user, USCCS[0]).id

    def decide(n: int) -> str:
        with Session(engine) as session:
            try:
                with session.begin():
                    decision = mandates.confirm if n % 2 else mandates.refuse
                    return decision(session, mandate_id, decided_by=OPERATOR).state
            except MandateStateRefused:
                return "refused"

    with ThreadPoolExecutor(4) as threads:
        outcomes = list(threads.map(decide, range(4)))
    assert outcomes.count("refused") == 3
    with Session(engine) as session:
        assert session.scalars(select(Mandate.state)).one() in outcomes
