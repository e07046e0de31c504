"""A journey of writes while workers, and PostgreSQL itself, are killed: nothing acknowledged is lost, or done twice."""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import TypeVar

import pytest
from httpx2 import Client, TransportError
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from exchange.app.tree_head import said, sign
from exchange.audit.model import AccessEntry, AccessPending
from exchange.audit.sealer import seal_all
from exchange.audit.stored import snapshot
from exchange.audit.verify import verify
from exchange.consent.model import Consent, ConsentBalance
from exchange.db.engine import connect
from tests.clients.running import Running
from tests.database.template import FILLED, Templates
from tests.faults.conftest import IMPATIENT, Served
from tests.faults.program import Program, lodged
from tests.faults.recovery import as_before, count
from tests.faults.stoppable import IMMEDIATE, Stoppable, stoppable
from tests.journeys.eventually import eventually
from tests.journeys.exchange_process import Process, free_port

T = TypeVar("T")
WRITERS, EACH = 4, 12
KILLS = 2
PATIENCE = 90
FETCHES = 100
"""That the bank's consent allows."""


@dataclass(frozen=True)
class Told:
    """What a program was told: what it lodged, by key; and how often it was handed a file."""

    ids: dict[str, str]
    files: int
    again: int
    """How often it had to ask again."""


@pytest.fixture(params=["sqlite", "postgresql"])
def killed(
    request: pytest.FixtureRequest, templates: Templates, tmp_path: Path
) -> Iterator[tuple[Served, Stoppable | None]]:
    """Give an exchange with two workers."""
    with ExitStack() as stack:
        postgresql: Stoppable | None = None
        if request.param == "sqlite":
            url = stack.enter_context(templates.clone("sqlite", FILLED))
        else:
            postgresql, url = stack.enter_context(stoppable(templates))
        address = f"http://127.0.0.1:{free_port()}"
        settings = replace(IMPATIENT, database_url=url, issuer=address, storage=str(tmp_path / "storage"))
        engine = connect(url)
        stack.callback(engine.dispose)
        process = stack.enter_context(Process(settings, tmp_path / "log", workers=2))
        http = stack.enter_context(Client(base_url=address, timeout=5, trust_env=False))
        yield Served(process, engine, Program.enrolled(Running(engine, settings), http)), postgresql


def workers(served: Served) -> list[int]:
    """Return the processes that answer, without the one that starts them anew."""
    assert served.process.process is not None
    parent = served.process.process.pid
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(pid) for pid in children if _is_worker(Path(f"/proc/{pid}/cmdline"))]


def _is_worker(command: Path) -> bool:
    try:
        return b"spawn_main" in command.read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return False  # it has just ended


def _answers(served: Served, path: str, status: int) -> bool:
    try:
        return served.get(path)[0] == status
    except TransportError:
        return False  # of a worker that was killed, or isn't there yet


def _replaced(served: Served, gone: list[int]) -> bool:
    now = workers(served)
    return len(now) == 2 and not set(now) & set(gone)


def write(served: Served, number: int, over: Event) -> Told:
    """Lodge under one key after another, each until it is acknowledged, and read a file behind each.

    Before the last one it asks for a name until the kills are over: so that a kill meets a request.
    """
    ids: dict[str, str] = {}
    files = again = 0
    with Client(base_url=served.settings.issuer, timeout=5, trust_env=False) as http:
        program = replace(served.program, http=http, party=served.program.bank.at(http), proofs=[])
        for key in (f"{number}-{each}" for each in range(EACH)):
            while len(ids) == EACH - 1 and not over.is_set():
                again += until(partial(named, program))[1]
            ids[key], more = until(partial(acknowledged, program, key))
            handed, still = until(partial(delivered, program))
            files += handed
            again += more + still
    return Told(ids, files, again)


def until(attempt: Callable[[], T | None]) -> tuple[T, int]:
    """Return an attempt's result once it has one, and how many had none."""
    deadline, failed = time.monotonic() + PATIENCE, 0
    while time.monotonic() < deadline:
        try:
            found = attempt()
        except (TransportError, OperationalError):
            found = None
        if found is not None:
            return found, failed
        failed += 1
        time.sleep(0.05)
    pytest.fail(f"Not answered within {PATIENCE} s.")


def acknowledged(program: Program, key: str) -> str | None:
    answer = program.lodge(key)
    assert answer.status_code in (200, 503), answer.text
    return lodged(answer) if answer.status_code == 200 else None


def named(program: Program) -> int | None:
    answer = program.name()
    assert answer.status_code in (200, 503), answer.text
    return 1 if answer.status_code == 200 else None


def delivered(program: Program) -> int | None:
    answer = program.file()
    assert answer.status_code in (200, 503), answer.text
    if answer.status_code == 503:
        return None
    assert answer.json()["data"]["entity"]["creditFile"]["access"]["granted"] is True
    return 1


def kill(served: Served, number: int, postgresql: Stoppable | None) -> None:
    """Kill one worker or both, and the database where one is given; return when all are there again."""
    if postgresql is not None:
        postgresql.stop(IMMEDIATE)
    gone = workers(served)[: 1 + number % 2]
    for pid in gone:
        os.kill(pid, signal.SIGKILL)
    eventually(partial(_replaced, served, gone))
    if postgresql is not None:
        # Workers that begin while the database is away do begin, and the rest stay.
        eventually(partial(_answers, served, "/healthz", 200))
        eventually(partial(_answers, served, "/readyz", 503))
        postgresql.start()


def test_whatever_was_acknowledged_is_there_once(killed: tuple[Served, Stoppable | None]) -> None:
    served, postgresql = killed
    program = served.program
    eventually(lambda: len(workers(served)) == 2)
    as_before(served)
    lodgings, entries = count(served, Consent), count(served, AccessEntry)
    over, chance = Event(), random.Random(served.engine.dialect.name)  # noqa: S311 - points in time

    with ThreadPoolExecutor(WRITERS) as pool:
        writing = [pool.submit(write, served, number, over) for number in range(WRITERS)]
        try:
            for number in range(KILLS):
                time.sleep(chance.uniform(0.1, 0.5))
                kill(served, number, postgresql if number == 1 else None)
        finally:
            over.set()
        told = [each.result() for each in writing]

    ids = {key: id_ for each in told for key, id_ in each.ids.items()}
    assert len(ids) == len(set(ids.values())) == WRITERS * EACH
    assert sum(each.again for each in told), "no kill hit a request"
    eventually(partial(_answers, served, "/readyz", 200))
    assert {key: until(partial(acknowledged, program, key))[0] for key in ids} == ids
    with served.engine.connect().execution_options(read_only=True) as connection:
        mine = select(Consent.id).where(Consent.grantee_code == program.bank.code)
        assert set(connection.scalars(mine)) >= set(ids.values())
        left = connection.scalar(select(ConsentBalance.remaining).where(ConsentBalance.consent_id == program.consent))
        named = select(AccessEntry.id).where(AccessEntry.consent_id == program.consent)
        logged = len(connection.scalars(named).all())
    assert count(served, Consent) == lodgings + WRITERS * EACH
    assert count(served, AccessEntry) - entries >= sum(each.files for each in told) == WRITERS * EACH
    assert left is not None
    assert left + logged == FETCHES, "each fetch that was taken is in the log, and none twice"
    as_before(served)
    seal_all(served.engine, sign)
    with snapshot(served.engine) as session:
        assert [fault for fault in verify(session, said) if "00000000" not in str(fault.entry_id)] == []
    assert count(served, AccessPending) == 0
