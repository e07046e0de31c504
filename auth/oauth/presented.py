"""Whether a request at the API proves the key that its access token is bound to (RFC 9449, section 7)."""

from typing import NamedTuple

from sqlalchemy import Engine

from auth.oauth import proof
from auth.oauth.errors import InvalidDPoPProof, UseDPoPNonce
from auth.oauth.nonce import Nonces
from auth.oauth.seen import SeenProofs
from auth.refusal import TokenRefused
from exchange.settings import Settings


class Asked(NamedTuple):
    """What the request asks for: a method and an address, None for /graphql."""

    method: str
    address: str | None = None


class Presented:
    """Checks the proofs beside access tokens for one worker, on its event loop."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self._settings = settings
        self._nonces = Nonces(engine)
        self._seen = SeenProofs(engine)

    async def check(self, token: bytes, dpop: bytes | None, asked: Asked, jkt: str) -> None:
        """Check that the request's proof is good, of this key, and sent for the first time. Raises TokenRefused."""
        try:
            found = self._checked(token, dpop, asked)
        except (InvalidDPoPProof, UseDPoPNonce) as refused:
            raise self._refused(refused) from None
        if found.jkt != jkt:
            raise TokenRefused.invalid_token(self._settings, bound=True)
        if not await self._seen.first(found):
            raise self._refused(InvalidDPoPProof("The DPoP proof was used before."))

    def renewal(self, dpop: bytes) -> str | None:
        """Return the nonce that is handed out now where an accepted proof has an older one."""
        current = self._nonces.current()
        return None if proof.nonce_of(dpop) == current else current

    def _checked(self, token: bytes, dpop: bytes | None, asked: Asked) -> proof.Proof:
        if dpop is None:
            raise InvalidDPoPProof("The access token is bound to a key: the header DPoP is missing.")
        address = asked.address or self._settings.audience
        return proof.checked(dpop.decode("latin-1"), asked.method, address, self._nonces, token.decode())

    def _refused(self, refused: InvalidDPoPProof | UseDPoPNonce) -> TokenRefused:
        nonce = self._nonces.current() if isinstance(refused, UseDPoPNonce) else None
        return TokenRefused.of_proof(self._settings, refused.error, refused.description, nonce)
