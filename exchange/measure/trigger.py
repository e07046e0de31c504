"""Triggers measures: for an entry, one action of every measure in force and department, in the listing's transaction.

A measure is due from the departments that it names; where it names none, from every signatory that an institution of
the exchange stands for, for the memorandum binds them all. What no institution stands for is kept as NOT_ASSIGNED.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple, Protocol

from sqlalchemy import insert, or_, select, update
from sqlalchemy.orm import Session

from exchange import clock
from exchange.deadline.due import Due, due
from exchange.deadline.matter import Matter
from exchange.deadline.rule import COUNTRY, found
from exchange.feed.publishing import Event
from exchange.identifier import ordered
from exchange.measure.history import Changed, Why, noted
from exchange.measure.model import Measure, MeasureAction, MeasureDepartment, MeasureState
from exchange.memorandum.model import DepartmentAssignment, Memorandum, MemorandumEdition, Signatory

ROWS = 10_000
"""Actions that are made at a time: an entry may have some hundred of them."""
NOBODY = ""
"""The key of no department."""


class Listed(Protocol):
    """An entry on a list, as far as measures follow it."""

    id: Any
    list_code: Any
    uscc: Any
    valid_from: Any
    valid_until: Any


class Duty(NamedTuple):
    """What one department has to do under one measure; without an institution nobody does it yet."""

    measure: Measure
    department: str | None
    department_key: str
    institution_code: str | None


def trigger(
    session: Session, entries: Sequence[Listed], by: str, institution_code: str | None, *, jurisdiction: str = COUNTRY
) -> list[Event]:
    """Trigger what is due for entries on their lists and wasn't triggered yet; return what to publish."""
    why = Why(clock.now(), by, institution_code, None)
    deadline = _deadline(session, jurisdiction)
    events: list[Event] = []
    for list_code in sorted({entry.list_code for entry in entries}):
        duties = _duties(session, list_code)
        listed = [entry for entry in entries if entry.list_code == list_code]
        size = max(1, ROWS // max(1, len(duties)))
        for start in range(0, len(listed) if duties else 0, size):
            events += _triggered(session, listed[start : start + size], duties, deadline, why)
    return events


def lengthen(session: Session, entry: Listed) -> None:
    """Let the actions of an entry last as long as it does now, but no longer than their measures."""
    session.flush()
    until = select(MeasureAction.id, Measure.valid_until).join(Measure, Measure.id == MeasureAction.measure_id)
    for action_id, measure_until in session.execute(until.where(MeasureAction.entry_id == entry.id)).all():
        last = _first_of(entry.valid_until, measure_until)
        session.execute(update(MeasureAction).where(MeasureAction.id == action_id).values(valid_until=last))


def _triggered(
    session: Session, entries: Sequence[Listed], duties: Sequence[Duty], deadline: Due | None, why: Why
) -> list[Event]:
    session.flush()
    known = (MeasureAction.entry_id, MeasureAction.measure_id, MeasureAction.department_key)
    before = select(MeasureAction.id, MeasureAction.state, *known).where(
        MeasureAction.entry_id.in_([entry.id for entry in entries])
    )
    held = {(row.entry_id, row.measure_id, row.department_key): row for row in session.execute(before)}
    changes = []
    rows = []
    for entry in entries:
        for duty in duties:
            found = held.get((entry.id, duty.measure.id, duty.department_key))
            found = found or held.pop((entry.id, duty.measure.id, NOBODY), None)
            if found is None:
                rows.append(_row(entry, duty, deadline, why))
            elif found.state == MeasureState.NOT_ASSIGNED and duty.institution_code is not None:
                changes.append(_assigned(session, found.id, entry, duty, deadline))
    if rows:
        session.execute(insert(MeasureAction), rows)
    made = [Changed(row["id"], row["uscc"], row["institution_code"], MeasureState(row["state"])) for row in rows]
    return noted(session, [*made, *changes], why)


def _assigned(session: Session, action_id: str, entry: Listed, duty: Duty, deadline: Due | None) -> Changed:
    """Give an action that was nobody's to the institution that stands for its department now."""
    changed = update(MeasureAction).where(MeasureAction.id == action_id)
    session.execute(
        changed.values(
            state=MeasureState.TRIGGERED.value,
            department=duty.department,
            department_key=duty.department_key,
            institution_code=duty.institution_code,
            **_clocked(deadline),
        )
    )
    return Changed(action_id, entry.uscc, duty.institution_code, MeasureState.TRIGGERED)


def _duties(session: Session, list_code: str) -> list[Duty]:
    """Return what is due for an entry on the list today."""
    assigned = dict(
        session.execute(select(DepartmentAssignment.department_key, DepartmentAssignment.institution_code)).all()
    )
    found: list[Duty] = []
    for measure in session.scalars(_measures(list_code)):
        named = session.execute(
            select(MeasureDepartment.department, MeasureDepartment.department_key)
            .where(MeasureDepartment.measure_id == measure.id)
            .order_by(MeasureDepartment.position)
        ).all()
        if named:
            found += [Duty(measure, name, key, assigned.get(key)) for name, key in named]
        else:
            found += _of_signatories(session, measure, assigned)
    return list({(duty.measure.id, duty.department_key): duty for duty in found}.values())


def _of_signatories(session: Session, measure: Measure, assigned: dict[str, str]) -> Iterator[Duty]:
    signed = (
        select(Signatory.department, Signatory.department_key)
        .where(Signatory.edition_id == measure.edition_id)
        .order_by(Signatory.position)
    )
    found = [Duty(measure, name, key, assigned[key]) for name, key in session.execute(signed) if key in assigned]
    yield from found or [Duty(measure, None, NOBODY, None)]


def _measures(list_code: str) -> Any:
    """Return the measures that can be applied to the list's entries, also those that are valid from a later day."""
    return (
        select(Measure)
        .join(MemorandumEdition, MemorandumEdition.id == Measure.edition_id)
        .join(Memorandum, Memorandum.code == MemorandumEdition.memorandum_code)
        .where(
            Memorandum.list_code == list_code,
            Measure.published_at.is_not(None),
            Measure.lapsed_at.is_(None),
            or_(Measure.valid_until.is_(None), Measure.valid_until >= clock.today()),
        )
        .order_by(Measure.edition_id, Measure.number)
    )


def _row(entry: Listed, duty: Duty, deadline: Due | None, why: Why) -> dict[str, Any]:
    assert entry.valid_from is not None  # noqa: S101 - the entry is listed
    somebody = duty.institution_code is not None
    state = MeasureState.TRIGGERED if somebody else MeasureState.NOT_ASSIGNED
    return {
        "id": ordered("mac_"),
        "entry_id": entry.id,
        "uscc": entry.uscc,
        "measure_id": duty.measure.id,
        "department": duty.department,
        "department_key": duty.department_key,
        "institution_code": duty.institution_code,
        "state": state.value,
        "valid_from": max(entry.valid_from, duty.measure.valid_from or entry.valid_from),
        "valid_until": _first_of(entry.valid_until, duty.measure.valid_until),
        "triggered_at": why.at,
        **_clocked(deadline if somebody else None),
    }


def _deadline(session: Session, jurisdiction: str) -> Due | None:
    """Return by when a department feeds back on what is triggered today; None where no rule sets a period."""
    rule = found(session, Matter.MEASURE_FEEDBACK, clock.today(), jurisdiction)
    return due(rule, clock.today()) if rule else None


def _clocked(deadline: Due | None) -> dict[str, Any]:
    return deadline._asdict() if deadline else {"due_on": None, "rule_code": None, "provisional": False}


def _first_of(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)
