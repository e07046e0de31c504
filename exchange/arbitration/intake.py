"""Which institutions take in cases for a centre."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.arbitration.model import IntakeKind, IntakePoint
from exchange.arbitration.refusal import CaseRefused
from exchange.institution.model import Institution

NAMED = (IntakeKind.BANK, IntakeKind.LAW_FIRM, IntakeKind.TOWNSHIP)
"""What an institution may be named as; the centre and the companies themselves need no naming."""


def name(session: Session, centre_code: str, institution_code: str, kind: IntakeKind) -> IntakePoint:
    """Name an institution as an intake point of the centre, or again after its end. Raises CaseRefused."""
    if kind not in NAMED:
        raise CaseRefused("kind", f"{kind} is none of {', '.join(NAMED)}.")
    known = session.get(Institution, institution_code) if "\0" not in institution_code else None
    if known is None or institution_code == centre_code:
        raise CaseRefused("institution", f"'{institution_code}' is no other institution of this exchange.")
    point = session.get(IntakePoint, (centre_code, institution_code)) or IntakePoint(
        centre_code=centre_code, institution_code=institution_code, since=clock.now()
    )
    point.kind, point.until = kind.value, None
    session.add(point)
    session.flush()
    return point


def end(session: Session, centre_code: str, institution_code: str) -> IntakePoint:
    """Let an institution take in no more cases. Raises CaseRefused."""
    own = (IntakePoint.centre_code == centre_code) & (IntakePoint.institution_code == institution_code)
    point = session.scalars(select(IntakePoint).where(own, IntakePoint.until.is_(None))).one_or_none()
    if point is None:
        raise CaseRefused("institution", f"'{institution_code}' is no intake point of the centre.")
    point.until = clock.now()
    session.flush()
    return point
