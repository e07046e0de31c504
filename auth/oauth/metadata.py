"""What the exchange publishes about its authorization: RFC 8414 and RFC 9728, only what is really there."""

from typing import Any

from auth.oauth.assertion import ALGORITHMS
from auth.oauth.registered import GRANT_TYPES
from auth.scopes import SCOPES
from exchange.settings import Settings

TOKEN_PATH = "/oauth/token"  # noqa: S105 - an address
JWKS_PATH = "/oauth/jwks"


def authorization_server(settings: Settings) -> dict[str, Any]:
    """Return the metadata of the authorization server (RFC 8414, section 2)."""
    by_secret = ["client_secret_basic", "client_secret_post"] if settings.demo else []
    return {
        "issuer": settings.issuer,
        "token_endpoint": settings.issuer + TOKEN_PATH,
        "jwks_uri": settings.issuer + JWKS_PATH,
        "scopes_supported": list(SCOPES),
        "response_types_supported": [],
        "grant_types_supported": sorted(GRANT_TYPES),
        "token_endpoint_auth_methods_supported": ["private_key_jwt", *by_secret],
        "token_endpoint_auth_signing_alg_values_supported": list(ALGORITHMS),
        "protected_resources": [settings.audience],
    }


def protected_resource(settings: Settings) -> dict[str, Any]:
    """Return the metadata of the API (RFC 9728, section 2)."""
    return {
        "resource": settings.audience,
        "authorization_servers": [settings.issuer],
        "scopes_supported": list(SCOPES),
        "bearer_methods_supported": ["header"],
    }
