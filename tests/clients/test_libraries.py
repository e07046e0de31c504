"""What oauth4webapi and openid-client make of the exchange: each flow, by a real client, on two workers."""

from collections import Counter
from typing import Any

import pytest

from tests.clients.bank import CALLBACK, EMAIL, OWNED, PASSWORD, SCOPES, Bank, owner
from tests.clients.node import Node

LIBRARIES = ("oauth4webapi", "openid_client")
MISMATCH = "OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED"
CHALLENGED = "OAUTH_WWW_AUTHENTICATE_CHALLENGE"
NOT_VALID = {"code": CHALLENGED, "status": 401, "scheme": "dpop", "error": "invalid_token"}
GRANTED = "creditfile.contact:read creditfile:read"


@pytest.fixture(params=LIBRARIES)
def run(request: pytest.FixtureRequest, node: Node, bank: Bank) -> Any:
    """Run a flow with a library for the bank."""

    def flow(name: str, **changes: Any) -> Any:
        settings, party = bank.running.settings, bank.party
        given = {
            "issuer": settings.issuer,
            "api": settings.audience,
            "client_id": party.client_id,
            "jwk": party.key.as_dict(private=True),
            "redirect_uri": CALLBACK,
            "request": bank.request(),
            "password": PASSWORD,
        }
        return node.run(request.param, name, given | changes)

    return flow


def refused(error: str, status: int = 400) -> dict[str, Any]:
    """Return what a library says of an OAuth error."""
    return {"code": "OAUTH_RESPONSE_BODY_ERROR", "status": status, "error": error}


def viewer(bank: Bank, *scopes: str) -> dict[str, Any]:
    """Return the answer about the bank's client."""
    return {"data": {"viewer": {"clientId": bank.party.client_id, "scopes": sorted({*scopes, "public:read"})}}}


def test_discovery(run: Any, bank: Bank) -> None:
    said, issuer = run("discovery"), bank.running.settings.issuer

    assert said["server"]["issuer"] == issuer
    assert said["server"]["token_endpoint"] == f"{issuer}/oauth/token"
    assert said["server"]["require_pushed_authorization_requests"] is True
    assert said["server"]["token_endpoint_auth_methods_supported"] == ["private_key_jwt"]
    assert said["otherIssuer"] == {"code": MISMATCH}
    assert "GET /.well-known/oauth-authorization-server 200" in said["traffic"]


@pytest.mark.parametrize("run", ["oauth4webapi"], indirect=True)
def test_what_only_oauth4webapi_checks_of_the_api_and_its_tokens(run: Any, bank: Bank) -> None:
    said, settings = run("resource"), bank.running.settings
    resource, claims = said["resource"], said["claims"]

    assert (resource["resource"], resource["authorization_servers"]) == (settings.audience, [settings.issuer])
    assert resource["dpop_bound_access_tokens_required"] is True
    assert (claims["iss"], claims["aud"], claims["scope"]) == (settings.issuer, settings.audience, GRANTED)
    assert claims["sub"] == claims["client_id"] == bank.party.client_id
    assert claims["cnf"].keys() == {"jkt"}
    assert "GET /oauth/jwks 200" in said["traffic"]


def test_client_credentials(run: Any, bank: Bank) -> None:
    said = run("client_credentials")

    assert said["token"] == {"token_type": "dpop", "expires_in": 300, "scope": GRANTED}
    assert said["viewer"] == viewer(bank, *GRANTED.split())
    assert said["asBearer"] == said["withAnotherKey"] == NOT_VALID
    assert said["moreThanRegistered"] == refused("invalid_scope")
    # The first proof has no nonce; the one that the refusal brings is good for all that follow.
    assert said["traffic"][-7:] == [
        "POST /oauth/token 400",
        "POST /oauth/token 200",
        "POST /graphql 200",
        "POST /graphql 401",
        "POST /graphql 401",
        "POST /graphql 401",
        "POST /oauth/token 400",
    ]


def test_authorization_code(run: Any, bank: Bank) -> None:
    said = run("code", login=owner(bank.running))

    assert said["address"].keys() == {"client_id", "request_uri"}
    assert (said["sentTo"], said["back"]) == (CALLBACK, {"iss": bank.running.settings.issuer})
    assert [one["code"] for one in said["tampered"]] == ["OAUTH_INVALID_RESPONSE"] * 3
    (detail,) = said["token"].pop("authorization_details")
    assert (detail["type"], detail["uscc"], detail["items"]) == ("credit_profile_access", OWNED, ["REGISTERED_CONTACT"])
    assert said["token"] == {"token_type": "dpop", "expires_in": 300, "scope": GRANTED}
    assert said["viewer"] == viewer(bank, *GRANTED.split())
    access = {"granted": True, "basis": "CONSENT", "reason": None}
    assert said["file"]["data"] == {"creditFile": {"access": access, "registeredContact": {"email": EMAIL}}}
    assert said["again"] == refused("invalid_grant")
    assert said["afterwards"] == NOT_VALID
    counted = Counter(line for line in said["traffic"] if "/oauth/" in line)
    assert counted == {
        "POST /oauth/par 400": 1,
        "POST /oauth/par 201": 1,
        "GET /oauth/authorize 303": 1,
        "POST /oauth/token 200": 1,
        "POST /oauth/token 400": 1,
    }


def test_a_user_who_refuses(run: Any, bank: Bank) -> None:
    said = run("denial", login=owner(bank.running))

    assert said["refused"] == {"code": "OAUTH_AUTHORIZATION_RESPONSE_ERROR", "error": "access_denied"}
    assert said["iss"] == bank.running.settings.issuer
    assert not any("/oauth/token" in line for line in said["traffic"])


def test_refresh(run: Any, bank: Bank) -> None:
    said = run("refresh", login=owner(bank.running))

    assert (said["different"], said["rotated"]) == (3, False)
    assert said["scopes"] == [GRANTED, GRANTED, "creditfile:read"]
    assert len(set(said["consents"])) == 1
    everything, part = viewer(bank, *GRANTED.split()), viewer(bank, "creditfile:read")
    assert said["viewers"] == [everything, everything, part]
    assert "consents:read" in SCOPES
    assert said["moreThanGranted"] == refused("invalid_scope")


def test_introspection(run: Any, bank: Bank) -> None:
    said = run("introspection", login=owner(bank.running))
    access, refresh = said["access"], said["refresh"]

    assert (access["active"], refresh["active"], said["none"]) == (True, True, {"active": False})
    assert (access["token_type"], access["cnf"].keys()) == ("DPoP", {"jkt"})
    assert (access["aud"], access["exp"] - access["iat"]) == (bank.running.settings.audience, 300)
    assert access["client_id"] == refresh["client_id"] == bank.party.client_id
    assert access["scope"] == refresh["scope"] == GRANTED
    assert access["authorization_details"] == refresh["authorization_details"] == said["details"]
    assert access["sub"] == refresh["sub"] != bank.party.client_id


def test_revocation(run: Any, bank: Bank) -> None:
    said = run("revocation", login=owner(bank.running))

    assert said["before"] == [viewer(bank, *GRANTED.split())] * 2
    assert said["ownRefused"] == NOT_VALID
    assert said["usersStill"] == said["before"][1]
    assert said["usersRefused"] == NOT_VALID
    assert said["refreshRefused"] == refused("invalid_grant")
    assert said["introspected"] == [{"active": False}] * 2
    assert Counter(line for line in said["traffic"] if "revoke" in line) == {"POST /oauth/revoke 200": 3}
