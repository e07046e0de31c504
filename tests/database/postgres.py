"""The test run's own PostgreSQL: the system's binaries over a temporary folder, gone when the run is."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.database.scratch import make_folder

START_SECONDS = 30
GUARD = """
"$0" "$@" &
server=$!
read -r _
kill -INT $server
wait $server
rm -rf "$FOLDER"
"""
"""Stops the server, by its pid, when its standard input ends: so also when the test run was killed."""
FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "max_connections=200"]
FAST += ["wal_keep_size=256MB"]
"""The last: a base backup that another process of the run has made at the same time ends with a checkpoint, which
would take away what this one has still to copy."""


class PostgresMissing(Exception):
    """No PostgreSQL can be started here; the message says why."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. Its password is random, so that nobody else on the machine gets in."""

    port: int
    password: str

    def url(self, database: str) -> str:
        """Return the address of a database, in the form of EXCHANGE_DATABASE_URL."""
        return f"postgresql://postgres:{self.password}@127.0.0.1:{self.port}/{database}"

    def run(self, statement: str) -> None:
        """Run a statement that takes no transaction, such as CREATE DATABASE."""
        self._administrator().execute(statement.encode())

    def copy(self, template: str, name: str) -> None:
        """Make a database like another one. By its files, where the server can: half the work of writing its rows."""
        by_files = " STRATEGY FILE_COPY" if self._administrator().info.server_version >= 150_000 else ""
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}{by_files}")

    def cheapen_password(self) -> None:
        """Keep the password so that checking it costs nothing: it is random, and each test connects several times.

        With PostgreSQL's defaults the check is half of what a connection costs.
        """
        administrator = self._administrator()
        newer = administrator.info.server_version >= 160_000
        administrator.execute("SET scram_iterations = 1" if newer else "SET password_encryption = 'md5'")
        administrator.execute(f"ALTER ROLE postgres PASSWORD '{self.password}'".encode())

    def _administrator(self) -> psycopg.Connection:
        """Return this process's one connection for statements about whole databases."""
        kept = _ADMINISTRATORS.get(self)
        if kept is None or kept.closed:
            kept = _ADMINISTRATORS[self] = psycopg.connect(self.url("postgres"), autocommit=True)
        return kept


_ADMINISTRATORS: dict[Server, psycopg.Connection] = {}


def disconnect(*servers: Server) -> None:
    """Close this process's connections for statements about whole databases, or those to some servers alone."""
    for server in servers or list(_ADMINISTRATORS):
        if server in _ADMINISTRATORS:
            _ADMINISTRATORS.pop(server).close()


DURABLE = ["max_connections=200"]
"""PostgreSQL's own defaults, as production has them: a commit is on the disk."""


@contextmanager
def running(*, durable: bool = False) -> Iterator[Server]:
    """Start a server and stop it; durable, for what is measured. Raises PostgresMissing."""
    programs, user = binaries(), owner()
    server = Server(port=free_port(), password=secrets.token_urlsafe())
    folder = _folder(server.password, user, on_disk=durable)
    _initialise(programs, folder, user)
    guard = started(programs, folder, server.port, user, DURABLE if durable else FAST)
    try:
        awaited(server, folder)
        if not durable:
            server.cheapen_password()
        yield server
    finally:
        disconnect(server)
        guard.communicate()


def binaries() -> Path:
    """Return the folder of PostgreSQL's programs. Raises PostgresMissing."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and on_path is None:
        raise PostgresMissing("no initdb in /usr/lib/postgresql/*/bin or on the PATH: install the package postgresql")
    return found[-1].parent if found else Path(str(on_path)).resolve().parent


def owner() -> str | None:
    """Return the user that the server runs as, None for this one. Raises PostgresMissing."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        raise PostgresMissing("PostgreSQL doesn't run as root, and there is no user postgres") from None


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _folder(password: str, user: str | None, *, on_disk: bool) -> Path:
    folder = make_folder("postgres", on_disk=on_disk)
    (folder / "password").write_text(password)
    if user:
        shutil.chown(folder, user)
        shutil.chown(folder / "password", user)
    return folder


def _initialise(programs: Path, folder: Path, user: str | None) -> None:
    options = ["--auth=password", "--username=postgres", f"--pwfile={folder}/password", "--no-sync"]
    made = subprocess.run(
        [programs / "initdb", "--pgdata", folder / "data", "--locale=C.UTF-8", "--encoding=UTF8", *options],
        text=True,
        capture_output=True,
        check=False,
        cwd=folder,
        user=user,
        group=user,
        extra_groups=[] if user else None,
    )
    if made.returncode:
        shutil.rmtree(folder)
        raise PostgresMissing(f"initdb failed: {made.stderr.strip()}")


def started(
    programs: Path, folder: Path, port: int, user: str | None, configuration: list[str]
) -> subprocess.Popen[bytes]:
    """Start a server on a folder's data under its guard, which removes the folder at the end."""
    listen = ["listen_addresses=127.0.0.1", f"port={port}", "unix_socket_directories="]
    settings = [f"--{setting}" for setting in listen + configuration]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            ["/bin/sh", "-c", GUARD, programs / "postgres", "-D", folder / "data", *settings],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "FOLDER": str(folder)},
            cwd="/",
            start_new_session=True,
            user=user,
            group=user,
            extra_groups=[] if user else None,
        )


def awaited(server: Server, folder: Path) -> None:
    """Wait until a server answers. Raises PostgresMissing."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            psycopg.connect(server.url("postgres")).close()
        except psycopg.OperationalError:
            time.sleep(0.02)
        else:
            return
    raise PostgresMissing(f"the server did not start: {(folder / 'log').read_text()[-500:]}")
