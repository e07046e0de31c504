"""Who sees which entries on lists, and what is done about them: as conditions in the reader's own statement."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, literal, literal_column, or_, select, true

from auth.door import INSTITUTION, NOW, TODAY, caller_is, own_enterprise, there
from exchange.institution.model import InstitutionKind
from exchange.listing.force import in_force
from exchange.listing.model import ListDefinition, ListEntry, ListRestoration
from exchange.listing.state import STANDING, ListState
from exchange.measure.model import MeasureAction, MeasureState
from exchange.memorandum.model import DepartmentAssignment, Memorandum, MemorandumEdition, Signatory

KNOWN_AFTERWARDS = [literal(state.value) for state in (*STANDING, ListState.DELISTED)]
"""The steps that whoever sees an entry may see: what came before the listing is between keeper and subject."""


def sees_entry(entry: Any) -> ColumnElement[bool]:
    """Return whether the caller sees an entry: everybody those in force on a published list, and its candidates.

    The keeper and the subject see every one of theirs, also before and afterwards; the departments of the list's
    memoranda whoever was listed.
    """
    history = and_(entry.listed_at.is_not(None), or_(_signed(entry.list_code), _acts_on(entry.id)))
    return or_(shown(entry), keeps_list(entry.list_code), own_enterprise(entry.uscc), history)


def shown(entry: Any) -> ColumnElement[bool]:
    """Return whether everybody sees an entry today."""
    published = there(ListDefinition, ListDefinition.code == entry.list_code, ListDefinition.published.is_(true()))
    return and_(published, or_(in_force(entry, NOW, TODAY), entry.state == ListState.PUBLICISED.value))


def keeps_list(code: Any) -> ColumnElement[bool]:
    """Return whether the caller's institution keeps a list."""
    return there(ListDefinition, ListDefinition.code == code, ListDefinition.keeper_code == INSTITUTION)


def party_of_entry(entry_id: Any) -> ColumnElement[bool]:
    """Return whether the caller's institution keeps the list of an entry, or the caller acts for its subject."""
    return there(
        ListEntry, ListEntry.id == entry_id, or_(keeps_list(ListEntry.list_code), own_enterprise(ListEntry.uscc))
    )


def party_of_application(restoration_id: Any) -> ColumnElement[bool]:
    """Return whether the same is true of the entry of an application to be taken off a list.

    Joined, and not nested: SQLite's parser has little room where files are read below applications below entries.
    """
    of: Select[Any] = (
        select(literal_column("1"))
        .select_from(ListRestoration)
        .join(ListEntry, ListEntry.id == ListRestoration.entry_id)
        .join(ListDefinition, ListDefinition.code == ListEntry.list_code)
        .where(ListRestoration.id == restoration_id)
        .where(or_(ListDefinition.keeper_code == INSTITUTION, own_enterprise(ListRestoration.uscc)))
        .correlate_except(ListRestoration, ListEntry, ListDefinition)
    )
    return exists(of)


def sees_event(event: Any) -> ColumnElement[bool]:
    """Return whether the caller sees a step of an entry that it sees."""
    return or_(event.state.in_(KNOWN_AFTERWARDS), party_of_entry(event.entry_id))


def sees_action(action: Any) -> ColumnElement[bool]:
    """Return whether the caller sees a measure action: its institution, the keeper, the subject.

    The operator sees those that are nobody's, to find an institution for them.
    """
    unassigned = and_(caller_is(InstitutionKind.OPERATOR), action.state == MeasureState.NOT_ASSIGNED.value)
    return or_(action.institution_code == INSTITUTION, party_of_entry(action.entry_id), unassigned)


def _acts_on(entry_id: Any) -> ColumnElement[bool]:
    return there(MeasureAction, MeasureAction.entry_id == entry_id, MeasureAction.institution_code == INSTITUTION)


def _signed(list_code: Any) -> ColumnElement[bool]:
    """Return whether the caller's institution stands for a signatory of a published memorandum about the list."""
    signed: Select[Any] = (
        select(literal_column("1"))
        .select_from(DepartmentAssignment)
        .join(Signatory, Signatory.department_key == DepartmentAssignment.department_key)
        .join(MemorandumEdition, MemorandumEdition.id == Signatory.edition_id)
        .join(Memorandum, Memorandum.code == MemorandumEdition.memorandum_code)
        .where(
            DepartmentAssignment.institution_code == INSTITUTION,
            MemorandumEdition.published_at.is_not(None),
            Memorandum.list_code == list_code,
        )
        .correlate_except(DepartmentAssignment, Signatory, MemorandumEdition, Memorandum)
    )
    return exists(signed)
