"""Which requests for consent are refused, by the field that is wrong, and that an unknown enterprise is no such."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.consent.lodging import lodge
from exchange.consent.model import Consent, ConsentItem
from exchange.consent.refusal import ConsentRefused
from exchange.consent.terms import a_year_after
from tests.domain.consent import BANK, CLIENT, INSURER, enrol, events, instant, lodged, terms
from tests.planning.data import fill, uscc


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """Give a transaction in which the institutions are enrolled."""
    with Session(engine) as session, session.begin():
        fill(session.connection())
        enrol(session)
        yield session


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("uscc", {"uscc": "91990000MA0000000X"}),
        ("uscc", {"uscc": ""}),
        ("items", {"items": ()}),
        ("items", {"items": ("ANNUAL_REPORT", "ANNUAL_REPORT")}),
        ("items", {"items": ("NOTHING",)}),
        ("items", {"items": ("RISK_CLASS",)}),
        ("mode", {"mode": "COPY"}),
        ("fetch", {"fetch": "OFTEN"}),
        ("fetch_limit", {"fetch_limit": 2}),
        ("fetch_limit", {"fetch": "PERIODIC", "fetch_limit": 0}),
        ("fetch_limit", {"fetch": "PERIODIC", "fetch_limit": 10_001}),
        ("data_life_days", {"data_life_days": 1}),
        ("data_life_days", {"mode": "STORE"}),
        ("data_life_days", {"mode": "STORE", "data_life_days": 3_651}),
        ("valid_from", {"valid_from": clock.now() - timedelta(hours=1)}),
        ("valid_from", {"valid_from": clock.now() + timedelta(days=367), "valid_until": instant(9999, 12, 31)}),
        ("valid_from", {"valid_from": instant(9999, 1, 1), "valid_until": instant(9999, 12, 31)}),
        ("valid_from", {"valid_from": datetime.max.replace(tzinfo=UTC), "valid_until": instant(9999, 12, 31)}),
        ("valid_from", {"valid_from": datetime.min.replace(tzinfo=clock.LOCAL)}),
        ("valid_until", {"valid_until": datetime.max.replace(tzinfo=UTC)}),
        ("valid_until", {"valid_until": datetime.min.replace(tzinfo=clock.LOCAL)}),
        ("valid_until", {"valid_until": clock.now()}),
        ("valid_until", {"valid_until": clock.now() + timedelta(days=367)}),
        ("data_until", {"data_from": date(2026, 2, 1), "data_until": date(2026, 1, 1)}),
        ("supersedes", {"supersedes": "cns_nothing"}),
    ],
)
def test_the_wrong_field_is_named_and_nothing_written(session: Session, field: str, changes: dict[str, Any]) -> None:
    with pytest.raises(ConsentRefused) as refused:
        lodged(session, **changes)

    assert (refused.value.code, refused.value.field) == ("CONSENT_REFUSED", field)
    assert session.scalar(select(func.count()).where(Consent.grantee_code == BANK)) == 0


def test_a_request_awaits_the_enterprise(session: Session) -> None:
    consent = lodged(session, fetch="PERIODIC", fetch_limit=12, mode="STORE", data_life_days=90)

    assert events(session, consent) == [("AWAITING", CLIENT, None)]
    assert (consent.fetch_limit, consent.data_life_days, consent.valid_from) == (12, 90, consent.lodged_at)
    items = set(session.scalars(select(ConsentItem.item_code).filter_by(consent_id=consent.id)))
    assert items == {"REGISTERED_CONTACT", "ANNUAL_REPORT"}


def test_an_unknown_enterprise_is_asked_as_a_known_one(session: Session) -> None:
    known, unknown = lodged(session), lodged(session, uscc=uscc(999_999))

    assert events(session, unknown) == events(session, known) == [("AWAITING", CLIENT, None)]


def test_a_year_to_the_second_is_allowed(session: Session) -> None:
    begin = clock.now() + timedelta(days=1)

    assert lodged(session, valid_from=begin, valid_until=a_year_after(begin)).valid_from == begin
    with pytest.raises(ConsentRefused):
        lodged(session, valid_from=begin, valid_until=a_year_after(begin) + timedelta(seconds=1))


def test_only_a_consent_of_the_same_enterprise_and_grantee_is_superseded(session: Session) -> None:
    old = lodged(session)

    assert lodged(session, supersedes=old.id).supersedes == old.id
    for changes in ({"uscc": uscc(1)}, {"purpose": "INSURANCE_REVIEW"}):
        grantee = INSURER if "purpose" in changes else BANK
        with pytest.raises(ConsentRefused) as refused:
            lodge(session, terms(supersedes=old.id, **changes), grantee_code=grantee, client_id=CLIENT)
        assert refused.value.field == "supersedes"
