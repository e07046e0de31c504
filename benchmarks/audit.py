"""How many accesses a second one worker logs, and how long a request waits for it, on PostgreSQL with fsync on.

By itself: python -m benchmarks.audit postgresql://USER@HOST/NAME, an empty database of a server on a disk.
"""

import asyncio
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import psycopg
import uvloop
from sqlalchemy import Engine

from auth.oauth import keys
from exchange.app.tree_head import said, sign
from exchange.audit import sealer
from exchange.audit.entry import Entry, entry
from exchange.audit.sealing import sealing
from exchange.audit.stored import snapshot
from exchange.audit.verify import verify
from exchange.audit.writer import access_log
from exchange.db import migration
from exchange.db.engine import connect
from exchange.settings import Settings

WRITERS = (8, 32, 128)
SECONDS = 3.0
WARM_UP = 0.5
SEALED = 50_000


class Rate(NamedTuple):
    """What so many writers at once got."""

    writers: int
    rate: float
    """Records a second."""
    p50: float
    """Milliseconds that a write took."""
    p95: float


def measured(url: str, seconds: float = SECONDS, *, sealed: bool = True) -> list[Rate]:
    """Return a rate for each number of writers, with the sealer running beside them or not.

    The database is migrated; its server must have fsync on. Each writer sends its next record when the last is logged.
    """
    with psycopg.connect(url) as connection:
        shown = connection.execute("SHOW fsync").fetchone()
    if shown != ("on",):
        raise RuntimeError("The access log is measured with fsync on.")
    with _database(url) as engine:
        return [uvloop.run(_loaded(url, engine, writers, seconds, sealed=sealed)) for writers in WRITERS]


def sealing_rates(url: str, count: int = SEALED) -> tuple[float, float]:
    """Return how many entries a second are sealed, and how many verified, of a log of so many."""
    with _database(url) as engine:
        sealer.seal_all(engine, sign)
        uvloop.run(_filled(url, count))
        began = time.perf_counter()
        done = sealer.seal_all(engine, sign)
        seal_rate = done / (time.perf_counter() - began)
        began = time.perf_counter()
        with snapshot(engine) as session:
            faults = list(verify(session, said))
            entries = session.connection().exec_driver_sql("SELECT count(*) FROM access_leaf").scalar() or 0
        if faults:
            raise RuntimeError(f"The log has {len(faults)} faults, the first: {faults[0].message}")
        return seal_rate, entries / (time.perf_counter() - began)


def lines(url: str) -> Iterator[str]:
    """Yield the results as a table."""
    yield "| writers | sealer | records/s | p50 ms | p95 ms |"
    yield "|---|---|---|---|---|"
    for sealed in (False, True):
        for one in measured(url, sealed=sealed):
            beside = "beside" if sealed else "off"
            yield f"| {one.writers} | {beside} | {one.rate:,.0f} | {one.p50:.2f} | {one.p95:.2f} |"
    seal_rate, verify_rate = sealing_rates(url)
    yield f"\nSealed: {seal_rate:,.0f} entries/s; verified: {verify_rate:,.0f} entries/s."


@contextmanager
def _database(url: str) -> Iterator[Engine]:
    engine = connect(url)
    migration.upgrade(engine)
    keys.ensure(engine)
    try:
        yield engine
    finally:
        engine.dispose()


async def _loaded(url: str, engine: Engine, writers: int, seconds: float, *, sealed: bool) -> Rate:
    if not sealed:
        return await _written(url, writers, seconds)
    async with sealing(engine, sign, Settings().seal_seconds):
        return await _written(url, writers, seconds)


async def _written(url: str, writers: int, seconds: float) -> Rate:
    log = access_log(Settings(database_url=url))
    taken: list[float] = []
    began = time.perf_counter() + WARM_UP

    async def write(number: int) -> None:
        while (sent := time.perf_counter()) < began + seconds:
            await log.write([_access(number)])
            if sent >= began:
                taken.append((time.perf_counter() - sent) * 1000)

    await asyncio.gather(*map(write, range(writers)))
    await log.close()
    taken.sort()
    rate = len(taken) / (time.perf_counter() - began)
    return Rate(writers, rate, taken[len(taken) // 2], taken[int(len(taken) * 0.95)])


async def _filled(url: str, count: int) -> None:
    log = access_log(Settings(database_url=url))
    for start in range(0, count, 500):
        await log.write([_access(number) for number in range(start, min(start + 500, count))])
    await log.close()


def _access(number: int) -> Entry:
    return entry(
        request_id=f"0123abcd-{number:x}",
        client_id="bank-client",
        institution_code="BANK",
        user_id=None,
        uscc=f"91441300MA4X{number:06d}",
        purpose="LOAN_APPLICATION",
        basis="AGREEMENT",
        consent_id=None,
        agreement_id="0" * 32,
        operation=f"Profile {'0' * 64}",
        policies="records.contact:read records.tax:read",
        row_count=3,
    )


if __name__ == "__main__":
    for text in lines(sys.argv[1]):
        print(text, flush=True)
