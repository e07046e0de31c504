"""Red lists, blacklists and watch lists: who is on them as of any moment, and how each entry came about."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import strawberry
from sqlalchemy import ColumnElement, Select, case, false, func, literal, or_, select

from auth.door import INSTITUTION as CALLER
from auth.door import TODAY
from auth.policy import scope
from exchange.listing import model
from exchange.listing.force import in_force, is_over, state_of
from exchange.listing.state import DelistingReason as Reason
from exchange.listing.state import ListState as State
from resolvers.binding import Order, Page, Paging, Part
from schema.correction import READ as CORRECTIONS
from schema.correction import Correction, of_entry
from schema.deadline import Deadline, deadline_while
from schema.entity import ENTITY, Entity
from schema.enums import DelistingReason, ListColour, ListRestorationState, ListState
from schema.evidence import READ as EVIDENCE
from schema.evidence import Evidence, evidence
from schema.facets import RegionCount
from schema.fields import column, connection, link, of, part, referred, rows
from schema.institution import INSTITUTION, Institution
from schema.measure import ACTION, MeasureAction
from schema.measure import READ as MEASURES
from schema.memorandum import MEMORANDUM, Memorandum
from schema.moment import AsOf, At, moment
from schema.node import Node, identity
from schema.page import Connection
from schema.procedure import ProcedureEvent
from schema.procedure import events as steps
from schema.reasons import LISTS
from schema.scalars import USCC, Code

LIST = model.ListDefinition.__table__
GROUND = model.ListGround.__table__
ENTRY = model.ListEntry.__table__
EVENT = model.ListEntryEvent.__table__
PLEA = model.ListPlea.__table__
RESTORATION = model.ListRestoration.__table__
READ = scope("listings:read")
LATEST = Order("LATEST", [(ENTRY.c.id, str)], descending=True)


def _undecided(self: Any) -> ColumnElement[bool]:
    return self.state == ListRestorationState.LODGED.value  # type: ignore[no-any-return]


@of(GROUND, "A ground for standing on a list, and how long an entry on it lasts.")
class ListGround:
    """A ground."""

    code: Code = column("Its code in this exchange.", LISTS)
    number: int = column("Its number in the provisions.", LISTS)
    content: str = column("Its wording.", LISTS)
    source: str = column("Title and article of its source.", LISTS)
    verified: bool = column("Whether the wording was compared with the source's text.", LISTS)
    term_months: int | None = column("How many months an entry lasts; null: until it is removed.", LISTS)
    extension_min_months: int | None = column("The shortest extension; null where there is none.", LISTS)
    extension_max_months: int | None = column("The longest extension; null where there is none.", LISTS)
    term_source: str | None = column("Title and article of the term's source.", LISTS)
    term_verified: bool = column("Whether the term was compared with its source's text.", LISTS)


def _regions(self: Any) -> Select[Any]:
    listed = select(ENTITY.c.region_code, func.count().label("count")).join(ENTRY, ENTRY.c.uscc == ENTITY.c.uscc)
    counted = listed.where(ENTRY.c.list_code == self.list_code, in_force(ENTRY.c, self.instant, self.day))
    named = counted.where(ENTITY.c.region_code.is_not(None)).group_by(ENTITY.c.region_code)
    return named.order_by(func.count().desc(), ENTITY.c.region_code).correlate_except(ENTRY, ENTITY)


def _count(self: Any) -> ColumnElement[int]:
    listed = select(func.count()).select_from(ENTRY)
    counted = listed.where(ENTRY.c.list_code == self.list_code, in_force(ENTRY.c, self.instant, self.day))
    return counted.correlate_except(ENTRY).scalar_subquery()


@of(None, "How many entries of a list were in force at a moment. Whoever was listed then is counted, also where nobody "
    "may be shown any more who it was.")  # fmt: skip
class ListStatistics:
    """Counts."""

    entries: int = column("How many in all.", LISTS, _count)
    regions: list[RegionCount] = rows(
        _regions, "How many by region, the most first; of enterprises that the registry knows.", LISTS, cost=50
    )


def _statistics(self: Any, as_of: AsOf = None, at: At = None) -> Part:
    then = moment(as_of, at)
    seen = or_(self.published, self.keeper_code == CALLER)
    return Part(seen, list_code=self.code, instant=then.instant, day=then.day)


def _grounds(self: Any) -> Select[Any]:
    return select(GROUND).where(GROUND.c.list_code == self.code).order_by(GROUND.c.number)


def _memoranda(self: Any, *, paging: Paging) -> Page:
    found = select(MEMORANDUM).where(MEMORANDUM.c.list_code == self.code)
    return Page(rows=found, order=Order("CODE", [(MEMORANDUM.c.code, str)]), paging=paging)


def _entries(self: Any, as_of: AsOf = None, at: At = None, *, paging: Paging) -> Page:
    found = select(ENTRY).where(ENTRY.c.list_code == self.code, in_force(ENTRY.c, *moment(as_of, at)))
    return Page(rows=found, order=LATEST, paging=paging)


@of(LIST, "A red list, blacklist or watch list: on what conditions one gets on it and off it, and who decides. Null is "
    "not evidenced.")  # fmt: skip
class ListDefinition(Node):
    """A list."""

    id: strawberry.ID = identity("lsd_", "ListDefinition", LIST.c.code)
    code: Code = column("Its code in this exchange.", LISTS)
    name: str = column("Its name.", LISTS)
    colour: ListColour = column("What standing on it means.", LISTS)
    court_only: bool = column("Whether only a court may keep it.", LISTS)
    keeper: Institution | None = link(
        referred(INSTITUTION.c.code, "keeper_code"), "Who decides on its entries; null before one is named.", LISTS
    )
    published: bool = column("Whether everybody sees who is on it.", LISTS)
    legal_basis: str | None = column("On which provisions it rests.", LISTS)
    entry_conditions: str | None = column("Who gets on it.", LISTS)
    exit_conditions: str | None = column("Who gets off it.", LISTS)
    remedy: str | None = column("What somebody on it can do.", LISTS)
    term_months: int | None = column(
        "How many months an entry lasts by the list itself; null where its ground or its keeper decides.", LISTS
    )
    restorable_after_months: int | None = column(
        "How many months an entry stands before its subject can apply to be taken off; null where no rule says so.",
        LISTS,
    )
    source: str = column("Where its facts were found.", LISTS)
    grounds: list[ListGround] = rows(_grounds, "Its grounds, where they are laid down.", LISTS)
    memoranda: Connection[Memorandum] = connection(
        _memoranda, "The memoranda whose measures are due for its entries.", LISTS
    )
    entries: Connection["ListEntry"] = connection(
        _entries, "Who was on it at a moment, as far as the caller may see it.", LISTS
    )
    statistics: ListStatistics | None = part(
        _statistics, "How many were on it at a moment; null where it isn't published.", LISTS, cost=20
    )


@of(EVENT, "A step of an entry. Steps before the listing only its keeper and its subject see.")
class ListEntryEvent:
    """A step."""

    state: ListState = column("The state it led to.", READ)
    at: datetime = column("When.", READ)
    by: Code = column("The user or client who took it.", READ)
    institution: Institution | None = link(
        referred(INSTITUTION.c.code, "institution_code"), "For which institution; null for the subject.", READ
    )
    reason: str | None = column("What was said; null where nothing was.", READ)
    deadline: Deadline | None = part(
        deadline_while(lambda _: false()), "The deadline that it set; null where it set none.", READ
    )


@of(PLEA, "What a subject says before the decision, and what the keeper answers. Keeper and subject see it.")
class ListPlea:
    """A plea."""

    waived: bool = column("Whether the subject expressly says nothing.", READ)
    plea: str | None = column("What it says; null where it waives its right.", READ)
    stated_at: datetime = column("When.", READ)
    answer: str | None = column("What the keeper answers; null before the decision.", READ)
    answered_at: datetime | None = column("When; null before.", READ)


@of(RESTORATION, "A subject's application to be taken off a list. Keeper and subject see it.")
class ListRestoration(Node):
    """An application."""

    id: strawberry.ID = identity("lrs_", "ListRestoration", RESTORATION.c.id, whole=True)
    entry: "ListEntry | None" = link(referred(ENTRY.c.id, "entry_id"), "The entry.", READ)
    uscc: USCC = column("The subject.", READ)
    statement: str = column("How it has made good.", READ)
    materials: list[Evidence] = rows(evidence, "The files that belong to it, the first one first.", EVIDENCE)
    state: ListRestorationState = column("What became of it.", READ)
    lodged_at: datetime = column("When it was lodged.", READ)
    deadline: Deadline | None = part(
        deadline_while(_undecided), "By when the keeper decides; null where no rule sets a period.", READ
    )
    decision: str | None = column("Why it was decided so; null before.", READ)
    decided_at: datetime | None = column("When; null before.", READ)
    events: list[ProcedureEvent] = rows(steps, "Every step, the first one first.", READ)


def _state(self: Any) -> ColumnElement[str]:
    return state_of(self, TODAY)


def _delisted_for(self: Any) -> ColumnElement[str]:
    return case((self.delisted_for.is_not(None), self.delisted_for), (is_over(self, TODAY), Reason.EXPIRED.value))


def _ground(self: Any) -> Select[Any]:
    return select(GROUND).where(GROUND.c.list_code == self.list_code, GROUND.c.code == self.ground_code)


def _pending(self: Any) -> Part:
    waiting = self.state.in_([literal(State.NOTIFIED.value), literal(State.PUBLICISED.value)])
    return Part(
        waiting,
        due_on=self.due_on,
        provisional=self.provisional,
        extended=false(),
        overdue=self.due_on < TODAY,
        rule_code=self.rule_code,
    )


def _events(self: Any) -> Select[Any]:
    return select(EVENT).where(EVENT.c.entry_id == self.id).order_by(EVENT.c.id)


def _restorations(self: Any) -> Select[Any]:
    return select(RESTORATION).where(RESTORATION.c.entry_id == self.id).order_by(RESTORATION.c.id)


def _actions(self: Any, *, paging: Paging) -> Page:
    found = select(ACTION).where(ACTION.c.entry_id == self.id)
    return Page(rows=found, order=Order("OLDEST", [(ACTION.c.id, str)]), paging=paging)


@of(ENTRY, "An enterprise on its way onto a list, on it, or off it. Everybody sees those in force on published lists, "
    "and publicised candidates of red lists; what came before and comes after, whom it concerns.")  # fmt: skip
class ListEntry(Node):
    """An entry."""

    id: strawberry.ID = identity("lst_", "ListEntry", ENTRY.c.id, whole=True)
    list: ListDefinition | None = link(referred(LIST.c.code, "list_code"), "The list.", LISTS)
    uscc: USCC = column("The subject.", LISTS)
    subject_name: str = column("The subject's name when the entry was proposed.", LISTS)
    entity: Entity | None = link(
        referred(ENTITY.c.uscc, "uscc"), "The subject as registered; null where the registry doesn't know it.", LISTS
    )
    ground: ListGround | None = link(_ground, "On which of the list's grounds; null where it has none.", LISTS)
    facts: str = column("What happened.", LISTS)
    basis_document: str = column("The decision that it rests on: title, number or case number.", LISTS)
    deciding_authority: str = column("Who made that decision.", LISTS)
    state: ListState = column("How far it is today; DELISTED also where its days are over.", LISTS, _state)
    proposed_at: datetime = column("When it was proposed.", LISTS)
    noticed_at: datetime | None = column("When the subject was told, or the candidate publicised; null before.", LISTS)
    deadline: Deadline | None = part(
        _pending, "The last day for the plea, or of the publicity; null at any other time.", LISTS
    )
    decision: str | None = column("Why it was decided to list; null before.", LISTS)
    decided_at: datetime | None = column("When; null before.", LISTS)
    valid_from: date | None = column("The first day it counts; null before it is listed.", LISTS)
    valid_until: date | None = column("The last such day; null where none is set.", LISTS)
    listed_at: datetime | None = column("When it was listed; null before.", LISTS)
    delisted_at: datetime | None = column(
        "When it was taken off; null before, and where its days are simply over.", LISTS
    )
    delisted_for: DelistingReason | None = column("Why it ended; null before.", LISTS, _delisted_for)
    external_id: str | None = column("The keeper's own key of it; null where it gave none.", READ)
    events: Sequence[ListEntryEvent] = rows(_events, "The steps that the caller may see, the first one first.", READ)
    plea: ListPlea | None = link(
        referred(PLEA.c.entry_id, "id"), "What the subject said before the decision; null where nothing.", READ
    )
    restorations: Sequence[ListRestoration] = rows(
        _restorations, "The subject's applications to be taken off, the first one first.", READ
    )
    actions: Connection[MeasureAction] = connection(
        _actions, "What departments do about it, as far as the caller may see it.", MEASURES
    )
    corrections: Connection[Correction] = connection(
        of_entry, "Who was told that it has ended, and who acknowledged it.", CORRECTIONS
    )
