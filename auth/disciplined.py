"""Who sees what of joint discipline: lists, memoranda, measures, checks, screening. Part of auth.visibility."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, FromClause, or_

from auth.door import INSTITUTION, is_operator, own_enterprise
from auth.listed import party_of_entry, sees_action, sees_entry, sees_event
from auth.row_rule import RowRule, Who
from exchange.check.model import CreditCheck, CreditCheckResult
from exchange.listing.model import ListDefinition, ListEntry, ListEntryEvent, ListGround, ListPlea, ListRestoration
from exchange.matter.model import Matter, MatterEdition, MatterRule
from exchange.measure.model import Measure, MeasureAction, MeasureActionEvent
from exchange.memorandum.model import DepartmentAssignment, Memorandum, MemorandumEdition
from exchange.screening.model import ScreeningDecision


def _entry(columns: Any, _who: Who) -> ColumnElement[bool]:
    return sees_entry(columns)


def _event_of_entry(columns: Any, _who: Who) -> ColumnElement[bool]:
    return sees_event(columns)


def _party_of_entry(columns: Any, _who: Who) -> ColumnElement[bool]:
    return party_of_entry(columns.entry_id)


def _action(columns: Any, _who: Who) -> ColumnElement[bool]:
    return sees_action(columns)


def _made_check(columns: Any, _who: Who) -> ColumnElement[bool]:
    return or_(columns.institution_code == INSTITUTION, is_operator())


def _checked(columns: Any, _who: Who) -> ColumnElement[bool]:
    return or_(columns.institution_code == INSTITUTION, own_enterprise(columns.uscc))


def _own(columns: Any, _who: Who) -> ColumnElement[bool]:
    return columns.institution_code == INSTITUTION  # type: ignore[no-any-return]


RULES: Mapping[FromClause, RowRule] = {
    Memorandum.__table__: RowRule(None, "memoranda are published documents"),
    MemorandumEdition.__table__: RowRule(None, "memoranda are published documents"),
    Measure.__table__: RowRule(None, "memoranda are published documents"),
    DepartmentAssignment.__table__: RowRule(None, "who carries measures out is published"),
    ListDefinition.__table__: RowRule(None, "which lists there are, and on what conditions, is published"),
    ListGround.__table__: RowRule(None, "which lists there are, and on what conditions, is published"),
    ListEntry.__table__: RowRule(
        _entry,
        "everybody sees entries in force on published lists, and publicised candidates; its keeper and its subject see "
        "an entry before and afterwards too, departments of the list's memoranda afterwards",
    ),
    ListEntryEvent.__table__: RowRule(
        _event_of_entry, "who sees an entry sees it listed and delisted; what came before, its keeper and its subject"
    ),
    ListPlea.__table__: RowRule(_party_of_entry, "the list's keeper and the subject see a plea"),
    ListRestoration.__table__: RowRule(_party_of_entry, "the list's keeper and the subject see an application"),
    MeasureAction.__table__: RowRule(
        _action, "its department, the list's keeper and the subject see an action; the operator what is nobody's"
    ),
    MeasureActionEvent.__table__: RowRule(None, "reached through its action only, whose rule decides"),
    Matter.__table__: RowRule(None, "in which matters the lists count is published"),
    MatterEdition.__table__: RowRule(None, "in which matters the lists count is published"),
    MatterRule.__table__: RowRule(None, "in which matters the lists count is published"),
    CreditCheck.__table__: RowRule(_made_check, "the institution that made it and the operator see a check"),
    CreditCheckResult.__table__: RowRule(
        _checked, "the institution that made the check sees its answers, an enterprise those about itself"
    ),
    ScreeningDecision.__table__: RowRule(_own, "the institution that made it alone sees a decision about a name"),
}
