"""The regulator's statistics as they are told: fixed tables of closed months, and nothing that could be worked out.

There is one table for each kind of product, month, stage and dimension, the same whoever asks and whatever else is
asked for: no filter, no range of months with a total of its own, no level above another. So no two answers differ by
a few applications.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from exchange.product.kind import ProductKind
from exchange.supervision.dimension import BETWEEN, Dimension
from exchange.supervision.month import Month
from exchange.supervision.stage import Stage, counted, stages
from exchange.supervision.suppression import Cell, Key, together, told

Figures = Mapping[Stage, Cell | None]
"""Of each stage that is counted what happened, null where that is withheld."""


@dataclass(frozen=True, slots=True)
class Table:
    """A month by one dimension."""

    month: Month
    total: Figures
    rows: Mapping[Key, Figures]
    """The keys under which something is told, in their order; under others there is nothing, or it is withheld."""


def tables(session: Session, kind: ProductKind, by: Dimension, months: list[Month]) -> list[Table]:
    """Return the tables of closed months that follow each other, the first one first."""
    found, make = counted(session, kind, by, months), by_policy if by is Dimension.POLICY else table
    return [make(month, {stage: found[month, stage] for stage in stages(by)}) for month in months]


def by_policy(month: Month, found: Mapping[Stage, Mapping[Key, Cell]]) -> Table:
    """Return a table by policy of what was counted by policy and institution together.

    Whose product has which policy is public, so the table by institution could be compared with this one: what one
    institution lent under a policy may be what the others leave of it. A stage is told only where no policy has few of
    any institution; then neither table withholds anything of it.
    """
    whole: dict[Stage, dict[Key, Cell]] = {stage: {} for stage in found}
    for stage, cells in found.items():
        for key, cell in cells.items():
            policy = key.partition(BETWEEN)[0]
            whole[stage][policy] = together([whole[stage].get(policy, Cell()), cell])
    closed = {stage for stage, cells in found.items() if any(cell.small for cell in cells.values())}
    return table(month, whole, closed)


def table(month: Month, found: Mapping[Stage, Mapping[Key, Cell]], closed: Collection[Stage] = ()) -> Table:
    """Return what may be told of what happened in a month: of each stage under each key, of closed ones none."""
    open_ = {stage: None if stage in closed else told(cells) for stage, cells in found.items()}
    keys = sorted({key for keys in open_.values() for key in keys or ()})
    total = {stage: _unless_small(together(cells.values())) for stage, cells in found.items()}

    def figure(stage: Stage, key: Key) -> Cell | None:
        cell, keys = found[stage].get(key, Cell()), open_[stage]
        return cell if keys is not None and (key in keys or not cell.count) else None

    return Table(month, total, {key: {stage: figure(stage, key) for stage in found} for key in keys})


def _unless_small(cell: Cell) -> Cell | None:
    return None if cell.small else cell
