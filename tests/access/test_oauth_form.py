"""What a token request must look like before anybody reads what it asks: refused with 400, never with 500."""

from urllib.parse import urlencode

import pytest
from joserfc.jwk import ECKey
from sqlalchemy import Engine

from exchange.db.engine import connect
from exchange.settings import Settings
from tests.access.oauth_party import ASSERTION_TYPE, Party, http, stored

KEY = ECKey.generate_key("P-256", auto_kid=True)
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("content", "content_type", "message"),
    [
        (b'{"grant_type": "client_credentials"}', "application/json", f"The content type must be {FORM}."),
        (b"grant_type=client_credentials", None, f"The content type must be {FORM}."),
        (b"a=" + b"x" * 8191, FORM, "The body is larger than 8192 bytes."),
        (b"a=" + b"x" * 200_000, FORM, "The body is larger than 8192 bytes."),
        (b"grant_type=\xff", FORM, "The body is no form in UTF-8."),
        (b"grant_type=%ff", FORM, "The body is no form in UTF-8."),
        (b"grant_type", FORM, "The body is no form in UTF-8."),
        (b"&".join(b"a%d=1" % number for number in range(33)), FORM, "The body is no form in UTF-8."),
        (b"grant_type=client_credentials&grant_type=client_credentials", FORM, "The form repeats a parameter."),
        (b"grant_type=client_credentials&scope=&scope=a", FORM, "The form repeats a parameter."),
        (b"grant_type=client%00", FORM, "The form has a NUL character."),
        (b"", FORM, "The form lacks grant_type."),
        (b"grant_type=", FORM, "The form lacks grant_type."),
    ],
)
def test_a_malformed_request_is_refused(
    engine: Engine, settings: Settings, content: bytes, content_type: str | None, message: str
) -> None:
    party = Party.of(engine, settings)
    before = stored(engine)
    headers = {"content-type": content_type} if content_type else {}
    response = party.http.post("/oauth/token", content=content, headers=headers)
    assert response.status_code == 400
    assert response.json() == {"error": "invalid_request", "error_description": message}
    assert response.headers["cache-control"] == "no-store"
    assert stored(engine) == before


def test_two_proofs_at_once_are_refused(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    before = stored(engine)
    response = party.ask(client_id=party.client_id, client_secret="secret")
    assert (response.status_code, response.json()["error"]) == (400, "invalid_request")
    assert stored(engine) == before


def test_two_authorization_headers_are_refused(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    headers = [("authorization", "Basic YTpi"), ("authorization", "Basic YTpj"), ("content-type", FORM)]
    response = party.http.post("/oauth/token", content=b"grant_type=client_credentials", headers=headers)
    assert (response.status_code, response.json()["error"]) == (400, "invalid_request")


def test_a_request_without_a_proof_is_refused(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    response = party.http.post("/oauth/token", data={"grant_type": "client_credentials", "client_id": party.client_id})
    assert (response.status_code, response.json()["error"]) == (400, "invalid_client")


def test_parameters_in_the_address_count_for_nothing(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    form = {"client_assertion_type": ASSERTION_TYPE, "client_assertion": party.assertion()}
    response = party.http.post("/oauth/token?grant_type=client_credentials", data=form)
    assert response.json()["error_description"] == "The form lacks grant_type."


def test_unknown_parameters_are_ignored(engine: Engine, settings: Settings) -> None:
    assert Party.of(engine, settings).ask(resource_of_tomorrow="值").status_code == 200


def test_a_charset_may_be_named(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    form = {"grant_type": "client_credentials", "client_assertion_type": ASSERTION_TYPE}
    content = urlencode({**form, "client_assertion": party.assertion()})
    headers = {"content-type": f"{FORM}; charset=UTF-8", "DPoP": party.proof()}
    assert party.http.post("/oauth/token", content=content, headers=headers).status_code == 200


def test_a_token_is_only_asked_for_by_post(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    assert party.http.get("/oauth/token").status_code == 405
    assert party.http.put("/oauth/token").status_code == 405


def test_without_a_database_the_client_is_told_to_come_again(settings: Settings) -> None:
    unreachable = connect("postgresql://nobody@127.0.0.1:1/none")
    party = Party(engine=unreachable, settings=settings, http=http(unreachable, settings), client_id="any", key=KEY)
    response = party.post("/oauth/token", grant_type="client_credentials")
    assert (response.status_code, response.json()) == (503, {"error": "temporarily_unavailable"})
    assert response.headers["retry-after"] == "5"
