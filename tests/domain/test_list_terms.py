"""How long an entry lasts: its term, an extension, its end by itself, by restoration or otherwise."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from exchange import clock
from exchange.errors import ExchangeError
from exchange.listing import history, restoration, standing
from exchange.listing.model import ListRestoration
from exchange.listing.state import DelistingReason
from exchange.listing.term import later
from tests.domain.listing import (
    BUREAU,
    COURT,
    DEFAULTERS,
    RED,
    SUBJECT,
    WAGES,
    decided,
    ended,
    listed,
    prepared,
    proposed,
)

TODAY = clock.today()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """Give a transaction in which lists have keepers."""
    prepared(engine)
    with Session(engine) as session, session.begin():
        yield session


def code_of(caught: Any) -> str:
    error: ExchangeError = caught.value
    return error.code


def test_the_court_s_term_is_two_years_and_nobody_s_choice(session: Session) -> None:
    entry = decided(session, DEFAULTERS)

    with pytest.raises(ExchangeError, match="The term is set by rule"):
        standing.enter(session, entry.id, COURT, valid_until=TODAY + timedelta(days=9))
    standing.enter(session, entry.id, COURT)
    assert (entry.valid_from, entry.valid_until) == (TODAY, later(TODAY, 24) - timedelta(days=1))


def test_on_the_first_ground_there_is_no_term(session: Session) -> None:
    entry = decided(session, DEFAULTERS, ground="REFUSAL_DESPITE_ABILITY")

    with pytest.raises(ExchangeError, match="has no term"):
        standing.enter(session, entry.id, COURT, valid_until=TODAY + timedelta(days=9))
    assert standing.enter(session, entry.id, COURT).valid_until is None


def test_the_court_extends_by_one_to_three_years_once(session: Session) -> None:
    entry = listed(session, DEFAULTERS)
    assert entry.valid_until is not None
    end = entry.valid_until

    for wrong in (later(end, 12) - timedelta(days=1), later(end, 36) + timedelta(days=1), end):
        with pytest.raises(ExchangeError) as refused:
            standing.extend(session, entry.id, COURT, wrong, "情节严重")
        assert code_of(refused) == "LIST_ENTRY_REFUSED"
        session.refresh(entry)
        entry.state = "LISTED"
    standing.extend(session, entry.id, COURT, later(end, 12), "情节严重")
    assert (entry.state, entry.valid_until) == ("EXTENDED", later(end, 12))
    with pytest.raises(ExchangeError, match="The entry is EXTENDED"):
        standing.extend(session, entry.id, COURT, later(end, 30), "再延长")


@pytest.mark.parametrize(
    ("first", "last"), [(-1, None), (None, -1), (5, 4)], ids=["past", "over already", "ends before it begins"]
)
def test_impossible_days_are_refused(session: Session, first: int | None, last: int | None) -> None:
    entry = decided(session)
    days = [None if n is None else TODAY + timedelta(days=n) for n in (first, last)]

    with pytest.raises(ExchangeError) as refused:
        standing.enter(session, entry.id, BUREAU, *days)
    assert code_of(refused) == "LIST_ENTRY_REFUSED"


def test_an_entry_expires_without_anybody(session: Session) -> None:
    entry = listed(session, valid_until=TODAY)
    assert history.now(entry) == "LISTED"
    ended(session, entry)

    assert history.now(entry) == "DELISTED"
    with pytest.raises(ExchangeError, match="The entry is DELISTED and can't become DELISTED"):
        standing.delist(session, entry.id, BUREAU, DelistingReason.REVOKED, "x")
    with pytest.raises(ExchangeError, match="expires by itself"):
        standing.delist(session, entry.id, BUREAU, DelistingReason.EXPIRED, "x")


def test_a_restoration_takes_the_subject_s_application(session: Session) -> None:
    entry = listed(session)

    with pytest.raises(ExchangeError) as refused, session.begin_nested():
        standing.delist(session, entry.id, BUREAU, DelistingReason.RESTORED, "已纠正")
    assert code_of(refused) == "LIST_RESTORATION_REFUSED"
    session.refresh(entry)
    made = restoration.apply(session, entry.id, SUBJECT, "已清偿")
    with pytest.raises(ExchangeError, match=made.id):
        restoration.apply(session, entry.id, SUBJECT, "已清偿")
    standing.delist(session, entry.id, BUREAU, DelistingReason.RESTORED, "已纠正")
    assert (entry.state, entry.delisted_for, made.state, made.decision) == ("DELISTED", "RESTORED", "GRANTED", "已纠正")


def test_a_refused_application_leaves_the_entry_and_another_may_follow(session: Session) -> None:
    entry = listed(session)
    made = restoration.apply(session, entry.id, SUBJECT, "已清偿")

    with pytest.raises(ExchangeError) as refused:
        restoration.refuse(session, made.id, COURT, "未清偿")
    assert code_of(refused) == "LIST_RESTORATION_UNKNOWN"
    restoration.refuse(session, made.id, BUREAU, "未清偿")
    assert (made.state, entry.state) == ("REFUSED", "LISTED")
    with pytest.raises(ExchangeError) as refused:
        restoration.refuse(session, made.id, BUREAU, "未清偿")
    assert code_of(refused) == "RESTORATION_STATE"
    again = restoration.apply(session, entry.id, SUBJECT, "已清偿")
    standing.delist(session, entry.id, BUREAU, DelistingReason.REVOKED, "依据撤销")
    assert session.get_one(ListRestoration, again.id).state == "CLOSED"


def test_the_court_s_removal_has_its_own_rule(session: Session) -> None:
    made = restoration.apply(session, listed(session, DEFAULTERS).id, SUBJECT, "已履行")
    assert made.rule_code == "LIST_COURT_REMOVAL"


@pytest.mark.parametrize("code", [WAGES, RED])
def test_what_is_not_an_adverse_entry_in_force_is_not_restored(session: Session, code: str) -> None:
    entry = listed(session, RED) if code == RED else proposed(session)
    with pytest.raises(ExchangeError) as refused:
        restoration.apply(session, entry.id, SUBJECT, "已清偿")
    assert code_of(refused) == "LIST_RESTORATION_REFUSED"


def test_a_month_s_last_day_stands_for_one_it_lacks() -> None:
    assert later(date(2024, 2, 29), 24) == date(2026, 2, 28)
    assert later(date(2026, 11, 30), 3) == date(2027, 2, 28)
