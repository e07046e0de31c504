"""What the register holds of the entities that a chunk speaks of."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, exists, select

from exchange.entity.among import among, codes
from exchange.entity.model import Entity
from exchange.entity.statement import FIELDS

_TABLE: Table = Entity.__table__  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Held:
    """An entity's facts in the order of FIELDS; whether this batch has spoken of it, and on which line if known."""

    facts: tuple[Any, ...]
    line: int | None
    in_batch: bool


def held(connection: Connection, usccs: list[str], submission: int, now: datetime) -> dict[str, Held]:
    """Return what is held of those of the entities that are known. `now` is the instant of this batch."""
    names = (*FIELDS, "submission_id", "line", "last_seen_at")
    found = select(*[_TABLE.c[name] for name in names]).where(among(connection))
    holdings: dict[str, Held] = {}
    for row in connection.execute(found, codes(connection, usccs)):
        *facts, by, line, last_seen_at = tuple(row)
        # An entity found unchanged keeps its older line; only the instant shows that this batch has spoken of it.
        holdings[facts[0]] = Held(tuple(facts), line if by == submission else None, last_seen_at == now)
    return holdings


class Newcomers:
    """Tells without asking that the register holds none of a chunk's entities: it was empty when the batch began."""

    MOST = 200_000
    """USCCs that are remembered, at some 100 bytes each; behind them the register is asked."""

    def __init__(self, connection: Connection) -> None:
        is_filled = connection.execute(select(exists().select_from(_TABLE))).scalar_one()
        self.usccs: set[str] | None = None if is_filled else set()

    def are(self, usccs: list[str]) -> bool:
        """Return whether these are surely new, each named once in the batch so far; they are remembered."""
        if self.usccs is None:
            return False
        before = len(self.usccs)
        self.usccs.update(usccs)
        count = len(self.usccs)
        if count > self.MOST:
            self.usccs = None
        return count == before + len(usccs)
