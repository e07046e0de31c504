"""The second line on PostgreSQL for credit records: public ones are free, the others need a basis of their own."""

import pytest
from sqlalchemy import Engine, insert, text

from auth.principal import ANONYMOUS, Principal
from auth.visibility import announced
from exchange.consent.model import ConsentItem
from exchange.db.row_security import CALLER, READER
from tests.door.caller import BANK, BUREAU, COURT, OTHER_BANK, OWNER, REGULATOR, STRANGER
from tests.planning.data import USCCS
from tests.planning.files import consent_id
from tests.planning.records import EACH, HOLDERS, ITEMS

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
OPEN = sum(publicity == "PUBLIC" for _item, _kind, publicity, _facts in ITEMS) * EACH // len(ITEMS) * HOLDERS


def seen(engine: Engine, who: Principal | None, rows: str = "credit_record WHERE publicity <> 'PUBLIC'") -> set[str]:
    """Return the ids of rows that a bare SELECT finds as the reader."""
    with engine.connect() as connection:
        connection.execute(text(f"SET LOCAL ROLE {READER}"))
        connection.execute(text("SELECT set_config('exchange.writing', 'off', true)"))
        if who is not None:
            connection.execute(text("SELECT set_config(:n, :caller, true)"), {"n": CALLER, "caller": announced(who)})
        return set(connection.scalars(text(f"SELECT id FROM {rows}")))  # noqa: S608


def whole(engine: Engine, condition: str) -> set[str]:
    with engine.connect() as connection:
        return set(connection.scalars(text(f"SELECT id FROM credit_record WHERE {condition}")))  # noqa: S608


def test_public_rows_are_free_and_no_other_is(filled: Engine) -> None:
    for who in (None, ANONYMOUS, STRANGER, REGULATOR):
        assert len(seen(filled, who, "credit_record")) == OPEN
        assert seen(filled, who) == set()


def test_each_caller_sees_what_some_basis_lets_it_see(filled: Engine) -> None:
    hidden = "publicity <> 'PUBLIC'"
    assert seen(filled, COURT) == whole(filled, hidden)
    assert seen(filled, OWNER) == whole(filled, f"{hidden} AND uscc = '{USCCS[0]}'")
    for who in (BANK, BUREAU):
        assert seen(filled, who) == whole(filled, f"{hidden} AND supplier_code = 'DEMO-A'")
    assert seen(filled, OTHER_BANK) == whole(filled, f"{hidden} AND supplier_code = 'DEMO-B'")


def test_a_consent_opens_its_items_rows_within_its_data_range(filled: Engine) -> None:
    others = "credit_record WHERE publicity <> 'PUBLIC' AND supplier_code = 'DEMO-B'"
    assert seen(filled, BANK, others) == set()
    with filled.begin() as connection:
        for n in (0, 5):
            connection.execute(insert(ConsentItem).values(consent_id=consent_id(n), item_code="TAX_RATING"))
    # The fifth enterprise's consent reaches the last day of 2023 only.
    expected = f"item_code = 'TAX_RATING' AND uscc = '{USCCS[0]}' AND supplier_code = 'DEMO-B'"
    assert seen(filled, BANK, others) == whole(filled, expected) != set()


def test_the_past_of_a_record_is_seen_with_the_record(filled: Engine) -> None:
    rows = "record_event WHERE record_id IN (SELECT id FROM credit_record)"
    with filled.connect() as connection:
        every = set(connection.scalars(text("SELECT id FROM record_event")))
        public = "SELECT e.id FROM record_event AS e JOIN credit_record AS r ON r.id = e.record_id"
        free = set(connection.scalars(text(f"{public} WHERE r.publicity = 'PUBLIC'")))
    assert seen(filled, None, rows) == seen(filled, None, "record_event") == free
    assert seen(filled, COURT, "record_event") == every
