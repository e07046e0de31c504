"""A server with two workers on each database, and Node with the client libraries."""

from collections.abc import Iterator

import pytest

from tests.clients.bank import Bank
from tests.clients.node import Node, installed
from tests.clients.running import Running, running
from tests.database.template import Templates


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def server(
    request: pytest.FixtureRequest, templates: Templates, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """A running server. All tests of a process share it: each enrols a bank of its own."""
    if request.param == "postgresql" and templates.missing:
        pytest.skip(f"PostgreSQL half NOT run: {templates.missing}")
    log = tmp_path_factory.mktemp("server") / f"{request.param}.log"
    with templates.clone(request.param) as url, running(url, log) as found:
        yield found


@pytest.fixture
def bank(server: Running) -> Bank:
    """A bank that no other test knows."""
    return Bank.enrolled(server)


@pytest.fixture(scope="session")
def node() -> Node:
    """Node with the libraries."""
    return installed()
