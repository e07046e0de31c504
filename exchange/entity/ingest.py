"""Ingest of a registry file: one batch of one supplier, whole or not at all."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from exchange import clock
from exchange.entity import telling
from exchange.entity.aside import Task, aside
from exchange.entity.held import Newcomers
from exchange.entity.preparation import Preparation, Prepared
from exchange.entity.register import Register, Written
from exchange.entity.shape import Origin, Shaping
from exchange.name import vocabulary
from exchange.name.vocabulary import Vocabulary
from exchange.submission import batch, encoding
from exchange.submission.ahead import Ahead
from exchange.submission.chunk import ROWS, Chunk, Remark
from exchange.submission.leisure import undisturbed
from exchange.submission.reading import Reading, reading
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
LARGE = 4 << 20
"""Bytes of a file from which a second process pays."""
SETTLED = 5_000
"""New entities in a batch from which the index of names is counted anew behind it."""


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
    ExchangeError when the file or the batch is refused as a whole, Busy when others write for too long.
    """
    codec = encoding.named(options.encoding) if options.encoding else None
    if options.rejects and options.rejects.resolve() == path.resolve():
        raise FileUnreadable(f"{path} can't be read and written at once: name another file for rejected lines.")
    with undisturbed(), Source(path) as source, batch.turn():
        return _taken(engine, source, codec, (supplier, number), options, progress)


def settle(engine: Engine, receipt: Receipt) -> None:
    """Bring the index of names to rest behind a batch, the more so behind a large one, in a transaction of its own.

    A failure costs searches time and nothing else; whoever sends the batch again, or the next one, settles it.
    """
    if not receipt.committed:
        return
    rest = vocabulary.settle if receipt.accepted >= SETTLED else vocabulary.clear
    with suppress(SQLAlchemyError), engine.begin() as connection:
        rest(connection)


def _taken(
    engine: Engine,
    source: Source,
    codec: str | None,
    key: tuple[str, str],
    options: Options,
    progress: Callable[[int, int], None] | None,
) -> Receipt:
    form = reading(source.head, codec)
    with engine.connect() as connection, connection.begin() as transaction:
        known = batch.begin(connection, *key, source.sha256)
        if known:
            return known
        receipt = Receipt(*key, source.sha256)
        with Rejects(options.rejects, form) as rejects:
            ingest = Ingest(connection, receipt, rejects, options, source.path)
            with ingest.preparation(source, form) as prepared:
                ingest.run(prepared, lambda done: progress(done, source.size) if progress else None)
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
        self.submission = batch.open_submission(connection, receipt, path, now := clock.now())
        self.origin = Origin(
            dialect=connection.dialect.name,
            submission=self.submission,
            now=now,
            as_of=options.as_of or clock.today(),
            fictitious=options.fictitious,
        )
        self.register = Register(
            connection=connection,
            origin=self.origin,
            shape=Shaping(self.origin),
            vocabulary=Vocabulary(connection),
            newcomers=Newcomers(connection),
        )
        self.unwritten: list[Remark] = []
        self.remembered = 0
        self.concerned = telling.Concerned()

    @contextmanager
    def preparation(self, source: Source, form: Reading) -> Iterator[Iterator[Prepared]]:
        """Prepare the file ahead: in a process of its own where that takes long enough, else in a thread."""
        latest = clock.today()
        if source.size >= LARGE:
            task = Task(source.path, source.sha256, form, latest, self.origin, raw=self.rejects.path is not None)
            with aside(task) as received, Ahead(received) as prepared:
                yield prepared
            return
        self.prepare = Preparation(latest, Shaping(self.origin))
        with Ahead(map(self.prepare, form.chunks(source.pieces()))) as prepared:
            yield prepared

    def run(self, prepared: Iterable[Prepared], told: Callable[[int], None]) -> None:
        """Take every chunk and close the submission; `told` is called after each."""
        for each in prepared:
            self._take(each)
            told(each.done)
        self.register.vocabulary.write()
        batch.remark(self.connection, self.submission, "REJECTION", self.unwritten)
        if self.remembered:
            self.receipt.notes.append(f"{self.remembered:,} entities known before got former names added.")
        batch.close(self.connection, self.receipt)
        telling.publish(self.connection, self.concerned, self.submission, self.origin.now)

    def _take(self, prepared: Prepared) -> None:
        written = self.register.write(prepared)
        if not prepared.clean or written.refused:
            self._refuse(prepared, written)
        self.receipt.count(written.new, written.changed, written.unchanged)
        self.remembered += written.remembered
        self.concerned.add(written.concerned)
        self._repair(prepared.repairs)
        self.receipt.note(prepared.unknown)

    def _refuse(self, prepared: Prepared, written: Written) -> None:
        chunk, statements = prepared.unpacked()
        refused = statements.refused | written.refused
        for at in refused:
            prepared.repairs.pop(chunk.lines[at], None)
        rejected = [([damage.remark], damage.raw) for damage in chunk.damages]
        rejected += [([_located(chunk, each) for each in refused[at]], chunk.raw(at)) for at in refused]
        for remarks, raw in sorted(rejected, key=lambda pair: pair[0][0].line):
            self._reject(remarks, raw)

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
