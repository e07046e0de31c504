"""The servers that are compared, each one worker on a port of its own."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

BIN = Path(sys.executable).parent
UVICORN = [str(BIN / "uvicorn"), "--no-access-log", "--log-level", "warning", "--loop", "uvloop", "--http", "httptools"]
COMMANDS = {
    "limit": [*UVICORN, "benchmarks.limit:app", "--port"],
    "planned": [str(BIN / "exchange"), "serve", "--port"],
    "graphql-core": [*UVICORN, "benchmarks.ordinary:app", "--port"],
    "graphql-core, bare": [*UVICORN, "benchmarks.core:app", "--port"],
}


@contextmanager
def running(database_url: str, first_port: int) -> Iterator[dict[str, int]]:
    """Start them all over one database; yield their ports."""
    environment = os.environ | {"EXCHANGE_DATABASE_URL": database_url, "LIMIT_DATABASE_URL": database_url}
    ports = {name: first_port + n for n, name in enumerate(COMMANDS)}
    with ExitStack() as stack, Path(os.devnull).open("w") as nowhere:
        for name, command in COMMANDS.items():
            process = subprocess.Popen([*command, str(ports[name])], env=environment, stderr=nowhere)
            stack.callback(stop, process)
        for port in ports.values():
            await_(port)
        yield ports


def stop(process: subprocess.Popen[bytes]) -> None:
    """Stop a server and wait for its end."""
    process.terminate()
    process.wait()


def await_(port: int) -> None:
    """Return once something answers on a port. Raises RuntimeError after 20 seconds."""
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/graphql", b"{}", timeout=1)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"Nothing answers on port {port}.")
