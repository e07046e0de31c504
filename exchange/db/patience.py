"""How long a write waits for PostgreSQL: a server that hangs says nothing, and its own time limits hang with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import psycopg
from psycopg.abc import RV, PQGen
from psycopg.pq import TransactionStatus

INTERVAL = 0.1
_patient: ContextVar[bool] = ContextVar("patient", default=False)


@contextmanager
def patient() -> Iterator[None]:
    """Let statements of this thread take as long as they take, until the block ends: whole batches are taken in."""
    token = _patient.set(True)
    try:
        yield
    finally:
        _patient.reset(token)


class Impatient(psycopg.Connection[Any]):
    """A connection that is closed once the server has left one of its statements unanswered for too long."""

    seconds = 30.0

    def wait(self, gen: PQGen[RV], interval: float = INTERVAL, timeout: float | None = None) -> RV:
        """Wait for the answer. Raises OperationalError; whether the statement was carried out isn't known then."""
        limit = timeout if timeout is not None or _patient.get() else self.seconds
        try:
            return super().wait(gen, interval, limit)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.pgconn.finish()
            raise
