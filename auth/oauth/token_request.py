"""How a client asks for a token, and with it: it signs an assertion and proofs with its own key, and posts them."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from authlib.oauth2.rfc7523.assertion import sign_jwt_bearer_assertion
from authlib.oauth2.rfc7523.client import ASSERTION_TYPE
from joserfc.jwk import Key

from auth.oauth.metadata import TOKEN_PATH
from auth.oauth.proving import ALGORITHMS, Answer, posted, proof
from exchange.errors import ExchangeError

ASSERTION_SECONDS = 60
API_PATH = "/graphql"


class TokenNotIssued(ExchangeError):
    """The exchange issues no token."""

    code = "TOKEN_NOT_ISSUED"


class Asker(NamedTuple):
    """A client with its private key, and the exchange it asks."""

    client_id: str
    key: Key
    issuer: str
    address: str
    """Where the exchange answers: the issuer, or where it listens behind a proxy."""


def assertion(client_id: str, key: Key, issuer: str) -> str:
    """Sign that the bearer is this client, for one use within a minute."""
    header = {"alg": ALGORITHMS[key.key_type], "kid": key.kid} if key.kid else {"alg": ALGORITHMS[key.key_type]}
    signed: str = sign_jwt_bearer_assertion(
        key, client_id, issuer, subject=client_id, header=header, expires_in=ASSERTION_SECONDS
    )
    return signed


def requested(asker: Asker, scope: str | None) -> str:
    """Return an access token, bound to the client's key. Raises TokenNotIssued with the reason."""

    def form() -> bytes:
        given = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": assertion(asker.client_id, asker.key, asker.issuer),
            **({"scope": scope} if scope else {}),
        }
        return urlencode(given).encode()

    public = asker.issuer + TOKEN_PATH
    answer = posted(asker.address + TOKEN_PATH, form, {}, lambda nonce: proof(asker.key, "POST", public, nonce))
    try:
        return str(json.loads(answer.body)["access_token"])
    except (ValueError, KeyError, TypeError):
        reason = answer.body[:4096].decode(errors="replace")
        raise TokenNotIssued(f"The exchange at {asker.address} issues no token: {reason}") from None


def operated(asker: Asker, token: str, document: str, variables: Mapping[str, Any] | None) -> Answer:
    """Run a GraphQL operation with the token; return what was answered."""
    body = json.dumps({"query": document, "variables": variables}).encode()
    headers = {
        "Authorization": f"DPoP {token}",
        "Content-Type": "application/json",
        "Accept": "application/graphql-response+json, application/json",
    }
    public = asker.issuer + API_PATH
    return posted(
        asker.address + API_PATH, lambda: body, headers, lambda nonce: proof(asker.key, "POST", public, nonce, token)
    )
