"""Whether a check's snapshot is what the exchange answered."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange.check.model import CreditCheck
from exchange.check.refusal import ProofMissing

Said = Callable[[str], dict[str, Any] | None]
"""Returns what the exchange signed as a check, None for anything else."""


class Verification(NamedTuple):
    """What is said of a snapshot; nothing but that it isn't genuine, where it isn't."""

    genuine: bool
    check_id: str | None = None
    matter_code: str | None = None
    institution_code: str | None = None
    as_of: datetime | None = None
    made_at: datetime | None = None


NOT_GENUINE = Verification(genuine=False)


def verify(session: Session, said: Said, *, jws: str | None, check_id: str | None, digest: str | None) -> Verification:
    """Verify a signature, a document's digest, or both: what is given must be one check's. Raises ProofMissing.

    A check that there isn't, an altered one and another's digest are one answer.
    """
    if jws is None and (check_id is None or digest is None):
        raise ProofMissing
    claims = said(jws) if jws is not None else {"jti": check_id, "sha256": digest}
    if claims is None:
        return NOT_GENUINE
    signed_for, signed = str(claims.get("jti")), claims.get("sha256")
    if check_id not in (None, signed_for) or (digest is not None and digest.lower() != str(signed).lower()):
        return NOT_GENUINE
    check = session.execute(_ONE.where(CreditCheck.id == signed_for)).one_or_none() if "\0" not in signed_for else None
    if check is None or check.sha256 != str(signed).lower():
        return NOT_GENUINE
    return Verification(True, check.id, check.matter_code, check.institution_code, check.as_of, check.made_at)


_ONE = select(
    CreditCheck.id,
    CreditCheck.sha256,
    CreditCheck.matter_code,
    CreditCheck.institution_code,
    CreditCheck.as_of,
    CreditCheck.made_at,
)
