"""How a signed token is opened: with pinned algorithms, and one exception for whatever is wrong with it."""

from collections.abc import Collection
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError, UnsupportedAlgorithmError
from joserfc.jwk import KeyFlexible
from joserfc.jws import JWSRegistry
from joserfc.registry import JWS_HEADER_REGISTRY

MALFORMED = (JoseError, ValueError, TypeError, AttributeError, RecursionError)
"""What the libraries raise on hostile input: headers that are no objects, values of other types, endless nesting."""

_HEADERS = {name: rule for name, rule in JWS_HEADER_REGISTRY.items() if name != "b64"}


class TokenMalformed(Exception):
    """A signed token can't be opened; why is nobody's business but ours."""


class Pinned(JWSRegistry):
    """Exactly the named algorithms, and no detached payloads (RFC 7797, section 7).

    joserfc's own registry refuses PS256 unless told otherwise, and warns at each use of the name EdDSA.
    """

    default_header_registry = _HEADERS
    max_header_length = 2048
    """Bytes in base64url: a DPoP proof has its key there, and one of RSA with 4096 bits has 1,100."""

    def get_alg(self, name: str) -> Any:
        """Return the algorithm. Raises UnsupportedAlgorithmError for one that is not pinned."""
        if name not in (self.allowed or ()):
            raise UnsupportedAlgorithmError(f"Algorithm of '{name}' is not allowed")
        return self.algorithms[name]


def opened(text: str | bytes, key: KeyFlexible, algorithms: Collection[str]) -> jwt.Token:
    """Check the signature; return header and claims, which are not checked yet. Raises TokenMalformed."""
    try:
        return jwt.decode(text, key, registry=Pinned(algorithms=algorithms))
    except MALFORMED as error:
        raise TokenMalformed from error
