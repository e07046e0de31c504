"""Whether a DPoP proof (RFC 9449) shows that the sender of this very request holds a key, and which key that is."""

import base64
import json
import re
import time
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from joserfc.jwk import Key, import_key

from auth.oauth.assertion import ALGORITHMS
from auth.oauth.digest import digest
from auth.oauth.errors import InvalidDPoPProof, UseDPoPNonce
from auth.oauth.jws import MALFORMED, TokenMalformed, opened
from auth.oauth.nonce import Nonces
from auth.oauth.public_keys import accepted

TYPE = "dpop+jwt"
LONGEST = 4096
"""Characters; a proof with an RSA key of 4096 bits has about 2,000."""
AGE_SECONDS = 60
"""How far a proof's iat may be from the server's clock."""
CLOCKS_SECONDS = 60
"""How far the clocks of two machines that share the memory of seen proofs may be apart."""
KINDS = ("EC", "OKP", "RSA")
_STRONG = "n" * 342
"""As long as the modulus of an RSA key with 2048 bits."""
_PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_PORTS = {"http": 80, "https": 443}


class Held(NamedTuple):
    """A key that a proof says its sender holds, with its thumbprint."""

    key: Key
    jkt: str


class Proof(NamedTuple):
    """A proof that is good, unless it was seen before."""

    jkt: str
    """SHA-256 thumbprint of the key (RFC 7638)."""
    digest: str
    """What it is remembered by."""
    expires_at: datetime
    """Until when it must be remembered."""
    renews: bool
    """Whether its nonce is not the one handed out now."""


def checked(text: str, method: str, address: str, nonces: Nonces, token: str | None = None) -> Proof:
    """Check a proof for a request; at the API `token` is the access token beside it.

    Raises InvalidDPoPProof, and UseDPoPNonce where nothing but the nonce is wrong. Whether the proof was seen
    before is left to auth.oauth.seen.
    """
    if len(text) > LONGEST:
        raise InvalidDPoPProof("The DPoP proof is too long.")
    held: list[Held] = []

    def signer(signature: Any) -> Key:
        held.append(_held(signature.headers()))
        return held[0].key

    try:
        proof = opened(text, signer, ALGORITHMS)
    except TokenMalformed:
        raise InvalidDPoPProof("The DPoP proof is malformed or its signature is wrong.") from None
    claims, jkt = proof.claims, held[0].jkt
    _check_request(claims, method, address, token)
    jti = _check_use(claims)
    if not nonces.accepted(claims.get("nonce")):
        raise UseDPoPNonce
    until = datetime.fromtimestamp(claims["iat"] + AGE_SECONDS + CLOCKS_SECONDS, UTC)
    return Proof(jkt, digest(f"{jkt} {jti}"), until, claims["nonce"] != nonces.current())


def nonce_of(text: bytes) -> object:
    """Return the nonce that a proof says it has; None of a text that is none, such as beside a bearer token."""
    try:
        payload = text.split(b".")[1]
        return json.loads(base64.urlsafe_b64decode(payload + b"=" * (-len(payload) % 4))).get("nonce")
    except (*MALFORMED, IndexError):
        return None


def _check_request(claims: dict[str, Any], method: str, address: str, token: str | None) -> None:
    if claims.get("htm") != method:
        raise InvalidDPoPProof("The DPoP proof is for another method: htm.")
    if not isinstance(claims.get("htu"), str) or normal(claims["htu"]) != normal(address):
        raise InvalidDPoPProof("The DPoP proof is for another address: htu.")
    if token is not None and claims.get("ath") != digest(token):
        raise InvalidDPoPProof("The DPoP proof is for another access token: ath.")


def _check_use(claims: dict[str, Any]) -> str:
    iat, jti = claims.get("iat"), claims.get("jti")
    now = time.time()
    # Compared, never computed with: JSON's integers may be larger than any float.
    fresh = isinstance(iat, (int, float)) and now - AGE_SECONDS <= iat <= now + AGE_SECONDS
    if not fresh or isinstance(iat, bool):
        raise InvalidDPoPProof(f"The DPoP proof was made more than {AGE_SECONDS} seconds ago or ahead: iat.")
    if not isinstance(jti, str) or not 0 < len(jti) <= 255 or not jti.isprintable():
        raise InvalidDPoPProof("The DPoP proof takes a jti of 1 to 255 characters.")
    return jti


def _held(header: dict[str, Any]) -> Held:
    jwk = header.get("jwk")
    if header.get("typ") != TYPE or not isinstance(jwk, dict):
        raise TokenMalformed
    return _imported(json.dumps(jwk, sort_keys=True))


@lru_cache(maxsize=1024)
def _imported(jwk: str) -> Held:
    members = json.loads(jwk)
    # Looked at before the library does, which warns of a weak RSA key instead of refusing it.
    if members.get("kty") not in KINDS or len(str(members.get("n", _STRONG))) < len(_STRONG):
        raise TokenMalformed
    try:
        key = import_key(members)
    except (*MALFORMED, KeyError) as error:
        raise TokenMalformed from error
    if _PRIVATE & members.keys() or not accepted(key):
        raise TokenMalformed
    return Held(key, key.thumbprint())


def normal(address: str) -> str | None:
    """Return an address without query and fragment, as RFC 3986, 6.2.2 and 6.2.3 normalise it; None if it is none."""
    try:
        parts = urlsplit(address)
        port = parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return None
    path = _ESCAPE.sub(lambda escape: _unescaped(escape.group()), parts.path) or "/"
    return f"{parts.scheme}://{parts.hostname}:{port}{path}"


def _unescaped(escape: str) -> str:
    char = chr(int(escape[1:], 16))
    return char if char.isascii() and (char.isalnum() or char in "-._~") else escape.upper()
