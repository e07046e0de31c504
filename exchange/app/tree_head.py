"""How the access log's tree heads are signed and checked: with the exchange's own keys."""

from typing import Any

from sqlalchemy.orm import Session

from auth.oauth import signature
from auth.oauth.jws import TokenMalformed

TYP = "tree-head+jwt"


def sign(session: Session, claims: dict[str, Any]) -> str:
    """Sign a tree head; return a compact JWS."""
    return signature.sign(session, TYP, claims)


def said(session: Session, jws: str) -> dict[str, Any] | None:
    """Return what the exchange signed as a tree head; None for anything else."""
    try:
        return signature.verified(session, jws, TYP)
    except TokenMalformed:
        return None
