"""Which keys of a client are registered: public, strong enough, of an algorithm that is accepted."""

import json
from base64 import urlsafe_b64decode
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, KeySet, OctKey, OKPKey, RSAKey, import_key

from auth.oauth.jws import MALFORMED
from exchange.errors import ExchangeError

MOST_KEYS = 8
_FIELD = 2**255 - 19
_EIGHTH = 2707385501144840649318225287225658788936804267575313519463743609750303402022
_SMALL = frozenset({0, 1, _FIELD - 1, _EIGHTH, _FIELD - _EIGHTH})
"""The y of the eight points of small order on Ed25519: for such a key some signatures hold for any message."""
_MEMBERS = ("kty", "crv", "x", "y", "n", "e", "kid")


class KeyRefused(ExchangeError):
    """A file of public keys can't be registered."""

    code = "KEY_REFUSED"


def read(data: bytes) -> str:
    """Read a JWKS, a single JWK or a PEM public key; return the JWKS to be stored.

    Only what the key is remains of it: which algorithm it serves follows from its type. Raises KeyRefused.
    """
    keys = [_checked(key) for key in _imported(data)]
    if not 0 < len(keys) <= MOST_KEYS or len({key["kid"] for key in keys}) < len(keys):
        raise KeyRefused(f"A client has between 1 and {MOST_KEYS} public keys, each with a kid of its own.")
    return json.dumps({"keys": keys})


def pair() -> tuple[ECKey, str]:
    """Make a key pair; return the private key and the JWKS of its public half."""
    private_key = ECKey.generate_key("P-256", auto_kid=True)
    return private_key, json.dumps({"keys": [_checked(ECKey.import_key(private_key.as_dict(private=False)))]})


def _imported(data: bytes) -> list[Key]:
    if b"-----BEGIN" in data:
        return [_from_pem(data)]
    try:
        parsed = json.loads(data)
        return [import_key(dict(jwk)) for jwk in parsed.get("keys", [parsed])]
    except (*MALFORMED, KeyError):
        raise KeyRefused("The file is no JWKS, JWK or PEM public key.") from None


def _from_pem(data: bytes) -> Key:
    for kind in (ECKey, RSAKey, OKPKey):
        try:
            return kind.import_key(data)
        except (JoseError, ValueError, TypeError):
            continue
    raise KeyRefused("The file is no JWKS, JWK or PEM public key.")


def _checked(key: Key) -> dict[str, Any]:
    if key.is_private:
        raise KeyRefused("The file holds a private or symmetric key; register the public half only.")
    if key.get("use", "sig") != "sig" or not accepted(key):
        raise KeyRefused("A client signs with P-256 (ES256), RSA of 2048 bits or more (PS256), or Ed25519.")
    KeySet([key])  # gives it a kid, its thumbprint, where it has none
    jwk = key.as_dict(private=False)
    return {name: jwk[name] for name in _MEMBERS if name in jwk}


def accepted(key: Key) -> bool:
    """Tell whether a key is strong enough and of an algorithm that is accepted."""
    if isinstance(key, RSAKey):
        return key.raw_value.key_size >= 2048
    if isinstance(key, OKPKey):
        return key.curve_name == "Ed25519" and not _of_small_order(key)
    return not isinstance(key, OctKey) and key.curve_name == "P-256"


def _of_small_order(key: OKPKey) -> bool:
    # The highest bit is the sign of x; an encoding of y that isn't the canonical one means the same point.
    x = urlsafe_b64decode(f"{key.as_dict(private=False)['x']}==")
    return int.from_bytes(x, "little") % 2**255 % _FIELD in _SMALL
