"""Writes statements to the register: new entities, what changed, and what was seen again."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, update

from exchange.entity import change
from exchange.entity.among import among, codes
from exchange.entity.held import Held, Newcomers, held
from exchange.entity.model import Entity
from exchange.entity.preparation import Prepared
from exchange.entity.shape import COLUMNS, Origin, Shaped, Shaping
from exchange.entity.statement import FIELDS, Columns, Statement, Statements
from exchange.name import index
from exchange.name.row import Named
from exchange.name.vocabulary import Vocabulary
from exchange.submission import bulk
from exchange.submission.chunk import Remark

_TABLE: Table = Entity.__table__  # type: ignore[assignment]
_NAME = FIELDS.index("name")


@dataclass(slots=True)
class Written:
    """What became of a chunk's statements.

    `remembered`: known entities that got a former name; `refused`: faults by the row's place in the chunk; `concerned`:
    the USCCs of the new and the changed.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    remembered: int = 0
    refused: dict[int, list[Remark]] = field(default_factory=dict)
    concerned: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Writes one submission's statements in the caller's transaction. The caller writes the vocabulary at the end."""

    connection: Connection
    origin: Origin
    shape: Shaping
    vocabulary: Vocabulary
    newcomers: Newcomers

    def write(self, prepared: Prepared) -> Written:
        """Write a chunk's statements; a second one of the same entity must agree with the first."""
        usccs = prepared.usccs
        alone = self.newcomers.are(usccs)
        known = {} if alone else held(self.connection, usccs, self.origin.submission, self.origin.now)
        if prepared.shaped and (alone or (not known and len(set(usccs)) == len(usccs))):
            self._add(prepared.shaped)
            return Written(new=len(usccs), concerned=usccs)
        return self._sort(prepared.unpacked()[1], known)

    def _sort(self, statements: Statements, known: dict[str, Held]) -> Written:
        written, new = Written(), list[Statement]()
        changes, seen, former = list[change.Change](), list[str](), list[Named]()
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
            if made.former:
                former.append(Named(uscc, facts[_NAME], made.former))
            known[uscc] = Held(facts, had.line if had.in_batch else made.line, True)
        written.new, written.changed = len(new), len(changes)
        written.concerned = [made.facts[0] for made in new] + [made.facts[0] for made in changes]
        if new:
            self._add(self.shape(Columns.of(new)))
        self._see(seen)
        source = {"submission_id": self.origin.submission, "fictitious": self.origin.fictitious}
        change.write(self.connection, changes, self.origin.as_of, self.origin.now, source, self.vocabulary)
        written.remembered = index.remember(self.connection, former, self.vocabulary)
        return written

    def _add(self, shaped: Shaped) -> None:
        bulk.write(self.connection, _TABLE, COLUMNS, shaped.entities)
        index.put(self.connection, shaped.names, self.vocabulary)
        self.vocabulary.enter()

    def _see(self, usccs: list[str]) -> None:
        if usccs:
            again = update(_TABLE).where(among(self.connection)).values(last_seen_at=self.origin.now)
            self.connection.execute(again, codes(self.connection, usccs))


def _merged(had: tuple[Any, ...], said: tuple[Any, ...], stated: tuple[int, ...]) -> tuple[Any, ...]:
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
