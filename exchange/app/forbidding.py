"""How a socket ends whose caller isn't believed, or not any more."""

from auth.refusal import TokenRefused
from exchange.app.protocol import FORBIDDEN, Closing
from resolvers.refusal import Refused


def unavailable(refused: TokenRefused | Refused) -> bool:
    """Tell whether the caller is only not known for the moment, because the database is away."""
    return isinstance(refused, Refused) and refused.status == 503


def forbidden(refused: TokenRefused | Refused) -> Closing:
    """Return the end of a socket whose caller isn't believed; a client comes again with another token and proof."""
    if isinstance(refused, TokenRefused):
        nonce = f" DPoP-Nonce: {refused.nonce}" if refused.nonce else ""
        return Closing(FORBIDDEN, f"{refused.code}:{nonce or ' ' + refused.message}")
    code = (refused.errors[0].extensions or {}).get("code", "FORBIDDEN")
    return Closing(FORBIDDEN, f"{code}: {refused.errors[0].message}")
