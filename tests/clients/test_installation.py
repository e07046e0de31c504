"""When the client libraries are installed, and when their tests are skipped or fail instead."""

from pathlib import Path

import pytest

from tests.clients import node
from tests.clients.node import PACKAGE, installed

OFFLINE = "npm error code ENOTFOUND"
TAMPERED = "npm error code EINTEGRITY"


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without Node, on which nothing was installed before; return the folder of its programs."""
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(node, "CACHE", tmp_path / "cache")
    return programs


def program(folder: Path, name: str, script: str) -> None:
    """Put a program in the folder."""
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def with_node(folder: Path, npm: str, version: str = "v20.1.0") -> None:
    """Put Node and npm in the folder."""
    program(folder, "node", f"echo {version}")
    program(folder, "npm", npm)


@pytest.mark.parametrize("ci", ["", "true"])
def test_without_node_they_are_skipped(machine: Path, monkeypatch: pytest.MonkeyPatch, ci: str) -> None:
    monkeypatch.setenv("CI", ci)

    with pytest.raises(pytest.skip.Exception, match="NOT run: node and npm not found; install Node 20 or newer"):
        installed()


def test_with_an_old_node_they_are_skipped(machine: Path) -> None:
    with_node(machine, "exit 0", "v18.20.8")

    with pytest.raises(pytest.skip.Exception, match=r"Node v18\.20\.8 is older than 20"):
        installed()


def test_without_a_network_they_are_skipped(machine: Path) -> None:
    with_node(machine, f"echo {OFFLINE} >&2; exit 1")

    with pytest.raises(pytest.skip.Exception, match=f"NOT run: npm ci failed: {OFFLINE}"):
        installed()


def test_without_a_network_a_run_of_ci_fails(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with_node(machine, f"echo {OFFLINE} >&2; exit 1")

    with pytest.raises(pytest.fail.Exception, match=OFFLINE):
        installed()


def test_libraries_other_than_the_locked_ones_fail(machine: Path) -> None:
    with_node(machine, f"echo {TAMPERED} >&2; exit 1")

    with pytest.raises(pytest.fail.Exception, match=TAMPERED):
        installed()


def test_they_are_installed_once_and_after_a_failure_again(machine: Path, tmp_path: Path) -> None:
    with_node(machine, "exit 1")
    with pytest.raises(pytest.skip.Exception):
        installed()
    with_node(machine, f'echo "$@" >> {tmp_path}/calls')
    folders = {installed().folder for _ in range(3)}

    (folder,) = folders
    assert (tmp_path / "calls").read_text().count("ci --ignore-scripts") == 1
    assert {path.name for path in folder.iterdir()} == {*PACKAGE, "ready", "scripts"}
    assert (folder / "scripts" / "given.js").is_file()
