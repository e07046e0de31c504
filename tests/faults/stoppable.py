"""A PostgreSQL of a test's own that is really stopped, halted and started again."""

import os
import shlex
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest

from tests.database import postgres
from tests.database.postgres import PostgresMissing, Server
from tests.database.template import FILLED, Templates
from tests.journeys.eventually import eventually

SECONDS = 30
OTHERS: LiteralString = "FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
"""Every connection of clients but this one."""
FAST, IMMEDIATE = signal.SIGINT, signal.SIGQUIT
"""How PostgreSQL is told to stop: after it has ended what is under way; or at once, as in a crash."""


class Stoppable:
    """The server. A commit that it acknowledged is on the disk."""

    def __init__(self, server: Server) -> None:
        self.server = server
        with psycopg.connect(server.url("postgres")) as connection:
            row = connection.execute("SHOW data_directory").fetchone()
        assert row is not None
        self.folder = Path(row[0])
        self.command = shlex.split((self.folder / "postmaster.opts").read_text())
        self.owner = self.folder.stat().st_uid
        self.again: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Return the process that all others of the server come from."""
        return int((self.folder / "postmaster.pid").read_text().split()[0])

    def stop(self, how: signal.Signals) -> None:
        """Stop it; return when nobody listens any more."""
        os.kill(self.pid, how)
        eventually(lambda: not (self.folder / "postmaster.pid").exists())
        if self.again is not None:
            self.again.wait(SECONDS)

    def start(self) -> None:
        """Start it; return when it answers."""
        user = self.owner if os.geteuid() == 0 else None
        with (self.folder.parent / "log").open("ab") as log:
            self.again = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", user=user, group=user
            )
        eventually(self._answers)

    @contextmanager
    def halted(self) -> Iterator[None]:
        """Let every process of the server stand still until the block ends: it accepts, and answers nothing."""
        pid = self.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        family = [pid, *map(int, children)]
        for one in family:
            os.kill(one, signal.SIGSTOP)
        try:
            yield
        finally:
            for one in family:
                os.kill(one, signal.SIGCONT)

    def cut(self) -> int:
        """End every other connection; return how many there were, once they are gone."""
        return cut(self.server.url("postgres"), OTHERS)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.server.url("postgres")).close()
        except psycopg.OperationalError:
            return False
        return True


def cut(url: str, others: LiteralString) -> int:
    """End the connections of a query; return how many there were, once they are gone."""
    with psycopg.connect(url, autocommit=True) as connection:
        ended = connection.execute(f"SELECT pg_terminate_backend(pid) {others}").fetchall()
        if ended:  # else there may be one a moment later, which nobody has ended
            eventually(lambda: connection.execute(f"SELECT pid {others}").fetchone() is None)
    return len(ended)


@contextmanager
def stoppable(templates: Templates) -> Iterator[tuple[Stoppable, str]]:
    """Start a server with a copy of the small registry; yield it, and the database's address."""
    if templates.server is None:
        pytest.skip(f"PostgreSQL half NOT run: {templates.missing}")
    try:
        with postgres.running(durable=True) as server:
            server.run("CREATE ROLE exchange_reader NOLOGIN")
            server.run("CREATE DATABASE faults")
            _copy(templates.server.url(FILLED), server.url("faults"))
            found = Stoppable(server)
            try:
                yield found, server.url("faults")
            finally:
                if found.again is not None and found.again.poll() is None:
                    found.stop(IMMEDIATE)
    except PostgresMissing as missing:
        pytest.skip(f"PostgreSQL half NOT run: {missing}")


def _copy(source: str, target: str) -> None:
    """Copy a database as its operators would."""
    dump = subprocess.run(["pg_dump", f"--dbname={source}"], capture_output=True, check=True)
    load = ["psql", "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", f"--dbname={target}"]
    subprocess.run(load, input=dump.stdout, capture_output=True, check=True)
