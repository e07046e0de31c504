"""What a supplier is told of its submission: how far it is, and what became, or would become, of each line."""

from typing import Any

from sqlalchemy import Connection, Table, func, select

from exchange.submission.batch import repaired
from exchange.submission.chunk import Remark
from exchange.submission.model import SubmissionEvent, SubmissionRemark
from exchange.submission.model import SubmissionState as State

REJECTIONS = 10_000
"""Rejections that are listed; all of them stand in the rejected lines and behind the API's pages."""
OTHERS = 1_000
"""Gaps and notes that are listed."""
COUNTS = ("read", "accepted", "changed", "unchanged", "rejected", "repaired")
_REMARK: Table = SubmissionRemark.__table__  # type: ignore[assignment]
_EVENT: Table = SubmissionEvent.__table__  # type: ignore[assignment]


def account(connection: Connection, row: Any, *, replayed: bool = False) -> dict[str, Any]:
    """Return it as it is served. `replayed`: the submission was committed before it was asked for now."""
    return {
        "id": row.handle,
        "item": row.item_code,
        "batch": row.batch,
        "state": row.state,
        "committed": row.state in (State.COMMITTED, State.WITHDRAWN),
        "replayed": replayed,
        "format": row.format,
        "encoding": row.encoding,
        "strict": row.strict,
        "history": row.history,
        "size": row.size,
        "uploadOffset": row.upload_offset,
        "sha256": row.sha256,
        **{name: getattr(row, name) for name in COUNTS},
        "rejections": _remarks(connection, row.id, "REJECTION", REJECTIONS),
        "repairs": [
            {"code": each.code, "count": each.count, "firstLines": each.first_lines, "example": each.example}
            for each in repaired(connection, row.id).values()
        ],
        "gaps": _remarks(connection, row.id, "GAP", OTHERS),
        "notes": _remarks(connection, row.id, "NOTE", OTHERS),
        "noted": _counted(connection, row.id),
        "events": _events(connection, row.id),
    }


def _remarks(connection: Connection, submission: int, kind: str, most: int) -> list[dict[str, Any]]:
    of = _REMARK.c
    found = select(of.line, of.field, of.code, of.message).where(of.submission_id == submission, of.kind == kind)
    rows = connection.execute(found.order_by(of.line, of.id).limit(most))
    return [Remark(*row)._asdict() for row in rows]


def _counted(connection: Connection, submission: int) -> dict[str, int]:
    """Return how many notes and gaps there are by code, however many are listed."""
    of = _REMARK.c
    counts = select(of.code, func.count()).where(of.submission_id == submission, of.kind.in_(("NOTE", "GAP")))
    return {row[0]: row[1] for row in connection.execute(counts.group_by(of.code).order_by(of.code))}


def _events(connection: Connection, submission: int) -> list[dict[str, Any]]:
    events = select(_EVENT.c.state, _EVENT.c.at, _EVENT.c.by).where(_EVENT.c.submission_id == submission)
    rows = connection.execute(events.order_by(_EVENT.c.id))
    return [{"state": row.state, "at": row.at.isoformat(), "by": row.by} for row in rows]
