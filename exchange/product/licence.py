"""What an institution may offer: the licences that the operator has seen."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.catalogue.items import FINANCING_PRODUCT
from exchange.catalogue.model import CatalogueSupplier
from exchange.identifier import ordered
from exchange.institution.model import Institution, InstitutionKind
from exchange.procedure.wording import written
from exchange.product.kind import ProductKind
from exchange.product.model import InstitutionLicence
from exchange.product.refusal import LicenceRefused, NotLicensed

FINANCIERS = frozenset(
    {
        InstitutionKind.BANK,
        InstitutionKind.SECURITIES_FIRM,
        InstitutionKind.INSURER,
        InstitutionKind.GUARANTEE_COMPANY,
    }
)
"""Who can be licensed to offer financing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A licence as the operator has seen it."""

    institution_code: str
    kind: ProductKind
    number: str
    authority: str
    valid_from: date
    valid_until: date | None = None


def enter(session: Session, stated: Stated, by: str) -> InstitutionLicence:
    """Enter a licence, or its days anew where its number is known. Raises LicenceRefused."""
    institution = session.get(Institution, stated.institution_code) if "\0" not in stated.institution_code else None
    if institution is None or institution.kind not in FINANCIERS:
        kinds = ", ".join(sorted(FINANCIERS))
        raise LicenceRefused("institution", f"'{stated.institution_code}' is no institution of one of {kinds}.")
    if stated.valid_until is not None and stated.valid_until < stated.valid_from:
        raise LicenceRefused("validUntil", f"{stated.valid_until} lies before the first day, {stated.valid_from}.")
    number, authority = (written(LicenceRefused, name, getattr(stated, name)) for name in ("number", "authority"))
    same = InstitutionLicence.institution_code == stated.institution_code, InstitutionLicence.kind == stated.kind.value
    held = select(InstitutionLicence).where(*same, InstitutionLicence.number == number).with_for_update()
    licence = session.scalars(held).one_or_none() or InstitutionLicence(
        id=ordered("lic_"), institution_code=stated.institution_code, kind=stated.kind.value, number=number
    )
    licence.authority, licence.valid_from, licence.valid_until = authority, stated.valid_from, stated.valid_until
    licence.entered_by, licence.entered_at = by, clock.now()
    session.add(licence)
    session.merge(CatalogueSupplier(item_code=FINANCING_PRODUCT, institution_code=stated.institution_code))
    session.flush()
    return licence


def in_force(licence: Any, day: Any) -> ColumnElement[bool]:
    """Return the condition under which a licence's row holds on a day."""
    return and_(licence.valid_from <= day, or_(licence.valid_until.is_(None), licence.valid_until >= day))


def licensed(session: Session, institution: str, kind: str, day: date) -> bool:
    """Tell whether an institution may offer products of a kind on a day."""
    licence = InstitutionLicence
    own = select(licence.id).where(licence.institution_code == institution, licence.kind == str(kind))
    return session.scalar(own.where(in_force(licence, day)).limit(1)) is not None


def check_licensed(session: Session, institution: str, kind: str, day: date) -> None:
    """Raise NotLicensed where an institution may not offer products of a kind on a day."""
    if not licensed(session, institution, kind, day):
        raise NotLicensed(institution, str(kind), day)
