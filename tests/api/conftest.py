"""The exchange over HTTP, in this process: the real application on the test's database."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from auth.principal import Principal
from exchange.app.http import Exchange
from exchange.institution.model import InstitutionKind
from exchange.settings import Settings
from tests.api.checking import Lists
from tests.api.counter import Counter, counter
from tests.api.office import Office, opened
from tests.api.purse import answered
from tests.planning.data import fill


@pytest.fixture
def exchange(small_registry: None, engine: Engine, settings: Settings) -> Exchange:
    """The application over the small registry."""
    with engine.begin() as connection:
        fill(connection)
    return Exchange(settings)


@pytest.fixture
def client(exchange: Exchange) -> Iterator[TestClient]:
    """A client of it."""
    with TestClient(exchange, base_url="http://127.0.0.1:8000") as connected:
        yield connected


@pytest.fixture
def at(small_registry: None, engine: Engine, settings: Settings) -> Iterator[Counter]:
    """The exchange with a bank's program and people in front of it."""
    found = counter(engine, settings)
    with found.desk.http:
        yield found


@pytest.fixture
def office(small_registry: None, engine: Engine, settings: Settings) -> Iterator[Office]:
    """What answers operations of callers that a test registers, over the small registry."""
    with engine.begin() as connection:
        fill(connection)
    with opened(engine, settings) as made:
        yield made


@pytest.fixture
def lists(office: Office) -> Lists:
    """What a test puts on lists."""
    return Lists(office.engine)


@pytest.fixture
def bureau(office: Office) -> Principal:
    """A bureau's program."""
    return office.program(InstitutionKind.BUREAU.value)


def ask(client: TestClient, query: str, variables: Any = None, **more: Any) -> Any:
    """Send an operation; return the answer's JSON without what it tells of its cost."""
    return answered(client.post("/graphql", json={"query": query, "variables": variables}, **more).content)
