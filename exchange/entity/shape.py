"""The rows of new entities and of their names, in the form the database takes, made without asking it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from exchange.entity.statement import FIELDS, Statement
from exchange.name import index
from exchange.name.index import Named
from exchange.submission import bulk

COLUMNS = (*FIELDS, "fictitious", "submission_id", "line", "valid_from", "known_from", "first_seen_at", "last_seen_at")
_REGISTERED, _NAME = FIELDS.index("registered_on"), FIELDS.index("name")
_INSTANT = "%Y-%m-%dT%H:%M:%S.%fZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Whence statements come, the same for all of a submission, and for which kind of database they are shaped.

    `now` is the one instant of the batch; an entity whose day of registration is unknown holds from `as_of`.
    """

    dialect: str
    submission: int
    now: datetime
    as_of: date
    fictitious: bool


@dataclass(frozen=True, slots=True)
class Shaped:
    """The rows of new entities, and the entries of their names."""

    entities: bulk.Block
    names: index.Entries


class Shaping:
    """Shapes statements of one origin as the rows of new entities."""

    def __init__(self, origin: Origin) -> None:
        self.dialect, self.as_of = origin.dialect, origin.as_of.isoformat()
        self.memory = index.codes(origin.dialect)
        self.before, self.behind = (origin.fictitious, origin.submission), (origin.now.strftime(_INSTANT),) * 3

    def __call__(self, made: Sequence[Statement]) -> Shaped:
        """Shape statements, all of them of new entities."""
        rows = []
        for line, _, facts, _ in made:
            day = facts[_REGISTERED] and facts[_REGISTERED].isoformat()
            row = (*facts[:_REGISTERED], day, *facts[_REGISTERED + 1 :])
            rows.append((*row, *self.before, line, day or self.as_of, *self.behind))
        named = [Named(facts[0], facts[_NAME], former) for _, _, facts, former in made]
        names = sorted(index.rows(named, self.memory))
        entries = index.entries(self.dialect, names, self.memory)
        return Shaped(bulk.block(self.dialect, rows, len(COLUMNS)), entries)
