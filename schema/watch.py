"""Watch lists: the entities that an institution, or a person for an enterprise, is told of."""

from datetime import datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import select

from auth.policy import scope
from exchange.watch import model
from resolvers.binding import Order, Page, Paging
from schema.arguments import argument, given, repeatable, required
from schema.entity import ENTITY, Entity
from schema.error import CommandError
from schema.fields import column, link, of, referred
from schema.node import Node, identity
from schema.scalars import USCC

WATCH = model.Watch.__table__
READ = scope("watches:read")
WRITE = scope("watches:write")


@of(WATCH, "An entity on a watch list. `changes(watched: true)` has what happened to it since.")
class Watch(Node):
    """A watched entity."""

    id: strawberry.ID = identity("wat_", "Watch", WATCH.c.id, whole=True)
    uscc: USCC = column("The watched entity.", READ)
    entity: Entity | None = link(referred(ENTITY.c.uscc, "uscc"), "The watched entity.", READ)
    on_behalf_of: USCC | None = column("The enterprise that a person watches for; null for an institution's.", READ)
    since: datetime = column("When it was put on the list: notices begin there.", READ)


def watch_list(
    self: Any,
    on_behalf_of: Annotated[USCC | None, argument("Only what a person watches for this enterprise.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return what is on the caller's lists, by the row rule."""
    rows = select(WATCH)
    if on_behalf_of is not None:
        rows = rows.where(WATCH.c.on_behalf_of == on_behalf_of)
    return Page(rows=rows, order=Order("LATEST", [(WATCH.c.id, str)], descending=True), paging=paging)


@strawberry.input(description="Which entity is put on a watch list or taken off it.")
class WatchInput:
    """An entity and a list."""

    uscc: USCC = required("The entity.")
    on_behalf_of: USCC | None = given("For a person: the enterprise that it acts for and watches for.")
    idempotency_key: str | None = repeatable()


@of(None, "An entity that is on the watch list now.")
class WatchPayload:
    """The watch, read back."""

    watch: Watch | None = link(referred(WATCH.c.id, "watch_id"), "The entity on the list.", READ)


@of(None, "An entity that is on the watch list no more.")
class UnwatchPayload:
    """The code, repeated."""

    uscc: USCC = column("The entity that was taken off.", READ)


WatchResult = Annotated[
    WatchPayload | CommandError, strawberry.union("WatchResult", description="The watched entity, or why not.")
]
UnwatchResult = Annotated[
    UnwatchPayload | CommandError, strawberry.union("UnwatchResult", description="What was taken off, or why not.")
]
