"""Makes statements of a file's chunks: which head they have, whether it can be used, and what the lines say."""

from dataclasses import dataclass
from datetime import date

from exchange.entity.column import Layout, layout
from exchange.entity.statement import Reader, Statements
from exchange.submission.chunk import Chunk, Remark, quoted
from exchange.submission.refusal import ColumnsMissing, ColumnTwice

HEADS = 1_000
"""The most different heads that are remembered: in JSON each object has its own."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A chunk, what it states, and the heads of it that are new and unknown."""

    chunk: Chunk
    statements: Statements
    unknown: tuple[str, ...] = ()


class Preparation:
    """Prepares chunk after chunk; touches no database. `latest`: the last day a registration may have."""

    def __init__(self, latest: date) -> None:
        self.reader = Reader(latest)
        self.layouts: dict[tuple[str, ...], Layout] = {}

    def __call__(self, chunk: Chunk) -> Prepared:
        """Prepare a chunk. Raises ColumnsMissing or ColumnTwice when a whole file's head can't be used."""
        known = chunk.header in self.layouts
        if len(self.layouts) >= HEADS:
            self.layouts.clear()
        found = self.layouts.setdefault(chunk.header, layout(chunk.header))
        unknown = () if known else found.unknown
        problem = _problem(chunk, found) if chunk.rows or chunk.tabular else None
        if problem is None:
            return Prepared(chunk, self.reader.statements(chunk, found), unknown)
        refused = {at: [Remark(line, None, *problem)] for at, line in enumerate(chunk.lines)}
        return Prepared(chunk, Statements((), refused=refused), unknown)


def _problem(chunk: Chunk, found: Layout) -> tuple[str, str] | None:
    heads = ", ".join(quoted(head, 20) for head in chunk.header[:20])
    if found.missing:
        message = f"There is no column {' and no column '.join(found.missing)}; the head is: {heads}."
        if chunk.tabular:
            raise ColumnsMissing(message)
        return "COLUMNS_MISSING", message
    if found.twice:
        message = f"More than one column means {found.twice[0]}; the head is: {heads}."
        if chunk.tabular:
            raise ColumnTwice(message)
        return "COLUMN_TWICE", message
    return None
