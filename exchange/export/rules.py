"""Which steps an export may take, and how it is asked for and cancelled, each in the caller's transaction."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, func, insert, select, update
from sqlalchemy.orm import Session

from exchange import clock
from exchange.export.model import Export, ExportEvent, ExportState
from exchange.export.refusal import ExportStateRefused, TooManyExports
from exchange.identifier import ordered

S = ExportState
SOURCES: Mapping[ExportState, frozenset[ExportState]] = {
    S.RUNNING: frozenset({S.WAITING, S.RUNNING}),
    S.DONE: frozenset({S.RUNNING}),
    S.FAILED: frozenset({S.RUNNING}),
    S.CANCELLED: frozenset({S.WAITING, S.RUNNING}),
    S.EXPIRED: frozenset({S.DONE}),
}
"""From which states each state is reached. RUNNING is reached anew where another worker takes an export up."""
UNDER_WAY = (S.WAITING, S.RUNNING)
LIMIT = 5
"""Exports under way of one requester."""
NOTHING_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"""Of an empty file."""


class Requester(NamedTuple):
    """Who asks, and by which rights."""

    client_id: str
    institution_code: str | None
    user_id: str | None
    on_behalf_of: str | None
    grant_id: str | None
    scopes: str

    @property
    def own(self) -> ColumnElement[bool]:
        """Return the condition under which an export is the requester's."""
        if self.user_id is not None:
            return Export.user_id == self.user_id
        same = Export.institution_code == self.institution_code
        return same & Export.on_behalf_of.is_not_distinct_from(self.on_behalf_of)

    @property
    def actor(self) -> str:
        """Return under which id the deed is written down."""
        return self.user_id or self.client_id


class Wanted(NamedTuple):
    """What is asked for: see Export."""

    document: str
    document_sha256: str
    operation_name: str | None
    variables: Mapping[str, Any]
    key: str
    rows_in: str
    after_in: str


def request(session: Session, requester: Requester, wanted: Wanted) -> str:
    """Ask for an export; return its id. Raises TooManyExports."""
    under_way = Export.state.in_(UNDER_WAY)
    if (session.scalar(select(func.count()).select_from(Export).where(requester.own, under_way)) or 0) >= LIMIT:
        raise TooManyExports(LIMIT)
    now, id_ = clock.now(), ordered("exp_")
    values = wanted._asdict() | {"variables": json.dumps(wanted.variables, ensure_ascii=False)}
    begun = {"state": S.WAITING, "requested_at": now, "rows": 0, "bytes": 0, "sha256": NOTHING_SHA256}
    row = Export(id=id_, **requester._asdict(), **values, **begun, consents="[]", attempts=0)
    session.add(row)
    session.flush()
    note(session.connection(), id_, S.WAITING, requester.actor)
    return id_


def cancel(session: Session, requester: Requester, export_id: str) -> None:
    """End an export that waits or runs. Raises ExportStateRefused."""
    if not moved(session.connection(), export_id, S.CANCELLED, requester.actor, finished_at=clock.now()):
        state = session.scalars(select(Export.state).where(Export.id == export_id)).one()
        raise ExportStateRefused(export_id, state, "only one that waits or runs can be cancelled")


def moved(
    connection: Connection,
    export_id: str,
    state: ExportState,
    actor: str,
    *conditions: ColumnElement[bool],
    reason: str | None = None,
    **values: Any,
) -> bool:
    """Take a step where the export's state allows it and the conditions hold; return whether it was taken."""
    sources = Export.state.in_(sorted(SOURCES[state]))
    step = update(Export).where(Export.id == export_id, sources, *conditions).values(state=state, **values)
    if not connection.execute(step).rowcount:
        return False
    note(connection, export_id, state, actor, reason)
    return True


def note(connection: Connection, export_id: str, state: ExportState, actor: str, reason: str | None = None) -> None:
    """Write a step down."""
    values = {"export_id": export_id, "state": state, "at": clock.now(), "actor": actor, "reason": reason}
    connection.execute(insert(ExportEvent).values(id=ordered(), **values))
