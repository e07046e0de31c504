"""Ingest of a registry file: one batch of one supplier, whole or not at all."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, Engine

from exchange import clock
from exchange.entity.preparation import Preparation, Prepared
from exchange.entity.register import Register
from exchange.name import index
from exchange.submission import batch, encoding
from exchange.submission.ahead import Ahead
from exchange.submission.chunk import ROWS, Chunk, Remark
from exchange.submission.leisure import undisturbed
from exchange.submission.reading import reading
from exchange.submission.receipt import Receipt
from exchange.submission.refusal import FileUnreadable
from exchange.submission.rejects import Rejects
from exchange.submission.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a file is taken in.

    `strict`: any rejected line refuses the batch. `rejects`: where rejected lines are written. `encoding`: overrules
    the one found. `as_of`: the day of the extract, from which changes hold; today when null.
    """

    strict: bool = False
    rejects: Path | None = None
    encoding: str | None = None
    as_of: date | None = None
    fictitious: bool = False


AS_USUAL = Options()


def ingest_registry(
    engine: Engine,
    path: Path,
    supplier: str,
    number: str,
    *,
    options: Options = AS_USUAL,
    progress: Callable[[int, int], None] | None = None,
) -> Receipt:
    """Take in a registry file as a supplier's batch, in one transaction, and return its receipt.

    `progress` is told the bytes read and the file's size. A batch refused for strictness has a receipt that isn't
    committed; the same batch with the same content sent again has the first receipt, and nothing happens. Raises
    ExchangeError when the file or the batch is refused as a whole.
    """
    codec = encoding.named(options.encoding) if options.encoding else None
    if options.rejects and options.rejects.resolve() == path.resolve():
        raise FileUnreadable(f"{path} can't be read and written at once: name another file for rejected lines.")
    with undisturbed(), Source(path) as source, engine.connect() as connection, connection.begin() as transaction:
        form = reading(source.head, codec)
        known = batch.begin(connection, supplier, number, source.sha256)
        if known:
            return known
        receipt = Receipt(supplier, number, source.sha256)
        with Rejects(options.rejects, form) as rejects:
            ingest = Ingest(connection, receipt, rejects, options, path)
            prepare = Preparation(clock.today())
            with Ahead(map(prepare, form.chunks(source.pieces()))) as prepared:
                ingest.run(prepared, lambda: progress(source.done, source.size) if progress else None)
            # In place before the commit: a run killed between the two is run again and writes it again.
            rejects.place()
        if options.strict and receipt.rejected:
            transaction.rollback()
            receipt.submission, receipt.committed = None, False
        return receipt


class Ingest:
    """One run: carries prepared chunks to the register and keeps the receipt."""

    def __init__(
        self, connection: Connection, receipt: Receipt, rejects: Rejects, options: Options, path: Path
    ) -> None:
        self.connection, self.receipt, self.rejects = connection, receipt, rejects
        now = clock.now()
        self.submission = batch.open_submission(connection, receipt, path, now)
        self.register = Register(
            connection=connection,
            submission=self.submission,
            now=now,
            as_of=options.as_of or clock.today(),
            fictitious=options.fictitious,
        )
        self.unwritten: list[Remark] = []

    def run(self, prepared: Iterable[Prepared], told: Callable[[], None]) -> None:
        """Take every chunk and close the submission; `told` is called after each."""
        # The index takes the new names as they come, so that neither they nor their keys pile up.
        index.add(self.connection, self._names(prepared, told))
        batch.remark(self.connection, self.submission, "REJECTION", self.unwritten)
        batch.close(self.connection, self.receipt)

    def _names(self, prepared: Iterable[Prepared], told: Callable[[], None]) -> Iterator[index.Named]:
        for each in prepared:
            yield from self._take(each)
            told()

    def _take(self, prepared: Prepared) -> list[index.Named]:
        chunk, statements = prepared.chunk, prepared.statements
        written = self.register.write(statements)
        refused = statements.refused | written.refused
        for at in refused:
            statements.repairs.pop(chunk.lines[at], None)
        rejected = [([damage.remark], damage.raw) for damage in chunk.damages]
        rejected += [([_located(chunk, each) for each in refused[at]], chunk.raw(at)) for at in refused]
        for remarks, raw in sorted(rejected, key=lambda pair: pair[0][0].line):
            self._reject(remarks, raw)
        self.receipt.count(len(written.new), written.changed, written.unchanged)
        self._repair(statements.repairs)
        self.receipt.note(prepared.unknown)
        return written.new

    def _reject(self, remarks: list[Remark], raw: bytes | None) -> None:
        self.receipt.reject(remarks)
        self.rejects.add(raw)
        self.unwritten += remarks
        if len(self.unwritten) >= ROWS:
            batch.remark(self.connection, self.submission, "REJECTION", self.unwritten)
            self.unwritten = []

    def _repair(self, repairs: dict[int, list[Remark]]) -> None:
        remarks = [remark for found in repairs.values() for remark in found]
        self.receipt.repair(remarks, len(repairs))
        batch.remark(self.connection, self.submission, "REPAIR", remarks)


def _located(chunk: Chunk, remark: Remark) -> Remark:
    place = chunk.places.get(remark.line) if chunk.places else None
    return remark._replace(message=f"{remark.message} (line {place} of the file)") if place else remark
