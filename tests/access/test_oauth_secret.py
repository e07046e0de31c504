"""Clients with a secret: for demonstrations, refused everywhere else."""

import base64
from dataclasses import replace

import pytest
from httpx2 import Response
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from auth.oauth import clients, demonstration
from auth.refusal import TokenRefused
from exchange.settings import Settings
from tests.access.oauth_party import ALL_SCOPES, REFUSED, Party, add_bureau, http, stored, wanted


def _demonstration(engine: Engine, settings: Settings) -> tuple[TestClient, str, str]:
    settings = replace(settings, demo=True)
    add_bureau(engine)
    with Session(engine) as session, session.begin():
        client, secret = clients.create_demonstration(session, settings, wanted(client_id="demo-bureau"))
        client_id = client.client_id
    return http(engine, settings), client_id, secret


def _basic(server: TestClient, client_id: str, secret: str) -> Response:
    value = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
    headers = {"authorization": f"Basic {value}"}
    return server.post("/oauth/token", data={"grant_type": "client_credentials"}, headers=headers)


def _posted(server: TestClient, client_id: str, secret: str) -> Response:
    form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}
    return server.post("/oauth/token", data=form)


@pytest.mark.parametrize("ask", [_basic, _posted])
def test_a_demonstration_client_gets_a_token_by_its_secret(engine: Engine, settings: Settings, ask: object) -> None:
    response = ask(*_demonstration(engine, settings))  # type: ignore[operator]
    assert (response.status_code, response.json()["scope"]) == (200, ALL_SCOPES)


@pytest.mark.parametrize(("ask", "status"), [(_basic, 401), (_posted, 400)])
@pytest.mark.parametrize(("client_id", "secret"), [("demo-bureau", "wrong"), ("nobody", "wrong"), ("a\x7f", "b")])
def test_a_wrong_secret_and_an_unknown_client_are_answered_alike(
    engine: Engine, settings: Settings, ask: object, status: int, client_id: str, secret: str
) -> None:
    server, _, _ = _demonstration(engine, settings)
    before = stored(engine)
    response = ask(server, client_id, secret)  # type: ignore[operator]
    assert (response.status_code, response.json()) == (status, REFUSED)
    assert response.headers.get("www-authenticate", "Basic").startswith("Basic")
    assert ("www-authenticate" in response.headers) == (status == 401)
    assert stored(engine) == before


@pytest.mark.parametrize(
    "header",
    ["Basic", "Basic ", "Basic !!", "Basic YQ==", "Basic /w==", "Bearer abc", "Basic YSUwMDpi", "Basic YSVmZjpi"],
)
def test_a_malformed_authorization_header_is_refused(engine: Engine, settings: Settings, header: str) -> None:
    server, _, _ = _demonstration(engine, settings)
    form = {"grant_type": "client_credentials"}
    response = server.post("/oauth/token", data=form, headers={"authorization": header})
    assert (response.status_code, response.json()) == (401, REFUSED)


@pytest.mark.parametrize("ask", [_basic, _posted])
def test_outside_a_demonstration_the_secret_is_worth_nothing(engine: Engine, settings: Settings, ask: object) -> None:
    demo, client_id, secret = _demonstration(engine, settings)
    token = ask(demo, client_id, secret).json()["access_token"]  # type: ignore[operator]
    before = stored(engine)
    party = Party(engine=engine, settings=settings, http=http(engine, settings), client_id=client_id, key=None)  # type: ignore[arg-type]

    assert ask(party.http, client_id, secret).json() == REFUSED  # type: ignore[operator]
    with pytest.raises(TokenRefused):
        party.verified(token)
    assert stored(engine) == before


def test_a_demonstration_shows_tokens_of_its_own_clients_only(engine: Engine, settings: Settings) -> None:
    _demonstration(engine, settings)
    demo = replace(settings, demo=True)
    party = Party.of(engine, demo)
    with Session(engine) as session, session.begin():
        token = demonstration.token(session, demo, "demo-bureau")
        for refused, client_id in ((demo, party.client_id), (demo, "nobody"), (settings, "demo-bureau")):
            with pytest.raises(clients.ClientUnknown):
                demonstration.token(session, refused, client_id)
    assert party.verified(token).client_id == "demo-bureau"


def test_the_secret_is_not_stored(engine: Engine, settings: Settings) -> None:
    _, _, secret = _demonstration(engine, settings)
    assert len(secret) == 43
    assert secret not in str(stored(engine))


def test_no_secret_is_made_outside_a_demonstration(engine: Engine, settings: Settings) -> None:
    add_bureau(engine)
    with Session(engine) as session, pytest.raises(clients.ClientRefused, match="EXCHANGE_DEMO is off"):
        clients.create_demonstration(session, settings, wanted())
    assert stored(engine)["oauth_client"] == []
