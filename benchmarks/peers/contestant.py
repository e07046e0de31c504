"""The servers that are compared over one database: started, awaited and stopped."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.peers import node
from benchmarks.server import BIN, UVICORN, await_, stop

ROOT = Path(__file__).parents[2]
PEERS = ("mercurius", "postgraphile")


class Contestant(NamedTuple):
    """A running server."""

    name: str
    port: int
    pid: int

    @property
    def issuer(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def running(url: str, first_port: int, names: tuple[str, ...], workers: int = 1) -> Iterator[dict[str, Contestant]]:
    """Start the servers over a database; yield them by name."""
    with ExitStack() as stack, Path(os.devnull).open("w") as nowhere:
        found = {}
        for number, name in enumerate(names):
            port = first_port + number
            environment = os.environ | _environment(name, url, port)
            process = subprocess.Popen(_command(name, port, workers), env=environment, stderr=nowhere, cwd=ROOT)
            stack.callback(stop, process)
            found[name] = Contestant(name, port, process.pid)
        for one in found.values():
            await_(one.port)
        yield found


def _environment(name: str, url: str, port: int) -> dict[str, str]:
    if name == "exchange":
        issuer = f"http://127.0.0.1:{port}"
        return {"EXCHANGE_DATABASE_URL": url, "EXCHANGE_ISSUER": issuer, "EXCHANGE_DEMO": "1"}
    if name in PEERS:
        return {"PEER_DATABASE_URL": url, "PORT": str(port), "NODE_ENV": "production", "GRAPHILE_ENV": "production"}
    return {"LIMIT_DATABASE_URL": url}


def _command(name: str, port: int, workers: int) -> list[str]:
    several = ["--workers", str(workers)] if workers > 1 else []
    if name == "exchange":
        return [str(BIN / "exchange"), "serve", "--port", str(port), *several]
    if name in PEERS:
        return node.command(name, workers)
    return [*UVICORN, f"benchmarks.{name}:app", "--port", str(port), *several]
