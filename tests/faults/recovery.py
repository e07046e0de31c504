"""Whether an exchange is again as it was before a fault."""

from typing import Any

from sqlalchemy import func, select

from exchange.audit.model import AccessEntry, AccessPending
from tests.faults.conftest import Served
from tests.faults.program import NAMED, lodged
from tests.journeys.eventually import eventually


def count(served: Served, table: type[Any]) -> int:
    """Count the rows of a table."""
    with served.engine.connect().execution_options(read_only=True) as connection:
        return int(connection.scalar(select(func.count()).select_from(table)) or 0)


def as_before(served: Served) -> None:
    """Check that everything is done without a restart: reads, commands, tokens, the log and its sealing."""
    program = served.program
    eventually(lambda: served.get("/readyz")[0] == 200)
    assert program.name().json()["data"] == NAMED
    assert lodged(program.lodge())
    assert program.party.ask().status_code == 200
    before = count(served, AccessEntry)
    assert program.file().json()["data"]["entity"]["creditFile"]["access"]["granted"] is True
    assert count(served, AccessEntry) == before + 1
    eventually(lambda: count(served, AccessPending) == 0)
