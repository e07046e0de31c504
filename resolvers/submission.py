"""The commands about submissions: the same deeds as over HTTP, and small batches sent at once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from exchange.record import small, submitting, withdrawal
from exchange.submission import content, state
from exchange.submission.model import SubmissionState
from exchange.submission.opening import Wanted, opened
from exchange.submission.refusal import SubmissionRefused
from resolvers.command import Context, Made

PAYLOAD = "SubmissionPayload"


def open_(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Open a submission of the caller's institution."""
    heads = {each.head: each.means for each in input.columns}
    asked = Wanted(
        item=input.item,
        batch=input.batch,
        format=input.format and input.format.value,
        encoding=input.encoding,
        strict=input.strict,
        history=input.history,
        ignore=tuple(input.ignore),
        columns=heads,
        size=input.size,
        sha256=input.sha256,
    )
    connection, limit = context.session.connection(), context.settings.upload_bytes
    row, _ = opened(connection, _supplier(context), asked, by=context.principal.actor, limit=limit)
    return _made(row)


def validate(context: Context, input: Any) -> Made:  # noqa: A002
    """Say of each line what would become of it."""
    with _held(context, input.submission) as row:
        submitting.validate_within(context.session.connection(), context.settings, row, context.principal.actor)
        return _made(row)


def commit(context: Context, input: Any) -> Made:  # noqa: A002
    """Apply a submission; one that was applied before is left as it is."""
    with _held(context, input.submission) as row:
        if row.state != SubmissionState.COMMITTED:
            given = (context.session.connection(), context.settings, row, context.principal.actor)
            submitting.commit_within(*given, _later(context.session))
            _dropped(context, row.handle, content.CONTENT)
        return _made(row)


def withdraw(context: Context, input: Any) -> Made:  # noqa: A002
    """Take a submission back."""
    with _held(context, input.submission) as row:
        later = _later(context.session)
        withdrawal.withdraw(context.session.connection(), row, context.principal.actor, later)
        _dropped(context, row.handle, content.CONTENT, content.REJECTS)
        return _made(row)


def submit(context: Context, input: Any) -> Made:  # noqa: A002
    """Take a small batch in at once."""
    records = [[(cell.field, cell.value) for cell in record.cells] for record in input.records]
    row = small.submitted(
        context.session.connection(),
        context.settings,
        small.Batch(_supplier(context), input.item, input.batch, records, input.strict),
        by=context.principal.actor,
        later=_later(context.session),
    )
    _dropped(context, row.handle, content.CONTENT)
    return _made(row)


def _supplier(context: Context) -> str:
    if context.principal.institution_code is None:
        raise SubmissionRefused("batch", "Submissions are an institution's: the caller belongs to none.")
    return context.principal.institution_code


@contextmanager
def _held(context: Context, handle: str) -> Iterator[Any]:
    """Hold a submission of the caller's institution, its content and its row."""
    connection, supplier = context.session.connection(), context.principal.institution_code
    known: Any = state.own(connection, handle, supplier, lock=False)
    with content.held(context.settings, known.handle):
        yield state.own(connection, handle, supplier)


def _later(session: Session) -> Callable[[Callable[[], None]], None]:
    """Return what lets something be done when the session commits, behind everything else that it writes."""

    def later(deed: Callable[[], None]) -> None:
        def at_last(committing: Session) -> None:
            committing.flush()
            deed()

        event.listen(session, "before_commit", at_last, once=True)

    return later


def _dropped(context: Context, handle: str, *parts: str) -> None:
    """Remove files of a submission once what was done with it is committed."""
    event.listen(context.session, "after_commit", lambda _: content.drop(context.settings, handle, *parts), once=True)


def _made(row: Any) -> Made:
    return Made(PAYLOAD, {"handle": row.handle})
