"""Checks of enterprises against the lists: the command that makes and signs one, and whether one is genuine."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from auth.oauth import signature
from auth.oauth.jws import TokenMalformed
from exchange import clock
from exchange.check import making, verification
from exchange.check.answer import written
from exchange.check.making import Asked
from exchange.check.refusal import PastNotPermitted
from exchange.check.subject import Subject
from exchange.check.verification import Verification
from exchange.institution.model import InstitutionKind
from resolvers.command import Context, Made
from resolvers.computed import Computing
from resolvers.permission import refuse_others

TYP = "credit-check+jwt"
"""What the header of a check's signature says: nothing else that the exchange signs can pass for one."""
LENDERS = (
    InstitutionKind.BANK,
    InstitutionKind.SECURITIES_FIRM,
    InstitutionKind.INSURER,
    InstitutionKind.GUARANTEE_COMPANY,
    InstitutionKind.CREDIT_SERVICE,
)
AUTHORITIES = (InstitutionKind.BUREAU, InstitutionKind.COURT)
PRESENT = timedelta(minutes=5)
"""How old an instant may be that still counts as now."""


def run(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Check enterprises for a matter on behalf of the caller's institution."""
    principal = context.principal
    refuse_others(context, *AUTHORITIES, *LENDERS)
    if input.as_of is not None and principal.kind not in AUTHORITIES and input.as_of < clock.now() - PRESENT:
        raise PastNotPermitted(principal.kind or "")
    asked = Asked(
        matter_code=input.matter,
        subjects=[Subject(one.uscc, one.name) for one in input.entities],
        purpose=input.purpose,
        as_of=input.as_of,
        institution_code=str(principal.institution_code),
        client_id=str(principal.client_id),
        user_id=principal.user_id,
    )

    def sign(claims: dict[str, Any]) -> str:
        return signature.sign(context.session, TYP, {"iss": context.settings.issuer, **claims})

    return Made("CreditCheckPayload", {"check_id": making.make(context.session, asked, sign).id})


def verify(context: Computing, jws: str | None, check: str | None, digest: str | None) -> Any:
    """Say whether a snapshot is what the exchange answered. Raises ProofMissing."""
    with Session(context.engine.execution_options(read_only=True)) as session:

        def said(text: str) -> dict[str, Any] | None:
            try:
                return signature.verified(session, text, TYP)
            except TokenMalformed:
                return None

        return _shown(verification.verify(session, said, jws=jws, check_id=check, digest=digest))


def _shown(found: Verification) -> Any:
    # Scalars take text: what comes from SQL is text already.
    return found._replace(as_of=written(found.as_of), made_at=written(found.made_at))
