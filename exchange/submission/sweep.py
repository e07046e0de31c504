"""Deletes what nobody needs any more: contents that were never committed, and the files of what is done."""

import time

from sqlalchemy import Engine, Table, delete, select

from exchange.settings import Settings
from exchange.submission import content, state
from exchange.submission.model import SubmissionRemark
from exchange.submission.model import SubmissionState as State
from exchange.submission.refusal import SubmissionBusy

BY = "exchange"
"""The actor of what follows by itself."""
DAY = 86_400
_REMARK: Table = SubmissionRemark.__table__  # type: ignore[assignment]


def sweep(engine: Engine, settings: Settings) -> int:
    """Abandon contents that nobody has touched for the days of the settings; return how many.

    What lies there without a row, as a crash between a file and its row leaves it, goes too.
    """
    before = time.time() - settings.upload_days * DAY
    old = [handle for handle, touched in content.lying(settings).items() if touched < before]
    return sum(_swept(engine, settings, handle) for handle in old)


def _swept(engine: Engine, settings: Settings, handle: str) -> bool:
    if not handle.isascii() or not handle.replace("_", "").isalnum():
        return False
    try:
        with content.held(settings, handle):
            abandoned = _abandoned(engine, handle)
            content.drop(settings, handle)
    except SubmissionBusy:
        return False
    return abandoned


def _abandoned(engine: Engine, handle: str) -> bool:
    with engine.begin() as connection:
        own = select(state.SUBMISSION).where(state.SUBMISSION.c.handle == handle).with_for_update()
        row = connection.execute(own).one_or_none()
        if row is None or State(row.state) not in state.TAKING:
            return False
        connection.execute(delete(_REMARK).where(_REMARK.c.submission_id == row.id))
        state.move(connection, row.id, row.state, State.ABANDONED, BY, upload_offset=0)
        return True
