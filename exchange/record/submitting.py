"""What can be done with a submission's content: validated, committed, each whole or not at all."""

from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, func, select

from exchange import clock
from exchange.catalogue.items import FINANCING_PRODUCT, LIST_ENTRY
from exchange.listing.submitted import Entries, hold
from exchange.product.submitted import Products
from exchange.record.taking import Findings, Registering, recorded, taken
from exchange.settings import Settings
from exchange.submission import content, state
from exchange.submission.batch import turn
from exchange.submission.model import SubmissionState as State
from exchange.submission.opening import check_item
from exchange.submission.refusal import ContentIncomplete, LinesRejected

Later = Callable[[Callable[[], None]], None]
"""Does something when the transaction is about to commit, behind everything else that it writes."""


def validate(engine: Engine, settings: Settings, handle: str, supplier: str | None, by: str) -> None:
    """Say of each line what would become of it; nothing is applied.

    Raises ExchangeError where the submission isn't the supplier's, is no more to be validated, or can't be read.
    """
    reading = engine.execution_options(read_only=True)
    with content.held(settings, own(engine, handle, supplier)), turn(), reading.connect() as connection:
        # Reading takes as long as it takes; other writers needn't wait for it.
        row = ready(connection, handle, supplier, State.VALIDATED)
        with _found(connection, settings, row, by, apply=False) as findings:
            findings.rejects.place()
            connection.rollback()
            with engine.begin() as writing:
                row = ready(writing, handle, supplier, State.VALIDATED)
                _write(writing, row, findings, State.VALIDATED, by)


def commit(engine: Engine, settings: Settings, handle: str, supplier: str | None, by: str) -> bool:
    """Apply a submission in one transaction; return False for one that was committed before: it is left as it is.

    Raises ExchangeError as validate does, and LinesRejected where it is strict: what is wrong is then written down.
    """
    with content.held(settings, own(engine, handle, supplier)), turn():
        with engine.connect() as connection, connection.begin() as transaction:
            row = state.own(connection, handle, supplier)
            if row.state == State.COMMITTED:
                return False
            with _Committing(connection, settings, row, by) as findings:
                if row.strict and findings.counts["rejected"]:
                    transaction.rollback()
                    with engine.begin() as writing:
                        row = ready(writing, handle, supplier, State.VALIDATED)
                        _write(writing, row, findings, State.VALIDATED, by)
                    raise LinesRejected(findings.counts["rejected"])
                _write(connection, row, findings, State.COMMITTED, by)
                findings.taker.announce(row.handle)
        content.drop(settings, handle, content.CONTENT)
        return True


def commit_within(connection: Connection, settings: Settings, row: Any, by: str, later: Later) -> None:
    """Apply a submission in the caller's transaction, whose last deed is to tell the feed. Raises as commit does.

    The caller holds the content, and drops it once the transaction is committed.
    """
    with _Committing(connection, settings, row, by) as findings:
        if row.strict and findings.counts["rejected"]:
            raise LinesRejected(findings.counts["rejected"])
        _write(connection, row, findings, State.COMMITTED, by)
        later(lambda: findings.taker.announce(row.handle))


def validate_within(connection: Connection, settings: Settings, row: Any, by: str) -> None:
    """Validate in the caller's transaction; the caller holds the content. Raises as validate does."""
    _check(row, State.VALIDATED)
    with _found(connection, settings, row, by, apply=False) as findings:
        findings.rejects.place()
        _write(connection, row, findings, State.VALIDATED, by)


def own(engine: Engine, handle: str, supplier: str | None) -> str:
    """Return the handle, which is now known to be the supplier's. Raises SubmissionUnknown."""
    with engine.connect().execution_options(read_only=True) as connection:
        return str(state.own(connection, handle, supplier, lock=False).handle)


def ready(connection: Connection, handle: str, supplier: str | None, to: State) -> Any:
    """Return the locked row of a submission that may go into a state, all its content being there."""
    row = state.own(connection, handle, supplier)
    _check(row, to)
    return row


def _check(row: Any, to: State) -> None:
    state.check(row.state, to)
    if not row.upload_offset or (row.size is not None and row.upload_offset < row.size):
        wanted = f" of {row.size:,}" if row.size is not None else ""
        raise ContentIncomplete(f"{row.upload_offset:,} bytes{wanted} are stored. Send the rest first.")


class _Committing:
    """Takes a submission in, applying it; in the block the findings are known."""

    def __init__(self, connection: Connection, settings: Settings, row: Any, by: str) -> None:
        self.connection, self.row = connection, row
        _check(row, State.COMMITTED)
        # What the supplier may do is asked again: an item may have been taken from it since.
        check_item(connection, row.item_code, row.supplier_code)
        _queue_up(connection, row)
        if row.item_code == LIST_ENTRY:
            hold(connection, row.supplier_code)
        self.findings = _found(connection, settings, row, by, apply=True)

    def __enter__(self) -> Findings:
        findings: Findings = self.findings.__enter__()
        # In its place before the commit: a run killed between the two is run again and writes it again.
        findings.rejects.place()
        return findings

    def __exit__(self, *error: Any) -> None:
        self.findings.__exit__(*error)


def _queue_up(connection: Connection, row: Any) -> None:
    """Let submissions of the same records follow one another: on SQLite all writers do."""
    if connection.dialect.name != "postgresql":
        return
    key = f"submission {row.supplier_code} {row.item_code}"
    connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))
    # A plan kept from when the table was empty would read all of it for every chunk.
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    # What only reading a whole table can tell then looks dear enough to be compiled first, each time anew.
    connection.exec_driver_sql("SET LOCAL jit = off")


def _found(connection: Connection, settings: Settings, row: Any, by: str, *, apply: bool) -> Any:
    path, rejects = (content.place(settings, row.handle, part) for part in (content.CONTENT, content.REJECTS))
    # What was never acknowledged is cut off.
    content.Content(path, row.upload_offset).close()
    takers: dict[str, Registering] = {
        LIST_ENTRY: partial(Entries, jurisdiction=settings.jurisdiction),
        FINANCING_PRODUCT: partial(Products, lock=apply),
    }
    register = takers.get(row.item_code, recorded)
    return taken(connection, row, path, rejects, by=by, now=clock.now(), apply=apply, register=register)


def _write(connection: Connection, row: Any, findings: Findings, to: State, by: str) -> None:
    findings.spool.write(connection, row.id)
    values: dict[str, Any] = dict(findings.counts)
    if to == State.COMMITTED:
        values["sha256"] = findings.sha256
    state.move(connection, row.id, row.state, to, by, **values)
