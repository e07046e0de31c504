"""A subscription's statement: the next events behind a position, each as the JSON of `data`, and where the feed ends.

Marks stand between the bytes of the events: JSON strings never hold control characters unescaped. All is read in one
snapshot, so no event before the end that is told is missing.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

from graphql import get_named_type
from graphql.execution.collect_fields import collect_fields
from sqlalchemy import BigInteger, Select, Text, bindparam, case, cast, func, literal_column, select
from strawberry.types.field import StrawberryField

from auth.standing import UNCHANGED
from resolvers.binding import KEY, Binding, Following
from resolvers.functions import utf8
from resolvers.joined import joined
from resolvers.paging import Pager
from resolvers.passage import ROW as DOOR_ROW
from resolvers.refusal import refusal
from resolvers.row import EMPTY, Row
from resolvers.source import Value

if TYPE_CHECKING:
    from resolvers.walk import Walk

AFTER = "@after"
"""The parameter of the position that the subscriber has reached."""
BATCH = 50
"""Events of one statement: more are read by the next one, once these are sent."""
EVERYTHING = -1
NOTHING = 2**62
"""Positions before the first event and behind any."""
MARK, END = "\x1e", "\x1f"
POSITION = "_position"


class Batch(NamedTuple):
    """What a statement found: the feed's end, and the events, each its position and the JSON of `data`."""

    last: int
    events: list[tuple[int, bytes]]

    @property
    def reached(self) -> int:
        """Return the position behind which the next statement looks."""
        return self.events[-1][0] if len(self.events) == BATCH else self.last


def stream(walk: "Walk") -> Select[Any]:
    """Return the statement of a subscription. Raises Refused where its only field is skipped."""
    root = walk.object_type(walk.graphql.subscription_type)
    groups = collect_fields(walk.graphql, walk.fragments, walk.variables, root, walk.operation).grouped_field_set
    if len(groups) != 1:
        raise refusal("SUBSCRIPTION_EMPTY", "The subscription's field is skipped: there is nothing to follow.")
    ((key, details),) = groups.items()
    definition = root.fields[details[0].node.name.value]
    field: StrawberryField = definition.extensions["strawberry-definition"]
    binding: Binding = field.metadata[KEY]
    following: Following = walk.value(definition, field, details[0].node, Row())
    type_ = walk.object_type(get_named_type(definition.type))
    pager = Pager(walk, following.page, walk.visible(type_, following.page.rows, Row()))
    ((position, _type),) = following.page.order.keys
    rows = pager.rows.where(position > bindparam(AFTER, None, type_=BigInteger))
    if pager.after is not None:
        walk.resumes = True
        rows = rows.where(position > pager.after[0])
    first = rows.order_by(position).limit(literal_column(str(BATCH)))
    source = walk.source(first, {POSITION: position})
    walk.cost += binding.cost + BATCH
    body = walk.body(type_, source, Row(), details, BATCH)
    event = joined([MARK, cast(source.cell(POSITION), Text), END, f'{{"{key}":', body, "}"])
    last = cast(following.last.scalar_subquery(), Text)
    found: Any = utf8(joined([last, func.coalesce(func.aggregate_strings(event, ""), EMPTY)]))
    if walk.who.authenticated:
        found = case((UNCHANGED, found))
    return select(Value(found, source))


def batch(data: bytes) -> Batch:
    """Take the statement's value apart."""
    last, *events = data.replace(DOOR_ROW.encode(), b"").split(MARK.encode())
    parts = (event.split(END.encode(), 1) for event in events)
    return Batch(int(last), [(int(position), json) for position, json in parts])
