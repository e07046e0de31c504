"""What becomes of a replica's faults: nobody who asks notices one, and it answers again once it is over."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from starlette.testclient import TestClient
from structlog.testing import capture_logs

from exchange.app import doctor
from exchange.app.doctor import State as Doctor
from exchange.app.doctor import examine_replica
from exchange.app.http import Exchange
from exchange.db.lag import State
from exchange.settings import Settings
from tests.database.branch import NAME, NEAR, ONE, Branch, Worker
from tests.database.postgres import free_port
from tests.database.replica import WAIT_SECONDS, Pair, until
from tests.people.desk import ISSUER

SLEEPING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
LOCKED = "SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation = 'entity'::regclass"
KILLS = 10
"""So often is it killed until a read meets it: now and then every worker's own look at it notices first."""
near = pytest.mark.parametrize("settings", [{"bound": NEAR}], indirect=True, ids=["near"])


@near
def test_a_replica_that_is_killed_is_missed_by_nobody(branch: Branch) -> None:
    for worker in branch.workers:
        until(worker.is_served)
    answers: list[Any] = []
    stopped = False

    def load(worker: Worker) -> None:
        while not stopped:
            answers.append(worker.ask(NAME, uscc=ONE))

    with ThreadPoolExecutor(4) as threads:
        loads = [threads.submit(load, worker) for worker in branch.workers * 2]
        until(lambda: len(answers) > 50)
        for _ in range(KILLS):
            branch.pair.kill()
            for worker in branch.workers:
                until(lambda: worker.replica.state is State.LOST)  # noqa: B023
            branch.pair.start()
            for worker in branch.workers:
                until(lambda: worker.replica.state is State.CURRENT)  # noqa: B023
            if any(worker.replica.taken_over for worker in branch.workers):
                break
        stopped = True
        for one in loads:
            one.result()
    assert {answer["data"]["entity"]["name"] for answer in answers} == {branch.workers[0].name()}
    assert sum(worker.replica.taken_over for worker in branch.workers) > 0


@pytest.mark.parametrize("settings", [{"bound": NEAR, "statement": 60.0}], indirect=True, ids=["near"])
def test_a_replica_that_falls_silent_keeps_nobody_waiting(branch: Branch) -> None:
    worker = branch.workers[0]
    until(worker.is_served)
    branch.pair.freeze()
    try:
        with ThreadPoolExecutor(8) as threads:
            names = set(threads.map(lambda _: worker.name(), range(8), timeout=WAIT_SECONDS))
        until(lambda: worker.replica.state is State.LOST)
        assert names == {worker.name()}
        assert worker.replica.taken_over > 0
    finally:
        branch.pair.thaw()
    until(worker.is_served)


def test_a_read_that_the_replicas_recovery_cancels_is_done_by_the_primary(branch: Branch) -> None:
    worker = branch.workers[0]
    until(worker.is_told)
    waits = (
        "SELECT CASE WHEN pg_is_in_recovery() THEN (SELECT max(name) || pg_sleep(30)::text FROM entity) "
        "ELSE 'the primary' END"
    )
    assert worker.http.portal is not None
    answer = worker.http.portal.start_task_soon(worker.replica.fetch, waits, [])
    until(lambda: branch.replica_says(SLEEPING) == 1)
    branch.rename()
    with psycopg.connect(branch.pair.primary.url(branch.database), autocommit=True) as primary:
        primary.execute("VACUUM entity")

    assert answer.result(WAIT_SECONDS) == "the primary"
    assert (worker.replica.taken_over, worker.replica.state) == (1, State.CURRENT)


@pytest.mark.parametrize("settings", [{"bound": NEAR, "statement": 2.0}], indirect=True, ids=["near"])
def test_a_read_that_waits_for_a_replica_at_a_standstill_is_done_by_the_primary(branch: Branch) -> None:
    worker = branch.workers[0]
    name = worker.name()
    until(worker.is_served)
    with (
        psycopg.connect(branch.pair.primary.url(branch.database)) as primary,
        ThreadPoolExecutor(1) as threads,
    ):
        primary.execute("LOCK TABLE entity IN ACCESS EXCLUSIVE MODE")
        branch.pair.primary.run("CREATE TABLE IF NOT EXISTS flushed ()")
        until(lambda: branch.replica_says(LOCKED) == 1)
        answer = threads.submit(worker.name)
        until(lambda: branch.replica_says(WAITING) == 1)
        branch.pair.pause(branch.database)
        primary.commit()

        assert answer.result() == name
    assert worker.replica.taken_over == 1


def test_a_replica_that_is_away_at_the_start_stops_nothing(settings: Settings) -> None:
    away = replace(settings, replica_url=f"postgresql://postgres@127.0.0.1:{free_port()}/none")
    exchange = Exchange(away)
    with capture_logs() as said, TestClient(exchange, base_url=ISSUER) as http:
        assert Worker(http, exchange).ask("{ __typename }") == {"data": {"__typename": "Query"}}
        assert exchange.replica is not None
        assert (exchange.replica.state, exchange.replica.answered) == (State.LOST, 0)
    assert [line for line in said if line["event"] == "replica"] == [
        {"event": "replica", "state": "LOST", "reason": "ConnectionRefusedError", "log_level": "warning"}
    ]
    assert examine_replica(away).state is Doctor.WARN
    assert examine_replica(settings).state is Doctor.OK


def test_a_server_that_follows_nobody_answers_nothing(pair: Pair, settings: Settings) -> None:
    foreign = replace(settings, replica_url=pair.primary.url("postgres"))
    exchange = Exchange(foreign)
    with TestClient(exchange, base_url=ISSUER) as http:
        worker = Worker(http, exchange)
        assert not worker.is_served()
        assert worker.replica.state is State.FOREIGN
    assert examine_replica(foreign).state is Doctor.FAIL


def test_the_doctor_looks_again_at_a_replica_that_is_behind(branch: Branch, monkeypatch: pytest.MonkeyPatch) -> None:
    resumed: list[float] = []

    def resume(seconds: float) -> None:
        resumed.append(seconds)
        branch.pair.resume(branch.database)

    branch.pause()
    branch.rename()
    monkeypatch.setattr(doctor, "sleep", resume)
    assert examine_replica(branch.workers[0].exchange.settings).state is Doctor.OK
    assert resumed
