"""What the authorization server and the API say of themselves."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from auth.oauth.routes import routes
from auth.scopes import SCOPES
from exchange.settings import SettingRefused, Settings
from tests.access.oauth_party import Party, http

ELSEWHERE = {"host": "evil.example", "x-forwarded-host": "evil.example", "forwarded": "host=evil.example"}


def test_the_authorization_server_says_what_is_there(engine: Engine, settings: Settings) -> None:
    response = http(engine, settings).get("/.well-known/oauth-authorization-server", headers=ELSEWHERE)
    assert response.headers["cache-control"] == "public, max-age=60"
    server, algorithms = "http://127.0.0.1:8000", ["ES256", "PS256", "Ed25519", "EdDSA"]
    assert response.json() == {
        "issuer": server,
        "authorization_endpoint": f"{server}/oauth/authorize",
        "pushed_authorization_request_endpoint": f"{server}/oauth/par",
        "require_pushed_authorization_requests": True,
        "token_endpoint": f"{server}/oauth/token",
        "introspection_endpoint": f"{server}/oauth/introspect",
        "revocation_endpoint": f"{server}/oauth/revoke",
        "jwks_uri": f"{server}/oauth/jwks",
        "scopes_supported": list(SCOPES),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "client_credentials", "refresh_token"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": True,
        "authorization_details_types_supported": ["credit_profile_access"],
        "dpop_signing_alg_values_supported": algorithms,
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": algorithms,
        "introspection_endpoint_auth_methods_supported": ["private_key_jwt"],
        "introspection_endpoint_auth_signing_alg_values_supported": algorithms,
        "revocation_endpoint_auth_methods_supported": ["private_key_jwt"],
        "revocation_endpoint_auth_signing_alg_values_supported": algorithms,
        "protected_resources": [f"{server}/graphql"],
    }


def test_a_demonstration_names_its_secrets(engine: Engine, settings: Settings) -> None:
    document = http(engine, replace(settings, demo=True)).get("/.well-known/oauth-authorization-server").json()
    methods = ["private_key_jwt", "client_secret_basic", "client_secret_post"]
    assert document["token_endpoint_auth_methods_supported"] == methods


@pytest.mark.parametrize("path", ["", "/graphql"])
def test_the_api_names_its_authorization_server(engine: Engine, settings: Settings, path: str) -> None:
    response = http(engine, settings).get(f"/.well-known/oauth-protected-resource{path}", headers=ELSEWHERE)
    assert response.json() == {
        "resource": "http://127.0.0.1:8000/graphql",
        "authorization_servers": ["http://127.0.0.1:8000"],
        "scopes_supported": list(SCOPES),
        "bearer_methods_supported": ["header"],
        "dpop_signing_alg_values_supported": ["ES256", "PS256", "Ed25519", "EdDSA"],
        "dpop_bound_access_tokens_required": True,
        "authorization_details_types_supported": ["credit_profile_access"],
    }


def test_the_key_set_is_public_and_only_public(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    party.token()
    response = party.http.get("/oauth/jwks")
    (key,) = response.json()["keys"]
    assert response.headers["cache-control"] == "public, max-age=60"
    assert key.keys() == {"kty", "crv", "x", "y", "use", "alg", "kid"}
    assert (key["kty"], key["crv"], key["use"], key["alg"]) == ("EC", "P-256", "sig", "ES256")


def test_the_issuer_of_a_token_is_the_settings_and_not_the_host(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    party.http.headers.update(ELSEWHERE)
    assert party.verified(party.token()).client_id == party.client_id
    assert party.ask(party.assertion(aud="http://evil.example")).json()["error"] == "invalid_client"


@pytest.mark.parametrize("issuer", ["http://exchange.example", "ftp://127.0.0.1", "exchange.example"])
def test_an_issuer_without_tls_stops_the_start(engine: Engine, settings: Settings, issuer: str) -> None:
    with pytest.raises(SettingRefused):
        routes(engine, replace(settings, issuer=issuer))
