"""What planning tests work on: a filled database, the planner for it, and the oracle."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import orjson
import pytest
from sqlalchemy import Engine

from auth.principal import Principal
from auth.standing import version
from auth.visibility import announced
from exchange.app.http import planner
from exchange.db.reading import open_reader
from exchange.settings import Settings
from resolvers.answer import finished
from resolvers.computed import Computing
from resolvers.planner import Planner
from tests.planning.caller import BUREAU
from tests.planning.data import USCCS, fill
from tests.planning.oracle import Oracle
from tests.planning.registered import register

Answer = Callable[..., Any]


@pytest.fixture
def filled(small_registry: None, engine: Engine) -> Engine:
    """The test's database with the small registry, and people and programs registered."""
    return filled_in(engine)


def filled_in(engine: Engine) -> Engine:
    """Fill a database with the small registry, and register people and programs."""
    with engine.begin() as connection:
        fill(connection)
        register(connection, USCCS)
    return engine


@pytest.fixture
def planner_(settings: Settings) -> Planner:
    """The planner for the test's database."""
    return generous(settings)


def generous(settings: Settings) -> Planner:
    """Make a planner that nothing is too dear for."""
    made = planner(settings)
    made.cost_client = made.cost_public = 10**9
    return made


@pytest.fixture
def answer(filled: Engine, settings: Settings, planner_: Planner) -> Iterator[Answer]:
    """Answer a document through the planner."""
    with answering(filled, settings, planner_) as answered:
        yield answered


@contextmanager
def answering(filled: Engine, settings: Settings, planner_: Planner) -> Iterator[Answer]:
    """Answer documents through the planner: their `data`, or with errors=True a pair of data and errors."""
    loop = asyncio.new_event_loop()

    async def opened() -> Any:
        return await open_reader(settings)

    reader = loop.run_until_complete(opened())

    def answered(document: str, variables: Any = None, principal: Principal = BUREAU, *, errors: bool = False) -> Any:
        with filled.connect().execution_options(read_only=True) as connection:
            principal = replace(principal, standing=version(connection))
        planned = planner_.plan(document, None, variables, principal)
        said = announced(principal) if planned.plan.names_caller else None
        plan = planned.plan
        data = loop.run_until_complete(reader.fetch(plan.sql, plan.values(planned.binds), said, small=plan.small))
        assert data is not None
        data, found, _passed = finished(planned, data, Computing(filled, settings, principal, planner_))
        return (orjson.loads(data), [e.formatted for e in found]) if errors else orjson.loads(data)

    yield answered
    loop.run_until_complete(reader.close())
    loop.close()


@pytest.fixture
def oracle(filled: Engine) -> Iterator[Oracle]:
    """The same questions answered by graphql-core."""
    with filled.connect().execution_options(read_only=True) as connection:
        yield Oracle(connection, BUREAU)
