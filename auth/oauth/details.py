"""What a client asks for in detail (RFC 9396): access to a credit profile, on terms that are consented to."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from auth.oauth.admission import Admitted
from auth.oauth.errors import InvalidAuthorizationDetails, worded
from auth.principal import PERSON
from auth.scopes import SCOPES
from exchange import clock
from exchange.consent.lodging import accept
from exchange.consent.refusal import ConsentRefused
from exchange.consent.terms import Terms

TYPE = "credit_profile_access"
GRANTEES = SCOPES["consents:write"].kinds - {PERSON}
"""The kinds of institution that enterprises give consents to."""
_FIELDS: Mapping[str, type] = {
    "purpose": str,
    "items": list,
    "mode": str,
    "fetch": str,
    "fetch_limit": int,
    "data_life_days": int,
    "valid_until": str,
    "uscc": str,
}
_REQUIRED = ("purpose", "items", "mode", "fetch", "valid_until")
_ANY_ENTERPRISE = "91440000000000000Y"
"""A code that could be one, for checking terms that leave the enterprise to the user who signs in."""


def read(session: Session, client: Admitted, text: str) -> list[dict[str, Any]]:
    """Check authorization_details; return them parsed, with the defaults filled in.

    Raises InvalidAuthorizationDetails, whose description names the field or value that is refused.
    """
    details = _parsed(text)
    if client.institution_kind not in GRANTEES or client.first_party:
        raise InvalidAuthorizationDetails(f"A client of a {client.institution_kind} can't ask for {TYPE}.")
    for name in details.keys() - _FIELDS.keys() - {"type"}:
        raise InvalidAuthorizationDetails(worded(f"The field '{name}' is unknown."))
    for name, kind in _FIELDS.items():
        _check_field(details, name, kind)
    terms = _terms(details)
    try:
        accept(session, terms, client.institution_code, clock.now())
    except ConsentRefused as refused:
        raise InvalidAuthorizationDetails(worded(refused.message)) from None
    defaults = {"fetch_limit": terms.fetch_limit, "data_life_days": terms.data_life_days}
    return [{"type": TYPE} | defaults | details]


def _parsed(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise InvalidAuthorizationDetails("It is not JSON.") from None
    if not isinstance(found, list) or len(found) != 1 or not isinstance(found[0], dict):
        raise InvalidAuthorizationDetails("It takes an array of one object.")
    if found[0].get("type") != TYPE:
        raise InvalidAuthorizationDetails(worded(f"The type '{found[0].get('type')}' is unknown; known is {TYPE}."))
    return found[0]


def _check_field(details: Mapping[str, Any], name: str, kind: type) -> None:
    if name not in details:
        if name in _REQUIRED:
            raise InvalidAuthorizationDetails(f"The field '{name}' is missing.")
        return
    value = details[name]
    # JSON's true is an int to Python; PostgreSQL and digests take no NUL and no lone surrogate.
    texts = value if isinstance(value, list) else [value] if isinstance(value, str) else []
    proper = all(isinstance(text, str) and text.isascii() and text.isprintable() for text in texts)
    if type(value) is not kind or not proper or (isinstance(value, int) and abs(value) > 2**31):
        raise InvalidAuthorizationDetails(worded(f"The value of '{name}' is of the wrong kind: {value}."))


def _terms(details: Mapping[str, Any]) -> Terms:
    return Terms(
        uscc=details.get("uscc", _ANY_ENTERPRISE),
        purpose=details["purpose"],
        items=tuple(details["items"]),
        mode=details["mode"],
        fetch=details["fetch"],
        fetch_limit=details.get("fetch_limit", 1),
        data_life_days=details.get("data_life_days", 0),
        valid_until=_instant(details["valid_until"]),
    )


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise InvalidAuthorizationDetails(worded(f"valid_until: '{text}' is no instant such as 2027-01-31T00:00:00Z."))
    return instant
