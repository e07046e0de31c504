"""Bulk exports: a connection read to its end in the background, one JSON object a line."""

from datetime import datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, case, null, select

from auth.policy import scope
from exchange.export import model
from exchange.export.model import ExportState
from resolvers.binding import Order, Page, Paging
from resolvers.joined import joined
from schema.arguments import argument, given, repeatable, required
from schema.enums import described
from schema.error import CommandError
from schema.fields import column, link, of, referred
from schema.node import Node, identity
from schema.scalars import BigInt, Code

EXPORT = model.Export.__table__
READ = scope("exports:read")
WRITE = scope("exports:write")

described(
    ExportState,
    "How far an export is.",
    {
        "WAITING": "Nobody has begun yet.",
        "RUNNING": "It is being read.",
        "DONE": "Its file can be fetched.",
        "FAILED": "It can't be made; `failure` says why.",
        "CANCELLED": "Who asked for it has cancelled it.",
        "EXPIRED": "It was done, and its file is gone.",
    },
)


def _url(self: Any) -> ColumnElement[str]:
    done = self.state == ExportState.DONE.value
    return case((done, joined(["/exports/", self.id])), else_=null())


@of(EXPORT, "A connection that is read to its end in the background, page by page as its caller may see each.")
class Export(Node):
    """An export."""

    id: strawberry.ID = identity("exp_", "Export", EXPORT.c.id, whole=True)
    state: ExportState = column("How far it is.", READ)
    rows: BigInt = column("How many lines its file has so far.", READ)
    bytes: BigInt = column("How many bytes that is.", READ)
    sha256: Code = column("SHA-256 of these bytes, hexadecimal.", READ)
    document_sha256: Code = column("SHA-256 of the document that was sent, hexadecimal.", READ)
    created_at: datetime = column("When it was asked for.", READ, lambda self: self.requested_at)
    finished_at: datetime | None = column("When it ended; null before.", READ)
    expires_at: datetime | None = column("When its file goes; null unless it is done.", READ)
    url: str | None = column(
        "Where its file is, below the exchange's address; null unless it is done. A GET takes Range; the token needs "
        "the scope `exports:read`.",
        READ,
        _url,
    )
    failure: str | None = column("Why it failed; null unless it did.", READ)


def exports(
    self: Any,
    state: Annotated[ExportState | None, argument("Only those in this state.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return the caller's exports, by the row rule."""
    rows = select(EXPORT)
    if state is not None:
        rows = rows.where(EXPORT.c.state == state.value)
    return Page(rows=rows, order=Order("LATEST", [(EXPORT.c.id, str)], descending=True), paging=paging)


@strawberry.input(description="What is exported: a query with one connection.")
class RequestExportInput:
    """An export."""

    document: str = required(
        "A query with one root field, a connection, and of it `nodes` or `edges`. `first` is the page's size (100 when "
        "left out); `after` is where it begins."
    )
    variables: str | None = given("Its variables: a JSON object in a string.")
    operation_name: str | None = given("Which operation, where the document has several.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which export is cancelled.")
class CancelExportInput:
    """An export."""

    export: strawberry.ID = required("The export's id.")
    idempotency_key: str | None = repeatable()


@of(None, "An export after a command about it.")
class ExportPayload:
    """The export, read back."""

    export: Export | None = link(referred(EXPORT.c.id, "export_id"), "The export as it is now.", READ)


ExportResult = Annotated[
    ExportPayload | CommandError, strawberry.union("ExportResult", description="The export, or why not.")
]
