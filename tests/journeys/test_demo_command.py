"""`exchange demo`, as a newcomer runs it: it serves what it prints, keeps its data, and says when a port is taken."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from sqlalchemy import func, select, text

from exchange.app.demonstration.caller import CLIENTS, PEOPLE
from exchange.app.demonstration.database import prepare
from exchange.app.demonstration.sample import samples
from exchange.db.engine import connect
from exchange.submission.model import Submission

ANSWERS = re.compile(r"answers at (http://127\.0\.0\.1:(\d+))/")
BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def environment(**more: str) -> dict[str, str]:
    """Return the environment without settings, and with these."""
    return {name: value for name, value in os.environ.items() if not name.startswith("EXCHANGE_")} | more


@contextmanager
def running(folder: Path, *arguments: str, **more: str) -> Iterator[str]:
    """Run `exchange demo` in a folder; yield what it prints once it answers."""
    command = [sys.executable, "-c", "from exchange.app.cli import main; main()", "demo", "--port", "0", *arguments]
    with subprocess.Popen(
        command, cwd=folder, env=environment(**more), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        lines: list[str] = []
        for line in process.stdout:
            lines.append(line)
            if line.startswith("More of them"):
                break
        else:
            raise AssertionError(f"It did not start: {process.stderr and process.stderr.read()}")
        try:
            yield "".join(lines)
        finally:
            process.terminate()
            process.communicate()


def fetched(address: str, form: str | None = None, **headers: str) -> Any:
    """Return the JSON that an address of this machine answers with."""
    assert address.startswith("http://127.0.0.1:")
    body = form.encode() if form else None
    with urlopen(Request(address, body, {name.replace("_", "-"): value for name, value in headers.items()})) as answer:
        return json.load(answer)


def test_the_command_serves_what_it_prints_and_keeps_its_data(tmp_path: Path) -> None:
    secrets = []
    for _ in range(2):
        with running(tmp_path) as printed:
            found = ANSWERS.search(printed)
            assert found is not None
            address = found[1]
            keys = dict(re.findall(r"^  (demo-[\w-]+) +(\S+)  ", printed, re.MULTILINE))
            assert set(keys) == {caller.id for caller in (*CLIENTS, *PEOPLE)}
            secrets.append(keys)
            basic = b64encode(f"demo-bureau:{keys['demo-bureau']}".encode()).decode()
            token = fetched(f"{address}/oauth/token", "grant_type=client_credentials", Authorization=f"Basic {basic}")
            asking = {"Authorization": f"Bearer {token['access_token']}", "Content_Type": "application/json"}
            seen = fetched(f"{address}/graphql", '{"query": "{ viewer { clientId } }"}', **asking)

            with urlopen(f"{address}/") as answer:
                page = answer.read().decode()

        assert seen["data"] == {"viewer": {"clientId": "demo-bureau"}}
        assert f"TOKEN=$(curl -s {address}/oauth/token -u demo-bank:{keys['demo-bank']} " in printed
        assert f"{address}/session/start" in printed
        assert all(keys[person.id] in page for person in PEOPLE)
        assert not any(keys[client.id] in page for client in CLIENTS)

    assert not {*secrets[0].values()} & {*secrets[1].values()}
    assert [path.name for path in tmp_path.iterdir()] == ["var"]
    stored = (tmp_path / "var" / "demo.sqlite").read_bytes()
    assert not any(key.encode() in stored for keys in secrets for key in keys.values())


def test_its_own_data_of_another_version_are_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "var" / "demo.sqlite"
    engine = connect(f"sqlite:///{file}")
    prepare(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE submission SET sha256 = 'other' WHERE batch = '2026-03'"))
    engine.dispose()

    with running(tmp_path):
        pass

    engine = connect(f"sqlite:///{file}")
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).where(Submission.sha256 == "other")) == 0
    engine.dispose()


def test_a_taken_port_is_one_clear_line_before_anything_is_written(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        command = [sys.executable, "-c", "from exchange.app.cli import main; main()", "demo", "--port", str(port)]
        ended = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)

    assert ended.returncode == 1
    assert ended.stderr.startswith(f"PORT_TAKEN: 127.0.0.1:{port} can't be listened on")
    assert f"make demo PORT={port + 1}" in ended.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(BROWSER is None, reason="no chromium: the page's scripts are NOT run")
def test_the_pages_scripts_run_under_its_policy(tmp_path: Path) -> None:
    with running(tmp_path) as printed:
        found = ANSWERS.search(printed)
        assert found is not None
        profile = f"--user-data-dir={tmp_path / 'profile'}"
        command = [
            str(BROWSER),
            *QUIET,
            "--disable-component-update",
            "--disable-sync",
            profile,
            "--dump-dom",
            found[1],
        ]
        shown = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout

    assert shown.count(">Try it in the explorer</button>") == len(samples())
    assert re.search(r'<form id="ask" class="explorer">', shown)
