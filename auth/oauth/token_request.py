"""How a client asks for a token: it signs an assertion with its own key and posts it."""

import json
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from authlib.oauth2.rfc7523.assertion import sign_jwt_bearer_assertion
from authlib.oauth2.rfc7523.client import ASSERTION_TYPE
from joserfc.jwk import Key

from auth.oauth.metadata import TOKEN_PATH
from exchange.errors import ExchangeError

ASSERTION_SECONDS = 60
ALGORITHMS = {"EC": "ES256", "RSA": "PS256", "OKP": "Ed25519"}


class TokenNotIssued(ExchangeError):
    """The exchange can't be reached or issues no token."""

    code = "TOKEN_NOT_ISSUED"


def assertion(client_id: str, key: Key, issuer: str) -> str:
    """Sign that the bearer is this client, for one use within a minute."""
    header = {"alg": ALGORITHMS[key.key_type], "kid": key.kid} if key.kid else {"alg": ALGORITHMS[key.key_type]}
    signed: str = sign_jwt_bearer_assertion(
        key, client_id, issuer, subject=client_id, header=header, expires_in=ASSERTION_SECONDS
    )
    return signed


def requested(client_id: str, key: Key, issuer: str, address: str, scope: str | None) -> str:
    """Return an access token from the exchange at this address. Raises TokenNotIssued with its reason."""
    form = {
        "grant_type": "client_credentials",
        "client_assertion_type": ASSERTION_TYPE,
        "client_assertion": assertion(client_id, key, issuer),
        **({"scope": scope} if scope else {}),
    }
    if not address.startswith(("http://", "https://")):
        raise TokenNotIssued(f"'{address}' is no address of an exchange; it takes http:// or https://.")
    request = Request(address + TOKEN_PATH, urlencode(form).encode())  # noqa: S310 - the scheme is checked above
    try:
        with urlopen(request, timeout=10) as response:  # noqa: S310
            return str(json.load(response)["access_token"])
    except HTTPError as error:
        reason = error.read(4096).decode(errors="replace")
        raise TokenNotIssued(f"The exchange at {address} issues no token: {reason}") from None
    except (URLError, ValueError, KeyError) as error:
        raise TokenNotIssued(f"No exchange answers at {address}: {error}") from None
