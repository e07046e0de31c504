"""Memoranda of joint discipline and incentives: who signed, which measures, and what is in force at this exchange."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, Select, and_, case, exists, literal, or_, select

from auth.door import NOW, TODAY, there
from exchange.listing.force import in_force as entry_in_force
from exchange.listing.model import ListDefinition as Definition
from exchange.listing.model import ListEntry as Entry
from exchange.measure import model as measured
from exchange.measure.force import in_force
from exchange.measure.model import MeasureState
from exchange.memorandum import model
from exchange.memorandum.model import MemorandumStatus as Status
from resolvers.binding import Order, Page, Paging
from schema.arguments import argument
from schema.enums import MemorandumKind, MemorandumStatus
from schema.fields import column, connection, link, of, referred, rows
from schema.institution import INSTITUTION, Institution
from schema.moment import AsOf, At, moment
from schema.node import Node, identity
from schema.page import Connection
from schema.reasons import LISTS, MEMORANDA
from schema.scalars import Code

if TYPE_CHECKING:
    from schema.listing import ListDefinition, ListEntry

MEMORANDUM = model.Memorandum.__table__
EDITION = model.MemorandumEdition.__table__
LEAD = model.MemorandumLead.__table__
SIGNATORY = model.Signatory.__table__
ASSIGNMENT = model.DepartmentAssignment.__table__
MEASURE = measured.Measure.__table__
NAMED = measured.MeasureDepartment.__table__
ACTION = measured.MeasureAction.__table__
LIST = Definition.__table__
ENTRY = Entry.__table__


def _name(self: Any) -> ColumnElement[str]:
    return self.department  # type: ignore[no-any-return]


def _institution(self: Any) -> Select[Any]:
    stands = ASSIGNMENT.c.department_key == self.department_key
    return select(INSTITUTION).join(ASSIGNMENT, ASSIGNMENT.c.institution_code == INSTITUTION.c.code).where(stands)


@of(None, "A national department, as a document names it.")
class Department:
    """A department."""

    name: str = column("Its name in the document.", MEMORANDA, _name)
    institution: Institution | None = link(
        _institution, "Who stands for it at this exchange; null while nobody does.", MEMORANDA
    )


def _of_measure(self: Any) -> Select[Any]:
    return select(NAMED).where(NAMED.c.measure_id == self.id).order_by(NAMED.c.position)


def _measure_in_force(self: Any) -> ColumnElement[bool]:
    held = in_force(self, NOW, TODAY)
    return case((held, literal(True)), else_=literal(False))


@of(MEASURE, "A measure of a memorandum. An unpublished one can't be applied. Null is not evidenced.")
class Measure(Node):
    """A measure."""

    id: strawberry.ID = identity("msr_", "Measure", MEASURE.c.id, whole=True)
    number: int = column(
        "Its number in the edition; not in the document, where not all measures are evidenced.", MEMORANDA
    )
    content: str = column("What is to be done; …… where the text at hand ends.", MEMORANDA)
    clause: str | None = column("The article or section of the memorandum; null where not evidenced.", MEMORANDA)
    legal_basis: str | None = column("On which law it rests; null where not evidenced.", MEMORANDA)
    target: str | None = column("Whom it hits, where that is narrower than the list.", MEMORANDA)
    departments: list[Department] = rows(
        _of_measure,
        "Who implements it, where the document names somebody; where it names nobody, every signatory that an "
        "institution stands for.",
        MEMORANDA,
    )
    valid_from: date | None = column("The first day it may be applied; null for the day of publication.", MEMORANDA)
    valid_until: date | None = column("The last such day; null where none is set.", MEMORANDA)
    published_at: datetime | None = column("When it was put in force at this exchange; null before.", MEMORANDA)
    lapsed_at: datetime | None = column("When its edition was repealed or superseded; null before.", MEMORANDA)
    in_force: bool = column("Whether it can be applied today.", MEMORANDA, _measure_in_force)
    edition: "MemorandumEdition | None" = link(
        referred(EDITION.c.id, "edition_id"), "The edition that it belongs to.", MEMORANDA
    )


def _departments_of(table: Any) -> Any:
    def departments(self: Any) -> Select[Any]:
        return select(table).where(table.c.edition_id == self.id).order_by(table.c.position)

    return departments


def _measures_of_edition(self: Any) -> Select[Any]:
    return select(MEASURE).where(MEASURE.c.edition_id == self.id).order_by(MEASURE.c.number)


def _affected(self: Any, *, paging: Paging) -> Page:
    lifted = MeasureState.LIFTED.value
    applied = or_(ACTION.c.state != lifted, ACTION.c.lifted_at == self.repealed_at)
    under = (
        select(ACTION.c.entry_id)
        .join(MEASURE, MEASURE.c.id == ACTION.c.measure_id)
        .where(MEASURE.c.edition_id == self.id, applied)
        .correlate_except(ACTION, MEASURE)
    )
    found = select(ENTRY).where(ENTRY.c.id.in_(under))
    return Page(rows=found, order=Order("LATEST", [(ENTRY.c.id, str)], descending=True), paging=paging)


@of(EDITION, "An edition of a memorandum. It has no effect at this exchange before it is published here.")
class MemorandumEdition(Node):
    """An edition."""

    id: strawberry.ID = identity("edn_", "MemorandumEdition", EDITION.c.id, whole=True)
    memorandum: "Memorandum | None" = link(referred(MEMORANDUM.c.code, "memorandum_code"), "The memorandum.", MEMORANDA)
    edition: int = column("Its number, 1 for the first.", MEMORANDA)
    in_force_from: date | None = column("From when the document says it applies; null where not evidenced.", MEMORANDA)
    source: str = column("Where its text was found.", MEMORANDA)
    leads: list[Department] = rows(
        _departments_of(LEAD), "The departments that led; empty where not evidenced.", MEMORANDA
    )
    signatories: list[Department] = rows(
        _departments_of(SIGNATORY), "The departments that signed; empty where not evidenced.", MEMORANDA, cost=50
    )
    measures: list[Measure] = rows(_measures_of_edition, "Its measures, as far as they are evidenced.", MEMORANDA)
    published_at: datetime | None = column("When it was put in force at this exchange; null before.", MEMORANDA)
    repealed_at: datetime | None = column("When it ended here; null before.", MEMORANDA)
    repeal_reason: str | None = column("Why it ended; null before.", MEMORANDA)
    superseded_by: "MemorandumEdition | None" = link(
        referred(EDITION.c.id, "superseded_by_id"), "The edition that took its place.", MEMORANDA
    )
    affected: Connection[Annotated["ListEntry", strawberry.lazy("schema.listing")]] = connection(
        _affected,
        "The entries that its measures are triggered for; once it is repealed, those whose measures that lifted.",
        LISTS,
    )


def _shown(self: Any) -> ColumnElement[str]:
    """Return the edition that a memorandum's own fields show: the one in force, else the latest."""
    standing = case((and_(EDITION.c.published_at.is_not(None), EDITION.c.repealed_at.is_(None)), 1), else_=0)
    own = select(EDITION.c.id).where(EDITION.c.memorandum_code == self.code)
    latest = own.order_by(standing.desc(), EDITION.c.edition.desc()).limit(1)
    return latest.correlate_except(EDITION).scalar_subquery()


def _of_shown(table: Any, order: str) -> Any:
    def found(self: Any) -> Select[Any]:
        return select(table).where(table.c.edition_id == _shown(self)).order_by(table.c[order])

    return found


def _editions(self: Any) -> Select[Any]:
    return select(EDITION).where(EDITION.c.memorandum_code == self.code).order_by(EDITION.c.edition)


def status_of(self: Any) -> ColumnElement[str]:
    """Return what a memorandum is at this exchange."""
    own = EDITION.c.memorandum_code == self.code
    later = MEMORANDUM.alias("later")
    superseded = exists(select(later.c.code).where(later.c.supersedes_code == self.code).correlate_except(later))
    standing = there(EDITION, own, EDITION.c.published_at.is_not(None), EDITION.c.repealed_at.is_(None))
    return case(
        (standing, literal(Status.IN_FORCE.value)),
        (superseded, literal(Status.SUPERSEDED.value)),
        (there(EDITION, own, EDITION.c.repealed_at.is_not(None)), literal(Status.REPEALED.value)),
        else_=literal(Status.RECORDED.value),
    )


def _entries(self: Any, as_of: AsOf = None, at: At = None, *, paging: Paging) -> Page:
    then = moment(as_of, at)
    found = select(ENTRY).where(ENTRY.c.list_code == self.list_code, entry_in_force(ENTRY.c, *then))
    return Page(rows=found, order=Order("LATEST", [(ENTRY.c.id, str)], descending=True), paging=paging)


@of(MEMORANDUM, "A memorandum by which departments agree on joint discipline or incentives. Of the national ones 21 "
    "are recorded, as far as documents at hand evidence them: null and empty mean not evidenced.")  # fmt: skip
class Memorandum(Node):
    """A memorandum."""

    id: strawberry.ID = identity("mem_", "Memorandum", MEMORANDUM.c.code)
    code: Code = column("Its code in this exchange.", MEMORANDA)
    title: str = column("Its title.", MEMORANDA)
    document_number: str | None = column("Its document number; null where not evidenced.", MEMORANDA)
    year: int | None = column("The year it was issued; null where not evidenced.", MEMORANDA)
    dated: str | None = column("Its date in the precision that is evidenced: 2016-01; null where it isn't.", MEMORANDA)
    kind: MemorandumKind = column("What it is for.", MEMORANDA)
    subject: str | None = column("Whom it concerns, in its own words.", MEMORANDA)
    status: MemorandumStatus = column("What it is at this exchange.", MEMORANDA, status_of)
    source: str = column("Where its facts were found.", MEMORANDA)
    departments_stated: int | None = column(
        "How many departments are said to have signed, also where their names aren't evidenced.", MEMORANDA
    )
    measures_stated: int | None = column(
        "How many measures it is said to have; `measures` shows those that are evidenced.", MEMORANDA
    )
    lead_departments: Sequence[Department] = rows(
        _of_shown(LEAD, "position"), "The departments that led, of the edition in force or the latest.", MEMORANDA
    )
    signatories: Sequence[Department] = rows(
        _of_shown(SIGNATORY, "position"),
        "The departments that signed the edition in force, or the latest; empty where not evidenced.",
        MEMORANDA,
        cost=50,
    )
    measures: Sequence[Measure] = rows(
        _of_shown(MEASURE, "number"),
        "The measures of the edition in force, or the latest, as far as they are evidenced.",
        MEMORANDA,
    )
    editions: Sequence[MemorandumEdition] = rows(_editions, "Its editions, the first one first.", MEMORANDA)
    supersedes: "Memorandum | None" = link(
        referred(MEMORANDUM.c.code, "supersedes_code"), "The earlier memorandum that it took the place of.", MEMORANDA
    )
    list: Annotated["ListDefinition", strawberry.lazy("schema.listing")] | None = link(
        referred(LIST.c.code, "list_code"), "The list whose entries its measures are due for.", MEMORANDA
    )
    entries: Connection[Annotated["ListEntry", strawberry.lazy("schema.listing")]] = connection(
        _entries, "Who was on its list at a moment, as far as the caller may see it.", LISTS
    )


@of(ASSIGNMENT, "Which institution of this exchange does what memoranda ask of a national department.")
class DepartmentAssignment:
    """An assignment."""

    department: str = column("The department.", MEMORANDA)
    institution: Institution | None = link(
        referred(INSTITUTION.c.code, "institution_code"), "Who stands for it.", MEMORANDA
    )
    assigned_at: datetime = column("Since when.", MEMORANDA)


def memorandum(self: Any, code: Annotated[Code, argument("The memorandum's code.")]) -> Select[Any]:
    """Return one memorandum."""
    return select(MEMORANDUM).where(MEMORANDUM.c.code == code)


def memoranda(
    self: Any,
    kind: Annotated[MemorandumKind | None, argument("Only those of this kind.")] = None,
    status: Annotated[MemorandumStatus | None, argument("Only those of this status at this exchange.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return memoranda by their codes."""
    found = select(MEMORANDUM)
    if kind is not None:
        found = found.where(MEMORANDUM.c.kind == kind.value)
    if status is not None:
        found = found.where(status_of(MEMORANDUM.c) == status.value)
    return Page(rows=found, order=Order("CODE", [(MEMORANDUM.c.code, str)]), paging=paging)


def department_assignments(self: Any, *, paging: Paging) -> Page:
    """Return who stands for which department."""
    order = Order("DEPARTMENT", [(ASSIGNMENT.c.department_key, str)])
    return Page(rows=select(ASSIGNMENT), order=order, paging=paging)
