"""Which rows a consent's data range lets out: those whose days overlap it, and on other bases all."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, func, insert, select, update

from auth.concern import year_end, year_start
from auth.people.model import Mandate
from exchange import clock
from exchange.catalogue.items import ANNUAL_REPORT, REGISTERED_CONTACT, RISK_CLASS
from exchange.catalogue.model import CatalogueItem, Publicity
from exchange.consent.model import Consent, ConsentBalance, ConsentEvent, ConsentItem
from tests.door.caller import BANK, BUREAU, COURT, OWNER
from tests.door.conftest import Knock
from tests.door.test_basis import SHUT, look
from tests.door.test_log import entries
from tests.planning.data import USCCS

LIMITED = USCCS[11]
"""It has reports of 2023 to 2025 and an assessment of 2026-01-05; tests.planning.files gives it no live consent."""
Day = date | None


def consented(engine: Engine, id_: str, data_from: Day, data_until: Day) -> None:
    """Put a live consent to everything in."""
    now = clock.now()
    days = {"data_from": data_from, "data_until": data_until, "data_life_days": 0}
    times = {"valid_from": now - timedelta(days=1), "valid_until": now + timedelta(days=1), "lodged_at": now}
    terms = {"purpose": "LOAN_REVIEW", "mode": "VIEW", "fetch": "PERIODIC", "fetch_limit": 9, "lodged_by": "bank"}
    with engine.begin() as connection:
        named = {"id": id_, "uscc": LIMITED, "grantee_code": "DEMO-A"}
        connection.execute(insert(Consent).values(**named, **days, **times, **terms))
        for item in (ANNUAL_REPORT, REGISTERED_CONTACT, RISK_CLASS):
            connection.execute(insert(ConsentItem).values(consent_id=id_, item_code=item))
        event = {"consent_id": id_, "state": "ACTIVE", "at": now, "actor": "usr_owner"}
        connection.execute(insert(ConsentEvent).values(**event))
        connection.execute(insert(ConsentBalance).values(consent_id=id_, remaining=9))


def opened(engine: Engine) -> None:
    """Let a consent open risk classes too."""
    with engine.begin() as connection:
        own = CatalogueItem.code == RISK_CLASS
        connection.execute(update(CatalogueItem).where(own).values(publicity=Publicity.CONSENT.value))


def under(knock: Knock, id_: str) -> Any:
    return look(knock, BANK, "LOAN_REVIEW", LIMITED, id_)


def years(knock: Knock, id_: str) -> list[int]:
    return [report["year"] for report in under(knock, id_)["annualReports"]]


@pytest.mark.parametrize(
    ("data_from", "data_until", "inside"),
    [
        (None, None, [2025, 2024, 2023]),
        (date(2025, 1, 1), None, [2025]),
        (date(2024, 12, 31), None, [2025, 2024]),
        (None, date(2023, 12, 31), [2023]),
        (None, date(2024, 1, 1), [2024, 2023]),
        (date(2024, 5, 1), date(2024, 5, 1), [2024]),
        (date(2023, 12, 31), date(2024, 1, 1), [2024, 2023]),
        (date(2026, 1, 1), None, []),
        (None, date(2022, 12, 31), []),
    ],
)
def test_a_consent_lets_out_the_reports_of_years_in_its_data_range(
    knock: Knock, filled: Engine, data_from: Day, data_until: Day, inside: list[int]
) -> None:
    consented(filled, "cns_range", data_from, data_until)

    file = under(knock, "cns_range")

    assert file["annualReports"] == [{"year": year} for year in inside]
    assert file["registeredContact"] == {"email": 'a"11@example.org'}
    assert [entry.row_count for entry in entries(filled)] == [len(inside) + 1]


@pytest.mark.parametrize(
    ("data_from", "data_until", "inside"),
    [
        (None, None, True),
        (date(2026, 1, 5), date(2026, 1, 5), True),
        (date(2026, 1, 6), None, False),
        (None, date(2026, 1, 4), False),
    ],
)
def test_a_consent_lets_out_the_assessments_of_days_in_its_data_range(
    knock: Knock, filled: Engine, data_from: Day, data_until: Day, inside: bool
) -> None:
    opened(filled)
    consented(filled, "cns_range", data_from, data_until)
    assert under(knock, "cns_range")["riskClasses"] == ([{"grade": "D"}] if inside else [])


def test_each_consent_has_a_range_of_its_own(knock: Knock, filled: Engine) -> None:
    consented(filled, "cns_old", None, date(2023, 6, 1))
    consented(filled, "cns_new", date(2025, 6, 1), None)
    document = """query($uscc: USCC!) { entity(uscc: $uscc) {
      old: creditFile(purpose: LOAN_REVIEW, consent: "cns_old") { annualReports { year } }
      new: creditFile(purpose: LOAN_REVIEW, consent: "cns_new") { annualReports { year } }
      none: creditFile(purpose: LOAN_REVIEW, consent: "cns_none") { annualReports { year } } } }"""
    entity = knock(document, BANK, {"uscc": LIMITED})["data"]["entity"]
    assert entity == {
        "old": {"annualReports": [{"year": 2023}]},
        "new": {"annualReports": [{"year": 2025}]},
        "none": {"annualReports": None},
    }


def test_a_data_range_opens_nothing_by_itself(knock: Knock, filled: Engine) -> None:
    consented(filled, "cns_range", date(2025, 1, 1), None)
    assert look(knock, BANK, "LOAN_MONITORING", LIMITED, "cns_range") == SHUT
    assert look(knock, BANK, "LOAN_REVIEW", USCCS[15], "cns_range") == SHUT
    assert entries(filled) == []


def test_other_bases_know_no_data_range(knock: Knock, filled: Engine) -> None:
    consented(filled, "cns_range", date(2030, 1, 1), None)
    with filled.begin() as connection:
        mandate = {"user_id": OWNER.user_id, "uscc": LIMITED, "state": "CONFIRMED", "requested_at": clock.now()}
        connection.execute(insert(Mandate).values(id="mdt_limited", **mandate))
    reports = [{"year": 2025}, {"year": 2024}, {"year": 2023}]

    assert look(knock, OWNER, "OWN_RECORD", LIMITED)["annualReports"] == reports
    assert look(knock, BUREAU, "SUPERVISION", LIMITED)["riskClasses"] == [{"grade": "D"}]
    in_court = look(knock, COURT, "JUDICIAL", LIMITED)
    assert (in_court["annualReports"], in_court["riskClasses"]) == (reports, [{"grade": "D"}])


def test_a_year_s_days_are_days_on_both_databases(filled: Engine) -> None:
    with filled.connect().execution_options(read_only=True) as connection:
        found = connection.execute(select(year_start(func.abs(-2024)), year_end(func.abs(-2024)))).one()
    assert tuple(found) == (date(2024, 1, 1), date(2024, 12, 31))
