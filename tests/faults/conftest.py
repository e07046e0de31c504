"""Served exchanges whose databases the tests take away."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from httpx2 import Client
from sqlalchemy import Engine, make_url

from exchange.db.engine import connect
from exchange.settings import Settings
from tests.clients.running import Running
from tests.database.template import FILLED, Templates
from tests.faults.program import Program
from tests.faults.stoppable import Stoppable, stoppable
from tests.journeys.exchange_process import Process, free_port

IMPATIENT = Settings(
    statement_seconds=1, wait_seconds=2, write_seconds=2, read_connections=2, shared_connections=1, seal_seconds=0.2
)
"""Settings under which a test needn't wait long."""


@dataclass(frozen=True)
class Served:
    """An exchange under test."""

    process: Process
    engine: Engine
    program: Program

    @property
    def settings(self) -> Settings:
        """Return its settings."""
        return self.process.settings

    @property
    def file(self) -> Path:
        """Return SQLite's file."""
        return Path(str(make_url(self.settings.database_url).database))

    def get(self, path: str) -> tuple[int, str | None]:
        """Return an address's status and when to come again."""
        answer = self.program.http.get(path)
        return answer.status_code, answer.headers.get("retry-after")


@pytest.fixture(scope="module")
def server(templates: Templates) -> Iterator[tuple[Stoppable, str]]:
    """Give a PostgreSQL that is stopped and started again, and its database's address."""
    with stoppable(templates) as found:
        yield found


@pytest.fixture(scope="module")
def on_postgresql(server: tuple[Stoppable, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Give an exchange on it. All tests of a module share it: after each fault it must be as before."""
    yield from serving(server[1], tmp_path_factory.mktemp("postgresql"))


@pytest.fixture(scope="module")
def on_sqlite(templates: Templates, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Give an exchange on SQLite, likewise."""
    with templates.clone("sqlite", FILLED) as url:
        yield from serving(url, tmp_path_factory.mktemp("sqlite"))


def serving(url: str, folder: Path) -> Iterator[Served]:
    """Serve a database with the small registry; at the end, see that nothing unexpected was met."""
    address = f"http://127.0.0.1:{free_port()}"
    settings = replace(IMPATIENT, database_url=url, issuer=address, storage=str(folder / "storage"))
    engine = connect(url)
    log = folder / "log"
    with Process(settings, log) as process, Client(base_url=address, timeout=30, trust_env=False) as http:
        yield Served(process, engine, Program.enrolled(Running(engine, settings), http))
    engine.dispose()
    assert "unexpected" not in log.read_text(), log.read_text()[-5000:]
