"""What is written of a slow operation: its statements and the database's plan, and no value."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from exchange.app import slow
from exchange.app.http import Exchange
from exchange.db.statement_plan import NoPlan, statement_plan
from exchange.settings import Settings
from tests.api.conftest import ask
from tests.api.watching import events, logged
from tests.journeys.eventually import eventually
from tests.planning.data import USCCS, fill

NAME = "query Named($uscc: USCC!) { entity(uscc: $uscc) { name registeredOn } }"


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[StringIO]:
    """Give what is logged; between two slow operations there is no pause."""
    monkeypatch.setattr(slow, "PAUSE_SECONDS", 0.0)
    with logged(monkeypatch) as stream:
        yield stream


def asked(engine: Engine, settings: Settings, slow_seconds: float, times: int = 1) -> str:
    """Ask an exchange with that threshold; return the last request's id."""
    with engine.begin() as connection:
        fill(connection)
    exchange = Exchange(replace(settings, slow_seconds=slow_seconds))
    with TestClient(exchange, base_url="http://127.0.0.1:8000") as client:
        for _ in range(times):
            answer = client.post("/graphql", json={"query": NAME, "variables": {"uscc": USCCS[0]}})
        assert exchange.slow is not None
        assert exchange.graphql is not None
        assert exchange.graphql.observer is not None
        assert client.portal is not None
        client.portal.call(_told, exchange)
    return str(answer.headers["x-request-id"])


async def _told(exchange: Exchange) -> None:
    """Wait until the line is written."""
    assert exchange.graphql is not None
    assert exchange.graphql.observer is not None
    exchange.graphql.observer.settle()
    task = exchange.slow and exchange.slow._telling
    if task:
        await asyncio.wait([task])


def test_a_slow_operation_is_told_with_its_plan(
    small_registry: None, engine: Engine, settings: Settings, lines: StringIO
) -> None:
    id_ = asked(engine, settings, 1e-6)
    (line,) = events(lines, "slow_operation")

    assert (line["request_id"], line["kind"], line["caller"], line["code"], line["cost"]) == (
        id_,
        "query",
        "public",
        "OK",
        1,
    )
    assert line["ms"] == pytest.approx(line["planning_ms"] + line["statements_ms"] + line["other_ms"], abs=0.1)
    (statement,) = line["statements"]
    assert "entity" in statement["sql"]
    assert "no_plan" not in statement, statement
    plan = "\n".join(statement["plan"])
    assert ("$1" in plan or "?" in plan) if "Scan" in plan else "entity" in plan
    assert USCCS[0] not in lines.getvalue()
    assert "Named" not in lines.getvalue()


def test_a_fast_one_is_not(small_registry: None, engine: Engine, settings: Settings, lines: StringIO) -> None:
    asked(engine, settings, 60.0)
    assert events(lines, "slow_operation") == []


def test_of_many_at_once_one_is_told_and_the_others_counted(
    small_registry: None, engine: Engine, settings: Settings, lines: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slow, "PAUSE_SECONDS", 3_600.0)
    exchange = Exchange(replace(settings, slow_seconds=1e-6))
    with TestClient(exchange, base_url="http://127.0.0.1:8000") as client:
        for _ in range(3):
            ask(client, NAME, {"uscc": USCCS[0]})
        assert exchange.graphql is not None
        assert exchange.graphql.observer is not None
        assert client.portal is not None
        client.portal.call(exchange.graphql.observer.settle)
        assert exchange.slow is not None
        eventually(lambda: len(events(lines, "slow_operation")) == 1)
        # Those that were answered before the line was written are counted in it.
        assert events(lines, "slow_operation")[0]["skipped"] + exchange.slow.skipped == 2


def test_a_statement_without_a_plan_says_why(settings: Settings) -> None:
    with pytest.raises(NoPlan):
        asyncio.run(statement_plan(settings, "SELECT nothing FROM nowhere", names_caller=False))


def test_a_plan_shows_no_values(small_registry: None, engine: Engine, settings: Settings) -> None:
    on_postgresql = engine.dialect.name == "postgresql"
    sql = f"SELECT name FROM entity WHERE uscc = {'$1' if on_postgresql else '?'}"  # noqa: S608
    plan = "\n".join(asyncio.run(statement_plan(settings, sql, names_caller=True)))

    assert ("uscc = $1" if on_postgresql else "uscc=?") in plan
