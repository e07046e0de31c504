"""A real server with two workers for the tests of clients: one for each database, for as long as the run lasts."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from httpx2 import TransportError, get
from sqlalchemy import Engine

from exchange.db.engine import connect
from exchange.settings import Settings
from tests.clients.line import each_worker
from tests.planning.data import fill

EXCHANGE = Path(sys.executable).parent / "exchange"
START_SECONDS = 60
STOP_SECONDS = 20


@dataclass(frozen=True)
class Running:
    """A server and the database that it answers from."""

    engine: Engine
    settings: Settings


@contextmanager
def running(database_url: str, log: Path) -> Iterator[Running]:
    """Serve a database over HTTP; at the end, check that the server stops well and met nothing unexpected."""
    engine = connect(database_url)
    with engine.begin() as connection:
        fill(connection)
    settings = Settings(database_url=database_url, issuer=f"http://127.0.0.1:{_free_port()}")
    with log.open("wb") as stream:
        process = _started(settings, stream.fileno())
    try:
        _await(settings, process, log)
        yield Running(engine, settings)
        process.send_signal(signal.SIGTERM)
        assert process.wait(STOP_SECONDS) == 0
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        engine.dispose()
    assert "Traceback" not in log.read_text(), log.read_text()[-5000:]
    assert "unexpected" not in log.read_text(), log.read_text()[-5000:]


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _started(settings: Settings, log: int) -> subprocess.Popen[bytes]:
    port = settings.issuer.rpartition(":")[2]
    environment = {"EXCHANGE_DATABASE_URL": settings.database_url, "EXCHANGE_ISSUER": settings.issuer}
    # The audits of GraphQL over HTTP ask for __type, without a token.
    environment["EXCHANGE_INTROSPECTION_PUBLIC"] = "1"
    return subprocess.Popen(
        [EXCHANGE, "serve", "--port", port, "--workers", "2"],
        env=os.environ | environment,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )


def _await(settings: Settings, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, f"The server ended: {log.read_text()[-5000:]}"
        if _ready(settings):
            # One worker is enough for that; the other one may still be starting.
            with each_worker(settings.issuer):
                return
        time.sleep(0.05)
    pytest.fail(f"The server was not ready within {START_SECONDS} s: {log.read_text()[-5000:]}")


def _ready(settings: Settings) -> bool:
    try:
        return get(f"{settings.issuer}/readyz", timeout=2, trust_env=False).status_code == 200
    except TransportError:
        return False
