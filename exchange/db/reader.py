"""How the read path reaches the database: one statement in, the bytes of its only value out.

SQLAlchemy's engine stays out of it: between a plan and the driver it would cost half of the rate (see
benchmarks/RESULTS.md).
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, NamedTuple

from exchange.errors import ExchangeError


class ReadTimeout(ExchangeError):
    """A statement took longer than it may."""

    code = "TIMEOUT"


class ReadUnavailable(ExchangeError):
    """The database can't be reached."""

    code = "UNAVAILABLE"

    def __init__(self) -> None:
        super().__init__("The database can't be reached at the moment. Ask again shortly.")


class ReadBusy(ReadUnavailable):
    """More is asked than can be answered in time."""

    def __init__(self) -> None:
        ExchangeError.__init__(self, "More is asked at the moment than can be answered in time. Ask again shortly.")


class BadValue(ExchangeError):
    """A value that the database can't take."""

    code = "BAD_INPUT"


class TooDeep(ExchangeError):
    """A statement nests more deeply than the database's parser goes."""

    code = "TOO_DEEP"


class Load(NamedTuple):
    """How much a reader has to do."""

    connections: int
    """Or threads: how many statements run at once."""
    busy: int
    waiting: int
    """Reads that wait for their turn."""


class Reader(ABC):
    """Runs planned statements, read-only, each one a snapshot of its own."""

    @abstractmethod
    async def fetch(
        self, sql: str, values: Sequence[Any], caller: str | None = None, *, small: bool = False
    ) -> bytes | None:
        """Return the statement's value. Raises ReadTimeout, ReadUnavailable and BadValue.

        `caller`, for a statement that asks to pass the credit file's door: see exchange.db.row_security. `small`, for
        one that reads a few rows by their keys: it may share its round trip, see exchange.db.sharing.
        """

    @abstractmethod
    def load(self) -> Load:
        """Return how much it has to do at this instant."""

    @abstractmethod
    async def close(self) -> None:
        """Give all connections back."""
