"""Two who act at the same time on a demand or an application: one wins, and no money is counted twice."""

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.application import deciding, paying, signing
from exchange.application.model import FinancingApplication, FinancingMovement
from exchange.demand import rules
from exchange.demand.model import FinancingDemand
from exchange.enhancement import rules as enhancement
from exchange.enhancement.model import CreditEnhancement, EnhancementKind
from exchange.procedure.model import ProcedureEvent
from tests.domain.financing import (
    AMOUNT,
    BANKS,
    PRODUCTS,
    USER,
    applied,
    demand,
    offered,
    prepared,
    signed,
    states,
)
from tests.domain.test_listing_races import at_once
from tests.domain.test_receivables import confirmed


def test_of_two_accepted_offers_of_a_group_one_wins(engine: Engine) -> None:
    prepared(engine)
    with Session(engine) as session, session.begin():
        offers = [offered(session, one) for one in applied(session, *PRODUCTS)]
    ended = at_once(engine, *[lambda s, id_=id_: signing.accept_offer(s, id_, USER) for id_ in offers])

    assert ended == ["APPLICATION_STATE", "APPLICATION_STATE", "DONE"]
    with Session(engine) as session:
        assert sorted(states(session)) == ["SIGNED", "WITHDRAWN", "WITHDRAWN"]


def test_the_same_offer_accepted_twice_is_signed_once(engine: Engine) -> None:
    prepared(engine)
    with Session(engine) as session, session.begin():
        offer = offered(session, applied(session)[0])
    assert at_once(engine, *[lambda s: signing.accept_offer(s, offer, USER)] * 2) == ["APPLICATION_STATE", "DONE"]


def test_of_two_claims_of_a_demand_one_wins(engine: Engine) -> None:
    prepared(engine)
    with Session(engine) as session, session.begin():
        id_ = demand(session).id
    ended = at_once(engine, *[lambda s, bank=bank: rules.claim(s, id_, bank) for bank in BANKS])

    assert ended == ["DEMAND_STATE", "DEMAND_STATE", "DONE"]
    with Session(engine) as session:
        found = session.get_one(FinancingDemand, id_)
        claims = select(ProcedureEvent.institution_code).where(ProcedureEvent.step == "CLAIM")
        assert [found.claimed_by] == list(session.scalars(claims))


def test_an_acceptance_beside_a_withdrawal_leaves_one_of_them(engine: Engine) -> None:
    prepared(engine)
    with Session(engine) as session, session.begin():
        (application,) = applied(session)
        id_, offer = application.id, offered(session, application)
    ended = at_once(engine, lambda s: signing.accept_offer(s, offer, USER), lambda s: signing.withdraw(s, id_, USER))
    assert ended == ["APPLICATION_STATE", "DONE"]
    with Session(engine) as session:
        assert states(session)[0] in ("SIGNED", "WITHDRAWN")


def test_an_acceptance_beside_a_new_offer_signs_what_was_read_or_nothing(engine: Engine) -> None:
    prepared(engine)
    with Session(engine) as session, session.begin():
        (application,) = applied(session)
        id_, offer = application.id, offered(session, application)
    dearer = deciding.Terms(AMOUNT, 60_000, 12, clock.today())
    ended = at_once(
        engine,
        lambda s: signing.accept_offer(s, offer, USER),
        lambda s: deciding.offer(s, id_, dearer, "上调", BANKS[0]),
    )
    with Session(engine) as session:
        found = session.get_one(FinancingApplication, id_)
        seen = (ended, found.state, found.signed_rate_ppm)
    assert seen in [(["APPLICATION_STATE", "DONE"], "SIGNED", 40_000), (["DONE", "OFFER_REFUSED"], "OFFERED", None)]


def test_two_reports_of_one_payment_count_once_and_two_payments_never_exceed_what_was_signed(engine: Engine) -> None:
    prepared(engine)
    with Session(engine) as session, session.begin():
        id_ = signed(session).id
    today = clock.today()
    same = paying.Payment("P-1", AMOUNT // 2, today)
    assert at_once(engine, *[lambda s: paying.disburse(s, id_, same, BANKS[0])] * 3) == ["DONE"] * 3
    others = [paying.Payment(f"P-{n}", AMOUNT // 2, today) for n in (2, 3)]
    ended = at_once(engine, *[lambda s, p=p: paying.disburse(s, id_, p, BANKS[0]) for p in others])

    assert ended == ["DONE", "MONEY_REFUSED"]
    with Session(engine) as session:
        assert session.get_one(FinancingApplication, id_).disbursed_fen == AMOUNT
        assert session.scalar(select(func.count()).select_from(FinancingMovement)) == 2


def test_a_receivable_is_never_pledged_beyond_its_amount(engine: Engine) -> None:
    prepared(engine)
    with Session(engine) as session, session.begin():
        ids = [one.id for one in applied(session, *PRODUCTS)]
        receivable = confirmed(session, amount_fen=AMOUNT).id
    proposed = enhancement.Proposed(
        kind=EnhancementKind.RECEIVABLE_CONFIRMATION, covered_fen=AMOUNT // 2 + 1, receivable_id=receivable
    )
    ended = at_once(engine, *[lambda s, id_=id_: enhancement.propose(s, id_, proposed, USER) for id_ in ids])

    assert ended == ["DONE", "ENHANCEMENT_REFUSED", "ENHANCEMENT_REFUSED"]
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(CreditEnhancement)) == 1


def test_two_applications_for_one_product_at_once_make_one(engine: Engine) -> None:
    prepared(engine)
    assert at_once(engine, applied, applied) == ["APPLICATION_EXISTS", "DONE"]


def test_of_two_first_loans_paid_out_at_once_one_stays_the_first(engine: Engine) -> None:
    prepared(engine)
    ids = []
    for product in PRODUCTS[:2]:
        with Session(engine) as session, session.begin():
            (application,) = applied(session, product, first_loan=True)
            ids.append(signing.accept_offer(session, offered(session, application), USER).id)
    payment = [paying.Payment(f"P-{n}", AMOUNT, clock.today()) for n in (1, 2)]
    steps = [lambda s, n=n: paying.disburse(s, ids[n], payment[n], BANKS[n]) for n in (0, 1)]
    assert at_once(engine, *steps) == ["DONE", "DONE"]

    with Session(engine) as session:
        rows = select(FinancingApplication.declared_first, FinancingApplication.first_loan)
        assert sorted(map(tuple, session.execute(rows))) == [(True, False), (True, True)]
