"""What is refused of products and licences, and how a product is led from a draft to its end."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.errors import ExchangeError
from exchange.institution.roll import create
from exchange.procedure.model import ProcedureEvent
from exchange.procedure.transition import TransitionRefused
from exchange.product import leading, licence
from exchange.product.kind import Collateral, ProductKind
from exchange.product.model import (
    FinancingProduct,
    ProductCollateral,
    ProductCriterion,
    ProductRegion,
    ProductVersion,
    RateCap,
)
from exchange.product.stating import state
from tests.domain.products import LOAN, OPERATOR, desk, license_, listed, stated, terms

BANK, OTHER = "F-BANK", "F-OTHER"
TODAY = clock.today()
DAY = timedelta(days=1)
LEAD = {
    "submit": lambda session, id_: leading.submit(session, id_, desk(BANK)),
    "send_back": lambda session, id_: leading.send_back(session, id_, "示例", OPERATOR),
    "list": lambda session, id_: leading.list_(session, id_, OPERATOR),
    "suspend": lambda session, id_: leading.suspend(session, id_, None, desk(BANK)),
    "resume": lambda session, id_: leading.resume(session, id_, None, desk(BANK)),
    "delist": lambda session, id_: leading.delist(session, id_, None, desk(BANK)),
}
WAY = {
    "DRAFT": (),
    "REVIEW": ("submit",),
    "LISTED": ("submit", "list"),
    "SUSPENDED": ("submit", "list", "suspend"),
    "DELISTED": ("submit", "list", "delist"),
}
ALLOWED = {
    "DRAFT": {"submit": "REVIEW"},
    "REVIEW": {"send_back": "DRAFT", "list": "LISTED"},
    "LISTED": {"suspend": "SUSPENDED", "delist": "DELISTED"},
    "SUSPENDED": {"resume": "LISTED", "delist": "DELISTED"},
    "DELISTED": {},
}


@pytest.fixture
def session(engine: Engine) -> Any:
    """Two banks, of which one may offer loans."""
    with Session(engine) as made, made.begin():
        for code in (BANK, OTHER):
            create(made.connection(), code, f"示例银行{code}", "BANK")
        create(made.connection(), "F-BUREAU", "示例局", "BUREAU")
        license_(made, BANK)
        yield made


def refused(session: Session, **more: Any) -> tuple[str, str, tuple[str, ...]]:
    """State a loan that is refused; return code, message and path."""
    with pytest.raises(ExchangeError) as caught:
        stated(session, BANK, "K", *more.pop("criteria", ()), **more)
    field = getattr(caught.value, "field", None)
    return caught.value.code, caught.value.message, ("input", field) if field else caught.value.path


@pytest.mark.parametrize(
    ("given", "code", "field", "said"),
    [
        ({"amount_min_fen": -1}, "PRODUCT_REFUSED", "amountMinFen", "-1 fen can't be"),
        ({"amount_max_fen": 10**15 + 1}, "PRODUCT_REFUSED", "amountMaxFen", "1000000000000001 fen can't be"),
        (
            {"amount_min_fen": 2, "amount_max_fen": 1},
            "PRODUCT_REFUSED",
            "amountMinFen",
            "2 is more than amountMaxFen, 1",
        ),
        ({"rate_min_ppm": -1}, "PRODUCT_REFUSED", "rateMin", "-1 millionths a year can't be"),
        ({"rate_min_ppm": 60_001}, "PRODUCT_REFUSED", "rateMin", "60001 is more than rateMax, 60000"),
        (
            {"rate_max_ppm": 240_001},
            "RATE_OVER_CAP",
            "rateMax",
            "24.0001 percent a year is over the cap of 24 for LOAN",
        ),
        ({"rate_max_ppm": 360_000}, "RATE_OVER_CAP", "rateMax", "法发〔2017〕22号"),
        ({"term_min_months": 0}, "PRODUCT_REFUSED", "termMinMonths", "0 months can't be"),
        ({"term_max_months": 601}, "PRODUCT_REFUSED", "termMaxMonths", "601 months can't be"),
        ({"term_min_months": 37}, "PRODUCT_REFUSED", "termMinMonths", "37 is more than termMaxMonths, 36"),
        ({"decision_days": 0}, "PRODUCT_REFUSED", "decisionDays", "0 days can't be"),
        ({"offered_until": TODAY - DAY}, "PRODUCT_REFUSED", "offeredUntil", f"{TODAY - DAY} is past"),
        ({"name": " "}, "PRODUCT_REFUSED", "name", "1 to 100 printable characters"),
        ({"regions": ["441302", "999999"]}, "PRODUCT_REFUSED", "regions", "'999999' is no code of GB/T 2260"),
        ({"industries": ["ZZ"]}, "PRODUCT_REFUSED", "industries", "'ZZ' is no code of GB/T 4754-2017"),
    ],
)
def test_what_a_product_cannot_say_is_refused_by_name(
    session: Session, given: dict[str, Any], code: str, field: str, said: str
) -> None:
    found, message, path = refused(session, **given)
    assert (found, path) == (code, ("input", field))
    assert said in message


def test_a_rate_at_the_cap_is_taken_and_other_kinds_have_none(session: Session) -> None:
    license_(session, BANK, ProductKind.LEASE)
    at = terms(rate_max_ppm=240_000)
    assert state(session, "A", LOAN, at, desk(BANK)).version.rate_max_ppm == 240_000
    assert state(session, "B", ProductKind.LEASE, terms(rate_max_ppm=300_000), desk(BANK)).changed


def test_a_cap_holds_in_its_days_only(session: Session) -> None:
    (cap,) = session.scalars(select(RateCap))
    assert (cap.kind, cap.rate_ppm, cap.verified) == ("LOAN", 240_000, False)
    cap.valid_until = TODAY - DAY
    assert stated(session, BANK, "K", rate_max_ppm=300_000).state == "DRAFT"


def test_a_product_outside_the_licence_is_refused(session: Session) -> None:
    for institution, kind in ((OTHER, LOAN), (BANK, ProductKind.GUARANTEE)):
        with pytest.raises(ExchangeError) as caught:
            state(session, "K", kind, terms(), desk(institution))
        assert caught.value.code == "NOT_LICENSED"
        assert f"{institution} has no licence for {kind} on {TODAY}" in caught.value.message


def test_a_licence_that_is_over_lets_nothing_be_listed(session: Session) -> None:
    product = stated(session, BANK, "K")
    leading.submit(session, product.id, desk(BANK))
    license_(session, BANK, valid_until=TODAY - DAY)
    with pytest.raises(ExchangeError, match="has no licence for LOAN"):
        leading.list_(session, product.id, OPERATOR)
    assert not licence.licensed(session, BANK, "LOAN", TODAY)
    assert licence.licensed(session, BANK, "LOAN", TODAY - DAY)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"institution": "F-BUREAU"}, "institution"),
        ({"institution": "NOBODY"}, "institution"),
        ({"institution": BANK, "valid_until": TODAY - 31 * DAY}, "validUntil"),
    ],
)
def test_a_licence_that_cannot_be_is_refused(session: Session, given: dict[str, Any], field: str) -> None:
    with pytest.raises(ExchangeError) as caught:
        license_(session, **given)
    assert (caught.value.code, caught.value.path) == ("LICENCE_REFUSED", ("input", field))


@pytest.mark.parametrize("state_", list(WAY))
@pytest.mark.parametrize("step", list(LEAD))
def test_every_step_that_is_not_in_the_table_is_refused_with_the_state(
    session: Session, state_: str, step: str
) -> None:
    product = stated(session, BANK, "K")
    for taken in WAY[state_]:
        LEAD[taken](session, product.id)
    assert product.state == state_
    if step in ALLOWED[state_]:
        assert LEAD[step](session, product.id).state == ALLOWED[state_][step]
        return
    with pytest.raises(TransitionRefused) as caught:
        LEAD[step](session, product.id)
    assert (caught.value.code, caught.value.state) == ("PRODUCT_STATE", state_)
    assert f"is {state_}" in str(caught.value)


def test_another_institution_leads_nothing(session: Session) -> None:
    product = listed(session, BANK, "K")
    for id_, institution in ((product.id, OTHER), ("prd_none", BANK), ("prd_\0", BANK)):
        with pytest.raises(ExchangeError) as caught:
            leading.suspend(session, id_, None, desk(institution))
        assert caught.value.code == "PRODUCT_UNKNOWN"
    assert product.state == "LISTED"


def versions(session: Session, product: FinancingProduct) -> list[tuple[int, str, str]]:
    own = select(ProductVersion).where(ProductVersion.product_id == product.id).order_by(ProductVersion.number)
    return [(one.number, one.state, one.name) for one in session.scalars(own)]


def test_a_draft_is_replaced_and_what_was_reviewed_is_not(session: Session) -> None:
    product = stated(
        session, BANK, "K", ("LISTED", "NOT_IN", ["BLACK"]), regions=["441302"], collateral=[Collateral.NONE]
    )
    first = session.scalars(select(ProductVersion)).one()
    stated(session, BANK, "K", name="改名贷")
    assert versions(session, product) == [(1, "DRAFT", "改名贷")]
    assert [session.scalars(select(one)).all() for one in (ProductCriterion, ProductRegion, ProductCollateral)] == [
        []
    ] * 3
    leading.submit(session, product.id, desk(BANK))
    with pytest.raises(ExchangeError, match="in REVIEW"):
        stated(session, BANK, "K", name="再改")
    leading.send_back(session, product.id, "示例理由", OPERATOR)
    stated(session, BANK, "K", name="再改")
    assert versions(session, product) == [(1, "RETURNED", "改名贷"), (2, "DRAFT", "再改")]
    assert first.stated_by == "desk"


def test_the_same_again_changes_nothing_and_a_listed_version_stays_until_another_is_listed(session: Session) -> None:
    product = listed(session, BANK, "K")
    again = state(session, "K", LOAN, terms(), desk(BANK))
    assert (again.product.id, again.changed) == (product.id, False)
    old = product.current_version_id
    stated(session, BANK, "K", name="新版贷")
    leading.submit(session, product.id, desk(BANK))
    assert (product.state, product.current_version_id) == ("LISTED", old)
    leading.list_(session, product.id, OPERATOR)
    assert versions(session, product) == [(1, "REPLACED", "示例贷"), (2, "LISTED", "新版贷")]
    assert product.current_version_id != old
    steps = select(ProcedureEvent).where(ProcedureEvent.object_id == product.id).order_by(ProcedureEvent.id)
    assert [(one.step, one.state) for one in session.scalars(steps)] == [
        ("DRAFT", "DRAFT"),
        ("SUBMIT", "REVIEW"),
        ("LIST", "LISTED"),
    ]


def test_a_key_stays_with_its_kind_and_a_delisted_product_is_closed(session: Session) -> None:
    license_(session, BANK, ProductKind.LEASE)
    product = listed(session, BANK, "K")
    with pytest.raises(ExchangeError, match="is a LOAN already"):
        state(session, "K", ProductKind.LEASE, terms(), desk(BANK))
    leading.delist(session, product.id, "示例", desk(BANK))
    with pytest.raises(ExchangeError, match="is DELISTED"):
        stated(session, BANK, "K", name="再改")
