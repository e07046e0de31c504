"""Demands: who may claim one, what is refused, and that its last day ends it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.demand import rules
from exchange.demand.refusal import DemandRefused, DemandUnknown
from exchange.feed.model import FeedEvent
from exchange.procedure.transition import TransitionRefused
from exchange.product.kind import ProductKind
from tests.domain.financing import BANKS, PRODUCTS, USCC, USER, demand, prepared, put_product

DAY = timedelta(days=1)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session over three banks with a product each."""
    prepared(engine)
    with Session(engine) as session:
        yield session


def test_what_cannot_be_looked_for_is_refused(session: Session) -> None:
    today = clock.today()
    bad: tuple[tuple[dict[str, Any], str], ...] = (
        ({"amount_fen": 0}, "amount_fen"),
        ({"amount_fen": -5}, "amount_fen"),
        ({"amount_fen": 10**15 + 1}, "amount_fen"),
        ({"term_months": 0}, "term_months"),
        ({"term_months": 601}, "term_months"),
        ({"open_until": today - DAY}, "open_until"),
        ({"open_until": today + 367 * DAY}, "open_until"),
        ({"use": " "}, "use"),
        ({"uscc": "91990000000000000X"}, "uscc"),
    )
    for given, field in bad:
        with pytest.raises(DemandRefused) as refused:
            demand(session, **given)
        assert refused.value.field == field, given


def test_one_claims_it_names_a_product_and_gives_it_back(session: Session) -> None:
    made = demand(session)
    first, second, _ = BANKS
    rules.claim(session, made.id, first)
    with pytest.raises(TransitionRefused, match=f"The demand {made.id} is CLAIMED; CLAIM takes one that is OPEN"):
        rules.claim(session, made.id, second)
    with pytest.raises(DemandUnknown):
        rules.match(session, made.id, PRODUCTS[1], second)
    with pytest.raises(DemandUnknown):
        rules.release(session, made.id, second, None)
    for product in (PRODUCTS[1], "prd_none", "prd_\0"):
        with pytest.raises(DemandRefused), session.begin_nested():
            rules.match(session, made.id, product, first)
    rules.match(session, made.id, PRODUCTS[0], first)
    assert (made.state, made.claimed_by, made.product_id) == ("MATCHED", "F-BANK1", PRODUCTS[0])
    rules.release(session, made.id, first, "资料不足")
    assert (made.state, made.claimed_by, made.product_id) == ("OPEN", None, None)
    rules.claim(session, made.id, second)
    rules.reopen(session, made.id, USER, None)
    assert (made.state, made.claimed_by) == ("OPEN", None)
    rules.close(session, made.id, USER, "不再需要")
    with pytest.raises(TransitionRefused, match="is CLOSED; CLAIM"):
        rules.claim(session, made.id, second)


def test_who_has_no_licence_for_its_kind_claims_nothing(session: Session) -> None:
    made = demand(session, kind=ProductKind.GUARANTEE)
    with pytest.raises(DemandUnknown):
        rules.claim(session, made.id, BANKS[0])
    put_product(session, "prd_cover", "F-BANK1", "GUARANTEE")
    assert rules.claim(session, made.id, BANKS[0]).state == "CLAIMED"


def test_its_last_day_ends_a_demand(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    made, today = demand(session, open_until=clock.today() + DAY), clock.today()
    monkeypatch.setattr(clock, "today", lambda: today + 2 * DAY)
    with pytest.raises(TransitionRefused, match=f"The demand {made.id} is EXPIRED; CLAIM takes one that is OPEN"):
        rules.claim(session, made.id, BANKS[0])
    with pytest.raises(TransitionRefused, match=f"The demand {made.id} is EXPIRED; CLOSE takes one"):
        rules.close(session, made.id, USER)


def test_the_enterprise_and_the_claimant_are_told_and_who_gives_it_back_without_a_name(engine: Engine) -> None:
    prepared(engine)
    with Session(engine) as session, session.begin():
        id_ = demand(session).id
    steps: tuple[Callable[[Session], Any], ...] = (
        lambda s: rules.claim(s, id_, BANKS[0]),
        lambda s: rules.reopen(s, id_, USER, None),
        lambda s: rules.close(s, id_, USER),
    )
    for step in steps:
        with Session(engine) as session, session.begin():
            step(session)
    with Session(engine) as session:
        told = select(FeedEvent.uscc, FeedEvent.is_public, FeedEvent.institution_code)
        events = [tuple(one) for one in session.execute(told.where(FeedEvent.object_id == id_))]
    assert events == [
        (USCC, False, None),
        (USCC, False, "F-BANK1"),
        (None, False, "F-BANK1"),
        (USCC, False, None),
        (USCC, False, None),
    ]
