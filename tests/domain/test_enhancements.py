"""Enhancements: who may stand behind an application, how much, and that they end with it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from exchange.application import signing
from exchange.application.model import FinancingApplication
from exchange.enhancement import rules
from exchange.enhancement.model import CreditEnhancement, EnhancementKind
from exchange.enhancement.refusal import EnhancementRefused, EnhancementUnknown
from exchange.enhancement.rules import Proposed
from exchange.institution.roll import create
from exchange.procedure.actor import Actor
from exchange.procedure.transition import TransitionRefused
from tests.domain.financing import AMOUNT, BANKS, PRODUCTS, USER, applied, offered, prepared, put_product
from tests.domain.test_receivables import confirmed, requested

GUARANTOR = Actor("guarantor", "F-GUARANTOR")
GUARANTEE = Proposed(kind=EnhancementKind.GUARANTEE, covered_fen=AMOUNT // 2, provider_code="F-GUARANTOR")
PLEDGE = Proposed(kind=EnhancementKind.RECEIVABLE_CONFIRMATION, covered_fen=AMOUNT // 2)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session over three banks and a guarantor."""
    prepared(engine)
    with Session(engine) as session:
        create(session.connection(), "F-GUARANTOR", "示例担保公司", "GUARANTEE_COMPANY")
        put_product(session, "prd_guarantee", "F-GUARANTOR", "GUARANTEE")
        yield session


def proposed(session: Session, application: FinancingApplication, what: Proposed = GUARANTEE) -> CreditEnhancement:
    """Let the enterprise propose it."""
    return rules.propose(session, application.id, what, USER)


def test_a_guarantor_stands_behind_an_application_until_it_ends(session: Session) -> None:
    (application,) = applied(session)
    first, second = proposed(session, application), proposed(session, application)
    rules.confirm(session, first.id, GUARANTOR)
    rules.decline(session, second.id, GUARANTOR, "额度不足")
    assert (first.state, second.state) == ("CONFIRMED", "DECLINED")
    with pytest.raises(TransitionRefused, match=f"The enhancement {second.id} is DECLINED; CONFIRM takes one"):
        rules.confirm(session, second.id, GUARANTOR)
    signing.withdraw(session, application.id, USER)
    assert (first.state, second.state) == ("RELEASED", "DECLINED")


def test_what_cannot_stand_behind_an_application_is_refused(session: Session) -> None:
    (application,) = applied(session)
    asked = requested(session, document_number="HT-2")
    others = confirmed(session, creditor_uscc=asked.payer_uscc, payer_uscc=asked.creditor_uscc)
    for what, field in (
        (replace(GUARANTEE, covered_fen=0), "covered_fen"),
        (replace(GUARANTEE, covered_fen=AMOUNT + 1), "covered_fen"),
        (replace(GUARANTEE, provider_code="F-BANK2"), "provider"),
        (replace(GUARANTEE, provider_code="F-NONE"), "provider"),
        (replace(GUARANTEE, provider_code=None), "provider"),
        (replace(GUARANTEE, kind=EnhancementKind.INSURANCE), "provider"),
        (replace(GUARANTEE, kind=EnhancementKind.RISK_POOL, provider_code="F-BANK1"), "provider"),
        (replace(GUARANTEE, receivable_id="rcv_1"), "receivable"),
        (replace(PLEDGE, provider_code="F-GUARANTOR"), "provider"),
        (replace(PLEDGE, receivable_id=None), "receivable"),
        (replace(PLEDGE, receivable_id="rcv_none"), "receivable"),
        (replace(PLEDGE, receivable_id=asked.id), "receivable"),
        (replace(PLEDGE, receivable_id=others.id), "receivable"),
    ):
        with pytest.raises(EnhancementRefused) as refused, session.begin_nested():
            proposed(session, application, what)
        assert refused.value.field == field, what


def test_a_confirmed_receivable_stands_at_once_and_is_free_again_behind_nothing(session: Session) -> None:
    one, two = applied(session, *PRODUCTS[:2])
    receivable = confirmed(session, amount_fen=AMOUNT)
    pledge = replace(PLEDGE, receivable_id=receivable.id)
    first, second = proposed(session, one, pledge), proposed(session, two, pledge)
    assert (first.state, second.state) == ("CONFIRMED", "CONFIRMED")
    with pytest.raises(EnhancementRefused, match="1 fen are more than the 0 that are free"), session.begin_nested():
        proposed(session, one, replace(pledge, covered_fen=1))
    rules.release(session, first.id, USER)
    assert proposed(session, two, pledge).state == "CONFIRMED"


def test_nothing_is_put_behind_or_taken_away_once_it_is_signed(session: Session) -> None:
    (application,) = applied(session)
    behind = rules.confirm(session, proposed(session, application).id, GUARANTOR)
    signing.accept_offer(session, offered(session, application), USER)
    with pytest.raises(EnhancementRefused, match="is SIGNED"):
        proposed(session, application)
    with pytest.raises(EnhancementRefused, match="is SIGNED"):
        rules.release(session, behind.id, BANKS[0])
    assert behind.state == "CONFIRMED"


def test_an_unknown_enhancement_is_refused(session: Session) -> None:
    for id_ in ("enh_none", "enh_\0", ""):
        with pytest.raises(EnhancementUnknown):
            rules.confirm(session, id_, GUARANTOR)
