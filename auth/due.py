"""What is due of whom, over everything with a clock: one statement, and no job that would have to run in time."""

from typing import Any

from sqlalchemy import Date, Select, Subquery, Text, literal_column, null, or_, select, type_coerce, union_all
from sqlalchemy.sql.elements import ColumnElement

from exchange.correction.model import Correction
from exchange.db.types import Code
from exchange.deadline.matter import Matter
from exchange.dispute.model import AccessDispute
from exchange.objection.model import Objection, ObjectionState
from exchange.restoration.model import Restoration
from exchange.restoration.procedure import OPEN


def undecided(columns: Any) -> ColumnElement[bool]:
    """Return whether an objection waits for its supplier."""
    return or_(columns.state == ObjectionState.LODGED.value, columns.state == ObjectionState.FORWARDED.value)


def in_review(columns: Any) -> ColumnElement[bool]:
    """Return whether an objection waits for the operator."""
    return columns.state == ObjectionState.REVIEW_REQUESTED.value  # type: ignore[no-any-return]


def pending(columns: Any) -> ColumnElement[bool]:
    """Return whether an application for restoration waits for the authority."""
    return or_(*(columns.state == state.value for state in OPEN))


def unanswered(columns: Any) -> ColumnElement[bool]:
    """Return whether the dispute of an access waits for the reader."""
    return columns.answered_at.is_(None)  # type: ignore[no-any-return]


def unacknowledged(columns: Any) -> ColumnElement[bool]:
    """Return whether a correction waits for its recipient."""
    return columns.acknowledged_at.is_(None)  # type: ignore[no-any-return]


def _of(model: Any, matter: Matter, waits: ColumnElement[bool], institution: Any) -> Select[Any]:
    columns = model.__table__.c
    return select(
        columns.id,
        literal_column(f"'{matter.value}'", Text).label("matter"),
        type_coerce(institution, Code).label("institution_code"),
        columns.uscc,
        type_coerce(columns.due_on, Date).label("due_on"),
        columns.rule_code,
        columns.provisional,
    ).where(waits, columns.due_on.is_not(None))


def _due() -> Subquery:
    objection, nobody = Objection.__table__.c, null()
    return union_all(
        _of(
            AccessDispute,
            Matter.ACCESS_DISPUTE,
            unanswered(AccessDispute.__table__.c),
            AccessDispute.__table__.c.institution_code,
        ),
        _of(Objection, Matter.OBJECTION, undecided(objection), objection.supplier_code),
        # The operator's own: it sees everything that is due.
        _of(Objection, Matter.OBJECTION_REVIEW, in_review(objection), nobody),
        _of(Restoration, Matter.RESTORATION, pending(Restoration.__table__.c), Restoration.__table__.c.supplier_code),
        _of(
            Correction,
            Matter.CORRECTION,
            unacknowledged(Correction.__table__.c),
            Correction.__table__.c.institution_code,
        ),
    ).subquery("due")


DUE = _due()
"""id, matter, institution_code, uscc, due_on, rule_code and provisional of everything that somebody must still do."""
