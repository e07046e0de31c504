"""What a client may be granted: so far, a token for itself by its own credentials."""

from typing import Any

from authlib.oauth2.rfc6749.grants import ClientCredentialsGrant


class ClientCredentials(ClientCredentialsGrant):
    """RFC 6749, section 4.4."""

    def create_token_response(self) -> tuple[int, dict[str, Any], list[tuple[str, str]]]:
        """Issue the token. Authlib's own version writes it to the debug log."""
        token = self.generate_token(scope=self.request.payload.scope, include_refresh_token=False)
        return 200, token, self.TOKEN_RESPONSE_HEADER
