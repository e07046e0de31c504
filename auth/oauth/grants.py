"""What a client may be granted: a token for itself, or by a user's grant with a code or a refresh token."""

from typing import Any

from authlib.oauth2.rfc6749 import InvalidGrantError, InvalidScopeError
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant, ClientCredentialsGrant, RefreshTokenGrant
from authlib.oauth2.rfc7636 import CodeChallenge

from auth.oauth import code, refresh_token
from auth.oauth.code import Code
from auth.oauth.granting import Granted, in_force
from auth.oauth.registered import Registered
from auth.scopes import written

Answer = tuple[int, dict[str, Any], list[tuple[str, str]]]


class ClientCredentials(ClientCredentialsGrant):
    """RFC 6749, section 4.4."""

    def create_token_response(self) -> Answer:
        """Issue the token. Authlib's own version writes it to the debug log, as in the grants below."""
        server, client, asked = self.server, self.request.client, self.request.payload.scope
        names = frozenset(client.get_allowed_scope(asked).split(" "))
        granted = in_force(server.session, server.settings, client.client_id, names)
        if asked and names - granted:
            raise InvalidScopeError(f"No agreement in force covers: {written(names - granted)}.")
        token = self.generate_token(scope=written(granted), include_refresh_token=False)
        return 200, token, self.TOKEN_RESPONSE_HEADER


class ProofKey(CodeChallenge):
    """RFC 7636 with S256 only; that a challenge is there was checked when the request was pushed."""

    def get_authorization_code_challenge_method(self, _code: Code) -> str:
        """Return the one method; Authlib's default is plain."""
        return "S256"


class ByCode(AuthorizationCodeGrant):
    """RFC 6749, section 4.1."""

    def query_authorization_code(self, text: str, client: Registered) -> Code | None:
        """Return the code of this client; one that was redeemed ends its grant."""
        return code.find(self.server.session, text, client.client_id)

    def create_token_response(self) -> Answer:
        """Redeem the code: whoever is first gets the token, and everybody after that ends the grant."""
        server, found = self.server, self.request.authorization_code
        if found.dpop_jkt is not None and found.dpop_jkt != server.jkt:
            raise InvalidGrantError("The code is bound to another DPoP key.")
        granted = code.redeemed(server.session, found)
        if granted is None:
            raise InvalidGrantError("Invalid code in request.")
        scope = _scope(self, granted, granted.scopes)
        token = self.generate_token(user=granted, scope=scope, include_refresh_token=False)
        token["refresh_token"] = refresh_token.issue(server.session, granted.id)
        return 200, token, self.TOKEN_RESPONSE_HEADER


class ByRefreshToken(RefreshTokenGrant):
    """RFC 6749, section 6, without rotation (FAPI 2.0, 5.3.2.1)."""

    def authenticate_refresh_token(self, text: str) -> Granted | None:
        """Return the grant behind the token while it is alive."""
        return refresh_token.grant(self.server.session, text)

    def create_token_response(self) -> Answer:
        """Issue an access token with the grant's scopes, or those of them that are asked for."""
        granted, asked = self.request.refresh_token, self.request.payload.scope
        names = frozenset(asked.split(" ")) if asked else granted.scopes
        scope = _scope(self, granted, names)
        if asked and names != frozenset(scope.split(" ")):
            raise InvalidScopeError("Not all of the scopes are in force.")
        token = self.generate_token(user=granted, scope=scope, include_refresh_token=False)
        return 200, token, self.TOKEN_RESPONSE_HEADER


def _scope(grant: Any, granted: Granted, names: frozenset[str]) -> str:
    """Return those of the names that the user has now through the client; the answer tells the client which."""
    server, client_id = grant.server, grant.request.client.client_id
    now = in_force(server.session, server.settings, client_id, names, granted.user_id)
    if not now:
        raise InvalidGrantError("Nothing of the grant is in force.")
    return written(now)
