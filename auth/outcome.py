"""Outcomes of arbitration that everybody may see: those that both parties agreed to publish, or a court listed."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Date,
    Select,
    Subquery,
    and_,
    exists,
    func,
    literal,
    literal_column,
    null,
    select,
    true,
    type_coerce,
    union_all,
)
from sqlalchemy.sql.elements import ColumnElement

from exchange.arbitration.model import ArbitrationCase, Side
from exchange.arbitration.state import CaseState
from exchange.award.model import Award, Obligation
from exchange.db.types import Code
from exchange.referral.model import Referral, ReferralState

AGREED, LISTED = "PARTIES_AGREED", "COURT_LISTED"
C, W, R = ArbitrationCase.__table__.c, Award.__table__.c, Referral.__table__.c


def _agreed() -> ColumnElement[bool]:
    return and_(C.publishes_claimant.is_(true()), C.publishes_respondent.is_(true()))


def _awarded(debtor: Side) -> ColumnElement[int]:
    """Return how much money a side owes under an award."""
    owed = Obligation.__table__.c
    total = select(func.coalesce(func.sum(owed.amount_fen), 0)).where(
        owed.award_id == W.id, owed.debtor == debtor.value
    )
    return total.correlate_except(Obligation).scalar_subquery()


def _columns(disclosure: str, claimant: Any, respondent: Any, amount: Any) -> Select[Any]:
    return (
        select(
            W.id,
            C.number.label("case_number"),
            C.centre_code,
            literal_column(f"'{disclosure}'").label("disclosure"),
            W.kind,
            type_coerce(W.binding_on, Date).label("awarded_on"),
            type_coerce(claimant, Code).label("claimant_uscc"),
            type_coerce(respondent, Code).label("respondent_uscc"),
            amount.label("amount_fen"),
            type_coerce(C.state == CaseState.PERFORMED.value, Boolean).label("performed"),
        )
        .select_from(Award.__table__)
        .join(ArbitrationCase.__table__, C.id == W.case_id)
        .where(W.binding_on.is_not(None), W.set_aside_on.is_(None))
    )


def _outcomes() -> Subquery:
    agreed = _columns(AGREED, C.claimant_uscc, C.respondent_uscc, _awarded(Side.RESPONDENT)).where(_agreed())
    listed = _columns(LISTED, null(), R.debtor_uscc, R.outstanding_fen).join(Referral.__table__, R.award_id == W.id)
    return union_all(agreed, listed.where(R.state == ReferralState.LISTED.value, ~_agreed())).subquery("outcome")


OUTCOME = _outcomes()
"""id, case_number, centre_code, disclosure, kind, awarded_on, claimant_uscc, respondent_uscc, amount_fen, performed."""


def unperformed_above(uscc: Any, fen: Any) -> ColumnElement[bool]:
    """Return whether an enterprise owes more than an amount under one award, overdue or not, and hasn't paid it."""
    owed = Obligation.__table__.c
    side = (C.claimant_uscc == uscc) & (owed.debtor == Side.CLAIMANT.value)
    other = (C.respondent_uscc == uscc) & (owed.debtor == Side.RESPONDENT.value)
    left = (
        select(literal(1))
        .select_from(Award.__table__)
        .join(ArbitrationCase.__table__, C.id == W.case_id)
        .join(Obligation.__table__, owed.award_id == W.id)
        .where(W.binding_on.is_not(None), W.set_aside_on.is_(None), owed.performed_on.is_(None), side | other)
        .group_by(W.id)
        .having(func.sum(owed.amount_fen - owed.performed_fen) > fen)
    )
    return exists(left.correlate_except(Award, ArbitrationCase, Obligation))
