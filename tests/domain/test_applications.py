"""Applications: what is refused and why, what one acceptance does to the others, and what ends with an application."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from exchange import clock
from exchange.application import applying, deciding, messaging, paying, signing
from exchange.application.chosen import Wanted
from exchange.application.model import FinancingApplication, RejectionCode
from exchange.application.paying import Payment
from exchange.application.refusal import (
    ApplicationExists,
    ApplicationRefused,
    ApplicationUnknown,
    MessageRefused,
    OfferRefused,
)
from exchange.consent import decision, history
from exchange.consent.model import Consent
from exchange.demand.model import FinancingDemand
from exchange.feed.model import FeedEvent
from exchange.procedure.model import ProcedureEvent
from exchange.procedure.transition import TransitionRefused
from exchange.product.model import FinancingProduct, ProductVersion, RateCap
from exchange.product.refusal import RateOverCap
from tests.domain.financing import (
    AMOUNT,
    BANKS,
    CLIENT,
    OTHER,
    PRODUCTS,
    USCC,
    USER,
    applied,
    consent,
    demand,
    offered,
    prepared,
    put_product,
    refused,
    signed,
    stated,
    states,
    terms,
)

DAY = timedelta(days=1)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session over three banks with a product each."""
    prepared(engine)
    with Session(engine) as session:
        yield session


def test_what_cannot_be_applied_for_is_refused(session: Session) -> None:
    put_product(session, "prd_off", "F-BANK1", state="SUSPENDED")
    for given, field in (
        (stated(amount=-1), "amount_fen"),
        (stated(amount=0), "amount_fen"),
        (stated(amount=999_999), "amount_fen"),
        (stated(amount=200_000_001), "amount_fen"),
        (replace(stated(), products=[Wanted(PRODUCTS[0], AMOUNT, 37)]), "term_months"),
        (replace(stated(), products=[Wanted(PRODUCTS[0], AMOUNT, 0)]), "term_months"),
        (replace(stated(), products=[]), "products"),
        (stated(PRODUCTS[0], PRODUCTS[0]), "products"),
        (stated("prd_off"), "products"),
        (stated("prd_none"), "products"),
        (stated("prd_\0"), "products"),
        (stated(use=" "), "use"),
        (stated(uscc="91990000000000000X"), "uscc"),
        (stated(demand_id="dmd_none"), "demand"),
    ):
        refused(
            session,
            ApplicationRefused,
            field,
            lambda g=given: applying.apply(session, g, USER, CLIENT, None, submit=True),
        )


def test_of_several_products_one_that_is_refused_refuses_all(engine: Engine, session: Session) -> None:
    with pytest.raises(ApplicationRefused), Session(engine) as other, other.begin():
        applied(other, *PRODUCTS[:2], "prd_none")
    assert states(session) == []
    assert session.scalars(select(ProcedureEvent.id)).all() == []


def test_an_application_keeps_its_version_and_a_draft_of_an_old_one_is_not_submitted(session: Session) -> None:
    (kept,) = applied(session, PRODUCTS[0])
    (draft,) = applied(session, PRODUCTS[1], submit=False)
    for product in PRODUCTS[:2]:
        row = session.get_one(ProductVersion, f"pvr_{product}")
        values = {name: getattr(row, name) for name in ProductVersion.__table__.columns.keys()}  # noqa: SIM118
        session.add(ProductVersion(**values | {"id": f"pvr_{product}.2", "number": 2, "rate_max_ppm": 35_000}))
        session.execute(
            update(FinancingProduct).where(FinancingProduct.id == product).values(current_version_id=f"pvr_{product}.2")
        )
    session.expire_all()
    refused(session, ApplicationRefused, "application", lambda: applying.submit(session, draft.id, USER, CLIENT, None))
    # 4 % is above what the version says now, and within the one applied under.
    offered(session, kept)
    assert (kept.version_id, kept.state) == (f"pvr_{PRODUCTS[0]}", "OFFERED")


def test_a_second_application_for_a_product_waits_for_the_end_of_the_first(session: Session) -> None:
    (first,) = applied(session)
    with pytest.raises(ApplicationExists, match=first.id):
        applied(session)
    applied(session, uscc=OTHER)
    signing.withdraw(session, first.id, USER)
    (second,) = applied(session)
    signing.accept_offer(session, offered(session, second), USER)
    assert applied(session)[0].state == "SUBMITTED"


def test_a_first_loan_that_was_paid_out_before_is_none(session: Session) -> None:
    application = signed(session)
    paying.disburse(session, application.id, Payment("P-1", 1, clock.today()), BANKS[0])
    refused(session, ApplicationRefused, "first_loan", lambda: applied(session, PRODUCTS[1], first_loan=True))


def test_what_cannot_be_offered_is_refused(session: Session) -> None:
    (application,) = applied(session)
    deciding.accept(session, application.id, BANKS[0])
    deciding.review(session, application.id, BANKS[0])
    today = clock.today()
    for given, field in (
        (terms(amount=AMOUNT + 1), "amount_fen"),
        (terms(amount=0), "amount_fen"),
        (terms(amount=-1), "amount_fen"),
        (terms(rate=60_001), "annual_rate"),
        (terms(rate=29_999), "annual_rate"),
        (terms()._replace(term_months=37), "term_months"),
        (terms()._replace(valid_until=today - DAY), "valid_until"),
        (terms()._replace(valid_until=today + 367 * DAY), "valid_until"),
    ):
        refused(
            session, OfferRefused, field, lambda g=given: deciding.offer(session, application.id, g, "同意", BANKS[0])
        )
    refused(session, OfferRefused, "reasons", lambda: deciding.offer(session, application.id, terms(), " ", BANKS[0]))
    assert application.state == "REVIEW"


def test_a_rate_over_a_legal_cap_is_refused_with_the_cap_and_its_source(session: Session) -> None:
    (application,) = applied(session)
    deciding.accept(session, application.id, BANKS[0])
    deciding.review(session, application.id, BANKS[0])
    cap = {"code": "X", "kind": "LOAN", "rate_ppm": 34_500, "source": "示例规定", "article": "第一条", "verified": True}
    session.add(RateCap(valid_from=clock.today(), **cap))
    session.flush()
    message = refused(
        session,
        RateOverCap,
        "annual_rate",
        lambda: deciding.offer(session, application.id, terms(rate=34_501), "同意", BANKS[0]),
    )
    assert "3.45 for LOAN (示例规定, 第一条)" in message
    assert deciding.offer(session, application.id, terms(rate=34_500), "同意", BANKS[0]).rate_ppm == 34_500


def test_a_rejection_takes_reasons(session: Session) -> None:
    (application,) = applied(session)
    code = RejectionCode.CREDIT_RECORD
    refused(
        session, ApplicationRefused, "reasons", lambda: deciding.reject(session, application.id, code, "", BANKS[0])
    )
    deciding.reject(session, application.id, code, "逾期记录", BANKS[0])
    assert (application.state, application.rejection_code) == ("REJECTED", "CREDIT_RECORD")
    assert application.decided_at is not None


def test_an_offer_that_was_replaced_is_not_signed(session: Session) -> None:
    (application,) = applied(session)
    first = offered(session, application)
    second = deciding.offer(session, application.id, terms(rate=35_000), "下调", BANKS[0])
    refused(session, OfferRefused, "offer", lambda: signing.accept_offer(session, first, USER))
    signing.accept_offer(session, second.id, USER)
    assert (application.signed_rate_ppm, application.signed_fen, application.signed_months) == (35_000, AMOUNT, 12)


def test_accepting_one_offer_withdraws_the_others_and_tells_each_institution_only_of_its_own(session: Session) -> None:
    group = applied(session, *PRODUCTS, demand_id=(wanted := demand(session)).id)
    offers = [offered(session, one) for one in group[:2]]
    signing.accept_offer(session, offers[0], USER)

    assert [one.state for one in group] == ["SIGNED", "WITHDRAWN", "WITHDRAWN"]
    assert session.get_one(FinancingDemand, wanted.id).state == "CLOSED"
    last = select(ProcedureEvent).where(ProcedureEvent.object_id == group[1].id).order_by(ProcedureEvent.id.desc())
    step = session.scalars(last.limit(1)).one()
    # It reads as if the enterprise had withdrawn it by itself.
    assert (step.step, step.by, step.reason) == ("WITHDRAW", USER.id, None)
    refused_ = pytest.raises(TransitionRefused, match=f"The application {group[1].id} is WITHDRAWN; SIGN takes one")
    with refused_:
        signing.accept_offer(session, offers[1], USER)


def test_the_last_day_of_an_offer_ends_the_application(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    (application,) = applied(session)
    offer, today = offered(session, application, days=3), clock.today()
    monkeypatch.setattr(clock, "today", lambda: today + 4 * DAY)
    for step in (
        lambda: signing.accept_offer(session, offer, USER),
        lambda: signing.withdraw(session, application.id, USER),
        lambda: deciding.offer(session, application.id, terms(), "再次", BANKS[0]),
    ):
        with pytest.raises(TransitionRefused, match=f"The application {application.id} is EXPIRED; "):
            step()
    assert applied(session)[0].state == "SUBMITTED"
    monkeypatch.setattr(clock, "today", lambda: today + 3 * DAY)
    assert signing.accept_offer(session, offer, USER).state == "SIGNED"


def test_the_consent_comes_and_goes_with_the_application(session: Session) -> None:
    made = applying.apply(session, stated(*PRODUCTS), USER, CLIENT, consent(), submit=True)
    consents = [session.get_one(Consent, one.consent_id) for one in made]
    assert [(one.grantee_code, one.purpose, one.uscc) for one in consents] == [
        (bank.institution_code, "LOAN_REVIEW", USCC) for bank in BANKS
    ]
    for one in consents[:2]:
        decision.approve(session, one.id, actor=USER.id, sign=lambda _: "signed")

    def state(n: int) -> str:
        return history.state(session, consents[n], clock.now()).value

    assert [state(n) for n in range(3)] == ["ACTIVE", "ACTIVE", "AWAITING"]
    deciding.reject(session, made[2].id, RejectionCode.OTHER, "不符合条件", BANKS[2])
    signing.accept_offer(session, offered(session, made[0]), USER)
    assert [state(n) for n in range(3)] == ["ACTIVE", "REVOKED", "REJECTED"]
    paying.disburse(session, made[0].id, Payment("P-1", AMOUNT, clock.today()), BANKS[0])
    paying.repay(session, made[0].id, Payment("R-1", AMOUNT, clock.today()), BANKS[0])
    assert [state(n) for n in range(3)] == ["REVOKED", "REVOKED", "REJECTED"]


def test_a_consent_that_may_not_be_asked_for_refuses_the_application(session: Session) -> None:
    for given in (consent(items=("PENALTY",)), consent(valid_until=clock.now() - DAY), consent(fetch_limit=2)):
        refused(
            session,
            ApplicationRefused,
            "consent",
            lambda g=given: applying.apply(session, stated(), USER, CLIENT, g, submit=True),
        )


def test_the_sides_write_to_one_another_while_it_is_under_way(session: Session) -> None:
    (application,) = applied(session)
    (draft,) = applied(session, PRODUCTS[1], submit=False)
    assert messaging.send(session, application.id, "请补充材料", BANKS[0]).institution_code == "F-BANK1"
    assert messaging.send(session, application.id, " 已补充 ", USER).text == "已补充"
    signing.withdraw(session, application.id, USER)
    for id_ in (application.id, draft.id):
        refused(session, MessageRefused, "application", lambda i=id_: messaging.send(session, i, "x", USER))
    (again,) = applied(session)
    for text in ("", " ", "x" * 2_001, "\0"):
        refused(session, MessageRefused, "text", lambda t=text: messaging.send(session, again.id, t, USER))


def test_the_promise_of_the_version_is_kept_with_the_application(session: Session) -> None:
    (application,) = applied(session)
    (draft,) = applied(session, PRODUCTS[1], submit=False)
    assert (application.promised_on, draft.promised_on) == (clock.today() + 5 * DAY, None)


def test_an_unknown_application_is_refused(session: Session) -> None:
    for id_ in ("fap_none", "fap_\0", ""):
        with pytest.raises(ApplicationUnknown):
            deciding.accept(session, id_, BANKS[0])


def test_a_draft_is_told_to_the_enterprise_only_and_the_rest_to_the_two_sides(engine: Engine) -> None:
    prepared(engine)
    with Session(engine) as session, session.begin():
        (draft,) = applied(session, submit=False)
        id_ = draft.id
    with Session(engine) as session, session.begin():
        applying.submit(session, id_, USER, CLIENT, None)
    with Session(engine) as session:
        told = select(FeedEvent.type, FeedEvent.uscc, FeedEvent.is_public, FeedEvent.institution_code)
        events = [tuple(one) for one in session.execute(told.where(FeedEvent.object_id == id_))]
        assert events == [
            ("APPLICATION_CHANGED", USCC, False, None),
            ("APPLICATION_CHANGED", USCC, False, "F-BANK1"),
        ]
        assert session.get_one(FinancingApplication, id_).state == "SUBMITTED"
