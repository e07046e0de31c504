"""How a submission moves from state to state: the allowed transitions, each written down with who and when."""

from collections.abc import Mapping

from sqlalchemy import Connection, Row, Table, insert, select, update

from exchange import clock
from exchange.identifier import ordered
from exchange.submission.model import Submission, SubmissionEvent
from exchange.submission.model import SubmissionState as State
from exchange.submission.refusal import StateRefused, SubmissionUnknown

SUBMISSION: Table = Submission.__table__  # type: ignore[assignment]
_EVENT: Table = SubmissionEvent.__table__  # type: ignore[assignment]

TRANSITIONS: Mapping[State, frozenset[State]] = {
    State.OPEN: frozenset({State.UPLOADED, State.VALIDATED, State.COMMITTED, State.ABANDONED}),
    State.UPLOADED: frozenset({State.VALIDATED, State.COMMITTED, State.ABANDONED}),
    State.VALIDATED: frozenset({State.OPEN, State.UPLOADED, State.COMMITTED, State.ABANDONED}),
    State.COMMITTED: frozenset({State.WITHDRAWN}),
    State.WITHDRAWN: frozenset(),
    State.ABANDONED: frozenset({State.OPEN}),
}
"""A validated one is open again when more bytes come; an abandoned one when its number is opened again."""
TAKING = (State.OPEN, State.UPLOADED, State.VALIDATED)
"""The states in which content and commit are still ahead."""


def own(connection: Connection, handle: str, supplier: str | None, *, lock: bool = True) -> Row[tuple[object, ...]]:
    """Return a supplier's submission, locked until the transaction ends unless it is only looked at.

    Raises SubmissionUnknown, also for another's, and for a batch of the registry.
    """
    found = None
    if supplier is not None and "\0" not in handle:
        mine = (SUBMISSION.c.handle == handle) & (SUBMISSION.c.supplier_code == supplier)
        records = SUBMISSION.c.item_code.is_not(None)
        wanted = select(SUBMISSION).where(mine, records)
        found = connection.execute(wanted.with_for_update() if lock else wanted).one_or_none()
    if found is None:
        raise SubmissionUnknown(handle)
    return found


def begin(connection: Connection, submission: int, by: str) -> None:
    """Write down that a submission was opened."""
    _note(connection, submission, State.OPEN, by)


def move(connection: Connection, submission: int, before: str, to: State, by: str, **values: object) -> None:
    """Bring a locked submission into a state, with other values of its row. Raises StateRefused."""
    check(before, to)
    own_row = SUBMISSION.c.id == submission
    connection.execute(update(SUBMISSION).where(own_row).values(state=to.value, **values))
    if before != to:
        _note(connection, submission, to, by)


def check(before: str, to: State) -> None:
    """Raise StateRefused where the transition isn't allowed; staying in a state always is."""
    if before != to and to not in TRANSITIONS[State(before)]:
        raise StateRefused(f"The submission is {before}; it can't become {to.value}.")


def _note(connection: Connection, submission: int, state: State, by: str) -> None:
    row = {"id": ordered("sbe_"), "submission_id": submission, "state": state.value, "at": clock.now(), "by": by}
    connection.execute(insert(_EVENT).values(row))
