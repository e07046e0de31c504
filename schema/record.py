"""Credit records: what all kinds have in common, and what became of them."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, Select, case, literal, or_, select

from auth.door import TODAY
from auth.policy import scope
from exchange.catalogue.model import CatalogueField
from exchange.entity.model import Entity as EntityRow
from exchange.record import model
from exchange.record.kind import IN_FORCE
from exchange.record.kind import RecordState as State
from resolvers.binding import Part
from resolvers.functions import fact, fact_text
from schema.catalogue import ITEM, CatalogueItem
from schema.enums import RecordKind, RecordState, Severity
from schema.fields import column, link, of, one_of, part, referred, rows
from schema.institution import INSTITUTION, Institution
from schema.node import Node, identity
from schema.reasons import RECORD_OWN, RECORDED
from schema.scalars import USCC, Code
from schema.submission import SUBMISSION, Submission

if TYPE_CHECKING:
    from schema.entity import Entity

RECORD = model.CreditRecord.__table__
VERSION = model.CreditRecordVersion.__table__
EVENT = model.RecordEvent.__table__
FIELD = CatalogueField.__table__
LINEAGE = scope("provenance:read")
AUDIT = scope("audit:read")


def state_of(self: Any) -> ColumnElement[str]:
    """Return a record's state today: one whose days are over has expired, though nobody wrote that down."""
    standing = or_(*(self.state == state.value for state in IN_FORCE))
    return case((standing & (self.published_until < TODAY), literal(State.EXPIRED.value)), else_=self.state)


@of(None, "A fact that a record states, in the words of its catalogue item's field standard.")
class RecordFact:
    """A field's value."""

    field: Code = column("The field's code.", RECORDED)
    name: str = column("The field's name.", RECORDED)
    value: str = column(
        "What is stated: money in fen, days as 2026-03-01, choices by their codes, several as a JSON array.", RECORDED
    )


def facts_of(facts: Any) -> Select[Any]:
    """Return the fields of which a value is stated, by their places."""
    columns = select(FIELD.c.code.label("field"), FIELD.c.name, fact_text(facts, FIELD.c.target).label("value"))
    return columns.where(fact(facts, FIELD.c.target).is_not(None)).order_by(FIELD.c.position)


def _facts(self: Any) -> Select[Any]:
    return facts_of(self.facts).where(FIELD.c.item_code == self.item_code)


def _former_facts(self: Any) -> Select[Any]:
    of_item = facts_of(self.facts).join(RECORD, RECORD.c.item_code == FIELD.c.item_code)
    return of_item.where(RECORD.c.id == self.record_id)


@of(None, "The supplier's own key of a record, and where it was last stated.")
class RecordProvenance:
    """Which submission."""

    submission: Submission | None = link(
        referred(SUBMISSION.c.id, "submission_id"),
        "The submission that stated what the record says; null but for its supplier.",
        LINEAGE,
    )
    line: int = column("The line in that submission.", LINEAGE)


def _provenance(self: Any) -> Part:
    return Part(submission_id=self.submission_id, line=self.line)


@of(EVENT, "A change of a record's state.")
class RecordEvent:
    """What became of a record."""

    state: RecordState = column("The state it came into.", RECORD_OWN)
    at: datetime = column("When.", RECORD_OWN)
    reason: str = column("Why.", RECORD_OWN)
    institution: Institution | None = link(
        referred(INSTITUTION.c.code, "institution_code"), "The institution that did it; null for a person.", RECORD_OWN
    )
    actor: Code = column("The user or client who did it.", AUDIT, lambda self: self.by)


@of(VERSION, "What a supplier said of a record before.")
class RecordVersion:
    """An earlier word."""

    version: int = column("Its number, the first word's being 1.", RECORD_OWN)
    known_from: datetime = column("From when on the exchange said so.", RECORD_OWN)
    known_to: datetime = column("When another word took its place.", RECORD_OWN)
    subject_name: str = column("The subject's name as written.", RECORD_OWN)
    document_number: str | None = column("Number of the document; null when not stated.", RECORD_OWN)
    authority: str | None = column("Who decided; null when not stated.", RECORD_OWN)
    decided_on: date | None = column("The day of the decision; null when not stated.", RECORD_OWN)
    severity: Severity | None = column("How grave it was; null for what isn't adverse.", RECORD_OWN)
    facts: list[RecordFact] = rows(
        _former_facts, "What else was stated, in the order of the field standard.", RECORD_OWN
    )


def _events(self: Any) -> Select[Any]:
    return select(EVENT).where(EVENT.c.record_id == self.id).order_by(EVENT.c.id)


def _versions(self: Any) -> Select[Any]:
    return select(VERSION).where(VERSION.c.record_id == self.id).order_by(VERSION.c.version.desc())


@one_of(RECORD, "kind", "What an institution states of an enterprise. Its kind is a type of its own. Null is unstated.")
class CreditRecord(Node):
    """The latest word on a record, or an earlier one."""

    id: strawberry.ID = identity("rec_", "CreditRecord", RECORD.c.id, whole=True)
    kind: RecordKind = column("What it is about.", RECORDED)
    catalogue_item: CatalogueItem = link(
        referred(ITEM.c.code, "item_code"), "The item of the catalogue that it is of.", RECORDED
    )
    supplier: Institution = link(referred(INSTITUTION.c.code, "supplier_code"), "Who states it.", RECORDED)
    uscc: USCC | None = column("The enterprise's USCC; null in history only.", RECORDED)
    subject_name: str = column("The enterprise's name as the supplier wrote it.", RECORDED)
    entity: Annotated["Entity", strawberry.lazy("schema.entity")] | None = link(
        referred(EntityRow.__table__.c.uscc, "uscc"),
        "The enterprise as registered; null while the exchange doesn't know it.",
        RECORDED,
    )
    document_number: str | None = column("Number of the document; null when there is none.", RECORDED)
    authority: str | None = column("Who decided, by name.", RECORDED)
    decided_on: date | None = column("The day of the decision; null in history only.", RECORDED)
    published_from: date | None = column(
        "The first day it is published, or shared where it isn't public; null when it never is.", RECORDED
    )
    published_until: date | None = column("The last such day; null where no end is set.", RECORDED)
    severity: Severity | None = column("How grave it is; null for what isn't adverse.", RECORDED)
    state: RecordState = column("What has become of it, as of today.", RECORDED, state_of)
    version: int = column("How many words of its supplier there were; 1 for the first.", RECORDED)
    known_from: datetime = column("From when on the exchange has said so.", RECORDED)
    external_id: str = column("The supplier's own key of it.", LINEAGE)
    provenance: RecordProvenance = part(_provenance, "Where the supplier stated it.", LINEAGE)
    facts: list[RecordFact] = rows(_facts, "What else is stated, in the order of the item's field standard.", RECORDED)
    events: list[RecordEvent] = rows(
        _events, "What became of it, the first first; empty but for its enterprise and its supplier.", RECORD_OWN
    )
    versions: list[RecordVersion] = rows(
        _versions, "What was said before, the latest first; empty but for its enterprise and its supplier.", RECORD_OWN
    )
