"""`exchange serve` with one worker as a process of a test's own, that can be killed, and weighed with its children."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from threading import Event, Thread
from typing import Self

import pytest
from httpx2 import TransportError, get

from exchange.settings import Settings
from tests.journeys.zygote import Fork, Zygote

EXCHANGE = Path(sys.executable).parent / "exchange"
START_SECONDS = 60


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Process:
    """A server that can be started again and again on one address."""

    def __init__(self, settings: Settings, log: Path, zygote: Zygote | None = None, workers: int = 1) -> None:
        self.settings, self.log, self.zygote, self.workers = settings, log, zygote, workers
        self.process: subprocess.Popen[bytes] | Fork | None = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> Self:
        """Start it and wait until it answers."""
        every = {field: getattr(self.settings, field.name) for field in fields(Settings)}
        # Some defaults, such as 0 for what is switched off, are none that an operator could set.
        given = {field.name: value for field, value in every.items() if value != field.default}
        given |= {name: int(value) for name, value in given.items() if isinstance(value, bool)}
        environment = os.environ | {f"EXCHANGE_{name.upper()}": str(value) for name, value in given.items()}
        words = ["serve", "--port", self.settings.issuer.rpartition(":")[2], "--workers", str(self.workers)]
        if self.zygote is not None:
            self.process = self.zygote.start(words, environment, self.log)
        else:
            with self.log.open("ab") as stream:
                self.process = subprocess.Popen(
                    [EXCHANGE, *words], env=environment, stdout=stream, stderr=stream, start_new_session=True
                )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log.read_text()[-3000:]
            try:
                if get(f"{self.settings.issuer}/readyz", timeout=5, trust_env=False).status_code == 200:
                    return self
            except TransportError:
                time.sleep(0.02)
        pytest.fail(self.log.read_text()[-3000:])

    def kill(self) -> None:
        """End it and its children as a machine that loses power does."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    @contextmanager
    def weighed(self) -> Iterator[list[float]]:
        """Measure what the process and its children hold together, in MB; the block's list has the most at its end."""
        assert self.process is not None
        most, over, pid = [0.0], Event(), self.process.pid

        def watch() -> None:
            while not over.wait(0.02):
                most[0] = max(most[0], sum(map(_megabytes, _family(pid))))

        thread = Thread(target=watch)
        thread.start()
        try:
            yield most
        finally:
            over.set()
            thread.join()


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        threads = [path for path in Path(f"/proc/{pid}/task").iterdir() if path.name != str(pid)]
        for thread in threads:
            children += (thread / "children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(each for child in children for each in _family(int(child)))]


def _megabytes(pid: int) -> float:
    """Return the peak of one process so far: the sum over processes is never too low."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0.0)
