"""The OAuth errors that Authlib lacks, and how a value is named in an error's description."""

import re

from authlib.oauth2 import OAuth2Error

_NOT_ALLOWED = re.compile(r"[^\x20\x21\x23-\x5b\x5d-\x7e]")
"""RFC 6749, 5.2: a description is printable ASCII without quote and backslash."""
LONGEST = 300


class InvalidDPoPProof(OAuth2Error):  # type: ignore[misc]
    """RFC 9449, section 5: the proof is missing, malformed, of another request, or was used before."""

    error = "invalid_dpop_proof"


class UseDPoPNonce(OAuth2Error):  # type: ignore[misc]
    """RFC 9449, section 8: the proof lacks a nonce of this server's that is valid now."""

    error = "use_dpop_nonce"
    description = "The DPoP proof takes the nonce of the header DPoP-Nonce."


class InvalidAuthorizationDetails(OAuth2Error):  # type: ignore[misc]
    """RFC 9396, section 5."""

    error = "invalid_authorization_details"


class InvalidTarget(OAuth2Error):  # type: ignore[misc]
    """RFC 8707, section 2."""

    error = "invalid_target"


class UnsupportedResponseType(OAuth2Error):  # type: ignore[misc]
    """RFC 6749, section 4.1.2.1."""

    error = "unsupported_response_type"
    description = "The response_type is code."


def worded(text: str) -> str:
    """Return the text as a description may have it: Authlib answers any other with an exception."""
    return _NOT_ALLOWED.sub("?", text)[:LONGEST]
