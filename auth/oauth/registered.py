"""A registered client as Authlib's grants ask about it."""

from authlib.oauth2.rfc6749 import ClientMixin, InvalidScopeError

from auth.oauth import secret
from auth.oauth.admission import Admitted
from auth.oauth.model import AuthMethod
from auth.scopes import ScopeRefused, parse, written

GRANT_TYPES = frozenset({"authorization_code", "client_credentials", "refresh_token"})


class Registered(ClientMixin):
    """A client that is let in."""

    def __init__(self, admitted: Admitted) -> None:
        self.admitted = admitted
        self.client_id = admitted.client_id
        self.jwks = admitted.jwks

    def get_client_id(self) -> str:
        """Return its id."""
        return self.client_id

    def get_allowed_scope(self, scope: str | None) -> str:
        """Return all that is registered, or what was asked; whether it is in force is asked beside this.

        Raises InvalidScopeError where more was asked than is registered: it is never narrowed silently.
        """
        if scope is None:
            return self.admitted.scopes
        try:
            asked = parse(scope)
        except ScopeRefused as refused:
            raise InvalidScopeError(refused.message) from None
        missing = asked - frozenset(self.admitted.scopes.split(" "))
        if missing:
            raise InvalidScopeError(f"The client is not registered for: {written(missing)}.")
        return written(asked)

    def check_grant_type(self, grant_type: str) -> bool:
        """Tell whether it may use the grant.

        The web front end asks for people only: its scopes are theirs. A client without an address that users can be
        sent back to asks for itself only.
        """
        if grant_type == "client_credentials":
            return not self.admitted.first_party
        return grant_type in GRANT_TYPES and bool(self.admitted.redirect_uris)

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Tell whether it registered exactly this address."""
        return redirect_uri in self.admitted.redirect_uris.split()

    def check_endpoint_auth_method(self, method: str, _endpoint: str) -> bool:
        """Tell whether it is registered to prove itself this way."""
        return method == self.admitted.auth_method

    def check_client_secret(self, given: str) -> bool:
        """Tell whether this is its secret; only a demonstration's client has one."""
        by_secret = self.admitted.demonstration and self.admitted.auth_method == AuthMethod.CLIENT_SECRET
        return by_secret and secret.fits(given, self.admitted.secret_hash)
