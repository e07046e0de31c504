"""Makes statements of a file's chunks: which head they have, whether it can be used, and what the lines say."""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from exchange.entity.column import Layout, layout
from exchange.entity.shape import Shaped
from exchange.entity.statement import Columns, Reader, Statements
from exchange.submission.chunk import Chunk, Remark, quoted
from exchange.submission.refusal import ColumnsMissing, ColumnTwice

HEADS = 1_000
"""The most different heads that are remembered: in JSON each object has its own."""


@dataclass(slots=True)
class Prepared:
    """What a chunk states, about whom, and the heads of it that are new and unknown.

    `whole`: the chunk and its statements, or the two packed, without the facts that `shaped` has. `shaped`: all that
    it states, as rows of new entities; null where that wasn't made ahead. `done`: bytes of the file read by then.
    """

    usccs: list[str]
    repairs: dict[int, list[Remark]]
    whole: tuple[Chunk, Statements] | bytes
    clean: bool
    """Every line of the chunk is among the statements."""
    unknown: tuple[str, ...] = ()
    shaped: Shaped | None = None
    done: int = 0

    def pack(self, *, raw: bool) -> None:
        """Make it cheap to hand over: most chunks need never be unpacked. `raw`: with the lines as they came in."""
        chunk, statements = self.unpacked()
        chunk.rows = []
        if not raw:
            chunk.raw = unkept
        if self.shaped:
            statements.columns = statements.columns._replace(lines=(), facts=())
        self.whole = pickle.dumps((chunk, statements), pickle.HIGHEST_PROTOCOL)

    def unpacked(self) -> tuple[Chunk, Statements]:
        """Return the chunk and its statements."""
        if isinstance(self.whole, bytes):
            chunk, statements = pickle.loads(self.whole)  # noqa: S301 - packed by a process of our own
            if self.shaped:
                lines, facts = self.shaped.facts()
                statements.columns = statements.columns._replace(lines=lines, facts=facts)
            self.whole = chunk, statements
        return self.whole


def unkept(_at: int) -> bytes:
    """Stand for the lines as they came in where nobody writes them out."""
    return b""


class Preparation:
    """Prepares chunk after chunk; touches no database.

    `latest`: the last day a registration may have. `shape`: makes the rows of new entities ahead.
    """

    def __init__(self, latest: date, shape: Callable[[Columns], Shaped] | None = None) -> None:
        self.reader, self.shape = Reader(latest), shape
        self.layouts: dict[tuple[str, ...], Layout] = {}

    def __call__(self, chunk: Chunk) -> Prepared:
        """Prepare a chunk. Raises ColumnsMissing or ColumnTwice when a whole file's head can't be used."""
        known = chunk.header in self.layouts
        if len(self.layouts) >= HEADS:
            self.layouts.clear()
        found = self.layouts.setdefault(chunk.header, layout(chunk.header))
        statements = self._statements(chunk, found)
        return Prepared(
            usccs=list(statements.columns.facts[0]),
            repairs=statements.repairs,
            whole=(chunk, statements),
            clean=not (statements.refused or chunk.damages),
            unknown=() if known else found.unknown,
            shaped=self.shape(statements.columns) if self.shape and statements.columns.lines else None,
        )

    def _statements(self, chunk: Chunk, found: Layout) -> Statements:
        problem = _problem(chunk, found) if chunk.rows or chunk.tabular else None
        if problem is None:
            return self.reader.statements(chunk, found)
        return Statements((), refused={at: [Remark(line, None, *problem)] for at, line in enumerate(chunk.lines)})


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
