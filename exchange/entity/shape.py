"""The rows of new entities and of their names, in the form the database takes, made without asking it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from exchange.entity.statement import FIELDS, Columns
from exchange.name import row
from exchange.name.row import Named
from exchange.submission import copying

COLUMNS = (*FIELDS, "line", "valid_from", "fictitious", "submission_id", "known_from", "first_seen_at", "last_seen_at")
_USCC, _NAME, _REGISTERED = map(FIELDS.index, ("uscc", "name", "registered_on"))
_INSTANT = "%Y-%m-%dT%H:%M:%S.%fZ"
_READ: dict[str, Callable[[str], Any]] = {
    "registered_on": date.fromisoformat,
    "capital_fen": int,
    "industry_inferred": "True".__eq__,
    "line": int,
}
"""What PostgreSQL's text of these columns means."""


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

    entities: copying.Block
    names: row.Entries

    def facts(self) -> tuple[Sequence[int], list[Sequence[Any]]]:
        """Return the lines and the facts that were shaped, column by column, in the order of the lines."""
        columns = dict(zip(COLUMNS, copying.columns(self.entities), strict=True))
        read = _READ if isinstance(self.entities, bytes) else {"registered_on": date.fromisoformat}
        for name, meaning in read.items():
            columns[name] = [None if cell is None else meaning(cell) for cell in columns[name]]
        lines, *facts = _ordered([columns[name] for name in ("line", *FIELDS)], columns["line"])
        return lines, facts


def _ordered(columns: Sequence[Sequence[Any]], by: Sequence[Any]) -> list[Sequence[Any]]:
    """Return columns with their rows in the order of one of them."""
    order = sorted(range(len(by)), key=by.__getitem__)
    return [[column[at] for at in order] for column in columns]


class Shaping:
    """Shapes statements of one origin as the rows of new entities."""

    def __init__(self, origin: Origin) -> None:
        self.dialect, self.as_of = origin.dialect, origin.as_of.isoformat()
        self.same = (origin.fictitious, origin.submission, *(origin.now.strftime(_INSTANT),) * 3)

    def __call__(self, made: Columns) -> Shaped:
        """Shape what lines say, all of it of new entities, ordered by name: that fills the index of names quicker."""
        lines, former, *facts = _ordered([made.lines, made.former, *made.facts], made.facts[_NAME])
        days = [day and day.isoformat() for day in facts[_REGISTERED]]
        valid_from = [day or self.as_of for day in days]
        stated = (*facts[:_REGISTERED], days, *facts[_REGISTERED + 1 :])
        entities = copying.block(self.dialect, [*stated, lines, valid_from], self.same)
        named = map(Named, facts[_USCC], facts[_NAME], former)
        return Shaped(entities, row.entries(self.dialect, row.rows(named)))
