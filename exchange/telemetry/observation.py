"""What is noted of one operation while it is answered: times, sizes and statements, never a value.

Noting is a few assignments; what they mean is worked out later, many operations at once. An operation that isn't
observed costs a look at a context variable.
"""

import time
from contextvars import ContextVar
from typing import NamedTuple, Protocol

from exchange.errors import ExchangeError


class Named(Protocol):
    """An operation of a valid document."""

    @property
    def hash(self) -> str:
        """Return what it is named by."""

    @property
    def sort(self) -> str:
        """Return query, mutation, subscription or introspection."""


Note = tuple[str, float, float, int, bool, bool, str]
"""A statement as Statement has it: a plain tuple is made in a tenth of the time."""


class Statement(NamedTuple):
    """A statement that was run. Its text has no values, but a document's aliases: it is shown blanked."""

    sql: str
    began: float
    """On the clock of time.perf_counter, as `ended`."""
    ended: float
    bytes: int
    is_planned: bool
    """A planned read; else one of the write engine."""
    names_caller: bool
    """Whether the database was told who asks: see exchange.db.row_security."""
    failure: str
    """What `reason` says of what was raised; empty where nothing was."""

    @property
    def seconds(self) -> float:
        """Return how long it took, with its wait for a connection."""
        return self.ended - self.began


class Observation:
    """One operation under way. What nobody has noted stays as the class has it."""

    operation: Named | None = None
    """None of what is no valid document."""
    cost = 0
    planning_at = plan_seconds = 0.0
    """When planning began that was needed, and how long it took; 0 where the plan was remembered."""
    ended = 0.0
    status = 0
    code = caller = request_id = ""
    is_endless = False
    """A subscription's statements are counted one by one and not kept."""
    trace: bytes | None = None
    """The request's traceparent."""

    def __init__(self) -> None:
        self.began = time.perf_counter()
        self.statements: list[Note] = []

    @property
    def seconds(self) -> float:
        """Return how long it took."""
        return self.ended - self.began


CURRENT: ContextVar[Observation | None] = ContextVar("observation", default=None)
"""The operation that the running task answers, where that is observed."""


def planning() -> None:
    """Note that the operation which is being answered has to be planned."""
    seen = CURRENT.get()
    if seen is not None and not seen.planning_at:
        seen.planning_at = time.perf_counter()


def planned() -> None:
    """Note that a plan was made for the operation which is being answered."""
    seen = CURRENT.get()
    if seen is not None and seen.planning_at:
        seen.plan_seconds = time.perf_counter() - seen.planning_at


def reason(error: BaseException) -> str:
    """Return why a statement failed: a code or a type, never a text, which may quote a value."""
    return error.code if isinstance(error, ExchangeError) else type(error).__name__
