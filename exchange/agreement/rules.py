"""How an agreement comes into force and ends, each in the caller's transaction."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from exchange import clock
from exchange.agreement.model import Agreement, AgreementItem, AgreementParty, AgreementPurpose
from exchange.agreement.refusal import AgreementEnded, AgreementExists, AgreementUnknown
from exchange.agreement.terms import Terms, check
from exchange.identifier import ordered


def enter(session: Session, terms: Terms) -> Agreement:
    """Enter an agreement. It may begin later, and may be one that has lapsed already.

    Raises AgreementRefused and AgreementExists.
    """
    check(session, terms)
    agreement = Agreement(
        id=ordered("agr_"),
        number=terms.number,
        title=terms.title,
        legal_basis=terms.legal_basis,
        security_terms=terms.security_terms,
        valid_from=terms.valid_from,
        valid_until=terms.valid_until,
        created_at=clock.now(),
        terminated_at=None,
    )
    try:
        with session.begin_nested():
            session.add(agreement)
    except IntegrityError:
        raise AgreementExists(f"There is an agreement with the number '{terms.number}' already.") from None
    session.add_all(AgreementParty(agreement_id=agreement.id, institution_code=code) for code in terms.parties)
    session.add_all(AgreementItem(agreement_id=agreement.id, item_code=code) for code in terms.items)
    session.add_all(AgreementPurpose(agreement_id=agreement.id, purpose=purpose) for purpose in terms.purposes)
    session.flush()
    return agreement


def terminate(session: Session, agreement_id: str) -> Agreement:
    """End an agreement now, for good. Raises AgreementUnknown and AgreementEnded."""
    # The row is locked: of two terminations at the same time one is refused.
    statement = select(Agreement).where(Agreement.id == agreement_id).with_for_update()
    agreement = session.scalars(statement, execution_options={"populate_existing": True}).one_or_none()
    if agreement is None:
        raise AgreementUnknown(f"There is no agreement '{agreement_id}'.")
    if agreement.terminated_at is not None:
        raise AgreementEnded(f"The agreement {agreement.number} was terminated already.")
    agreement.terminated_at = clock.now()
    session.flush()
    return agreement


def in_force(agreement: Agreement, today: date) -> bool:
    """Tell whether it is in force on the day; both its first and its last day count."""
    return agreement.terminated_at is None and agreement.valid_from <= today <= agreement.valid_until


def listed(session: Session) -> list[Agreement]:
    """Return all agreements by number, those that have ended too."""
    return list(session.scalars(select(Agreement).order_by(Agreement.number)))


def numbered(session: Session, number: str) -> Agreement:
    """Return the agreement with the parties' number. Raises AgreementUnknown."""
    agreement = session.scalars(select(Agreement).where(Agreement.number == number)).one_or_none()
    if agreement is None:
        raise AgreementUnknown(f"There is no agreement with the number '{number}'.")
    return agreement
