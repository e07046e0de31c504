"""How a client proves its key with each request (RFC 9449): it signs a proof, and again with the nonce it is told."""

import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from joserfc import jwt
from joserfc.jwk import Key

from auth.oauth.digest import digest, made
from auth.oauth.jws import Pinned
from auth.oauth.proof import TYPE
from exchange.errors import ExchangeError

ALGORITHMS = {"EC": "ES256", "RSA": "PS256", "OKP": "Ed25519"}
SECONDS = 30
LARGEST_BYTES = 64 * 1024 * 1024


class ExchangeUnreachable(ExchangeError):
    """No exchange answers at the address."""

    code = "EXCHANGE_UNREACHABLE"


class Answer(NamedTuple):
    """What the exchange answered."""

    status: int
    body: bytes


def proof(key: Key, method: str, address: str, nonce: str | None, token: str | None = None) -> str:
    """Sign a proof for one request; `address` is the public one, whatever the request is sent to."""
    algorithm = ALGORITHMS[key.key_type]
    header = {"typ": TYPE, "alg": algorithm, "jwk": key.as_dict(private=False)}
    claims: dict[str, Any] = {"jti": made(), "htm": method, "htu": address, "iat": int(time.time())}
    claims |= {"nonce": nonce} if nonce else {}
    claims |= {"ath": digest(token)} if token else {}
    return jwt.encode(header, claims, key, registry=Pinned(algorithms=[algorithm]), default_type=None)


def posted(
    address: str, body: Callable[[], bytes], headers: Mapping[str, str], prove: Callable[[str | None], str]
) -> Answer:
    """Post with a proof, and a second time with the nonce that the server asks for. Raises ExchangeUnreachable.

    `body` makes the body anew for each of them: an assertion in it is good for one request.
    """
    if not address.startswith(("http://", "https://")):
        raise ExchangeUnreachable(f"'{address}' is no address of an exchange; it takes http:// or https://.")
    answer, nonce = _posted(address, body(), {**headers, "DPoP": prove(None)})
    if answer.status in (400, 401) and nonce is not None:
        answer, _ = _posted(address, body(), {**headers, "DPoP": prove(nonce)})
    return answer


def _posted(address: str, body: bytes, headers: Mapping[str, str]) -> tuple[Answer, str | None]:
    request = Request(address, body, dict(headers))  # noqa: S310 - the scheme is checked above
    try:
        with urlopen(request, timeout=SECONDS) as response:  # noqa: S310
            return Answer(response.status, response.read(LARGEST_BYTES)), None
    except HTTPError as error:
        with error:
            return Answer(error.code, error.read(LARGEST_BYTES)), error.headers.get("DPoP-Nonce")
    except (URLError, OSError) as error:
        raise ExchangeUnreachable(f"No exchange answers at {address}: {error}") from None
