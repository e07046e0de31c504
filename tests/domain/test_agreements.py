"""How agreements are entered and ended, and what is refused."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from exchange.agreement import rules
from exchange.agreement.model import Agreement, AgreementItem, AgreementParty, AgreementPurpose
from exchange.agreement.refusal import AgreementEnded, AgreementExists, AgreementRefused, AgreementUnknown
from exchange.agreement.terms import Terms
from exchange.institution.roll import create

TERMS = Terms(
    number="惠信合〔2026〕1号",
    title="信用信息共享协议",
    parties=("TEST-BUREAU", "TEST-TAX"),
    items=("RISK_CLASS", "ANNUAL_REPORT"),
    purposes=("SUPERVISION",),
    legal_basis="社会信用条例第十条",
    security_terms="仅限专网访问",
    valid_from=date(2026, 1, 1),
    valid_until=date(2026, 12, 31),
)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """Give a transaction in which two bureaux are enrolled."""
    with Session(engine) as session, session.begin():
        create(session.connection(), "TEST-BUREAU", "示例局", "BUREAU")
        create(session.connection(), "TEST-TAX", "示例税务局", "BUREAU")
        yield session


def test_an_agreement_is_entered_with_its_parties_items_and_purposes(session: Session) -> None:
    agreement = rules.enter(session, TERMS)

    assert agreement.id.startswith("agr_")
    own = agreement.id
    assert set(session.scalars(select(AgreementParty.institution_code).filter_by(agreement_id=own))) == set(
        TERMS.parties
    )
    assert set(session.scalars(select(AgreementItem.item_code).filter_by(agreement_id=own))) == set(TERMS.items)
    assert list(session.scalars(select(AgreementPurpose.purpose).filter_by(agreement_id=own))) == ["SUPERVISION"]
    assert rules.numbered(session, TERMS.number) is agreement
    assert rules.listed(session) == [agreement]


def test_both_its_days_count(session: Session) -> None:
    agreement = rules.enter(session, TERMS)

    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1))
    assert [rules.in_force(agreement, day) for day in days] == [False, True, True, False]


def test_a_terminated_agreement_is_in_force_no_more_and_ends_once(session: Session) -> None:
    agreement = rules.enter(session, TERMS)

    assert rules.terminate(session, agreement.id) is agreement
    assert not rules.in_force(agreement, date(2026, 6, 1))
    with pytest.raises(AgreementEnded):
        rules.terminate(session, agreement.id)


def test_a_number_is_given_once(session: Session) -> None:
    rules.enter(session, TERMS)

    with pytest.raises(AgreementExists):
        rules.enter(session, replace(TERMS, title="另一份"))
    assert len(list(session.scalars(select(Agreement)))) == 1


def test_an_unknown_agreement_is_not_terminated(session: Session) -> None:
    with pytest.raises(AgreementUnknown):
        rules.terminate(session, "agr_nothing")
    with pytest.raises(AgreementUnknown):
        rules.numbered(session, "nothing")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", ""),
        ("number", " 1"),
        ("title", "x" * 201),
        ("title", "a\nb"),
        ("legal_basis", " "),
        ("security_terms", "x\0"),
        ("parties", ("TEST-BUREAU",)),
        ("parties", ("TEST-BUREAU", "TEST-BUREAU")),
        ("parties", ("TEST-BUREAU", "NOBODY")),
        ("items", ()),
        ("items", ("NOTHING",)),
        ("purposes", ()),
        ("purposes", ("CURIOSITY",)),
        ("purposes", ("OWN_RECORD",)),
        ("valid_until", date(2025, 12, 31)),
    ],
)
def test_the_wrong_field_is_named_and_nothing_written(session: Session, field: str, value: Any) -> None:
    with pytest.raises(AgreementRefused) as refused:
        rules.enter(session, replace(TERMS, **{field: value}))

    assert refused.value.field == field
    assert list(session.scalars(select(Agreement))) == []
