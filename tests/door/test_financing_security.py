"""The second line on PostgreSQL behind the rows of financing: what a bare SELECT finds for each caller."""

import json
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from exchange.application import applying, messaging, paying, signing
from exchange.application.paying import Payment
from exchange.clock import today
from exchange.db.row_security import CALLER, READER
from exchange.enhancement import rules
from exchange.enhancement.model import EnhancementKind
from tests.domain.financing import CLIENT, OTHER, PRODUCTS, USCC, USER, applied, demand, offered, prepared, stated
from tests.domain.test_receivables import confirmed
from tests.door.test_row_security import FINANCING

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
"""SQLite has no row-level security: the row rules are the only line there."""
PEOPLE = {"usr_1": USCC, "usr_2": OTHER}


def seen(engine: Engine, **caller: Any) -> list[int]:
    """Return how many rows of each table a bare SELECT finds as the reader."""
    said = json.dumps({"institution": None, "kind": None, "self": None} | caller)
    with engine.connect() as connection:
        connection.execute(text(f"SET LOCAL ROLE {READER}"))
        connection.execute(text("SELECT set_config('exchange.writing', 'off', true)"))
        connection.execute(text("SELECT set_config(:name, :caller, true)"), {"name": CALLER, "caller": said})
        return [connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0 for table in FINANCING]  # noqa: S608


def filled(engine: Engine) -> None:
    """Let an enterprise look for a loan, and apply to two banks: one pays out, with a receivable behind it."""
    prepared(engine)
    with Session(engine) as session, session.begin():
        for user, uscc in PEOPLE.items():
            values = {"user": user, "uscc": uscc, "id": f"mnd_{user}"}
            put = text(
                "INSERT INTO mandate (id, user_id, uscc, state, requested_at) "
                "VALUES (:id, :user, :uscc, 'CONFIRMED', now())"
            )
            session.execute(text("SET LOCAL session_replication_role = replica"))
            session.execute(put, values)
        demand(session)
        first, _ = applied(session, *PRODUCTS[:2])
        receivable = confirmed(session, amount_fen=10)
        kind = EnhancementKind.RECEIVABLE_CONFIRMATION
        pledge = rules.Proposed(kind=kind, covered_fen=10, receivable_id=receivable.id)
        rules.propose(session, first.id, pledge, USER)
        messaging.send(session, first.id, "您好", USER)
        signing.accept_offer(session, offered(session, first), USER)
        bank = str(first.institution_code)
        paying.disburse(session, first.id, Payment("P-1", 1, today()), USER._replace(institution_code=bank))
        applying.apply(session, stated(PRODUCTS[2], uscc=OTHER), USER, CLIENT, None, submit=True)


def test_each_row_is_seen_by_its_parties_only(engine: Engine) -> None:
    filled(engine)
    nothing = [0, 0, 0, 0, 0, 0, 0]
    assert seen(engine) == nothing
    assert seen(engine, self="usr_1") == [1, 2, 1, 1, 1, 1, 1]
    # The payer of the receivable, which has an application of its own.
    assert seen(engine, self="usr_2") == [0, 1, 0, 0, 0, 1, 0]
    assert seen(engine, self="usr_3") == nothing
    # Every institution may claim what is open; which may, the row rule says.
    assert seen(engine, institution="F-BANK1", kind="BANK") == [1, 1, 1, 1, 1, 1, 1]
    assert seen(engine, institution="F-BANK2", kind="BANK") == [1, 1, 0, 0, 0, 0, 0]
    for kind in ("BANK", "REGULATOR"):
        assert seen(engine, institution="F-NOBODY", kind=kind) == [1, 0, 0, 0, 0, 0, 0]
