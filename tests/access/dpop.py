"""DPoP proofs as a client makes them, good ones and bad ones."""

import json
import time
import uuid
from typing import Any

from joserfc import jwt
from joserfc.jwk import Key
from joserfc.jws import extract_compact
from sqlalchemy import Engine

from auth.oauth.digest import digest
from auth.oauth.jws import Pinned
from auth.oauth.nonce import Nonces


def proof(engine: Engine, key: Key, address: str, token: str | None = None, **changes: Any) -> str:
    """Sign a proof for a POST to the address with a nonce that is valid now; None leaves a claim out.

    `alg`, `typ`, `jwk` and `signer` change the header and the key that signs.
    """
    header = {
        "typ": changes.pop("typ", "dpop+jwt"),
        "alg": changes.pop("alg", "ES256"),
        "jwk": changes.pop("jwk", key.as_dict(private=False)),
    }
    signer = changes.pop("signer", key)
    good = {
        "jti": uuid.uuid4().hex,
        "htm": "POST",
        "htu": address,
        "iat": int(time.time()),
        "nonce": Nonces(engine).current(),
        "ath": digest(token) if token else None,
    }
    claims = {name: value for name, value in (good | changes).items() if value is not None}
    kept = {name: value for name, value in header.items() if value is not None}
    return jwt.encode(kept, claims, signer, registry=Pinned(algorithms=[header["alg"]]), default_type=None)


def is_bound(token: str) -> bool:
    """Tell whether the token says that it is bound to a key."""
    try:
        return "cnf" in json.loads(extract_compact(token.encode()).payload)
    except Exception:
        return False
