"""Access logs for the tests: entries, consents, and a log with some of both written by the real writer."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, func, insert, select, text

from auth.oauth import keys
from exchange import clock
from exchange.app.tree_head import said, sign
from exchange.audit import sealer
from exchange.audit.entry import Entry, entry
from exchange.audit.fault import Fault
from exchange.audit.stored import snapshot
from exchange.audit.verify import verify
from exchange.audit.writer import AccessLog, access_log
from exchange.consent.model import Consent, ConsentBalance, ConsentEvent
from exchange.institution.model import Institution
from exchange.settings import Settings

T = TypeVar("T")
USCC = "91990000MA4XXXXX{:02d}"
GUARDED = ("access_entry", "access_leaf", "tree_node", "tree_head")


def access(number: int = 0, **columns: Any) -> Entry:
    """Make an entry; its columns differ by the number."""
    usual: dict[str, Any] = {
        "request_id": f"request-{number}",
        "client_id": "bank-client",
        "institution_code": "BANK",
        "user_id": None if number % 2 else "user-1",
        "uscc": USCC.format(number % 100),
        "purpose": "LOAN_APPLICATION",
        "basis": "AGREEMENT",
        "consent_id": None,
        "agreement_id": "agreement-1",
        "operation": f"信用档案{number}\t\"'\\ {'0' * 64}",
        "policies": "records.contact:read records.tax:read",
        "row_count": number,
    }
    return entry(**usual | columns)


def under(*consents: str) -> list[Entry]:
    """Make an operation with a subject for each consent."""
    return [access(number, basis="CONSENT", consent_id=one, agreement_id=None) for number, one in enumerate(consents)]


def using(url: str, use: Callable[[AccessLog], Awaitable[T]], seconds: float = 5) -> T:
    """Use a worker's log in an event loop of its own, and close it."""

    async def run() -> T:
        log = access_log(Settings(database_url=url), seconds)
        try:
            return await use(log)
        finally:
            await log.close()

    return asyncio.run(run())


def write(url: str, *requests: list[Entry]) -> list[BaseException | None]:
    """Write operations at the same time; return what was raised for each."""

    async def use(log: AccessLog) -> list[BaseException | None]:
        return await asyncio.gather(*map(log.write, requests), return_exceptions=True)

    return using(url, use)


def sealed(engine: Engine, url: str, count: int, limit: int = 1000) -> list[Entry]:
    """Write entries and seal them in rounds; return them in the order of their leaves."""
    keys.ensure(engine)
    entries = [access(number) for number in range(count)]
    assert write(url, *([one] for one in entries)) == [None] * count
    while sealer.seal(engine, sign, limit):
        pass
    return sorted(entries, key=lambda one: one.id)


def faults(engine: Engine) -> list[Fault]:
    """Verify the log."""
    with snapshot(engine) as session:
        return list(verify(session, said))


def count(engine: Engine, table: Any) -> int:
    """Count a table's rows."""
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


def consents(engine: Engine, **remaining: int) -> None:
    """Make active consents with so many fetches left."""
    with engine.begin() as connection:
        if not connection.scalar(select(func.count()).where(Institution.code == "BANK")):
            connection.execute(insert(Institution).values(code="BANK", name="示例银行", kind="BANK"))
        for consent_id, fetches in remaining.items():
            connection.execute(insert(Consent).values(_terms(consent_id, fetches)))
            connection.execute(insert(ConsentBalance).values(consent_id=consent_id, remaining=fetches))


def balances(engine: Engine) -> dict[str, int]:
    """Return what is left of each consent."""
    with engine.connect() as connection:
        rows = connection.execute(select(ConsentBalance.consent_id, ConsentBalance.remaining))
        return {row[0]: row[1] for row in rows}


def consumed(engine: Engine) -> list[tuple[str, str, str]]:
    """Return consent, state and actor of every event."""
    with engine.connect() as connection:
        events = select(ConsentEvent.consent_id, ConsentEvent.state, ConsentEvent.actor)
        return [(row[0], row[1], row[2]) for row in connection.execute(events.order_by(ConsentEvent.consent_id))]


@contextmanager
def unguarded(engine: Engine) -> Iterator[Connection]:
    """Yield a connection as a forger's: the triggers of the log's tables and the foreign keys are out of the way."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            driver: Any = connection.connection.driver_connection
            driver.execute("PRAGMA foreign_keys=OFF")
            for table in GUARDED:
                for event in ("update", "delete"):
                    connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_{event}"))
        else:
            connection.execute(text("SET session_replication_role = replica"))
        yield connection
        connection.commit()
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = DEFAULT"))
            connection.commit()
        else:
            driver.execute("PRAGMA foreign_keys=ON")


def _terms(consent_id: str, fetches: int) -> dict[str, Any]:
    now = clock.now()
    return {
        "id": consent_id,
        "uscc": USCC.format(0),
        "grantee_code": "BANK",
        "purpose": "LOAN_APPLICATION",
        "mode": "VIEW",
        "fetch": "ONE_TIME" if fetches == 1 else "PERIODIC",
        "fetch_limit": max(fetches, 1),
        "data_life_days": 0,
        "valid_from": now,
        "valid_until": now,
        "lodged_by": "bank-client",
        "lodged_at": now,
    }
