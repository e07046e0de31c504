"""What an exchange on PostgreSQL answers while its database is stopped, cut off or hanging; and afterwards."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import text
from websockets.asyncio.client import connect

from exchange.consent.model import Consent
from exchange.feed.model import EventType
from exchange.feed.publishing import Event, publish
from tests.faults.conftest import Served
from tests.faults.program import NAMED, lodged, refused
from tests.faults.recovery import as_before, count
from tests.faults.stoppable import FAST, IMMEDIATE, Stoppable
from tests.planning.data import USCCS

AWAY = (503, "UNAVAILABLE", True)
FOLLOW = "subscription { changes { objectId } }"


@pytest.mark.parametrize("how", [FAST, IMMEDIATE], ids=["fast", "immediate"])
def test_a_stopped_database_is_a_503_and_the_exchange_goes_on_when_it_is_back(
    how: Any, server: tuple[Stoppable, str], on_postgresql: Served
) -> None:
    postgresql, served = server[0], on_postgresql
    program = served.program
    as_before(served)
    lodgings, key = count(served, Consent), f"key-{how}"
    program.prepare(4)
    form = program.party.assertion(), program.party.proof()

    async def follow() -> list[str]:
        """Subscribe before the database stops; an event of its next life must come, and no socket be opened anew."""
        address = f"{served.settings.issuer.replace('http', 'ws')}/graphql"
        async with connect(address, subprotocols=["graphql-transport-ws"], proxy=None) as socket:  # type: ignore[list-item]
            await socket.send('{"type": "connection_init"}')
            await socket.recv()
            await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": {"query": FOLLOW}}))
            await socket.send('{"type": "ping"}')
            assert json.loads(await socket.recv()) == {"type": "pong"}
            await asyncio.to_thread(postgresql.stop, how)
            try:
                await asyncio.to_thread(away)
            finally:
                await asyncio.to_thread(postgresql.start)
            await asyncio.to_thread(tell)
            async with asyncio.timeout(30):
                message = json.loads(await socket.recv())
            return [message["payload"]["data"]["changes"]["objectId"]]

    def away() -> None:
        assert refused(program.name()) == AWAY
        assert refused(program.file()) == AWAY
        assert refused(program.lodge(key)) == AWAY
        answer = program.party.ask(*form)
        assert (answer.status_code, answer.json()) == (503, {"error": "temporarily_unavailable"})
        assert served.get("/readyz") == (503, "5")
        assert served.get("/healthz") == (200, None)
        assert served.get("/oauth/jwks")[0] in (200, 503)

    def tell() -> None:
        with served.engine.begin() as connection:
            publish(connection, [Event(EventType.ENTITY_CHANGED, f"ent_{how}", USCCS[0], is_public=True)])

    assert asyncio.run(follow()) == [f"ent_{how}"]

    assert count(served, Consent) == lodgings
    as_before(served)


def test_connections_that_are_cut_are_replaced_within_the_request(
    server: tuple[Stoppable, str], on_postgresql: Served
) -> None:
    postgresql, served = server[0], on_postgresql
    as_before(served)
    served.engine.dispose()
    assert postgresql.cut() > 2

    assert served.program.name().json()["data"] == NAMED
    assert lodged(served.program.lodge())
    as_before(served)


def test_a_database_that_hangs_is_a_503_in_time_and_no_connection_is_left_over(
    server: tuple[Stoppable, str], on_postgresql: Served
) -> None:
    postgresql, served = server[0], on_postgresql
    program = served.program
    as_before(served)
    lodgings = count(served, Consent)
    program.prepare(12)

    with postgresql.halted(), ThreadPoolExecutor(30) as pool:
        reads = [pool.submit(program.name) for _ in range(20)]
        writes = [pool.submit(program.lodge, f"hangs-{number}") for number in range(3)]
        gated = [pool.submit(program.file) for _ in range(3)]
        answers: list[Response] = [each.result() for each in (*reads, *writes)]
        assert {refused(answer) for answer in answers} == {AWAY}
        assert {refused(each.result()) for each in gated} <= {AWAY, (503, "LOG_UNAVAILABLE", True)}
        assert served.get("/healthz") == (200, None)

    as_before(served)
    assert len({lodged(program.lodge(f"hangs-{number}")) for number in range(3)}) == 3
    assert count(served, Consent) == lodgings + 4
    with served.engine.connect() as connection:
        backends = connection.scalar(text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"))
    settings = served.settings
    # Its reads, shared ones, writes, the log's two, the feed's ear; and this test's.
    assert backends is not None
    assert backends <= settings.read_connections + settings.shared_connections + settings.write_connections + 2 + 1 + 2


def test_a_held_lock_makes_a_write_wait_and_then_a_503(server: tuple[Stoppable, str], on_postgresql: Served) -> None:
    served = on_postgresql
    as_before(served)
    lodgings = count(served, Consent)
    with served.engine.connect() as holder:
        holder.execute(text("LOCK TABLE consent IN ACCESS EXCLUSIVE MODE"))
        assert refused(served.program.lodge("held")) == AWAY
        assert served.program.name().json()["data"] == NAMED
        holder.rollback()

    assert lodged(served.program.lodge("held")) == lodged(served.program.lodge("held"))
    assert count(served, Consent) == lodgings + 1
    as_before(served)


def test_a_log_that_cannot_be_written_lets_no_data_leave(server: tuple[Stoppable, str], on_postgresql: Served) -> None:
    served = on_postgresql
    as_before(served)
    with served.engine.begin() as connection:
        connection.execute(text("ALTER TABLE access_pending RENAME TO access_pending_away"))
    try:
        answer = served.program.file()
        assert refused(answer) == (503, "LOG_UNAVAILABLE", True)
        assert served.program.name().json()["data"] == NAMED
    finally:
        with served.engine.begin() as connection:
            connection.execute(text("ALTER TABLE access_pending_away RENAME TO access_pending"))

    as_before(served)
