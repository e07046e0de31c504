"""What an exchange on SQLite answers while its disk is full, its file held, read-only or gone; and afterwards."""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import make_url

from exchange.audit.model import AccessPending
from exchange.consent.model import Consent
from tests.database.template import FILLED, Templates
from tests.faults.conftest import Served, serving
from tests.faults.program import NAMED, lodged, refused
from tests.faults.recovery import as_before, count
from tests.journeys.eventually import eventually

AWAY = (503, "UNAVAILABLE", True)
UNLOGGED = (503, "LOG_UNAVAILABLE", True)


@contextmanager
def held(served: Served) -> Iterator[None]:
    """Be a writer that doesn't end."""
    with closing(sqlite3.connect(served.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_another_writer_makes_writes_wait_and_then_a_503_while_reads_go_on(on_sqlite: Served) -> None:
    served, program = on_sqlite, on_sqlite.program
    as_before(served)
    lodgings = count(served, Consent)
    program.prepare(2)

    with held(served):
        # Whose proof can't be remembered isn't let in.
        assert refused(program.lodge("held")) == AWAY
        assert program.name().json()["data"] == NAMED
        assert served.get("/readyz") == (200, None)

    assert lodged(program.lodge("held")) == lodged(program.lodge("held"))
    assert count(served, Consent) == lodgings + 1
    as_before(served)


@contextmanager
def full(served: Served) -> Iterator[None]:
    """Leave no byte on the disk, and let the file of what is written grow: what lies in it is still read."""
    ballast = served.file.with_name("ballast")
    with closing(sqlite3.connect(f"file:{served.file}?mode=ro", uri=True, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM consent").fetchone()
        with pytest.raises(OSError, match="No space left"):
            _grow(ballast)
        yield
    ballast.unlink()


def _grow(path: Path) -> None:
    with path.open("wb", buffering=0) as stream:
        while stream.write(bytes(4096)):
            pass


@pytest.fixture
def small_disk(templates: Templates, tmp_path: Path) -> Iterator[Served]:
    """Give an exchange on a disk of its own."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("A disk that can be filled takes root: not run.")
    try:
        with templates.clone("sqlite", FILLED) as url:
            shutil.copyfile(str(make_url(url).database), disk / "exchange.sqlite")
        yield from serving(f"sqlite:///{disk}/exchange.sqlite", tmp_path)
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_full_disk_is_a_503_for_what_is_written_and_nothing_is_half_there(small_disk: Served) -> None:
    served, program = small_disk, small_disk.program
    as_before(served)
    lodgings, key = count(served, Consent), "full"

    with full(served):
        assert refused(program.lodge(key)) == AWAY
        assert refused(program.file()) in (AWAY, UNLOGGED)
        answer = program.party.ask()
        assert (answer.status_code, answer.json()) == (503, {"error": "temporarily_unavailable"})
        assert program.name().json()["data"] == NAMED
        assert count(served, Consent) == lodgings

    assert lodged(program.lodge(key)) == lodged(program.lodge(key))
    assert count(served, Consent) == lodgings + 1
    as_before(served)


def test_a_file_that_is_gone_is_a_503_and_none_is_made_in_its_place(on_sqlite: Served) -> None:
    served, program = on_sqlite, on_sqlite.program
    as_before(served)
    served.engine.dispose()
    lodgings = count(served, Consent)
    served.engine.dispose()
    program.prepare(4)
    away = served.file.with_name("away")

    served.file.rename(away)
    try:
        assert refused(program.lodge("gone")) == AWAY
        assert refused(program.file()) in (AWAY, UNLOGGED)
        eventually(lambda: program.name().status_code == 503)
        assert served.get("/readyz") == (503, "5")
        assert not served.file.exists()
    finally:
        away.rename(served.file)

    assert lodged(program.lodge("gone"))
    assert count(served, Consent) == lodgings + 1
    as_before(served)


def test_a_log_that_cannot_be_written_lets_no_data_leave(on_sqlite: Served) -> None:
    served = on_sqlite
    as_before(served)
    with closing(sqlite3.connect(served.file)) as other:
        other.execute("ALTER TABLE access_pending RENAME TO access_pending_away")
    try:
        assert refused(served.program.file()) == UNLOGGED
        assert served.program.name().json()["data"] == NAMED
    finally:
        with closing(sqlite3.connect(served.file)) as other:
            other.execute("ALTER TABLE access_pending_away RENAME TO access_pending")

    as_before(served)
    assert count(served, AccessPending) == 0
