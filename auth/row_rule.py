"""What a rule of visibility is: for whom, under which condition, and why."""

from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement

from auth.concern import Concern
from auth.door import Access


class Who(NamedTuple):
    """The caller inside a statement: what is fixed when the plan is made. What differs by caller is bound late."""

    scopes: frozenset[str]
    authenticated: bool = False
    door: Access | None = None
    """The door of the credit file whose sections are read, where there is one."""


Rule = Callable[[Any, Who], ColumnElement[bool]]
"""(columns of the row, caller) -> the condition under which the caller sees it."""


class RowRule(NamedTuple):
    """A table's rule: a condition, or none with the reason why everybody sees every row."""

    condition: Rule | None
    because: str
    concern: Concern | None = None
    """Of a table behind the door: which days its rows concern."""
    own: str | None = None
    """Of a table behind the door: the scope by which some of its rows are seen before it too, by whose they are."""

    @property
    def behind_door(self) -> bool:
        """Whether its rows leave through the credit file's door: each one that does is counted for the log."""
        return self.concern is not None
