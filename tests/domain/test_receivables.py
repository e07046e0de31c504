"""Receivables: who must confirm by when, what is refused, and that each is asked about once."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.deadline.model import DeadlineRule
from exchange.demand.model import EnterpriseSize as Size
from exchange.feed.model import FeedEvent
from exchange.procedure.actor import Actor
from exchange.procedure.transition import TransitionRefused
from exchange.receivable import rules
from exchange.receivable.model import PayerKind, Receivable
from exchange.receivable.refusal import ReceivableExists, ReceivableRefused, ReceivableUnknown
from tests.domain.financing import OTHER, USCC, USER, prepared

PAYER = Actor("usr_2")


def stated(**more: Any) -> rules.Stated:
    """Return what an enterprise is owed: a thousand yuan by a large enterprise."""
    given: dict[str, Any] = {
        "creditor_uscc": USCC,
        "creditor_size": Size.SMALL,
        "payer_uscc": OTHER,
        "payer_kind": PayerKind.LARGE_ENTERPRISE,
        "document_number": "HT-2026-1",
        "description": "示例货款",
        "amount_fen": 100_000,
        "payable_on": date(2026, 12, 31),
    }
    return rules.Stated(**given | more)


def requested(session: Session, **more: Any) -> Receivable:
    """Ask the payer to confirm."""
    return rules.request(session, stated(**more), USER)


def confirmed(session: Session, **more: Any) -> Receivable:
    """Let the payer confirm."""
    return rules.confirm(session, requested(session, **more).id, PAYER)


@pytest.fixture
def session(engine: Engine) -> Session:
    """A session over the registry."""
    prepared(engine)
    return Session(engine)


def test_public_bodies_and_large_enterprises_have_thirty_days(session: Session) -> None:
    with session:
        payers = (PayerKind.PUBLIC_BODY, PayerKind.LARGE_ENTERPRISE)
        for n, (payer, size) in enumerate(product(payers, (Size.MICRO, Size.SMALL, Size.MEDIUM))):
            made = requested(session, payer_kind=payer, creditor_size=size, document_number=f"HT-{n}")
            assert made.due_on == clock.today() + timedelta(days=30)
        rule = session.get_one(DeadlineRule, made.rule_code)
    assert (rule.source, rule.article) == ("保障中小企业款项支付条例 (国务院令第802号)", "第十六条")
    assert (rule.verified, rule.valid_from) == (True, date(2025, 6, 1))


def test_where_the_law_says_nothing_there_is_no_deadline(session: Session) -> None:
    with session:
        silent: tuple[dict[str, Any], ...] = ({"payer_kind": PayerKind.OTHER}, {"creditor_size": Size.LARGE})
        for n, given in enumerate(silent):
            made = requested(session, document_number=f"HT-{n}", **given)
            assert (made.due_on, made.rule_code) == (None, None)


BAD: tuple[tuple[dict[str, Any], str], ...] = (
    ({"amount_fen": 0}, "amount_fen"),
    ({"amount_fen": -1}, "amount_fen"),
    ({"document_number": " "}, "document_number"),
    ({"document_number": "x" * 201}, "document_number"),
    ({"description": ""}, "description"),
    ({"payer_uscc": USCC}, "payer"),
    ({"payer_uscc": "91990000000000000X"}, "payer"),
    ({"creditor_uscc": "91990000000000000X"}, "creditor"),
)


def test_what_cannot_be_owed_is_refused(session: Session) -> None:
    with session:
        for given, field in BAD:
            with pytest.raises(ReceivableRefused) as refused:
                requested(session, **given)
            assert refused.value.field == field, given
        assert session.scalars(select(Receivable.id)).all() == []


def test_a_document_is_asked_about_once_until_it_is_disputed(session: Session) -> None:
    with session:
        first = requested(session)
        with pytest.raises(ReceivableExists, match=first.id):
            requested(session)
        rules.dispute(session, first.id, PAYER, "货物有瑕疵")
        again = requested(session)
        rules.confirm(session, again.id, PAYER)
        with pytest.raises(ReceivableExists, match=again.id):
            requested(session)
        assert (first.state, first.answer, again.state) == ("DISPUTED", "货物有瑕疵", "CONFIRMED")


STEPS: tuple[Callable[[Session, str], Any], ...] = (
    lambda s, id_: rules.confirm(s, id_, PAYER),
    lambda s, id_: rules.dispute(s, id_, PAYER, "x"),
    lambda s, id_: rules.cancel(s, id_, USER),
)


def test_what_is_answered_stays_answered(session: Session) -> None:
    with session:
        for n, (first, second) in enumerate(product(STEPS, STEPS)):
            made = requested(session, document_number=f"HT-{n}")
            first(session, made.id)
            with pytest.raises(TransitionRefused, match=f"is {made.state};") as refused:
                second(session, made.id)
            assert refused.value.code == "RECEIVABLE_STATE"


def test_an_unknown_receivable_is_refused(session: Session) -> None:
    with session:
        for id_ in ("rcv_none", "rcv_\0", ""):
            with pytest.raises(ReceivableUnknown):
                rules.confirm(session, id_, PAYER)


def test_creditor_and_payer_are_told_and_nobody_else(session: Session) -> None:
    with session, session.begin():
        id_ = requested(session).id
    with session:
        told = select(FeedEvent.uscc, FeedEvent.is_public, FeedEvent.institution_code)
        events = session.execute(told.where(FeedEvent.object_id == id_).order_by(FeedEvent.position)).all()
    assert [tuple(event) for event in events] == [(USCC, False, None), (OTHER, False, None)]
