"""A process that has loaded the application already: a server that is forked from it is there at once.

For tests that start many servers: loading takes most of what a start takes. A fork is a process of its own, and is
killed like any other.
"""

import importlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from exchange.app.cli import main as exchange
from schema.build import schema

ROOT = Path(__file__).parents[2]


class Fork:
    """A process that was forked, as subprocess.Popen shows one."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def poll(self) -> int | None:
        """Return whether it has ended; null while it hasn't."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 1
        return None

    def wait(self) -> None:
        """Return when it has ended."""
        while self.poll() is None:
            time.sleep(0.005)


class Zygote:
    """The process that is forked."""

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.journeys.zygote"]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate()

    def start(self, words: list[str], environment: Mapping[str, str], log: Path) -> Fork:
        """Run `exchange` with words, in an environment of its own, printing to the end of a file."""
        asked = {"words": words, "environment": dict(environment), "log": str(log)}
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        return Fork(int(self.process.stdout.readline()))


def main() -> None:
    """Load the application, and fork for each line of the standard input."""
    importlib.import_module("exchange.app.http")
    schema()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them
    while line := sys.stdin.readline():
        pid = os.fork()
        if not pid:
            _become(**json.loads(line))
        os.write(1, f"{pid}\n".encode())


def _become(words: list[str], environment: Mapping[str, str], log: str) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    nothing, end = os.open(os.devnull, os.O_RDONLY), os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    for target, source in ((0, nothing), (1, end), (2, end)):
        os.dup2(source, target)
    sys.argv = ["exchange", *words]
    exchange()
    os._exit(0)


if __name__ == "__main__":
    main()
