"""Payments: at most what was signed goes out, at most what went out comes back, and each report counts once."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from exchange import clock
from exchange.application import paying
from exchange.application.paying import Payment
from exchange.application.refusal import MoneyRefused, ReportReused
from exchange.procedure.transition import TransitionRefused
from tests.domain.financing import AMOUNT, BANKS, prepared, put_product, refused, signed

DAY = timedelta(days=1)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session over three banks with a product each."""
    prepared(engine)
    with Session(engine) as session:
        yield session


def test_money_is_paid_within_what_was_signed(session: Session) -> None:
    application = signed(session)
    id_, today, bank = application.id, clock.today(), BANKS[0]
    with pytest.raises(TransitionRefused, match="is SIGNED; REPAY takes one that is DISBURSED or REPAYING"):
        paying.repay(session, id_, Payment("R-0", 1, today), bank)
    for payment, field in (
        (Payment("P-0", 0, today), "amount_fen"),
        (Payment("P-0", -1, today), "amount_fen"),
        (Payment("P-0", AMOUNT + 1, today), "amount_fen"),
        (Payment("P-0", 1, today + DAY), "moved_on"),
        (Payment("P-0", 1, today - DAY), "moved_on"),
        (Payment("", 1, today), "external_id"),
        (Payment("x" * 101, 1, today), "external_id"),
        (Payment("P-0", 1, today, -1), "interest_fen"),
    ):
        refused(session, MoneyRefused, field, lambda p=payment: paying.disburse(session, id_, p, bank))

    first = paying.disburse(session, id_, Payment("P-1", 60_000_000, today), bank)
    assert paying.disburse(session, id_, Payment("P-1", 60_000_000, today), bank).id == first.id
    with pytest.raises(ReportReused):
        paying.disburse(session, id_, Payment("P-1", 60_000_001, today), bank)
    with pytest.raises(ReportReused):
        paying.repay(session, id_, Payment("P-1", 60_000_000, today), bank)
    refused(
        session, MoneyRefused, "amount_fen", lambda: paying.repay(session, id_, Payment("R-1", 60_000_001, today), bank)
    )
    paying.repay(session, id_, Payment("R-1", 60_000_000, today, 5_000), bank)
    assert (application.state, application.repaid_fen) == ("REPAYING", 60_000_000)
    paying.disburse(session, id_, Payment("P-2", 40_000_000, today), bank)
    assert application.state == "REPAYING"
    refused(session, MoneyRefused, "application", lambda: paying.settle(session, id_, bank))
    last = paying.repay(session, id_, Payment("R-2", 40_000_000, today), bank)
    assert (application.state, application.disbursed_fen, application.repaid_fen) == ("SETTLED", AMOUNT, AMOUNT)
    # The same report again does nothing, also when all is over.
    assert paying.repay(session, id_, Payment("R-2", 40_000_000, today), bank).id == last.id


def test_what_was_partly_drawn_and_paid_back_is_settled_by_the_institution(session: Session) -> None:
    application, today = signed(session), clock.today()
    with pytest.raises(TransitionRefused, match="is SIGNED; SETTLE takes one that is DISBURSED or REPAYING"):
        paying.settle(session, application.id, BANKS[0])
    paying.disburse(session, application.id, Payment("P-1", 10, today), BANKS[0])
    paying.repay(session, application.id, Payment("R-1", 10, today), BANKS[0])
    assert application.state == "REPAYING"
    assert paying.settle(session, application.id, BANKS[0]).state == "SETTLED"


def test_a_guarantee_pays_nothing_out_and_ends_with_its_cover(session: Session) -> None:
    put_product(session, "prd_cover", "F-BANK1", "GUARANTEE")
    application = signed(session, "prd_cover")
    refused(
        session,
        MoneyRefused,
        "application",
        lambda: paying.disburse(session, application.id, Payment("P-1", 1, clock.today()), BANKS[0]),
    )
    assert paying.settle(session, application.id, BANKS[0]).state == "SETTLED"
