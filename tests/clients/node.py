"""The scripts in Node: their libraries are installed once, beside pytest's cache, and never in the checkout.

The lock file has hashes and no address of a registry. It is made anew by
`npm install --package-lock-only --omit-lockfile-registry-resolved` in this folder.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
CACHE = HERE.parents[1] / ".pytest_cache" / "clients"
PACKAGE = ("package.json", "package-lock.json")
OLDEST = 20
OURS = ("EINTEGRITY", "EUSAGE", "EJSONPARSE")
"""Errors of npm that our own two files cause; all others come from the machine or the network."""
SECONDS = 60


@dataclass(frozen=True)
class Node:
    """Where the libraries are installed."""

    folder: Path

    def run(self, library: str, flow: str, given: Mapping[str, Any]) -> Any:
        """Run a flow with a library; return what it reports."""
        # Through the link the scripts lie beside their libraries, wherever the checkout is.
        links = ["--preserve-symlinks", "--preserve-symlinks-main"]
        done = subprocess.run(
            ["node", *links, self.folder / "scripts" / "flow" / f"{flow}.js", library],
            input=json.dumps(given),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


def installed() -> Node:
    """Install what the lock file names, unless that was done before. Skips the test where it can't be."""
    _look_for_node()
    locked = b"".join((HERE / name).read_bytes() for name in PACKAGE)
    folder = CACHE / hashlib.sha256(locked).hexdigest()[:16]
    with _alone():
        if not (folder / "ready").exists():
            _install(folder)
    return Node(folder)


def _look_for_node() -> None:
    if missing := [name for name in ("node", "npm") if shutil.which(name) is None]:
        pytest.skip(f"client libraries NOT run: {' and '.join(missing)} not found; install Node {OLDEST} or newer")
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if int(version.removeprefix("v").partition(".")[0]) < OLDEST:
        pytest.skip(f"client libraries NOT run: Node {version} is older than {OLDEST}")


@contextmanager
def _alone() -> Iterator[None]:
    """Keep the run's other processes from installing at the same time."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _install(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in PACKAGE:
        shutil.copyfile(HERE / name, folder / name)
    (folder / "scripts").symlink_to(os.path.relpath(HERE / "scripts", folder))
    quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    patience = ["--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=30000"]
    command = ["npm", "ci", "--ignore-scripts", *quiet, *patience]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        _give_up(done.stderr.strip())
    (folder / "ready").touch()


def _give_up(said: str) -> None:
    if os.environ.get("CI") == "true" or any(error in said for error in OURS):
        pytest.fail(f"npm ci failed:\n{said}")
    pytest.skip(f"client libraries NOT run: npm ci failed: {said.splitlines()[0] if said else 'no reason given'}")
