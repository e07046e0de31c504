"""The exchange over HTTP, in this process: the real application on the test's database."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from exchange.app.http import Exchange
from exchange.settings import Settings
from tests.planning.data import fill


@pytest.fixture
def exchange(engine: Engine, settings: Settings) -> Exchange:
    """The application over the small registry."""
    with engine.begin() as connection:
        fill(connection)
    return Exchange(settings)


@pytest.fixture
def client(exchange: Exchange) -> Iterator[TestClient]:
    """A client of it."""
    with TestClient(exchange, base_url="http://127.0.0.1:8000") as connected:
        yield connected


def ask(client: TestClient, query: str, variables: Any = None, **more: Any) -> Any:
    """Send an operation; return the answer's JSON."""
    return client.post("/graphql", json={"query": query, "variables": variables}, **more).json()
