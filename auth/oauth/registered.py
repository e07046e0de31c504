"""A registered client as Authlib's grants ask about it."""

from authlib.oauth2.rfc6749 import ClientMixin, InvalidScopeError

from auth.oauth import secret
from auth.oauth.admission import Admitted
from auth.oauth.model import AuthMethod
from auth.scopes import ScopeRefused, parse, written

GRANT_TYPES = frozenset({"client_credentials"})


class Registered(ClientMixin):
    """A client that is let in."""

    def __init__(self, admitted: Admitted) -> None:
        self._client = admitted
        self.client_id = admitted.client_id
        self.jwks = admitted.jwks

    def get_client_id(self) -> str:
        """Return its id."""
        return self.client_id

    def get_allowed_scope(self, scope: str | None) -> str:
        """Return what is granted: all that is registered, or what was asked.

        Raises InvalidScopeError where more was asked than is registered: it is never narrowed silently.
        """
        if scope is None:
            return self._client.scopes
        try:
            asked = parse(scope)
        except ScopeRefused as refused:
            raise InvalidScopeError(refused.message) from None
        missing = asked - frozenset(self._client.scopes.split(" "))
        if missing:
            raise InvalidScopeError(f"The client is not registered for: {written(missing)}.")
        return written(asked)

    def check_grant_type(self, grant_type: str) -> bool:
        """Tell whether it may use the grant: so far there is one, and every client may."""
        return grant_type in GRANT_TYPES

    def check_endpoint_auth_method(self, method: str, _endpoint: str) -> bool:
        """Tell whether it is registered to prove itself this way."""
        return method == self._client.auth_method

    def check_client_secret(self, given: str) -> bool:
        """Tell whether this is its secret; only a demonstration's client has one."""
        by_secret = self._client.demonstration and self._client.auth_method == AuthMethod.CLIENT_SECRET
        return by_secret and secret.fits(given, self._client.secret_hash)
