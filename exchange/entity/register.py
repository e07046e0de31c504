"""Writes statements to the register: new entities, what changed, and what was seen again."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection, Table, update

from exchange.entity import change
from exchange.entity.among import among, codes
from exchange.entity.held import Held, held
from exchange.entity.model import Entity
from exchange.entity.statement import FIELDS, Statement, Statements
from exchange.name.index import Named
from exchange.submission import bulk
from exchange.submission.chunk import Remark

_TABLE: Table = Entity.__table__  # type: ignore[assignment]
_COLUMNS = (*FIELDS, "fictitious", "submission_id", "line", "valid_from", "known_from", "first_seen_at", "last_seen_at")
_REGISTERED, _NAME = FIELDS.index("registered_on"), FIELDS.index("name")
_INSTANT = "%Y-%m-%dT%H:%M:%S.%fZ"


@dataclass(slots=True)
class Written:
    """What became of a chunk's statements.

    `new`: the names of new entities, still to be indexed; `refused`: faults by the row's place in the chunk.
    """

    new: list[Named] = field(default_factory=list)
    changed: int = 0
    unchanged: int = 0
    refused: dict[int, list[Remark]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Writes one submission's statements in the caller's transaction.

    `now` is the one instant of the batch; from the day `as_of` its changes hold.
    """

    connection: Connection
    submission: int
    now: datetime
    as_of: date
    fictitious: bool = False

    def write(self, statements: Statements) -> Written:
        """Write a chunk's statements; a second one of the same entity must agree with the first."""
        known = held(self.connection, [made.facts[0] for made in statements.made], self.submission, self.now)
        written, new = Written(), list[Statement]()
        changes, seen = list[change.Change](), list[str]()
        for made in statements.made:
            uscc = made.facts[0]
            had = known.get(uscc)
            if had is None:
                new.append(made)
                known[uscc] = Held(made.facts, made.line, True)
                continue
            facts = _merged(had.facts, made.facts, statements.stated)
            if had.in_batch and facts != had.facts:
                written.refused[made.at] = [_twice(made, had.line)]
                continue
            if facts != had.facts:
                changes.append(change.Change(made.line, facts, had.facts))
            else:
                written.unchanged += 1
                seen.append(uscc)
            known[uscc] = Held(facts, had.line if had.in_batch else made.line, True)
        written.changed = len(changes)
        written.new = [Named(made.facts[0], made.facts[_NAME], made.former) for made in new]
        self._add(new)
        self._see(seen)
        source = {"submission_id": self.submission, "fictitious": self.fictitious}
        change.write(self.connection, changes, self.as_of, self.now, source)
        return written

    def _add(self, new: list[Statement]) -> None:
        seen, other = self.now.strftime(_INSTANT), self.as_of.isoformat()
        rows = []
        for line, _, facts, _ in new:
            day = facts[_REGISTERED] and facts[_REGISTERED].isoformat()
            row = (*facts[:_REGISTERED], day, *facts[_REGISTERED + 1 :])
            rows.append((*row, self.fictitious, self.submission, line, day or other, seen, seen, seen))
        bulk.insert(self.connection, _TABLE, _COLUMNS, rows)

    def _see(self, usccs: list[str]) -> None:
        if usccs:
            again = update(_TABLE).where(among(self.connection)).values(last_seen_at=self.now)
            self.connection.execute(again, codes(self.connection, usccs))


def _merged(had: tuple[object, ...], said: tuple[object, ...], stated: tuple[int, ...]) -> tuple[object, ...]:
    """Return the facts known before with those that are stated in their places."""
    if len(stated) == len(said):
        return said
    facts = list(had)
    for slot in stated:
        facts[slot] = said[slot]
    return tuple(facts)


def _twice(made: Statement, line: int | None) -> Remark:
    where = f"Line {line}" if line else "An earlier line"
    message = f"{where} of this batch states other facts of {made.facts[0]}; keep the right one of the two."
    return Remark(made.line, "uscc", "DUPLICATE_USCC", message)
