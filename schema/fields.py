"""The only constructors of fields: each takes the description, the policy and how the value is found in SQL."""

from collections.abc import Callable
from typing import Any, TypeVar, dataclass_transform

import strawberry
from sqlalchemy import ColumnElement, FromClause, Select, Table, select
from strawberry.types.field import StrawberryField

from auth.policy import Policy
from resolvers.binding import KEY, Binding, Shape
from schema.arguments import commanded, paged

T = TypeVar("T", bound=type)
Function = Callable[..., Any]


def _field(
    shape: Shape,
    sql: Function | None,
    description: str,
    policy: Policy,
    cost: int,
    asking: Function | None = None,
    **more: Any,
) -> Any:
    metadata = {KEY: Binding(shape=shape, policy=policy, cost=cost, asking=asking)}
    made = StrawberryField(description=description, metadata=metadata, **more)
    return made(sql) if sql else made


def column(description: str, policy: Policy, sql: Function | None = None, *, deprecated: str | None = None) -> Any:
    """Declare a leaf: the column of the same name, or the expression that `sql(row)` returns."""
    return _field(Shape.VALUE, sql, _guarded(description, policy), policy, 0, deprecation_reason=deprecated)


def link(sql: Function, description: str, policy: Policy, *, cost: int = 1) -> Any:
    """Declare an object: `sql(row, …)` returns a Select of at most one row."""
    return _field(Shape.LINK, sql, _guarded(description, policy), policy, cost)


def referred(key: ColumnElement[Any], by: str) -> Function:
    """Return a link's function: the row whose key is what the linking row has in its column `by`."""

    def row(self: Any) -> Select[Any]:
        return select(key.table).where(key == getattr(self, by))

    return row


def rows(sql: Function, description: str, policy: Policy, *, cost: int = 10) -> Any:
    """Declare a list of objects: `sql(row, …)` returns a Select of its rows, few by their nature."""
    return _field(Shape.ROWS, sql, _guarded(description, policy), policy, cost)


def connection(sql: Function, description: str, policy: Policy) -> Any:
    """Declare a connection: `sql(row, …, paging)` returns a Page; it costs its page's rows."""
    return _field(Shape.PAGE, paged(sql), _guarded(description, policy), policy, 0)


def part(sql: Function, description: str, policy: Policy, *, cost: int = 0) -> Any:
    """Declare an object without rows of its own: `sql(row)` returns a Part of the row's columns."""
    return _field(Shape.PART, sql, _guarded(description, policy), policy, cost)


def door(sql: Function, description: str, policy: Policy, *, cost: int = 20) -> Any:
    """Declare the way to non-public data: `sql(row, …)` returns a Door; operations that pass it are logged."""
    return _field(Shape.DOOR, sql, _guarded(description, policy), policy, cost)


def command(
    function: Function,
    taking: type,
    description: str,
    policy: Policy,
    *,
    cost: int = 10,
    asking: Function | None = None,
) -> Any:
    """Declare a mutation: `function(context, input)` writes in the transaction it is given, and returns Made.

    The field's type is a union of its payload and CommandError, which a domain refusal is answered with. What the
    command must know before, `asking(principal, input)` says: the answer is in the context.
    """
    return _field(Shape.COMMAND, commanded(function, taking), _guarded(description, policy), policy, cost, asking)


def stream(sql: Function, description: str, policy: Policy) -> Any:
    """Declare a subscription: `sql(row, …)` returns the Following of its events; it costs a batch of them."""
    return _field(Shape.STREAM, sql, _guarded(description, policy), policy, 0)


def computed(function: Function, description: str, policy: Policy, *, cost: int = 10) -> Any:
    """Declare a root field that is answered in Python: `function(context, …)` returns the object."""
    return _field(Shape.COMPUTED, function, _guarded(description, policy), policy, cost)


def structure(description: str, policy: Policy) -> Any:
    """Declare a member of a connection that the planner makes itself."""
    return _field(Shape.STRUCTURE, None, _guarded(description, policy), policy, 0)


def _guarded(description: str, policy: Policy) -> str:
    """Name the scope in the description of a guarded field: callers read it in their own tools."""
    return description if policy.is_public else f"{description} Needs the scope `{policy.scope}`."


@dataclass_transform(kw_only_default=True)
def of(table: FromClause | Table | None, description: str, *, which: str | None = None) -> Callable[[T], T]:
    """Declare an object type over a table's rows; `None` for a type without rows of its own.

    `which` are the rows of a type behind an interface made by `one_of`: the value in the interface's column.
    """

    def declare(cls: T) -> T:
        cls.table, cls.which = table, which  # type: ignore[attr-defined]
        return strawberry.type(cls, description=description)

    return declare


@dataclass_transform(kw_only_default=True)
def one_of(table: FromClause | Table, by: str, description: str) -> Callable[[T], T]:
    """Declare an interface over a table's rows, whose column `by` tells of which type a row is."""

    def declare(cls: T) -> T:
        cls.table, cls.by = table, by  # type: ignore[attr-defined]
        return strawberry.interface(cls, description=description)

    return declare
