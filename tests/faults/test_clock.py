"""Whether the access log holds while the clock is set forward and back: its order is the sealing's, not the clock's."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import Engine, select

from auth.oauth import keys
from exchange import clock
from exchange.app.tree_head import said, sign
from exchange.audit.model import AccessEntry, AccessLeaf, TreeHead
from exchange.audit.sealer import seal_all
from exchange.audit.stored import snapshot
from exchange.audit.verify import verify
from tests.audit.log import access, write

JUMPS = (0, 3_600, -86_400, 0)
"""Seconds by which the clock is wrong, one after the other."""


def test_the_log_holds_whatever_the_clock_says(
    engine: Engine, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys.ensure(engine)
    true, ids = clock.now, []
    for number, seconds in enumerate(JUMPS):
        monkeypatch.setattr(clock, "now", partial(_wrong, true, seconds))
        entry = access(number)
        assert write(database_url, [entry]) == [None]
        ids.append(entry.id)
        assert seal_all(engine, sign) == 1
    monkeypatch.setattr(clock, "now", true)

    with snapshot(engine) as session:
        assert list(verify(session, said)) == []
        assert session.scalars(select(AccessLeaf.entry_id).order_by(AccessLeaf.position)).all() == ids
        assert session.scalars(select(TreeHead.size).order_by(TreeHead.size)).all() == [1, 2, 3, 4]
        late = session.scalars(select(AccessEntry.at).order_by(AccessEntry.at)).all()
    assert late[-1] - late[0] > timedelta(hours=24), "the instants are what the clock said"


def _wrong(true: Callable[[], datetime], seconds: int) -> datetime:
    return true() + timedelta(seconds=seconds)
