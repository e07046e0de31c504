"""The access log: every delivery of non-public data, as its subject, its reader and the operator see it."""

from datetime import datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, Select, case, func, literal, select

from resolvers.binding import Order, Page, Paging
from resolvers.dispute import ACCESS
from resolvers.joined import joined
from schema.arguments import argument
from schema.consent import CONSENT, Consent
from schema.dispute import AUDIT, DISPUTE, ENTRY, READ, AccessDispute
from schema.entity import ENTITY, Entity
from schema.enums import Basis, Purpose
from schema.fields import column, link, of, referred
from schema.institution import INSTITUTION, Institution
from schema.node import Node, identity
from schema.scalars import USCC, Code


def _agreement(self: Any) -> ColumnElement[str]:
    return self.agreement_id  # type: ignore[no-any-return]


def _client(self: Any) -> ColumnElement[str]:
    return self.client_id  # type: ignore[no-any-return]


def _policies(self: Any) -> ColumnElement[str]:
    # Coordinates need no escaping, and one space stands between two.
    listed = joined(['["', func.replace(self.policies, " ", '","'), '"]'])
    return case((self.policies == "", literal("[]")), else_=listed)


@of(ENTRY, "One delivery of one enterprise's non-public data. It is logged before the data leave, and never changed.")
class AccessRecord(Node):
    """An entry of the log."""

    id: strawberry.ID = identity(ACCESS, "AccessRecord", ENTRY.c.id)
    at: datetime = column("When.", READ)
    request_id: Code = column("The id of the request, as its answer's header X-Request-Id had it.", READ)
    client: Code = column("The id of the client that asked.", READ, _client)
    institution: Institution | None = link(
        referred(INSTITUTION.c.code, "institution_code"),
        "Who read; null for a person who acts for the enterprise itself.",
        READ,
    )
    user_id: Code | None = column("The user on whose behalf the client asked; null without one.", AUDIT)
    uscc: USCC = column("The enterprise whose data were read.", READ)
    entity: Entity | None = link(referred(ENTITY.c.uscc, "uscc"), "The enterprise.", READ)
    purpose: Purpose = column("What the data were asked for.", READ)
    basis: Basis = column("Why the reader was allowed to.", READ)
    consent: Consent | None = link(
        referred(CONSENT.c.id, "consent_id"), "The consent that it was made under; null on another basis.", READ
    )
    agreement: strawberry.ID | None = column(
        "The id of the agreement that it was made under; null on another basis.", READ, _agreement
    )
    operation: str = column("The operation's name, where it had one, and the SHA-256 of its document.", READ)
    policies: list[str] = column("The fields that were asked for, such as CreditFile.annualReports.", READ, _policies)
    row_count: int = column("How many rows were delivered.", READ)
    outcome: Code = column("DELIVERED: no other outcome is logged, for nothing else lets data out.", READ)
    dispute: AccessDispute | None = link(
        referred(DISPUTE.c.entry_id, "id"), "Its dispute; null while the enterprise hasn't disputed it.", READ
    )


OfEnterprise = Annotated[USCC | None, argument("Only accesses to data of the enterprise with this code.")]
ByInstitution = Annotated[Code | None, argument("Only accesses that the institution with this code made.")]


def my_accesses(self: Any, uscc: OfEnterprise = None, institution: ByInstitution = None, *, paging: Paging) -> Page:
    """Return accesses to data of the caller's enterprises and those of its institution; the row rule sees to that."""
    rows = select(ENTRY)
    if uscc is not None:
        rows = rows.where(ENTRY.c.uscc == uscc)
    if institution is not None:
        rows = rows.where(ENTRY.c.institution_code == institution)
    return latest(rows, paging)


def accesses(
    self: Any,
    uscc: OfEnterprise = None,
    institution: ByInstitution = None,
    since: Annotated[datetime | None, argument("Only accesses at this instant or later.", name="from")] = None,
    until: Annotated[datetime | None, argument("Only accesses before this instant.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return accesses of the whole log."""
    rows = my_accesses(self, uscc, institution, paging=paging).rows
    if since is not None:
        rows = rows.where(ENTRY.c.at >= since)
    if until is not None:
        rows = rows.where(ENTRY.c.at < until)
    return latest(rows, paging)


def latest(rows: Select[Any], paging: Paging) -> Page:
    """Return a page of accesses, the latest first."""
    return Page(rows=rows, order=Order("LATEST", [(ENTRY.c.id, str)], descending=True), paging=paging)
