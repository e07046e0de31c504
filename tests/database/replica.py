"""A primary of the test's own and its streaming replica, made by pg_basebackup as docs/replicas.md tells."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.database.postgres import FAST, Server, awaited, binaries, disconnect, free_port, owner, started
from tests.database.scratch import make_folder

PRIMARY = [*FAST, "synchronous_commit=on", "max_wal_senders=4", "wal_receiver_timeout=2s"]
REPLICA = [*FAST, "max_standby_streaming_delay=0", "wal_retrieve_retry_interval=100ms"]


CANCELLED = psycopg.errors.SerializationFailure
"""Of a statement that was in the way of the replica's recovery: it waits for none, and resuming starts it at once."""

WAIT_SECONDS = 20


def until(holds: Callable[[], bool]) -> None:
    """Wait for what must come about."""
    deadline = time.monotonic() + WAIT_SECONDS
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@dataclass
class Pair:
    """Both servers. Killed, the replica is started again on the same folder and port."""

    primary: Server
    replica: Server
    folder: Path
    guards: list[subprocess.Popen[bytes]]

    def pause(self, database: str) -> None:
        """Let the replica replay nothing more: what is committed from now on it doesn't know."""
        self.says(database, "SELECT pg_wal_replay_pause()")
        until(lambda: self.says(database, "SELECT pg_get_wal_replay_pause_state()") == "paused")

    def resume(self, database: str) -> None:
        """Let it replay again."""
        self.says(database, "SELECT pg_wal_replay_resume()")

    def catch_up(self, database: str) -> None:
        """Wait until it has replayed what is committed now."""
        with psycopg.connect(self.primary.url("postgres")) as connection:
            reached = _only(connection, "SELECT pg_current_wal_flush_lsn()::text")
        until(lambda: self.says(database, f"SELECT pg_last_wal_replay_lsn() >= '{reached}'") is True)

    def kill(self) -> None:
        """Kill it without a word to anybody."""
        self._signal(signal.SIGKILL)
        # The guard hasn't taken notice: to the next server it would look as if this one still ran.
        (self.folder / "data" / "postmaster.pid").unlink()

    def freeze(self) -> None:
        """Let it be silent: its connections stay, and nothing comes of them."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def start(self) -> None:
        """Start it. Until the end also the guard of one that was killed waits: it would remove the folder."""
        self.guards.append(started(binaries(), self.folder, self.replica.port, owner(), REPLICA))
        awaited(self.replica, self.folder)

    def stop(self) -> None:
        """Stop it for good."""
        for guard in self.guards:
            guard.communicate()

    def says(self, database: str, statement: str) -> object:
        """Return what the replica answers, a statement's only value."""
        while True:
            with suppress(CANCELLED), psycopg.connect(self.replica.url(database), autocommit=True) as connection:
                return _only(connection, statement)

    def _signal(self, number: int) -> None:
        main = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        others = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        for pid in (main, *map(int, others)):
            os.kill(pid, number)


@contextmanager
def replicated(source: Server) -> Iterator[Pair]:
    """Start a copy of a server as a primary, and a replica of that; stop both."""
    with ExitStack() as stack:
        folder = _copied(source, stack)
        primary = Server(free_port(), source.password)
        guard = started(binaries(), folder, primary.port, owner(), PRIMARY)
        stack.callback(guard.communicate)
        stack.callback(disconnect, primary)
        awaited(primary, folder)
        folder = _copied(primary, stack, "--write-recovery-conf")
        pair = Pair(primary, Server(free_port(), source.password), folder, [])
        stack.callback(pair.stop)
        pair.start()
        yield pair


def _copied(server: Server, stack: ExitStack, *more: str) -> Path:
    """Return a folder with a base backup of a server."""
    folder = make_folder("postgres")
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    user = owner()
    if user:
        shutil.chown(folder, user)
    options = [f"--pgdata={folder / 'data'}", "--checkpoint=fast", "--wal-method=stream", "--no-sync", *more]
    made = subprocess.run(
        [binaries() / "pg_basebackup", "--host=127.0.0.1", f"--port={server.port}", "--username=postgres", *options],
        env={"PATH": os.environ["PATH"], "PGPASSWORD": server.password},
        check=False,
        capture_output=True,
        cwd="/",
        user=user,
        group=user,
        extra_groups=[] if user else None,
    )
    assert made.returncode == 0, made.stderr.decode()
    return folder


def _only(connection: psycopg.Connection, statement: str) -> object:
    row = connection.execute(statement.encode()).fetchone()
    assert row is not None
    return row[0]
