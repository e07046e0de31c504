"""How a field is bound to SQL: what the constructors of schema/fields.py attach and the planner reads."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import SimpleNamespace
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, Select

from auth.door import Basis
from auth.policy import Policy

KEY = "exchange"
"""Where bindings lie in the metadata of Strawberry's fields and arguments."""


class Shape(Enum):
    """What the planner makes of a field."""

    VALUE = "a leaf: the column of the same name, or the expression that the function returns"
    LINK = "an object: the function returns a Select of at most one row"
    ROWS = "a list of objects: the function returns a Select"
    PAGE = "a connection: the function returns a Page"
    PART = "an object without rows of its own: the function returns a Part of its parent's columns"
    DOOR = "the credit file: the function returns a Door"
    COMMAND = "a mutation: the function writes, and returns what its payload is read back by"
    COMPUTED = "a root field that is answered in Python: the function returns the object"
    STREAM = "a subscription: the function returns a Following"
    STRUCTURE = "a member of a connection, made by the planner itself"


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """One field's binding."""

    shape: Shape
    policy: Policy
    cost: int = 1
    """What one evaluation costs: one a row by default, 0 for a column."""
    asking: Callable[..., Any] | None = None
    """Of a command that needs an answer first: from the principal and its input to the Question."""


class Part:
    """The columns that an object without rows of its own is made of.

    `present` tells when there is such an object; without it there always is.
    """

    def __init__(self, present: ColumnElement[bool] | None = None, /, **columns: Any) -> None:
        self.present = present
        self.columns = SimpleNamespace(**columns)


class Door(NamedTuple):
    """The way to an entity's non-public data: for what, on which basis, and the one row that says whether."""

    purpose: str
    basis: Basis
    access: Select[Any]
    shows: tuple[str, ...] = ()
    """The fields behind it that have no scope of their own and rest on such data all the same, as coordinates."""


class Covered(NamedTuple):
    """Rows of a list, or the Page of a connection, that is null unless something covers it."""

    by: ColumnElement[bool]
    rows: Any


class Order(NamedTuple):
    """A total order of rows for keyset paging: expressions that are never null, the last one unique."""

    name: str
    """Told apart by it are the cursors of different orders."""
    keys: Sequence[tuple[ColumnElement[Any], type]]
    """Each with the Python type of its value: str, int or date."""
    descending: bool = False


class Paging(NamedTuple):
    """A connection's own arguments: which page of the rows."""

    first: int | None
    after: Any
    last: int | None
    before: Any


Ranked = Callable[..., Select[Any]]
"""(dialect, limit, narrow, after) -> the best matches of a search: the rows' key, tier and weight."""


class Search(NamedTuple):
    """A search that ranks and limits by itself, because it is fast only so."""

    ranked: Ranked
    key: str
    """The column of the rows that the matches name."""


class Within(NamedTuple):
    """The few groups that all rows of a connection lie in, where an index has the rows of each in the page's order."""

    column: ColumnElement[Any]
    """The rows' column that names their group."""
    groups: Select[Any]
    """The groups' names, as a column `name`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a connection shows: rows without limit, their order, and which page of them."""

    rows: Select[Any]
    order: Order
    paging: Paging
    within: Within | None = None
    """Where the order alone would let the database look through all rows for the few that are wanted."""
    search: Search | None = None
    """What the rows must match; in an order without keys, its ranking is the order."""


class Following(NamedTuple):
    """What a subscription pushes: rows in the order of one whole number, and the last such number there is."""

    page: Page
    last: Select[Any]


class Variant(NamedTuple):
    """A row of an interface whose type is known: the GraphQL type's name and its rows."""

    type: str
    rows: Select[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variants:
    """Rows of an interface in the order of given keys: each key's prefix tells the type.

    `rows` maps a prefix to the type and the function from a key expression to its Select.
    """

    keys: FromClause
    """(value, position)"""
    prefix: Callable[[ColumnElement[str]], ColumnElement[str]]
    rows: Mapping[str, Callable[[ColumnElement[str]], Variant]]
    count: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """An argument's value after its own parsing: what of it shapes the SQL, and the values bound late."""

    shape: Any = None
    parts: Mapping[str, Any] = field(default_factory=dict)
    """Values; parameters instead, when the planner hands it to a resolver."""
    exact: bool = False
    """Whether it names an instant: what was known then is read where nothing lags, so that it is the same for ever."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self.parts[name]
        except KeyError:
            raise AttributeError(name) from None


Parse = Callable[[Any], Parsed]
"""Raises ExchangeError for a value that can't be meant, naming the value."""
