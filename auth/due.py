"""What is due of whom, over everything with a clock: one statement, and no job that would have to run in time."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Date,
    Select,
    Subquery,
    Text,
    false,
    literal_column,
    null,
    or_,
    select,
    true,
    type_coerce,
    union_all,
)
from sqlalchemy.sql.elements import ColumnElement

from auth.door import TODAY
from exchange.application.model import FinancingApplication
from exchange.application.procedure import UNDECIDED
from exchange.correction.model import Correction
from exchange.db.types import Code
from exchange.deadline.matter import Matter
from exchange.dispute.model import AccessDispute
from exchange.listing.model import ListDefinition, ListEntry, ListRestoration
from exchange.listing.state import ListRestorationState
from exchange.measure.force import state_of
from exchange.measure.model import MeasureAction
from exchange.measure.state import OPEN as MEASURE_OPEN
from exchange.objection.model import Objection, ObjectionState
from exchange.receivable.model import Receivable, ReceivableState
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


def awaited(columns: Any) -> ColumnElement[bool]:
    """Return whether an application waits for the institution's decision."""
    return or_(*(columns.state == state.value for state in UNDECIDED))


def unconfirmed(columns: Any) -> ColumnElement[bool]:
    """Return whether a receivable waits for its payer's word."""
    return columns.state == ReceivableState.REQUESTED.value  # type: ignore[no-any-return]


def _promised() -> Select[Any]:
    """Return the decisions that institutions owe by their own promise: no rule sets the day."""
    columns = FinancingApplication.__table__.c
    return select(
        columns.id,
        literal_column(f"'{Matter.APPLICATION_DECISION.value}'", Text).label("matter"),
        columns.institution_code,
        columns.uscc,
        columns.promised_on.label("due_on"),
        type_coerce(null(), Code).label("rule_code"),
        literal_column("false", Boolean).label("provisional"),
    ).where(awaited(columns), columns.promised_on.is_not(None))


def _confirmations() -> Select[Any]:
    """Return the receivables that their payers have to confirm."""
    columns = Receivable.__table__.c
    return select(
        columns.id,
        literal_column(f"'{Matter.RECEIVABLE_CONFIRMATION.value}'", Text).label("matter"),
        type_coerce(null(), Code).label("institution_code"),
        columns.payer_uscc.label("uscc"),
        columns.due_on,
        columns.rule_code,
        columns.provisional,
    ).where(unconfirmed(columns), columns.due_on.is_not(None))


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


def reportable(columns: Any) -> ColumnElement[bool]:
    """Return whether a department's feedback on a measure is awaited: time may have lifted it without a step."""
    state = state_of(columns, TODAY)
    return or_(*(state == one.value for one in MEASURE_OPEN))


def _list_restorations(matter: Matter, court: ColumnElement[bool]) -> Select[Any]:
    # The keeper decides; the court that keeps its own list, by a rule of its own.
    columns, list_ = ListRestoration.__table__.c, ListDefinition.__table__.c
    waiting = columns.state == ListRestorationState.LODGED.value
    return (
        _of(ListRestoration, matter, waiting, list_.keeper_code)
        .join(ListEntry.__table__, ListEntry.__table__.c.id == columns.entry_id)
        .join(ListDefinition.__table__, list_.code == ListEntry.__table__.c.list_code)
        .where(court)
    )


def _due() -> Subquery:
    objection, action, nobody = Objection.__table__.c, MeasureAction.__table__.c, null()
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
        _promised(),
        _confirmations(),
        _list_restorations(Matter.LIST_RESTORATION, ListDefinition.__table__.c.court_only.is_(false())),
        _list_restorations(Matter.LIST_COURT_REMOVAL, ListDefinition.__table__.c.court_only.is_(true())),
        _of(MeasureAction, Matter.MEASURE_FEEDBACK, reportable(action), action.institution_code),
    ).subquery("due")


DUE = _due()
"""id, matter, institution_code, uscc, due_on, rule_code and provisional of everything that somebody must still do.

Of financing, which the operator doesn't see, it isn't told either: see FINANCING.
"""
FINANCING = (Matter.APPLICATION_DECISION, Matter.RECEIVABLE_CONFIRMATION)
"""What is between the parties alone."""
