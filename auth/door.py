"""The one door to an entity's non-public data: on which basis a caller passes it, as SQL in the reader's own statement.

The purpose and whether a consent is named decide which basis can apply, so a plan asks about one basis only. Unknown
enterprise, no consent, lapsed consent: the same statement, and the same answer.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    Text,
    and_,
    bindparam,
    case,
    exists,
    literal,
    literal_column,
    null,
    or_,
    select,
    true,
)

from auth.agreed import in_force
from auth.concern import Period
from auth.people.model import Mandate, MandateState
from exchange.agreement.model import Agreement, AgreementItem, AgreementParty, AgreementPurpose
from exchange.catalogue.model import CatalogueItem, Publicity
from exchange.catalogue.purpose import Purpose
from exchange.consent.model import (
    Consent,
    ConsentBalance,
    ConsentEvent,
    ConsentItem,
    ConsentLapse,
    ConsentState,
)
from exchange.db.types import Instant
from exchange.dispute.model import AccessDispute
from exchange.entity.model import Entity
from exchange.institution.model import InstitutionKind

INSTITUTION: ColumnElement[str] = bindparam("@institution", None, type_=Text)
KIND: ColumnElement[str] = bindparam("@kind", None, type_=Text)
USER: ColumnElement[str] = bindparam("@self", None, type_=Text)
ON_BEHALF_OF: ColumnElement[str] = bindparam("@user", None, type_=Text)
NOW: ColumnElement[Any] = bindparam("@now", None, type_=Instant)
TODAY: ColumnElement[Any] = bindparam("@today", None, type_=Date)
ONCE: ColumnElement[int] = literal_column("0")
"""As an OFFSET it keeps PostgreSQL from evaluating the row anew wherever one of its columns is used."""


Item = str | ColumnElement[str]
"""A catalogue item: its code, or the column that has it."""


class Basis(StrEnum):
    """Why a caller may pass."""

    CONSENT = "CONSENT"
    AGREEMENT = "AGREEMENT"
    SELF = "SELF"
    COURT = "COURT"


@dataclass(frozen=True, slots=True)
class Access:
    """The door inside a statement: the basis that is asked about, and the columns of its one row."""

    asked: Basis
    columns: Any
    """uscc, granted, basis, consent_id, agreement_id, data_from, data_until; also attributes of the door itself."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self.columns, name)

    def covers(self, item: Item, publicity: ColumnElement[str] | None = None) -> ColumnElement[bool]:
        """Return the condition under which a catalogue item may be seen through the door.

        `item` is its code or the column that has it; `publicity` the item's, where it stands beside.
        """

        def of(wanted: Publicity) -> ColumnElement[bool]:
            return _is(item, wanted) if publicity is None else publicity == wanted.value

        match self.asked:
            case Basis.CONSENT:
                named = ConsentItem.consent_id == self.columns.consent_id
                return and_(there(ConsentItem, named, ConsentItem.item_code == item), of(Publicity.CONSENT))
            case Basis.AGREEMENT:
                shared = AgreementItem.agreement_id == self.columns.agreement_id
                return and_(there(AgreementItem, shared, AgreementItem.item_code == item), of(Publicity.GOVERNMENT))
            case Basis.SELF:
                return and_(self.columns.granted, ~of(Publicity.GOVERNMENT))
        return self.columns.granted  # type: ignore[no-any-return]

    def reaches(self, period: Period) -> ColumnElement[bool]:
        """Return the condition under which days overlap the consent's data range; other bases have none."""
        if self.asked is not Basis.CONSENT:
            return true()
        from_, until = self.columns.data_from, self.columns.data_until
        return and_(or_(from_.is_(None), period.last >= from_), or_(until.is_(None), period.first <= until))


def basis(purpose: Purpose, *, consent_named: bool) -> Basis:
    """Return the only basis that can apply."""
    if consent_named:
        return Basis.CONSENT
    return {Purpose.OWN_RECORD: Basis.SELF, Purpose.JUDICIAL: Basis.COURT}.get(purpose, Basis.AGREEMENT)


def passage(asked: Basis, uscc: ColumnElement[str], purpose: Purpose, consent: ColumnElement[str]) -> Select[Any]:
    """Return the one row that says whether the caller may pass: see Access."""
    agreement_id: ColumnElement[Any] = null()
    granted: ColumnElement[bool]
    match asked:
        case Basis.CONSENT:
            return _by_consent(_lives(consent, uscc, purpose), uscc)
        case Basis.AGREEMENT:
            agreement_id = _agreement(uscc, purpose).scalar_subquery()
            granted = agreement_id.is_not(None)
        case Basis.SELF:
            granted = own_enterprise(uscc)
        case Basis.COURT:
            granted = and_(caller_is(InstitutionKind.COURT), there(Entity, Entity.uscc == uscc))
    return _row(asked, uscc, granted, agreement_id=agreement_id)


def _by_consent(lives: ColumnElement[bool], uscc: ColumnElement[str]) -> Select[Any]:
    # The consent is joined, so that one lookup answers for all of its columns; a row stays where none is found.
    here = select(literal_column("1").label("one")).subquery("here")
    terms = {"consent_id": Consent.id, "data_from": Consent.data_from, "data_until": Consent.data_until}
    return _row(Basis.CONSENT, uscc, Consent.id.is_not(None), **terms).select_from(here.outerjoin(Consent, lives))


def _row(asked: Basis, uscc: ColumnElement[str], granted: ColumnElement[bool], **found: Any) -> Select[Any]:
    others = ("consent_id", "agreement_id", "data_from", "data_until")
    return select(
        uscc.label("uscc"),
        granted.label("granted"),
        case((granted, literal(asked.value))).label("basis"),
        *(found.get(name, null()).label(name) for name in others),
    ).offset(ONCE)


def _lives(consent: ColumnElement[str], uscc: ColumnElement[str], purpose: Purpose) -> ColumnElement[bool]:
    return and_(Consent.id == consent, lets_fetch(uscc, purpose))


def lets_fetch(uscc: ColumnElement[str], purpose: Purpose) -> ColumnElement[bool]:
    """Return whether a row of Consent lets the caller's institution fetch an enterprise's data for a purpose now."""
    return and_(
        Consent.uscc == uscc,
        Consent.grantee_code == INSTITUTION,
        Consent.purpose == purpose.value,
        Consent.valid_from <= NOW,
        Consent.valid_until > NOW,
        there(ConsentBalance, ConsentBalance.consent_id == Consent.id, ConsentBalance.remaining > 0),
        latest_state(Consent.id) == ConsentState.ACTIVE.value,
        ~suspended(Consent.id),
        ~lapsed(Consent.id),
    )


def latest_state(consent_id: Any) -> ColumnElement[str]:
    """Return the state that a consent's latest event gave it."""
    event = ConsentEvent
    latest = select(event.state).where(event.consent_id == consent_id).order_by(event.id.desc()).limit(1)
    return latest.correlate_except(event).scalar_subquery()


def suspended(consent_id: Any) -> ColumnElement[bool]:
    """Return whether an access under the consent is disputed and its reader's time to answer is over."""
    dispute = AccessDispute
    return there(dispute, dispute.consent_id == consent_id, dispute.answered_at.is_(None), dispute.due_on < TODAY)


def lapsed(consent_id: Any) -> ColumnElement[bool]:
    """Return whether a consent has expired before its own end, with the offer that it was given for."""
    return there(ConsentLapse, ConsentLapse.consent_id == consent_id, ConsentLapse.last_on < TODAY)


def caller_is(kind: InstitutionKind) -> ColumnElement[bool]:
    """Return whether the caller is of the kind."""
    # A list of literals: a list of values would be a parameter that is spelt out only when the statement is executed.
    return KIND.in_([literal(kind.value)])


def is_operator() -> ColumnElement[bool]:
    """Return whether the caller is the operator."""
    return caller_is(InstitutionKind.OPERATOR)


def own_enterprise(uscc: Any) -> ColumnElement[bool]:
    """Return whether the caller acts for the enterprise, by a confirmed mandate."""
    return there(Mandate, Mandate.user_id == USER, Mandate.uscc == uscc, Mandate.state == MandateState.CONFIRMED.value)


def _agreement(uscc: ColumnElement[str], purpose: Purpose) -> Select[Any]:
    # Authorities only: whoever lends, insures or rates needs the enterprise's consent.
    return (
        select(Agreement.id)
        .join(AgreementParty, AgreementParty.agreement_id == Agreement.id)
        .join(AgreementPurpose, AgreementPurpose.agreement_id == Agreement.id)
        .where(
            caller_is(InstitutionKind.BUREAU),
            AgreementParty.institution_code == INSTITUTION,
            AgreementPurpose.purpose == purpose.value,
            in_force(Agreement, TODAY),
            there(Entity, Entity.uscc == uscc),
        )
        .order_by(Agreement.id)
        .limit(1)
        .correlate_except(Agreement, AgreementParty, AgreementPurpose)
    )


def _is(item: Item, publicity: Publicity) -> ColumnElement[bool]:
    return there(CatalogueItem, CatalogueItem.code == item, CatalogueItem.publicity == publicity.value)


def there(table: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return whether a table has such a row; whatever else the conditions name belongs to enclosing statements."""
    return exists(select(literal_column("1")).select_from(table).where(*conditions).correlate_except(table))
