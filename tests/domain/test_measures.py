"""How measures follow entries: triggered for every department, carried out, and lifted with whatever they rest on."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.errors import ExchangeError
from exchange.feed.telling import TOLD
from exchange.listing import reach, standing
from exchange.listing.state import DelistingReason
from exchange.measure import steps
from exchange.measure.drafting import Draft
from exchange.measure.model import MeasureAction, MeasureActionEvent
from tests.domain.listing import (
    BUREAU,
    COURT,
    DEFAULTERS,
    OPERATOR,
    actions,
    assign,
    edition,
    ended,
    listed,
    prepared,
    published,
)
from tests.planning.data import USCCS

TODAY = clock.today()
DEPARTMENT = ("department", "T-REGULATOR")


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """Give a transaction in which lists have keepers."""
    prepared(engine)
    with Session(engine) as session, session.begin():
        yield session


def only(session: Session) -> MeasureAction:
    """Return the one action of the test's institution."""
    own = MeasureAction.institution_code == DEPARTMENT[1]
    return session.scalars(select(MeasureAction).where(own)).one()


def test_an_unpublished_measure_is_not_triggered(session: Session) -> None:
    edition(session)
    assert actions(session, listed(session)) == []


def test_a_measure_is_triggered_for_each_department_that_it_names(session: Session) -> None:
    assign(session, "财政部", "T-REGULATOR")
    published(session, Draft("限制", ("国家财政部", "税务总局")), Draft("禁止", ("财政部",)))

    assert actions(session, listed(session)) == [
        ("国家财政部", "T-REGULATOR", "TRIGGERED"),
        ("税务总局", None, "NOT_ASSIGNED"),
        ("财政部", "T-REGULATOR", "TRIGGERED"),
    ]


def test_where_nobody_is_named_every_assigned_signatory_is_due(session: Session) -> None:
    signed = ("财政部", "税务总局", "海关总署")
    assign(session, "税务总局", "T-REGULATOR")
    assign(session, "国家海关总署", "T-COURT")
    published(session, Draft("限制"), signed=signed)

    assert actions(session, listed(session)) == [
        ("税务总局", "T-REGULATOR", "TRIGGERED"),
        ("海关总署", "T-COURT", "TRIGGERED"),
    ]


def test_a_measure_without_anybody_is_shown_until_somebody_is_assigned(session: Session) -> None:
    published(session, Draft("限制"), Draft("禁止", ("海关总署",)), signed=("财政部", "税务总局"))
    entry = listed(session)
    assert actions(session, entry) == [(None, None, "NOT_ASSIGNED"), ("海关总署", None, "NOT_ASSIGNED")]

    assign(session, "财政部", "T-REGULATOR")
    assert actions(session, entry) == [
        ("财政部", "T-REGULATOR", "TRIGGERED"),
        ("海关总署", None, "NOT_ASSIGNED"),
    ]
    assert only(session).due_on == TODAY + timedelta(days=30)
    assign(session, "税务总局", "T-COURT")
    assign(session, "海关总署", "T-COURT")
    assert actions(session, entry) == [
        ("财政部", "T-REGULATOR", "TRIGGERED"),
        ("海关总署", "T-COURT", "TRIGGERED"),
        ("税务总局", "T-COURT", "TRIGGERED"),
    ]


def test_an_action_lasts_as_long_as_both_its_entry_and_its_measure(session: Session) -> None:
    assign(session, "财政部", "T-REGULATOR")
    last, first = TODAY + timedelta(days=10), TODAY + timedelta(days=3)
    published(session, Draft("限制", ("财政部",), valid_from=first, valid_until=last))
    entry = listed(session, valid_until=TODAY + timedelta(days=5))

    action = only(session)
    assert (action.valid_from, action.valid_until) == (first, TODAY + timedelta(days=5))
    standing.extend(session, entry.id, BUREAU, TODAY + timedelta(days=90), "继续")
    session.refresh(action)
    assert action.valid_until == last


def test_a_measure_that_is_over_is_not_triggered(session: Session) -> None:
    assign(session)
    published(session, Draft("限制", ("财政部",), valid_until=TODAY - timedelta(days=1)))
    assert actions(session, listed(session)) == []


def test_delisting_lifts_every_measure_in_the_same_transaction(session: Session) -> None:
    assign(session, "财政部", "T-REGULATOR")
    published(session, Draft("一", ("财政部",)), Draft("二", ("海关总署",)))
    entry, other = listed(session), listed(session, uscc=USCCS[1])
    first = session.scalars(select(MeasureAction.id).where(MeasureAction.entry_id == entry.id)).first()
    assert first is not None
    steps.receive(session, first, *DEPARTMENT)

    standing.delist(session, entry.id, BUREAU, DelistingReason.COURT, "法院决定")
    assert [state for *_, state in actions(session, entry)] == ["LIFTED", "LIFTED"]
    assert [state for *_, state in actions(session, other)] == ["TRIGGERED", "NOT_ASSIGNED"]
    lifted = select(MeasureAction.lifted_at).where(MeasureAction.entry_id == entry.id).distinct()
    assert session.scalars(lifted).all() == [entry.delisted_at]
    events = select(MeasureActionEvent.state, MeasureActionEvent.reason).where(MeasureActionEvent.action_id == first)
    assert session.execute(events.order_by(MeasureActionEvent.id)).all() == [
        ("TRIGGERED", None),
        ("RECEIVED", None),
        ("LIFTED", "COURT"),
    ]
    # What is told thrice in one transaction is published once.
    assert [event.institution_code for event in session.info[TOLD] if event.object_id == first] == ["T-REGULATOR"]


def test_a_department_works_through_its_measure(session: Session) -> None:
    assign(session, "财政部", "T-REGULATOR")
    published(session)
    listed(session)
    action = only(session)

    for step, text, state in (
        (steps.receive, (), "RECEIVED"),
        (steps.execute, (" 已限制 ",), "EXECUTED"),
        (steps.feed_back, ("已反馈",), "FED_BACK"),
    ):
        step(session, action.id, *DEPARTMENT, *text)
        assert action.state == state
        with pytest.raises(ExchangeError, match=f"The action is {state}"):
            step(session, action.id, *DEPARTMENT, *text)
    assert action.feedback == "已反馈"


def test_a_department_says_why_a_measure_does_not_apply(session: Session) -> None:
    assign(session, "财政部", "T-REGULATOR")
    published(session)
    listed(session)
    action = only(session)
    steps.receive(session, action.id, *DEPARTMENT)

    with pytest.raises(ExchangeError) as refused:
        steps.not_applicable(session, action.id, *DEPARTMENT, " ")
    assert refused.value.code == "MEASURE_ACTION_REFUSED"
    assert steps.not_applicable(session, action.id, *DEPARTMENT, "无此业务").state == "NOT_APPLICABLE"


def test_another_institution_takes_no_step(session: Session) -> None:
    assign(session, "财政部", "T-REGULATOR")
    published(session)
    listed(session)

    for institution in ("T-BUREAU", "T-OPERATOR", None):
        with pytest.raises(ExchangeError) as refused:
            steps.receive(session, only(session).id, "x", institution)
        assert refused.value.code == "MEASURE_ACTION_UNKNOWN"
    with pytest.raises(ExchangeError):
        steps.receive(session, "mac_\0", *DEPARTMENT)
    assert only(session).state == "TRIGGERED"


def test_of_an_expired_entry_no_measure_is_carried_out(session: Session) -> None:
    assign(session, "财政部", "T-REGULATOR")
    published(session)
    ended(session, listed(session))

    session.expire_all()
    with pytest.raises(ExchangeError, match="The action is LIFTED"):
        steps.receive(session, only(session).id, *DEPARTMENT)


def test_the_real_memorandum_on_judgment_defaulters_is_carried_out(session: Session) -> None:
    for department in ("发展改革委", "证监会"):
        assign(session, department, "T-REGULATOR")
    reach.publish_edition(session, "edn_M02.1", *OPERATOR)
    entry = listed(session, DEFAULTERS)

    found = actions(session, entry)
    assert len(found) == 14
    assert {row[0] for row in found} == {"国家发展改革委", "证监会"}
    standing.delist(session, entry.id, COURT, DelistingReason.REVOKED, "撤销")
    assert {row[2] for row in actions(session, entry)} == {"LIFTED"}
