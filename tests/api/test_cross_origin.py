"""Whether another site's page may read the answers: only from an origin that the operator allows."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from exchange.app.http import Exchange
from exchange.settings import Settings

ALLOWED, OTHER = "https://portal.example", "https://other.example"
TYPENAME = {"query": "{ __typename }"}


@pytest.fixture
def client(engine: Engine, settings: Settings) -> Iterator[TestClient]:
    """A client of an exchange that allows two origins."""
    allowing = replace(settings, allowed_origins=f"{ALLOWED}, https://second.example")
    with TestClient(Exchange(allowing), base_url="http://127.0.0.1:8000") as connected:
        yield connected


def test_an_allowed_origin_may_ask_and_read_but_not_with_a_cookie(client: TestClient) -> None:
    asked = {"origin": ALLOWED, "access-control-request-method": "POST"}
    told, answered = client.options("/graphql", headers=asked), client.post("/graphql", json=TYPENAME, headers=asked)
    refused = client.post("/graphql", json={"query": "{"}, headers={"origin": ALLOWED, "accept": "text/html"})

    assert told.headers["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"
    assert told.headers["access-control-allow-headers"] == "authorization, content-type, dpop"
    for response in (told, answered, refused):
        assert response.headers["access-control-allow-origin"] == ALLOWED
        assert response.headers["vary"] == "Origin"
        assert "access-control-allow-credentials" not in response.headers


@pytest.mark.parametrize("origins", [[OTHER], ["null"], ["https://portal.example.evil.example"], [ALLOWED, OTHER]])
def test_another_origin_is_told_nothing(client: TestClient, origins: list[str]) -> None:
    sent = [("origin", origin) for origin in origins]
    for response in (client.options("/graphql", headers=sent), client.post("/graphql", json=TYPENAME, headers=sent)):
        assert response.headers["vary"] == "Origin"
        assert "access-control-allow-origin" not in response.headers
