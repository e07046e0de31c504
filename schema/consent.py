"""Consents: what an enterprise allows an institution to see, for what, how often and until when."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, Select, case, literal, or_, select

from auth.door import NOW, lapsed, latest_state, suspended
from auth.policy import scope
from exchange.audit.model import AccessEntry
from exchange.consent import model
from exchange.consent.rules import LIVE
from resolvers.binding import Order, Page, Paging
from schema.arguments import argument
from schema.catalogue import ITEM, CatalogueItem
from schema.entity import ENTITY, Entity
from schema.enums import ConsentFetch, ConsentMode, ConsentState, Purpose
from schema.fields import column, connection, link, of, referred, rows
from schema.institution import INSTITUTION, Institution
from schema.node import Node, identity
from schema.page import Connection
from schema.scalars import USCC, Code

if TYPE_CHECKING:
    from schema.access_log import AccessRecord

CONSENT = model.Consent.__table__
ACCESS = AccessEntry.__table__
EVENT = model.ConsentEvent.__table__
ARTEFACT = model.ConsentArtefact.__table__
BALANCE = model.ConsentBalance.__table__
COVERED = model.ConsentItem.__table__
READ = scope("consents:read")
ACCESSES = scope("accesses:read")
ENDED_BY_TIME = [literal(state.value) for state in sorted(LIVE)]


def state_of(self: Any) -> ColumnElement[str]:
    """Return a consent's state now: of its latest event, or EXPIRED when time or its offer's last day ended it."""
    latest = latest_state(self.id)
    over = latest.in_(ENDED_BY_TIME) & or_(self.valid_until <= NOW, lapsed(self.id))
    return case((over, model.ConsentState.EXPIRED.value), else_=latest)


def _items(self: Any) -> Select[Any]:
    held = COVERED.c.consent_id == self.id
    return select(ITEM).join(COVERED, COVERED.c.item_code == ITEM.c.code).where(held).order_by(ITEM.c.code)


def _remaining(self: Any) -> ColumnElement[int]:
    return select(BALANCE.c.remaining).where(BALANCE.c.consent_id == self.id).scalar_subquery()


def _artefact(name: str) -> Any:
    def value(self: Any) -> ColumnElement[Any]:
        return select(ARTEFACT.c[name]).where(ARTEFACT.c.consent_id == self.id).scalar_subquery()

    return value


def _suspended(self: Any) -> ColumnElement[bool]:
    return suspended(self.id)


def _events(self: Any) -> Select[Any]:
    return select(EVENT).where(EVENT.c.consent_id == self.id).order_by(EVENT.c.id)


def _accesses(self: Any, *, paging: Paging) -> Page:
    made = select(ACCESS).where(ACCESS.c.consent_id == self.id)
    return Page(rows=made, order=Order("LATEST", [(ACCESS.c.id, str)], descending=True), paging=paging)


@of(EVENT, "A step in a consent's life.")
class ConsentEvent:
    """A step."""

    state: ConsentState = column("The state it led to.", READ)
    at: datetime = column("When.", READ)
    actor: Code = column("The user or client who took it; 'exchange' for what follows by itself.", READ)
    reason: str | None = column("Why, where a reason was given.", READ)


@of(CONSENT, "What an enterprise is asked to allow, or has allowed. Its terms never change; its state does.")
class Consent(Node):
    """A consent."""

    id: strawberry.ID = identity("cns_", "Consent", CONSENT.c.id, whole=True)
    uscc: USCC = column("The enterprise that is asked.", READ)
    entity: Entity | None = link(
        referred(ENTITY.c.uscc, "uscc"), "The enterprise; null when the registry doesn't know it.", READ
    )
    grantee: Institution | None = link(referred(INSTITUTION.c.code, "grantee_code"), "Who may see the data.", READ)
    purpose: Purpose = column("What they may be used for.", READ)
    items: list[CatalogueItem] = rows(_items, "Which data.", READ)
    mode: ConsentMode = column("What the grantee may do with them.", READ)
    fetch: ConsentFetch = column("How often they may be fetched.", READ)
    fetch_limit: int = column("How many operations may fetch data in all.", READ)
    remaining: int | None = column("How many still may; null before the enterprise approves.", READ, _remaining)
    data_from: date | None = column(
        "The first day that fetched records may concern: those of a period that overlaps are delivered; null for no "
        "limit.",
        READ,
    )
    data_until: date | None = column("The last such day; null for no limit.", READ)
    data_life_days: int = column("How many days stored data may be kept; 0 with VIEW.", READ)
    valid_from: datetime = column("From when data may be fetched.", READ)
    valid_until: datetime = column("Until when.", READ)
    lodged_at: datetime = column("When it was asked for.", READ)
    state: ConsentState = column("What has become of it.", READ, state_of)
    suspended: bool = column(
        "Whether nothing may be fetched because a disputed access under it was not explained in time.",
        READ,
        _suspended,
    )
    events: list[ConsentEvent] = rows(_events, "Every step, the first one first.", READ)
    approved_at: datetime | None = column("When the enterprise approved; null before.", READ, _artefact("signed_at"))
    text_sha256: Code | None = column(
        "SHA-256 of the text that the approver was shown, hexadecimal; null before.", READ, _artefact("text_sha256")
    )
    artefact: str | None = column(
        "Terms, approver and text hash, signed by the exchange: a compact JWS; null before the approval.",
        READ,
        _artefact("jws"),
    )
    accesses: Connection[Annotated["AccessRecord", strawberry.lazy("schema.access_log")]] = connection(
        _accesses, "Every access that was made under it, the latest first.", ACCESSES
    )


def consents(
    self: Any,
    uscc: Annotated[USCC | None, argument("Only those of the enterprise with this code.")] = None,
    state: Annotated[ConsentState | None, argument("Only those in this state.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return the consents that the caller gave or was given; the row rule sees to that."""
    rows = select(CONSENT)
    if uscc is not None:
        rows = rows.where(CONSENT.c.uscc == uscc)
    if state is not None:
        rows = rows.where(state_of(CONSENT.c) == state.value)
    return Page(rows=rows, order=Order("LATEST", [(CONSENT.c.id, str)], descending=True), paging=paging)
