"""The second line on PostgreSQL: what is seen when the door's own predicates are switched off."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine, text, true

from auth.row_rule import RowRule
from auth.visibility import RULES, announced
from exchange.app.operation import Operations
from exchange.db.row_security import CALLER, READER
from tests.door.caller import BANK, BUREAU, COURT, OTHER_BANK, OWNER, REGULATOR, STRANGER
from tests.door.conftest import Knock
from tests.door.test_range import LIMITED, consented, opened, years
from tests.planning.data import USCCS

TABLES = ("registered_contact", "annual_report", "risk_class")
RECORDS = ("credit_record", "credit_record_version", "record_event")
"""Tables of which a part is behind the door: see test_record_security."""


FINANCING = (
    *("financing_demand", "financing_application", "financing_offer", "financing_movement", "financing_message"),
    *("receivable", "credit_enhancement"),
)
"""Tables of which each row is its parties': see test_financing_security."""


pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
"""SQLite has no row-level security: the door's own predicate is the only line there."""


@pytest.fixture
def postgresql(filled: Engine) -> Engine:
    """The database."""
    return filled


@pytest.fixture
def open_door(monkeypatch: pytest.MonkeyPatch) -> None:
    """Switch off the predicates of every table behind the door."""
    behind = {table: RowRule(None, rule.because) for table, rule in RULES.items() if rule.behind_door}
    assert {table.name for table in behind} == {*TABLES, "credit_record"}  # type: ignore[attr-defined]
    monkeypatch.setattr("auth.door.Access.covers", lambda _self, _item, _publicity=None: true())
    for table, rule in behind.items():
        monkeypatch.setitem(RULES, table, rule)


def seen(engine: Engine, caller: str | None) -> dict[str, set[str]]:
    """Return whose rows of each table a bare SELECT finds as the reader."""
    with engine.connect() as connection:
        connection.execute(text(f"SET LOCAL ROLE {READER}"))
        connection.execute(text("SELECT set_config('exchange.writing', 'off', true)"))
        if caller is not None:
            connection.execute(text("SELECT set_config(:name, :caller, true)"), {"name": CALLER, "caller": caller})
        return {table: set(connection.scalars(text(f"SELECT uscc FROM {table}"))) for table in TABLES}  # noqa: S608


def test_every_table_behind_the_door_has_row_security_that_binds_its_owner_too(postgresql: Engine) -> None:
    wanted = {table.name for table, rule in RULES.items() if rule.behind_door}  # type: ignore[attr-defined]
    with postgresql.connect() as connection:
        secured = text("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        assert set(connection.scalars(secured)) == {*TABLES, *RECORDS, *FINANCING}
    assert wanted == {*TABLES, "credit_record"}


def test_whoever_says_nothing_of_the_caller_sees_nothing(postgresql: Engine) -> None:
    assert seen(postgresql, None) == {table: set() for table in TABLES}


def test_each_caller_sees_what_some_basis_lets_it_see(postgresql: Engine) -> None:
    nothing: set[str] = set()
    bank, own = seen(postgresql, announced(BANK)), seen(postgresql, announced(OWNER))
    # Every fifth consent is active; the second and every other one after it name the contact too.
    assert bank["registered_contact"] == {USCCS[5], USCCS[15]}
    assert bank["annual_report"] == {USCCS[5], USCCS[10], USCCS[15]}
    assert bank["risk_class"] == nothing
    assert own == {"registered_contact": {USCCS[0]}, "annual_report": nothing, "risk_class": nothing}
    assert seen(postgresql, announced(BUREAU))["risk_class"] == set(USCCS[:20])
    assert seen(postgresql, announced(COURT))["registered_contact"] == set(USCCS[:20])
    for who in (OTHER_BANK, STRANGER, REGULATOR):
        assert seen(postgresql, announced(who)) == dict.fromkeys(TABLES, nothing)


def test_with_the_predicates_off_the_api_still_shows_no_row(postgresql: Engine, open_door: None, knock: Knock) -> None:
    document = """query($uscc: USCC!) { creditFile(uscc: $uscc, purpose: LOAN_REVIEW) {
      registeredContact { email } annualReports { year } riskClasses { grade } } }"""
    for who in (OTHER_BANK, STRANGER, REGULATOR, replace(BANK, institution_code="DEMO-E")):
        file = knock(document, who, {"uscc": USCCS[5]})["data"]["creditFile"]
        assert file == {"registeredContact": None, "annualReports": [], "riskClasses": []}


def test_with_the_predicates_off_a_consent_s_data_range_still_holds(
    postgresql: Engine, open_door: None, knock: Knock
) -> None:
    consented(postgresql, "cns_low", date(2024, 12, 31), date(2024, 12, 31))
    assert years(knock, "cns_low") == [2024]
    assert seen(postgresql, announced(BANK))["risk_class"] == set()
    opened(postgresql)
    assert seen(postgresql, announced(BANK))["risk_class"] == set()
    consented(postgresql, "cns_from", date(2025, 6, 1), None)
    assert years(knock, "cns_from") == [2025, 2024]
    assert seen(postgresql, announced(BANK))["risk_class"] == {LIMITED}


def test_the_predicates_off_and_no_second_line_would_show_rows(
    postgresql: Engine, open_door: None, knock: Knock
) -> None:
    """So the test above has looked at something."""
    with postgresql.begin() as connection:
        for table in TABLES:
            connection.execute(text(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"))
    document = 'query { creditFile(uscc: "%s", purpose: LOAN_REVIEW) { registeredContact { email } } }' % USCCS[5]
    assert knock(document, STRANGER)["data"]["creditFile"]["registeredContact"] == {"email": 'a"5@example.org'}


def test_the_reader_can_t_read_secrets_nor_write(postgresql: Engine, operations: Operations) -> None:
    read = operations.reader.fetch

    def refused(sql: str) -> str:
        with pytest.raises(Exception, match=r"permission denied|read-only transaction") as caught:
            asyncio.get_event_loop().run_until_complete(read(sql, []))
        return str(caught.value)

    assert "permission denied" in refused("SELECT textsend(private_jwk) FROM signing_key")
    assert "permission denied" in refused("SELECT textsend(password_hash) FROM app_user")
    assert "permission denied" in refused("SELECT textsend(secret_hash) FROM oauth_client")
    assert refused("DELETE FROM entity RETURNING textsend(uscc)")
