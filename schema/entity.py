"""An entity: what the registry states, where it comes from, and whom it belongs to."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, Select, Text, cast, func, select

from auth.policy import scope
from exchange.entity import model
from exchange.name.model import EntityName, NameKind
from resolvers.binding import Order, Page, Paging, Part
from resolvers.functions import listed
from schema.applied import AppliedMeasure, entries_of, measures_of
from schema.credit_file import PASS, CreditFile, credit_file
from schema.enums import EntityKind, EntityStatus, OwnershipKind
from schema.fields import column, connection, door, link, of, part, referred
from schema.institution import INSTITUTION, Institution
from schema.node import Node, identity
from schema.page import Connection
from schema.reasons import COUNTED, LISTS, ORIGIN, RECORDED, REGISTRATION
from schema.record import CreditRecord
from schema.records import records_of
from schema.reference import INDUSTRY, REGION, Industry, Region
from schema.scalars import USCC, BigInt, Code, Share
from schema.submission import SUBMISSION
from schema.summary import EntitySummary, summary

if TYPE_CHECKING:
    from schema.listing import ListEntry

ENTITY = model.Entity.__table__
OWNERSHIP = model.Ownership.__table__
NAME = EntityName.__table__
LINEAGE = scope("provenance:read")


@of(None, "An amount of money.")
class Money:
    """An amount and its currency."""

    fen: BigInt = column(
        "Hundredths of the currency's unit: fen for CNY, also where it has no such coin.", REGISTRATION
    )
    currency: Code = column("The currency (ISO 4217).", REGISTRATION)


def _capital(self: Any) -> Part:
    present = self.capital_fen.is_not(None) & self.capital_currency.is_not(None)
    return Part(present, fen=self.capital_fen, currency=self.capital_currency)


def _former_names(self: Any) -> ColumnElement[str]:
    former = NAME.c.kind == NameKind.FORMER.value
    return listed(select(NAME.c.name).where(NAME.c.uscc == self.uscc, ~NAME.c.sole, former).order_by(NAME.c.name))


region_of = referred(REGION.c.code, "region_code")
industry_of = referred(INDUSTRY.c.path, "industry_path")
"""The division and the category that a row names."""


def _supplier(self: Any) -> Select[Any]:
    stated = SUBMISSION.c.id == self.submission_id
    return select(INSTITUTION).join(SUBMISSION, SUBMISSION.c.supplier_code == INSTITUTION.c.code).where(stated)


def _batch(self: Any) -> ColumnElement[str]:
    return select(SUBMISSION.c.batch).where(SUBMISSION.c.id == self.submission_id).scalar_subquery()


@of(None, "Where a row comes from.")
class Provenance:
    """The last word's source, and since when the exchange has known the entity."""

    supplier: Institution | None = link(_supplier, "Who stated what the row says.", ORIGIN)
    first_seen_at: datetime = column("When the exchange first learnt of the entity.", ORIGIN)
    last_seen_at: datetime = column("When a supplier last stated the entity.", ORIGIN)
    batch: str | None = column(
        "The supplier's number of the batch that stated what the row says.",
        LINEAGE,
        _batch,
    )
    line: int = column("The line in that batch.", LINEAGE)


def _provenance(self: Any) -> Part:
    return Part(
        first_seen_at=self.first_seen_at,
        last_seen_at=self.last_seen_at,
        submission_id=self.submission_id,
        line=self.line,
    )


def _edges(condition: Any, order: str, paging: Paging) -> Page:
    rows = select(OWNERSHIP).where(condition)
    return Page(rows=rows, order=Order(order, [(OWNERSHIP.c.id, int)]), paging=paging)


def _owners(self: Any, *, paging: Paging) -> Page:
    return _edges(OWNERSHIP.c.owned_uscc == self.uscc, "OWNERS", paging=paging)


def _holdings(self: Any, *, paging: Paging) -> Page:
    return _edges(OWNERSHIP.c.owner_uscc == self.uscc, "HOLDINGS", paging=paging)


def _percent(self: Any) -> ColumnElement[str]:
    points = self.share_basis_points
    return cast(points // 100, Text).concat(".").concat(func.substr(cast(100 + points % 100, Text), 2))


@of(ENTITY, "A legal person or other organisation with a USCC, as the registry states it. Null is unknown.")
class Entity(Node):
    """The latest word on an entity, or an earlier one."""

    id: strawberry.ID = identity("ent_", "Entity", ENTITY.c.uscc)
    uscc: USCC = column("Its Unified Social Credit Code.", REGISTRATION)
    name: str = column("Its registered name.", REGISTRATION)
    former_names: list[str] = column("The names it bore before, as far as stated.", REGISTRATION, _former_names)
    kind: EntityKind = column("What it is.", REGISTRATION)
    legal_form: str | None = column("Its legal form in the registry's words; null when unknown.", REGISTRATION)
    status: EntityStatus = column("Whether it may do business; UNKNOWN when nobody said.", REGISTRATION)
    registered_on: date | None = column("The day of its registration; null when unknown.", REGISTRATION)
    registered_capital: Money | None = part(_capital, "Its registered capital; null when unknown.", REGISTRATION)
    business_scope: str | None = column("Its business scope; null when unknown.", REGISTRATION)
    address: str | None = column("Its registered address; null when unknown.", REGISTRATION)
    region: Region | None = link(region_of, "The division it is registered in; null when unknown.", REGISTRATION)
    industry: Industry | None = link(industry_of, "Its industry; null when unknown.", REGISTRATION)
    industry_inferred: bool = column(
        "Whether the industry was inferred from the business scope instead of stated.", REGISTRATION
    )
    lei: Code | None = column("Its Legal Entity Identifier (ISO 17442); null when unknown.", REGISTRATION)
    authority: str | None = column("Its registration authority; null when unknown.", REGISTRATION)
    fictitious: bool = column("Whether it was made up for a demonstration.", REGISTRATION)
    valid_from: date = column("The day from which the row holds.", REGISTRATION)
    known_from: datetime = column("The instant from which the exchange has said so.", REGISTRATION)
    provenance: Provenance = part(_provenance, "Where the row comes from.", ORIGIN)
    credit_file: CreditFile = door(
        credit_file, "Its non-public data, as far as the caller may see them for the purpose.", PASS
    )
    records: Connection[CreditRecord] = connection(
        records_of,
        "What is published of it today, the latest decision first; the rest is in its credit file.",
        RECORDED,
    )
    summary: EntitySummary = part(summary, "How much is published of it today.", COUNTED)
    owners: Connection["Ownership"] = connection(_owners, "Its shareholders and parents among entities.", REGISTRATION)
    holdings: Connection["Ownership"] = connection(
        _holdings, "What it holds shares of, and its branches.", REGISTRATION
    )
    listings: Connection[Annotated["ListEntry", strawberry.lazy("schema.listing")]] = connection(
        entries_of, "Its entries on red lists, blacklists and watch lists, as far as the caller may see them.", LISTS
    )
    measures: Connection[AppliedMeasure] = connection(
        measures_of, "The measures in force for it, discipline and incentives, each with its why.", LISTS
    )


@of(OWNERSHIP, "An edge between two entities.")
class Ownership:
    """A shareholding, or a branch."""

    kind: OwnershipKind = column("How the one belongs to the other.", REGISTRATION)
    share: Share | None = column(
        "The share in percent with two decimals; null when unknown, and for branches.", REGISTRATION, _percent
    )
    valid_from: date | None = column("The day it began; null when unknown.", REGISTRATION)
    valid_to: date | None = column("The first day it no longer held; null while it holds.", REGISTRATION)
    owner: Entity | None = link(referred(ENTITY.c.uscc, "owner_uscc"), "The shareholder or parent.", REGISTRATION)
    owned: Entity | None = link(referred(ENTITY.c.uscc, "owned_uscc"), "The company or branch.", REGISTRATION)
