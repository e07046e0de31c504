"""What the exchange publishes about its authorization: RFC 8414 and RFC 9728, only what is really there."""

from typing import Any

from auth.oauth import details
from auth.oauth.assertion import ALGORITHMS
from auth.oauth.registered import GRANT_TYPES
from auth.scopes import SCOPES
from exchange.settings import Settings

TOKEN_PATH = "/oauth/token"  # noqa: S105 - an address
JWKS_PATH = "/oauth/jwks"
PUSH_PATH = "/oauth/par"
AUTHORIZE_PATH = "/oauth/authorize"
INTROSPECT_PATH = "/oauth/introspect"
REVOKE_PATH = "/oauth/revoke"


def authorization_server(settings: Settings) -> dict[str, Any]:
    """Return the metadata of the authorization server (RFC 8414, section 2, and the documents that add to it)."""
    by_secret = ["client_secret_basic", "client_secret_post"] if settings.demo else []
    methods, algorithms = ["private_key_jwt", *by_secret], list(ALGORITHMS)
    return {
        "issuer": settings.issuer,
        "authorization_endpoint": settings.issuer + AUTHORIZE_PATH,
        "pushed_authorization_request_endpoint": settings.issuer + PUSH_PATH,
        "require_pushed_authorization_requests": True,
        "token_endpoint": settings.issuer + TOKEN_PATH,
        "introspection_endpoint": settings.issuer + INTROSPECT_PATH,
        "revocation_endpoint": settings.issuer + REVOKE_PATH,
        "jwks_uri": settings.issuer + JWKS_PATH,
        "scopes_supported": list(SCOPES),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": sorted(GRANT_TYPES),
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": True,
        "authorization_details_types_supported": [details.TYPE],
        "dpop_signing_alg_values_supported": algorithms,
        **{
            f"{name}_endpoint_auth_{what}_supported": values
            for name in ("token", "introspection", "revocation")
            for what, values in (("methods", methods), ("signing_alg_values", algorithms))
        },
        "protected_resources": [settings.audience],
    }


def protected_resource(settings: Settings) -> dict[str, Any]:
    """Return the metadata of the API (RFC 9728, section 2)."""
    return {
        "resource": settings.audience,
        "authorization_servers": [settings.issuer],
        "scopes_supported": list(SCOPES),
        "bearer_methods_supported": ["header"],
        "dpop_signing_alg_values_supported": list(ALGORITHMS),
        # A demonstration's own clients have bearer tokens.
        "dpop_bound_access_tokens_required": not settings.demo,
        "authorization_details_types_supported": [details.TYPE],
    }
