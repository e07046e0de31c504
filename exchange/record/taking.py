"""Takes a submission's content in: reads it, compares it with what is held, and applies it where that is wanted."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import orjson
from sqlalchemy import Connection

from exchange import clock
from exchange.entity.wording import is_clean
from exchange.record import held, rejected
from exchange.record.column import Heads
from exchange.record.person import masked
from exchange.record.publication import publication
from exchange.record.register import Origin, Register, Written
from exchange.record.standard import Standard, standard
from exchange.record.statement import Reader, Statement, Statements
from exchange.submission.chunk import Chunk, Damage, Remark, parts, quoted
from exchange.submission.firsts import Firsts
from exchange.submission.form import Sent, sent
from exchange.submission.reading import Reading
from exchange.submission.refusal import ContentDiffers
from exchange.submission.rejects import Rejects
from exchange.submission.source import Source
from exchange.submission.spool import Spool

ROWS = 1_000
"""Rows that are worked on at a time: their values, statements and remarks take several times what the rows do."""
COUNTS = ("read", "accepted", "changed", "unchanged", "rejected", "repaired")


class Taker(Protocol):
    """What takes statements in: the register of records, what keeps entries on lists, or products."""

    @property
    def standard(self) -> Standard:
        """Return by which field standard the statements were read."""

    def compared(self, made: Sequence[Statement], /) -> Written:
        """Return what would become of statements."""

    def write(self, written: Written, /) -> None:
        """Write it."""

    def announce(self, handle: str, /) -> None:
        """Tell the feed: the last deed of the transaction."""


Registering = Callable[[Connection, Standard, Origin], Taker]


def recorded(connection: Connection, wanted: Standard, origin: Origin) -> Register:
    """Return the register that an item's records go to."""
    return Register(connection=connection, standard=wanted, origin=origin, publication=publication(wanted))


@dataclass(slots=True)
class Findings:
    """What became, or would become, of the lines. `sha256` is of the content as given."""

    sha256: str
    spool: Spool
    rejects: Rejects
    taker: Taker
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTS, 0))


@contextmanager
def taken(
    connection: Connection,
    row: Any,
    content: Path,
    rejects: Path,
    *,
    by: str,
    now: datetime,
    apply: bool,
    register: Registering,
) -> Iterator[Findings]:
    """Take a submission's content in, in the caller's transaction; with `apply` false, write no record.

    The caller places the rejected lines and writes the spool. Raises ContentDiffers where the content isn't the one
    that was announced, and other ExchangeErrors where the whole is refused.
    """
    wanted = standard(connection, row.item_code)
    with ExitStack() as stack:
        given: Sent = stack.enter_context(sent(content, row.format, row.encoding))
        source: Source = given.source
        _check_sha256(row.sha256, given.sha256)
        writer = stack.enter_context(Rejects(rejects, rejected.head(given.reading)))
        origin = _origin(row, by, now)
        taker = register(connection, wanted, origin)
        findings = Findings(given.sha256, stack.enter_context(Spool()), writer, taker)
        run = Run(connection, findings, given.reading, origin, _heads(row), apply=apply)
        run.take(given.reading.chunks(source.pieces()))
        run.note(given.notes)
        yield findings


class Run:
    """One run over a content."""

    def __init__(
        self,
        connection: Connection,
        findings: Findings,
        reading: Reading,
        origin: Origin,
        heads: Heads,
        *,
        apply: bool,
    ) -> None:
        self.connection, self.findings, self.reading, self.apply = connection, findings, reading, apply
        self.register = findings.taker
        self.reader = Reader(self.register.standard, heads, today=origin.today, history=origin.history)
        self.firsts = Firsts()
        """Of the external ids."""

    def take(self, chunks: Iterable[Chunk]) -> None:
        """Take every chunk, a part at a time."""
        for chunk in chunks:
            for part in parts(chunk, ROWS):
                self._take(self.reader(part))

    def note(self, notes: Iterable[str]) -> None:
        """Note what concerns the whole content."""
        personal = sorted(self.reader.personal)
        said = list(notes)
        if personal:
            said.append(
                f"The columns {', '.join(personal)} are of natural persons: they were neither read nor stored. "
                "Leave them out."
            )
        self.findings.spool.add("NOTE", [Remark(0, None, "NOTE", each) for each in said])

    def _take(self, statements: Statements) -> None:
        made = [each for each in statements.made if not self._is_twice(statements, each)]
        written = self.register.compared(made)
        if self.apply:
            self.register.write(written)
        for at, remarks in written.refused.items():
            statements.refused.setdefault(at, []).extend(remarks)
        self._count("accepted", len(written.new))
        self._count("changed", len(written.changed))
        self._count("unchanged", written.unchanged)
        self._refuse(statements)
        lines = {statements.chunk.lines[at] for at in statements.refused}
        repairs = {line: each for line, each in statements.repairs.items() if line not in lines}
        self.findings.counts["repaired"] += len(repairs)
        self._say("REPAIR", repairs.values())
        self._say("GAP", [each for line, each in statements.gaps.items() if line not in lines])
        self._say("NOTE", [written.notes, self._subjects(statements, made)])

    def _count(self, name: str, lines: int) -> None:
        self.findings.counts[name] += lines
        self.findings.counts["read"] += lines

    def _is_twice(self, statements: Statements, said: Statement) -> bool:
        first = self.firsts.line(said.external_id, said.line)
        if first == said.line:
            return False
        message = f"Line {first} has {quoted(masked(said.external_id))} already; keep the right one of the two."
        of = self.register.standard.of("document_number")
        statements.refuse(said.at, Remark(said.line, of, "DUPLICATE", message))
        return True

    def _refuse(self, statements: Statements) -> None:
        chunk, layout = statements.chunk, statements.layout
        lost: list[tuple[list[Remark], Damage | int]] = [([each.remark], each) for each in chunk.damages]
        lost += [([_located(chunk, each) for each in found], at) for at, found in statements.refused.items()]
        for remarks, what in sorted(lost, key=lambda pair: pair[0][0].line):
            self._count("rejected", 1)
            self.findings.spool.add("REJECTION", remarks)
            if isinstance(what, int):
                self.findings.rejects.add(rejected.as_sent(self.reading, chunk, layout, what))
            elif what.raw is not None:
                self.findings.rejects.add(rejected.damaged(self.reading, what.raw))

    def _subjects(self, statements: Statements, made: Iterable[Statement]) -> list[Remark]:
        """Return what is worth knowing of subjects that the registry doesn't know, or knows by another name."""
        kept = [each for each in made if each.uscc and each.at not in statements.refused]
        known = held.names(self.connection, list({str(each.uscc) for each in kept})) if kept else {}
        field_, found = self.register.standard.of("uscc"), list[Remark]()
        for each in kept:
            name = known.get(str(each.uscc))
            if name is None:
                message = "The registry doesn't know the subject; the record is held and shown once it does."
                found.append(Remark(each.line, field_, "SUBJECT_NOT_REGISTERED", message))
            elif _plain(name) != _plain(each.subject_name):
                of = self.register.standard.of("subject_name")
                message = f"The registry calls the subject {quoted(name)}."
                found.append(Remark(each.line, of, "SUBJECT_NAME_DIFFERS", message))
        return found

    def _say(self, kind: str, groups: Iterable[list[Remark]]) -> None:
        self.findings.spool.add(kind, [remark for group in groups for remark in group])


def _plain(name: str) -> str:
    narrow = name.translate({0xFF08: "(", 0xFF09: ")"})
    return narrow if is_clean(narrow) else narrow.strip()


def _located(chunk: Chunk, remark: Remark) -> Remark:
    place = chunk.places.get(remark.line) if chunk.places else None
    return remark._replace(message=f"{remark.message} (line {place} of the file)") if place else remark


def _origin(row: Any, by: str, now: datetime) -> Origin:
    return Origin(
        submission=row.id, supplier=row.supplier_code, by=by, now=now, today=clock.today(), history=row.history
    )


def _heads(row: Any) -> Heads:
    return Heads(**orjson.loads(row.heads)) if row.heads else Heads()


def _check_sha256(announced: str | None, found: str) -> None:
    if announced is not None and announced != found:
        raise ContentDiffers(
            f"The content has the SHA-256 {found[:12]}…, announced was {announced[:12]}…. Withdraw the submission and "
            "send the content again."
        )
