"""Whether a backup made while the exchange is written to is one state of it, and restores to what it was."""

import json
import secrets
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, Thread

import psycopg
import pytest
from sqlalchemy import Engine, make_url, text

from exchange.app import cli
from exchange.app.tree_head import sign
from exchange.audit.sealer import seal
from exchange.db import migration
from exchange.db.base import Base
from exchange.db.engine import connect
from exchange.reference.seed import seed
from exchange.settings import Settings
from exchange.storage import folder
from tests.audit.log import access, sealed, write
from tests.database.postgres import Server
from tests.database.template import FILLED, Templates
from tests.planning.data import fill

Run = Callable[..., tuple[int, str]]


@dataclass(frozen=True)
class Place:
    """An exchange with a small registry and a log, and where another one is to be made of its backup."""

    engine: Engine
    source: Settings
    target: Settings
    backup: Path

    def restored(self) -> Engine:
        """Connect to the other one."""
        return connect(self.target.database_url)


@pytest.fixture(scope="module")
def owner(templates: Templates) -> Iterator[tuple[Server, str]]:
    """Give the server and a plain owner, as production has one, with a filled database of its name."""
    if templates.server is None:
        pytest.skip(f"PostgreSQL half NOT run: {templates.missing}")
    name = f"backed_up_{secrets.token_hex(8)}"
    templates.server.run(f"CREATE ROLE {name} LOGIN PASSWORD '{name}'")
    templates.server.run(f"GRANT exchange_reader TO {name}")
    templates.server.run(f"CREATE DATABASE {name} OWNER {name}")
    engine = connect(_owned(templates.server, name, name))
    migration.upgrade(engine)
    with migration.exclusive(engine) as connection:
        seed(connection)
    with engine.begin() as connection:
        fill(connection)
    engine.dispose()
    yield templates.server, name
    templates.server.run(f"DROP DATABASE {name} WITH (FORCE)")
    templates.server.run(f"DROP ROLE {name}")


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, templates: Templates, tmp_path: Path) -> Iterator[Place]:
    """Give an exchange to back up."""
    if request.param == "sqlite":
        with templates.clone("sqlite", FILLED) as url:
            yield from _place(url, f"sqlite:///{tmp_path}/again/exchange.sqlite", tmp_path)
        return
    server, name = request.getfixturevalue("owner")
    copies = [f"{name}_{secrets.token_hex(4)}" for _ in range(2)]
    server.run(f"CREATE DATABASE {copies[0]} TEMPLATE {name} OWNER {name}")
    server.run(f"CREATE DATABASE {copies[1]} OWNER {name}")
    source, target = (_owned(server, copy, name) for copy in copies)
    yield from _place(source, target, tmp_path)
    for copy in copies:
        server.run(f"DROP DATABASE {copy} WITH (FORCE)")


def _owned(server: Server, database: str, name: str) -> str:
    return server.url(database).replace("postgres:", f"{name}:").replace(server.password, name)


def _place(source: str, target: str, path: Path) -> Iterator[Place]:
    engine = connect(source)
    with engine.begin() as connection:
        # The small registry's entries are no log's yet.
        connection.execute(text("INSERT INTO access_pending SELECT id FROM access_entry"))
    sealed(engine, source, 20, limit=10)
    settings = Settings(database_url=source, storage=str(path / "storage"))
    for noun, name in (("evidence", "evd_1"), ("submissions", "sub_1.content"), ("submissions", "sub_1.lock")):
        (folder(settings, noun) / name).write_bytes(name.encode() * 1000)
    there = replace(settings, database_url=target, storage=str(path / "there"))
    yield Place(engine, settings, there, path / "backup")
    engine.dispose()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give the command line, under settings."""

    def called(settings: Settings, *words: str) -> tuple[int, str]:
        monkeypatch.setenv("EXCHANGE_DATABASE_URL", settings.database_url)
        monkeypatch.setenv("EXCHANGE_STORAGE", settings.storage)
        monkeypatch.setattr(sys, "argv", ["exchange", *words])
        with pytest.raises(SystemExit) as left:
            cli.main()
        answer = capsys.readouterr()
        return int(left.value.code or 0), answer.out + answer.err

    return called


def rows(engine: Engine) -> dict[str, list[str]]:
    """Return every row of every table, as text."""
    with engine.connect().execution_options(read_only=True) as connection:
        names = sorted(Base.metadata.tables)
        return {name: sorted(str(row) for row in connection.execute(text(f"SELECT * FROM {name}"))) for name in names}  # noqa: S608


def test_what_is_restored_is_what_was_backed_up(place: Place, run: Run) -> None:
    expected = rows(place.engine)
    count = len(expected["access_entry"])
    code, told = run(place.source, "backup", str(place.backup))
    assert (code, f"the access log has {count} sealed entries" in told) == (0, True), told
    code, told = run(place.target, "restore", str(place.backup))
    assert (code, f"{count} sealed entries are as they were written" in told) == (0, True), told

    engine = place.restored()
    assert rows(engine) == expected
    assert len(expected["entity"]) > 10
    assert len(expected["risk_class"]) == 20, "rows that row-level security hides are there too"
    there = {path.name: path.read_bytes() for path in Path(place.target.storage).rglob("*") if path.is_file()}
    assert there == {name: name.encode() * 1000 for name in ("evd_1", "sub_1.content")}
    code, told = run(place.target, "audit", "verify")
    assert (code, told.startswith(f"{count} entries, {count} sealed")) == (0, True), told
    assert {path.stat().st_mode & 0o077 for path in [place.backup, *place.backup.rglob("*")]} == {0}
    engine.dispose()


def test_the_restored_database_guards_itself_as_before(place: Place, run: Run) -> None:
    run(place.source, "backup", str(place.backup))
    run(place.target, "restore", str(place.backup))

    engine = place.restored()
    with pytest.raises(Exception, match=r"append-only|permission denied"), engine.begin() as connection:
        connection.execute(text("DELETE FROM access_entry"))
    write(place.target.database_url, [access(21)])
    assert run(place.target, "audit", "seal") == (0, "1 entries were sealed.\n")
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            connection.execute(text("SET ROLE exchange_reader"))
            connection.execute(text("SELECT set_config('exchange.writing', '', true)"))
            assert connection.scalar(text("SELECT count(*) FROM risk_class")) == 0
    engine.dispose()


def test_a_backup_is_one_state_however_much_is_written_meanwhile(place: Place, run: Run) -> None:
    over, before = Event(), len(rows(place.engine)["access_entry"])

    def go_on() -> None:
        number = 100
        while not over.is_set():
            write(place.source.database_url, [access(number), access(number + 1)])
            seal(place.engine, sign)
            number += 2

    writer = Thread(target=go_on)
    writer.start()
    try:
        code, told = run(place.source, "backup", str(place.backup))
    finally:
        over.set()
        writer.join()

    assert code == 0, told
    assert run(place.target, "restore", str(place.backup))[0] == 0
    assert run(place.target, "audit", "verify")[0] == 0
    engine = place.restored()
    with engine.connect().execution_options(read_only=True) as connection:
        entries = connection.scalar(text("SELECT count(*) FROM access_entry"))
    assert entries is not None
    assert entries % 2 == before % 2, "both entries of an operation are there, or neither"
    assert before <= entries <= len(rows(place.engine)["access_entry"])
    engine.dispose()


def test_a_log_that_had_faults_already_is_restored_with_them_and_said_to_have_them(place: Place, run: Run) -> None:
    write(place.source.database_url, [access(99)])
    with place.engine.begin() as connection:
        connection.execute(text("DELETE FROM access_pending"))
    assert run(place.source, "backup", str(place.backup))[0] == 0

    code, told = run(place.target, "restore", str(place.backup))

    assert (code, "LOG_FAULTY: " in told, "ENTRY_UNSEALED" in told) == (1, True, True), told
    engine = place.restored()
    assert rows(engine) == rows(place.engine)
    engine.dispose()


def test_nothing_that_is_there_is_overwritten(place: Place, run: Run) -> None:
    assert run(place.source, "backup", str(place.backup))[0] == 0
    before = rows(place.engine)

    assert run(place.source, "backup", str(place.backup))[1].startswith("BACKUP_REFUSED: ")
    assert run(place.source, "restore", str(place.backup))[1].startswith("RESTORE_REFUSED: ")
    emptied = replace(place.source, storage=place.target.storage)
    assert run(emptied, "restore", str(place.backup))[1].startswith("RESTORE_REFUSED: ")
    assert rows(place.engine) == before


def test_a_backup_that_was_changed_restores_nothing(place: Place, run: Run) -> None:
    run(place.source, "backup", str(place.backup))

    for harm in (_database, _file, _missing, _outside, _unsaid, _head):
        changed = place.backup.with_name(harm.__name__)
        shutil.copytree(place.backup, changed)
        harm(changed)
        code, told = run(place.target, "restore", str(changed))
        assert (code, told.partition(":")[0]) == (1, "BACKUP_DAMAGED"), (harm, told)
        assert not Path(place.target.storage).exists()
        url = make_url(place.target.database_url)
        if url.get_backend_name() == "sqlite":
            assert not any(path.is_file() for path in Path(str(url.database)).parent.glob("*"))
        elif harm is not _head:
            with psycopg.connect(place.target.database_url) as connection:
                row = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
            assert row == (0,)


def _database(backup: Path) -> None:
    _flip(next(backup.glob("database.*")))


def _file(backup: Path) -> None:
    _flip(backup / "storage/evidence/evd_1")


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _missing(backup: Path) -> None:
    (backup / "storage/evidence/evd_1").unlink()


def _unsaid(backup: Path) -> None:
    (backup / "manifest.json").unlink()


def _outside(backup: Path) -> None:
    said = json.loads((backup / "manifest.json").read_bytes())
    said["files"][-1]["path"] = "../outside"
    (backup / "manifest.json").write_text(json.dumps(said))


def _head(backup: Path) -> None:
    said = json.loads((backup / "manifest.json").read_bytes())
    (backup / "manifest.json").write_text(json.dumps(said | {"log_root": "0" * 64}))
