"""The door of a real application's inner half: planned, read, logged; the caller is given, the rest is real."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, insert

from auth.people.model import Mandate, User
from auth.principal import Principal
from auth.standing import version
from exchange import clock
from exchange.app.http import planner
from exchange.app.operation import Operations
from exchange.app.request import Asked
from exchange.audit.writer import access_log
from exchange.db.reading import open_reader
from exchange.settings import Settings
from resolvers.mutation import Mutations
from schema.build import schema
from tests.api import purse
from tests.door.caller import OWNER, STRANGER
from tests.planning.data import USCCS, fill

Knock = Callable[..., Any]
OWNED = USCCS[0]


@pytest.fixture
def filled(small_registry: None, engine: Engine) -> Engine:
    """The small registry with its files, and an owner with a mandate for the first enterprise."""
    with engine.begin() as connection:
        fill(connection)
        for user in (OWNER, STRANGER):
            row = {"id": user.user_id, "login": user.user_id, "name": "示例", "password_hash": "-"}
            connection.execute(insert(User).values(**row, created_at=clock.now()))
        mandate = {"user_id": OWNER.user_id, "uscc": OWNED, "state": "CONFIRMED", "requested_at": clock.now()}
        connection.execute(insert(Mandate).values(id="mdt_owner", **mandate))
    return engine


@pytest.fixture
def operations(filled: Engine, settings: Settings) -> Iterator[Operations]:
    """What a worker answers with, on an event loop of its own."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)

    async def opened() -> Operations:
        reader, made = await open_reader(settings), planner(settings)
        mutations = Mutations(schema(), filled, reader, settings, made.dialect)
        return Operations(made, reader, mutations, access_log(settings), purse.purses(settings))

    made = loop.run_until_complete(opened())
    yield made
    loop.run_until_complete(made.access_log.close())
    loop.run_until_complete(made.purses.close())
    loop.run_until_complete(made.reader.close())
    loop.close()
    asyncio.set_event_loop(None)


@pytest.fixture
def knock(operations: Operations, filled: Engine, settings: Settings) -> Knock:
    """Answer a document for a caller as the front door does: the whole body."""

    def answered(document: str, principal: Principal, variables: Any = None) -> Any:
        with filled.connect().execution_options(read_only=True) as connection:
            standing = version(connection)
        request = Asked(document, None, variables, by_get=False)
        body = operations.answer(request, replace(principal, standing=standing), "knock-1", purse.account(settings))
        return purse.answered(asyncio.get_event_loop().run_until_complete(body))

    return answered
