"""`exchange serve` as an operator runs it: two workers, a real port, stopped by SIGTERM."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.api.scraped import awaited
from tests.planning.data import USCCS, fill

OPERATIONS = "exchange_operations_total"
EXCHANGE = Path(sys.executable).parent / "exchange"


def metrics(port: int) -> str:
    """Return what Prometheus would read."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as response:
        return str(response.read().decode())


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def asked(port: int, query: str) -> tuple[dict[str, object], str]:
    """Return the answer and its request id."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/graphql",
        json.dumps({"query": query}).encode(),
        {"content-type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=10) as response:
        return json.load(response), response.headers["x-request-id"]


def ready(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        assert process.poll() is None, "The server ended."
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2).close()
        except (OSError, urllib.error.HTTPError):
            time.sleep(0.05)
        else:
            return
    pytest.fail("The server was not ready within 30 s.")


@pytest.fixture
def metrics_port() -> int:
    return free_port()


@pytest.fixture
def served(
    small_registry: None, engine: Engine, database_url: str, metrics_port: int
) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    with engine.begin() as connection:
        fill(connection)
    port = free_port()
    environment = os.environ | {"EXCHANGE_DATABASE_URL": database_url, "EXCHANGE_ISSUER": f"http://127.0.0.1:{port}"}
    environment["EXCHANGE_LOG_LEVEL"] = "debug"
    environment["EXCHANGE_METRICS_ADDRESS"] = f"127.0.0.1:{metrics_port}"
    process = subprocess.Popen(
        [EXCHANGE, "serve", "--port", str(port), "--workers", "2"],
        env=environment,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    ready(port, process)
    yield port, process
    if process.poll() is None:
        process.kill()
    process.communicate()


def test_two_workers_answer_and_stop_gracefully(served: tuple[int, subprocess.Popen[bytes]], metrics_port: int) -> None:
    port, process = served
    query = '{ entity(uscc: "%s") { name } }' % USCCS[0]
    answers = [asked(port, query) for _ in range(20)]
    assert all(answer["data"] == {"entity": {"name": "示例甲有限公司"}} for answer, _id in answers)
    assert len({id_ for _answer, id_ in answers}) == 20
    # Each worker reports by itself, and both are added up.
    counted = awaited(lambda: metrics(metrics_port), lambda found: sum(found.get(OPERATIONS, {}).values()) == 20)
    assert counted["exchange_workers"] == {(): 2}
    with pytest.raises(urllib.error.HTTPError, match="404"):
        metrics(port)
    with connect(f"ws://127.0.0.1:{port}/graphql", subprotocols=[Subprotocol("graphql-transport-ws")]) as follower:
        follower.send('{"type": "connection_init"}')
        assert follower.recv(timeout=15) == '{"type":"connection_ack"}'
        process.send_signal(signal.SIGTERM)
        with pytest.raises(ConnectionClosed) as closed:
            follower.recv(timeout=15)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1001
    _out, logged = process.communicate(timeout=15)
    assert process.returncode == 0
    lines = [json.loads(line) for line in logged.splitlines() if line.startswith(b"{")]
    ids = {line["request_id"] for line in lines if line.get("event") == "request"}
    assert {id_ for _answer, id_ in answers} <= ids
    assert "示例".encode() not in logged
    assert USCCS[0].encode() not in logged
