"""The consent that rides along with an application: what the institution may see of the enterprise to decide on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from exchange.application.model import FinancingApplication
from exchange.application.refusal import ApplicationRefused
from exchange.catalogue.purpose import Purpose
from exchange.consent import lodging
from exchange.consent.refusal import ConsentRefused
from exchange.consent.terms import Terms
from exchange.institution.model import Institution, InstitutionKind

PURPOSES: Mapping[str, Purpose] = {
    InstitutionKind.BANK: Purpose.LOAN_REVIEW,
    InstitutionKind.SECURITIES_FIRM: Purpose.LOAN_REVIEW,
    InstitutionKind.INSURER: Purpose.INSURANCE_REVIEW,
    InstitutionKind.GUARANTEE_COMPANY: Purpose.GUARANTEE_REVIEW,
}
"""What each kind of institution reviews an application as."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentAsked:
    """What an enterprise is ready to let each institution see while it applies."""

    items: tuple[str, ...]
    mode: str
    fetch: str
    fetch_limit: int
    data_life_days: int
    valid_until: datetime


def lodge(session: Session, application: FinancingApplication, asked: ConsentAsked, client_id: str) -> str:
    """Lodge the request for the institution; return its id. The enterprise approves it as any other.

    Raises ApplicationRefused.
    """
    grantee = session.get_one(Institution, application.institution_code)
    purpose = PURPOSES.get(grantee.kind)
    if purpose is None:
        raise ApplicationRefused("consent", f"An institution of kind {grantee.kind} asks no consent to review one.")
    terms = Terms(
        uscc=application.uscc,
        purpose=purpose.value,
        items=asked.items,
        mode=asked.mode,
        fetch=asked.fetch,
        fetch_limit=asked.fetch_limit,
        data_life_days=asked.data_life_days,
        valid_until=asked.valid_until,
    )
    try:
        return lodging.lodge(session, terms, grantee_code=grantee.code, client_id=client_id).id
    except ConsentRefused as refused:
        raise ApplicationRefused("consent", refused.message) from None
