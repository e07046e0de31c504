"""Who sees anything of a case: its parties, their representatives, its tribunal and its centre. Nobody else, ever."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, case, null, or_, select, union_all

from auth.door import INSTITUTION, USER, caller_is, own_enterprise
from auth.outcome import OUTCOME
from auth.people.model import Mandate, MandateState
from auth.row_rule import RowRule, Who
from exchange.arbitration.model import (
    ArbitrationCase,
    ArbitrationRules,
    CaseDeadline,
    CaseRepresentative,
    CaseService,
    FeeBand,
    IntakePoint,
    ServedDocument,
    Side,
)
from exchange.award.model import Award, Obligation, Performance
from exchange.institution.model import InstitutionKind
from exchange.referral.model import Referral
from exchange.tribunal.model import Arbitrator, Challenge, Hearing

CENTRE: ColumnElement[Any] = case((caller_is(InstitutionKind.ARBITRATION_CENTRE), INSTITUTION), else_=null())
"""The caller's institution, where it is an arbitration centre."""


def sees_case(row: Any) -> ColumnElement[bool]:
    """Return whether the caller sees a case; the respondent does once the notice was sent."""
    # Not as an alternative: PostgreSQL would look at every case for it.
    return row.id.in_(union_all(*_mine(of_centre=True)))  # type: ignore[no-any-return]


def sees_of_case(row: Any) -> ColumnElement[bool]:
    """Return whether the caller sees the case that a row belongs to."""
    return row.case_id.in_(union_all(*_mine(of_centre=True)))  # type: ignore[no-any-return]


def sees_deadline(row: Any) -> ColumnElement[bool]:
    """Return whether the caller sees a clock of a case, which has the case's centre beside it."""
    return or_(row.centre_code == CENTRE, row.case_id.in_(union_all(*_mine())))


def _mine(*, of_centre: bool = False) -> list[Select[Any]]:
    """Return, to be united, the ids of the cases a person has a part in, and a centre's own; found once a statement."""
    held = and_(Mandate.user_id == USER, Mandate.state == MandateState.CONFIRMED.value)
    claims, answers = (ArbitrationCase.__table__.alias(name) for name in ("claims", "answers"))
    notice = and_(CaseService.document == ServedDocument.NOTICE.value, CaseService.side == Side.RESPONDENT.value)
    conducted = ArbitrationCase.__table__.alias("conducted")
    return [
        *([select(conducted.c.id).where(conducted.c.centre_code == CENTRE)] if of_centre else []),
        select(claims.c.id).join(Mandate, Mandate.uscc == claims.c.claimant_uscc).where(held),
        select(answers.c.id)
        .join(Mandate, Mandate.uscc == answers.c.respondent_uscc)
        .join(CaseService, CaseService.case_id == answers.c.id)
        .where(held, notice),
        select(CaseRepresentative.case_id).where(
            CaseRepresentative.user_id == USER, CaseRepresentative.ended_at.is_(None)
        ),
        select(Arbitrator.case_id).where(Arbitrator.user_id == USER, Arbitrator.ended_at.is_(None)),
    ]


def sees_referral(referral: Any) -> ColumnElement[bool]:
    """Return whether the caller sees a referral: its court once it was sent, its centre, its creditor."""
    centre = and_(caller_is(InstitutionKind.ARBITRATION_CENTRE), referral.centre_code == INSTITUTION)
    court = and_(caller_is(InstitutionKind.COURT), referral.court_code == INSTITUTION)
    return or_(court, centre, own_enterprise(referral.creditor_uscc))


def sees_file(evidence: Any) -> ColumnElement[bool]:
    """Return whether a file belongs to a case or a referral that the caller sees, or to a hearing of such a case."""
    # Flat, and not each in the other: SQLite's parser has little room where files are read deep below others.
    hearings = select(Hearing.id).where(sees_of_case(Hearing))
    referrals = select(Referral.id).where(sees_referral(Referral))
    return evidence.object_id.in_(union_all(*_mine(of_centre=True), hearings, referrals))  # type: ignore[no-any-return]


def _case(columns: Any, _who: Who) -> ColumnElement[bool]:
    return sees_case(columns)


def _of_case(columns: Any, _who: Who) -> ColumnElement[bool]:
    return sees_of_case(columns)


def _deadline(columns: Any, _who: Who) -> ColumnElement[bool]:
    return sees_deadline(columns)


def _referral(columns: Any, _who: Who) -> ColumnElement[bool]:
    return sees_referral(columns)


PARTIES = "a case's parties, their representatives, its tribunal and its centre see it, the respondent once it was told"
REACHED = "reached through its case only, whose rule decides"
RULES: Mapping[FromClause, RowRule] = {
    ArbitrationCase.__table__: RowRule(_case, PARTIES),
    CaseDeadline.__table__: RowRule(_deadline, PARTIES),
    CaseRepresentative.__table__: RowRule(None, REACHED),
    CaseService.__table__: RowRule(None, REACHED),
    Arbitrator.__table__: RowRule(None, REACHED),
    Challenge.__table__: RowRule(None, REACHED),
    Hearing.__table__: RowRule(_of_case, PARTIES),
    Award.__table__: RowRule(None, REACHED),
    Obligation.__table__: RowRule(None, REACHED),
    Performance.__table__: RowRule(None, REACHED),
    Referral.__table__: RowRule(_referral, "its creditor, its centre and the court that it was sent to see a referral"),
    OUTCOME: RowRule(None, "both parties agreed to publish it, or a court has listed it"),
    IntakePoint.__table__: RowRule(None, "where cases may be lodged is published"),
    ArbitrationRules.__table__: RowRule(None, "centres' rules and fees are published"),
    FeeBand.__table__: RowRule(None, "centres' rules and fees are published"),
}
