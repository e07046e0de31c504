"""How workers share exports out: one has an export at a time, for as long as it renews its lease.

All steps name the worker: one whose lease was taken over finds out by its next step, and writes nothing.
"""

import json
from collections.abc import Collection
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Engine, and_, or_, select, update

from exchange import clock
from exchange.export.model import Export, ExportState
from exchange.export.rules import moved

ATTEMPTS = 5
"""How often an export is begun again where nothing is added to it."""
LATEST = timedelta(minutes=1)
"""No lease ends later than this, or than twice its length."""
FILE_DAYS = 7
"""How long a file is kept."""


class Progress(NamedTuple):
    """How far a file is: what the next worker goes on from."""

    cursor: str | None
    rows: int
    bytes: int
    sha256: str
    consents: Collection[str]


class Lost(Exception):
    """The export was cancelled, or another worker has it."""


def waiting(engine: Engine, seconds: float) -> bool:
    """Tell whether there is an export that nobody works at; leases are of so many seconds."""
    with engine.connect().execution_options(read_only=True) as connection:
        return connection.scalar(select(Export.id).where(_free(seconds)).limit(1)) is not None


def claim(engine: Engine, worker: str, seconds: float) -> Export | None:
    """Take the oldest export that nobody works at; None where there is none."""
    now = clock.now()
    free = select(Export.id).where(_free(seconds)).order_by(Export.id).limit(1).with_for_update(skip_locked=True)
    with engine.begin() as connection:
        id_ = connection.scalar(free)
        if id_ is None:
            return None
        until = now + timedelta(seconds=seconds)
        lease: dict[str, Any] = {"worker": worker, "leased_until": until, "attempts": Export.attempts + 1}
        moved(connection, id_, ExportState.RUNNING, worker, **lease)
        return Export(**connection.execute(select(Export.__table__).where(Export.id == id_)).one()._mapping)


def keep(engine: Engine, export_id: str, worker: str, seconds: float, progress: Progress) -> None:
    """Acknowledge what is in the file now, and renew the lease. Raises Lost."""
    values = progress._asdict() | {"consents": _written(progress), "attempts": 0}
    until = clock.now() + timedelta(seconds=seconds)
    with engine.begin() as connection:
        step = update(Export).where(*_held(export_id, worker)).values(**values, leased_until=until)
        if not connection.execute(step).rowcount:
            raise Lost


def finish(engine: Engine, export_id: str, worker: str, progress: Progress) -> None:
    """Acknowledge the last rows: the export is done. Raises Lost."""
    now = clock.now()
    values = progress._asdict() | {"consents": _written(progress), "finished_at": now}
    _end(engine, export_id, worker, ExportState.DONE, expires_at=now + timedelta(days=FILE_DAYS), **values)


def fail(engine: Engine, export_id: str, worker: str, failure: str) -> None:
    """End an export that can't be made. Raises Lost."""
    _end(engine, export_id, worker, ExportState.FAILED, reason=failure, failure=failure, finished_at=clock.now())


def release(engine: Engine, export_id: str, worker: str, seconds: float = 0.0) -> None:
    """Let any worker take the export up, after some seconds."""
    until = clock.now() + timedelta(seconds=seconds)
    with engine.begin() as connection:
        connection.execute(update(Export).where(*_held(export_id, worker)).values(leased_until=until))


def expire(engine: Engine) -> None:
    """End the exports whose files have been kept long enough."""
    over = and_(Export.state == ExportState.DONE, Export.expires_at <= clock.now())
    with engine.connect().execution_options(read_only=True) as connection:
        ids = connection.scalars(select(Export.id).where(over)).all()
    for id_ in ids:
        with engine.begin() as connection:
            moved(connection, id_, ExportState.EXPIRED, "exchange")


def ended(engine: Engine, ids: Collection[str]) -> set[str]:
    """Return which of these exports have ended without a file that counts."""
    states = (ExportState.FAILED, ExportState.CANCELLED, ExportState.EXPIRED)
    with engine.connect().execution_options(read_only=True) as connection:
        return set(connection.scalars(select(Export.id).where(Export.id.in_(ids), Export.state.in_(states))))


def _end(engine: Engine, export_id: str, worker: str, state: ExportState, **values: Any) -> None:
    with engine.begin() as connection:
        if not moved(connection, export_id, state, worker, *_held(export_id, worker), **values):
            raise Lost


def _held(export_id: str, worker: str) -> tuple[ColumnElement[bool], ...]:
    return Export.id == export_id, Export.worker == worker, Export.state == ExportState.RUNNING


def _free(seconds: float) -> ColumnElement[bool]:
    now = clock.now()
    # A lease that ends later than any can was given before the clock was set back: it would keep everybody off.
    latest = now + max(timedelta(seconds=2 * seconds), LATEST)
    over = or_(Export.leased_until <= now, Export.leased_until > latest)
    abandoned = and_(Export.state == ExportState.RUNNING, over)
    return or_(Export.state == ExportState.WAITING, abandoned)


def _written(progress: Progress) -> str:
    return json.dumps(sorted(progress.consents))
