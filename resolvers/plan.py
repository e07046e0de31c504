"""A plan: the text of one statement, and how the values of a request become its arguments."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Dialect, Select
from sqlalchemy.sql.compiler import SQLCompiler

from exchange.telemetry.observation import planned
from resolvers.passage import Passage
from resolvers.row import Groups
from resolvers.value import CALLER, VARIABLE

if TYPE_CHECKING:
    from resolvers.payload import Payload

Binds = Mapping[str, Any]
Processor = Callable[[Any], Any] | None


LATE_BOUND = (VARIABLE, CALLER)


class Argument(NamedTuple):
    """One argument of the statement: the name of a late-bound value or a constant, and how the driver wants it."""

    name: str | None
    constant: Any
    processor: Processor


class Plan(NamedTuple):
    """A compiled operation."""

    sql: str
    arguments: tuple[Argument, ...]
    cost: int
    wanted: tuple[tuple[str, Any], ...] = ()
    """Root fields whose null means an unknown id: (response key, the argument's parameter or constant)."""
    asked_of_caller: frozenset[str] = frozenset()
    """The parameters of the caller's that the statement takes."""
    computed: Groups | None = None
    """The root fields of an operation of which some are answered in Python."""
    resumes: bool = False
    """Of a subscription: whether it begins behind a cursor, not with what happens from now on."""
    doors: tuple[Passage, ...] = ()
    """The doors to non-public data that the operation asks to pass."""
    names_caller: bool = False
    """Whether the database is told who asks: see exchange.db.row_security."""
    may_lag: bool = False
    """Whether a replica may answer that is a little behind: see docs/replicas.md."""
    small: bool = False
    """Whether it reads a few rows by their keys, so that its round trip may be shared: see exchange.db.sharing."""
    payloads: tuple["Payload", ...] = ()
    """Of a mutation: what its commands answer, each with its own plan. It has no statement itself."""
    tells_rate: bool = False
    """Whether it tells what is left of the caller's points, which is known once it is paid: see resolvers.rate."""

    def values(self, binds: Binds) -> list[Any]:
        """Return the statement's arguments for a request's values."""
        return [
            (constant if name is None else binds[name])
            if process is None
            else process(constant if name is None else binds[name])
            for name, constant, process in self.arguments
        ]


def compiled(statement: Select[Any], dialect: Dialect) -> tuple[str, tuple[Argument, ...]]:
    """Compile the statement to the dialect's text and the order of its arguments.

    No value of the request that is planned stays in the plan, so that no other request can get it.
    """
    text = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    planned()
    names = text.positiontup if text.positiontup is not None else list(text.params)
    return str(text), tuple(_argument(text, name, dialect) for name in names)


def _argument(text: SQLCompiler, name: str, dialect: Dialect) -> Argument:
    process = text.binds[name].type.dialect_impl(dialect).bind_processor(dialect)
    return (
        Argument(name, None, process)
        if name[0] in LATE_BOUND
        else Argument(None, text.binds[name].effective_value, process)
    )
