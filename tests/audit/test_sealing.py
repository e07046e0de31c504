"""Whether what was written gets its leaf, once, and the head over it is signed."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from auth.oauth import keys
from exchange.app.tree_head import said, sign
from exchange.audit import entry, sealer, stored
from exchange.audit.entry import Entry
from exchange.audit.model import AccessLeaf, AccessPending, TreeHead
from exchange.audit.sealing import sealing
from tests.audit import reference
from tests.audit.log import access, consents, count, faults, sealed, using, write

FIXED = Entry(
    id="0198c0de00007000800000000000000a",
    at=datetime(2026, 1, 31, 8, 0, 0, 70, tzinfo=UTC),
    request_id="a1b2-1",
    client_id="bank",
    institution_code="BANK",
    user_id=None,
    uscc="91990000MA4XXXXX00",
    purpose="LOAN_APPLICATION",
    basis="CONSENT",
    consent_id="c1",
    agreement_id=None,
    operation='信用 "档案"\t\\',
    policies="records.tax:read",
    row_count=3,
)
CANONICAL = (
    '{"agreement_id":null,"at":"2026-01-31T08:00:00.000070Z","basis":"CONSENT","client_id":"bank","consent_id":"c1",'
    '"id":"0198c0de00007000800000000000000a","institution_code":"BANK","operation":"信用 \\"档案\\"\\t\\\\",'
    '"outcome":"DELIVERED","policies":"records.tax:read","purpose":"LOAN_APPLICATION","request_id":"a1b2-1",'
    '"row_count":3,"uscc":"91990000MA4XXXXX00","user_id":null}'
)


def canonical(one: Entry) -> bytes:
    """Write an entry as docs say, with another library."""
    values = one._asdict() | {"at": one.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")}
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def read(engine: Engine, one: Entry) -> Any:
    """Read an entry's values as the sealer does."""
    with engine.connect() as connection:
        columns = entry.columns(engine.dialect.name)
        return connection.execute(select(*columns).where(text("id = :id")), {"id": one.id}).one()


def leaves(engine: Engine) -> list[str]:
    """Return the entries' ids in the order of the tree."""
    with engine.connect() as connection:
        rows = connection.execute(select(AccessLeaf.position, AccessLeaf.entry_id).order_by("position")).all()
    assert [row[0] for row in rows] == list(range(len(rows)))
    return [row[1] for row in rows]


def heads(engine: Engine) -> list[tuple[int, str]]:
    """Return size and root of every head, after checking what was signed."""
    with Session(engine) as session:
        rows = session.execute(select(TreeHead).order_by(TreeHead.size)).scalars().all()
        for head in rows:
            at = head.signed_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
            assert said(session, head.jws) == {"size": head.size, "root": head.root, "timestamp": at}
        return [(head.size, head.root) for head in rows]


def test_the_bytes_of_an_entry_are_the_documented_ones(engine: Engine, database_url: str) -> None:
    assert canonical(FIXED).decode() == CANONICAL

    consents(engine, c1=2)
    assert write(database_url, [FIXED]) == [None]

    assert entry.leaf(read(engine, FIXED)) == sha256(b"\0" + CANONICAL.encode()).digest()


@pytest.mark.parametrize("limit", [7, 1000])
def test_the_root_is_that_of_the_entries_in_their_order(limit: int, engine: Engine, database_url: str) -> None:
    entries = sealed(engine, database_url, 30, limit)
    data = tuple(canonical(one) for one in entries)

    sizes = [*range(limit, 30, limit), 30]
    assert leaves(engine) == [one.id for one in entries]
    assert heads(engine) == [(size, reference.mth(data[:size]).hex()) for size in sizes]
    assert count(engine, AccessPending) == 0


def test_later_entries_come_behind_the_earlier_ones(engine: Engine, database_url: str) -> None:
    first = sealed(engine, database_url, 5)
    second = sealed(engine, database_url, 8)

    assert leaves(engine) == [one.id for one in [*first, *second]]
    assert [size for size, _root in heads(engine)] == [5, 13]
    assert faults(engine) == []


def test_where_nothing_waits_nothing_is_signed(engine: Engine) -> None:
    keys.ensure(engine)

    assert sealer.seal(engine, sign) == 0
    assert heads(engine) == []


def test_sealers_at_the_same_time_seal_each_entry_once(engine: Engine, database_url: str) -> None:
    keys.ensure(engine)
    entries = [access(number) for number in range(300)]
    write(database_url, *([one] for one in entries))

    def seal(_number: int) -> int:
        return sum(sealer.seal(engine, sign, 10) for _ in range(30))

    with ThreadPoolExecutor(4) as threads:
        counts = list(threads.map(seal, range(4)))
    rest = sealer.seal_all(engine, sign)

    assert sum(counts) + rest == 300
    assert sorted(leaves(engine)) == sorted(one.id for one in entries)
    assert faults(engine) == []


def test_a_round_that_cannot_be_signed_leaves_everything_waiting(engine: Engine, database_url: str) -> None:
    write(database_url, [access(1)])

    def refuse(_session: Session, _claims: dict[str, Any]) -> str:
        raise RuntimeError("no key")

    with pytest.raises(RuntimeError, match="no key"):
        sealer.seal(engine, refuse)

    assert count(engine, AccessPending) == 1
    assert leaves(engine) == []


def test_a_running_exchange_seals_by_itself(engine: Engine, database_url: str) -> None:
    keys.ensure(engine)

    async def run() -> None:
        async with sealing(engine, sign, 0.01):
            for number in range(3):
                await asyncio.to_thread(write, database_url, [access(number)])
                while await asyncio.to_thread(count, engine, AccessPending):  # noqa: ASYNC110 - another task's work
                    await asyncio.sleep(0.01)

    asyncio.run(run())

    assert [size for size, _root in heads(engine)] == [1, 2, 3]


def test_a_backlog_is_sealed_round_after_round_and_what_comes_then_waits_for_its_time(
    engine: Engine, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys.ensure(engine)
    monkeypatch.setitem(sealer.ROUNDS, engine.dialect.name, 10)
    write(database_url, *([access(number)] for number in range(25)))

    async def run() -> int:
        async with sealing(engine, sign, 3600):
            while await asyncio.to_thread(count, engine, AccessPending):  # noqa: ASYNC110 - another task's work
                await asyncio.sleep(0.01)
            await asyncio.to_thread(write, database_url, [access(25)])
            await asyncio.sleep(0.2)
            return await asyncio.to_thread(count, engine, AccessPending)

    assert asyncio.run(run()) == 1
    assert [size for size, _root in heads(engine)] == [10, 20, 25, 26]


def test_sealing_goes_on_after_a_failure_and_ends_with_a_last_round(engine: Engine, database_url: str) -> None:
    keys.ensure(engine)
    write(database_url, [access(1)])
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE tree_node RENAME TO away"))

    async def run() -> None:
        async with sealing(engine, sign, 0.01):
            await asyncio.sleep(0.1)
            with engine.begin() as connection:
                connection.execute(text("ALTER TABLE away RENAME TO tree_node"))

    asyncio.run(run())

    assert [size for size, _root in heads(engine)] == [1]


def test_entries_written_while_sealing_are_sealed_next(engine: Engine, database_url: str) -> None:
    keys.ensure(engine)

    def seal() -> None:
        for _ in range(20):
            sealer.seal(engine, sign, 50)

    async def run() -> None:
        await asyncio.gather(
            asyncio.to_thread(seal),
            asyncio.to_thread(write, database_url, *([access(number)] for number in range(500))),
        )

    asyncio.run(run())
    sealer.seal_all(engine, sign)

    with stored.snapshot(engine) as session:
        assert stored.size(session) == stored.signed(session) == 500
    assert faults(engine) == []


def test_the_log_can_be_closed_while_it_is_idle(database_url: str) -> None:
    async def nothing(_log: object) -> None:
        return None

    assert using(database_url, nothing) is None
