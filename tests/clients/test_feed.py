"""The feed as programs follow it: pushed by two workers, within a moment, whichever process has published."""

import asyncio
import json
import threading
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
from httpx2 import post
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from websockets.asyncio.client import ClientConnection, connect

from auth.oauth import clients
from exchange.db import engine as engines
from exchange.feed.model import EventType
from exchange.feed.publishing import Event, publish
from tests.clients.bank import Bank
from tests.clients.flow import own_token
from tests.clients.node import Node
from tests.clients.running import Running
from tests.planning.data import USCCS

FOLLOW = "subscription($after: String) { changes(after: $after) { objectId } }"
WRITERS, EACH = 8, 10
SECONDS = 60


def event(name: str) -> Event:
    return Event(EventType.ENTITY_CHANGED, name, USCCS[0], is_public=True)


def tell(engine: Engine, *names: str) -> None:
    """Publish public events from this process."""
    with engine.begin() as connection:
        publish(connection, [event(name) for name in names])


def head(server: Running) -> str:
    """Return the cursor of the latest event."""
    answer = post(server.settings.audience, json={"query": "{ changes { head } }"}, trust_env=False)
    return str(answer.json()["data"]["changes"]["head"])


@asynccontextmanager
async def following(
    server: Running, payload: dict[str, Any] | None = None, after: str | None = None
) -> AsyncIterator[ClientConnection]:
    """Open a socket and subscribe to events behind a cursor."""
    address = server.settings.audience.replace("http", "ws")
    async with connect(address, subprotocols=["graphql-transport-ws"], proxy=None) as socket:  # type: ignore[list-item]
        await socket.send(json.dumps({"type": "connection_init", "payload": payload or {}}))
        assert json.loads(await socket.recv())["type"] == "connection_ack"
        asked = {"query": FOLLOW, "variables": {"after": after}}
        await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": asked}))
        yield socket


async def pushed(socket: ClientConnection) -> str:
    """Return the object of the event that comes next."""
    async with asyncio.timeout(SECONDS):
        message = json.loads(await socket.recv())
    assert message["type"] == "next", message
    return str(message["payload"]["data"]["changes"]["objectId"])


async def awaited(sockets: list[ClientConnection], engine: Engine, name: str) -> list[float]:
    """Publish an event; return after which time each socket had it."""
    started = time.perf_counter()
    await asyncio.to_thread(tell, engine, name)
    committed = time.perf_counter()

    async def one(socket: ClientConnection) -> float:
        assert await pushed(socket) == name
        return time.perf_counter() - committed

    assert committed >= started
    return list(await asyncio.gather(*map(one, sockets)))


def test_an_event_of_another_process_is_pushed_by_every_worker(server: Running) -> None:
    async def run() -> list[float]:
        after = head(server)
        async with AsyncExitStack() as stack:
            sockets = [await stack.enter_async_context(following(server, after=after)) for _ in range(8)]
            return [late for number in range(5) for late in await awaited(sockets, server.engine, f"ent_{number}")]

    found = sorted(asyncio.run(run()))
    print(f"{len(found)} events, median {found[len(found) // 2] * 1000:.0f} ms, last {found[-1] * 1000:.0f} ms")  # noqa: T201
    assert len(found) == 40


def test_eight_writers_and_a_subscriber_see_every_event_once_in_order(server: Running) -> None:
    made: list[str] = []
    lock = threading.Lock()
    start = threading.Barrier(WRITERS)

    def write(number: int) -> None:
        engine = engines.connect(server.settings.database_url)
        start.wait()
        for round_ in range(EACH):
            with engine.connect() as connection, connection.begin() as transaction:
                names = [f"{number}-{round_}-{part}" for part in range(1 + round_ % 3)]
                publish(connection, [event(name) for name in names])
                if round_ % 4 == 3:
                    transaction.rollback()
                else:
                    transaction.commit()
                    with lock:
                        made.extend(names)
        engine.dispose()

    async def run() -> list[str]:
        async with following(server, after=head(server)) as socket:
            writers = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
            for writer in writers:
                writer.start()
            expected = WRITERS * sum(1 + round_ % 3 for round_ in range(EACH) if round_ % 4 != 3)
            found = [await pushed(socket) for _ in range(expected)]
            for writer in writers:
                await asyncio.to_thread(writer.join, SECONDS)
            return found

    found = asyncio.run(run())
    assert sorted(found) == sorted(made)
    for number in range(WRITERS):
        own = [name for name in found if name.startswith(f"{number}-")]
        assert own == sorted(own), "each writer's events come in the order in which it committed them"


def credentials(bank: Bank) -> dict[str, str]:
    """Return a token of the bank's and a proof for a socket."""
    token = own_token(bank)
    return {"authorization": f"DPoP {token}", "dpop": bank.party.proof("/graphql", token, htm="GET")}


def test_a_client_that_is_disabled_gets_nothing_more(bank: Bank) -> None:
    server = bank.running

    async def run() -> tuple[int, str]:
        async with following(server, credentials(bank), head(server)) as socket:
            await awaited([socket], server.engine, "ent_before")
            with Session(server.engine) as session, session.begin():
                clients.disable(session, bank.party.client_id)
            tell(server.engine, "ent_after")
            async with asyncio.timeout(SECONDS):
                with pytest.raises(Exception, match="4403") as closed:
                    await socket.recv()
            return closed.value.rcvd.code, closed.value.rcvd.reason  # type: ignore[attr-defined]

    code, reason = asyncio.run(run())
    assert (code, reason.partition(":")[0]) == (4403, "UNAUTHENTICATED")


def test_a_proof_opens_one_socket(bank: Bank) -> None:
    given = credentials(bank)

    async def run() -> None:
        async with following(bank.running, given):
            with pytest.raises(Exception, match="4403"):
                async with following(bank.running, given):
                    pass

    asyncio.run(run())


def test_graphql_ws_follows_the_feed(bank: Bank, node: Node) -> None:
    after = head(bank.running)
    names = [f"ent_ws{number}" for number in range(4)]
    tell(bank.running.engine, *names)
    given = {
        "api": bank.running.settings.audience,
        "jwk": bank.party.key.as_dict(private=True),
        "subscription": {"query": FOLLOW, "variables": {"after": after}},
        "count": len(names),
        **credentials(bank),
    }
    said = node.run("graphql-ws", "subscription", given)

    assert [one["changes"]["objectId"] for one in said["events"]] == names
    assert said["invalid"] == ["GRAPHQL_VALIDATION_FAILED"]
    assert said["query"] == ["NOT_A_SUBSCRIPTION"]
    assert [code for code, _ in said["closed"]] == [1000]
    assert (said["replayed"], said["refused"]) == ({"code": 4403}, [[4403, "UNAUTHENTICATED"]])
