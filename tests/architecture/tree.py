"""The files of the repository: what is committed, and what would be."""

import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PACKAGES = ("exchange", "schema", "resolvers", "auth", "migrations")
"""What an installation holds; every module of them is in a layer."""


@cache
def files() -> tuple[Path, ...]:
    """Return every file that git has or would take, relative to ROOT. A list that looks wrong is an error."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    found = tuple(Path(name) for name in sorted(set(listed.split("\0"))) if name and (ROOT / name).is_file())
    assert Path("pyproject.toml") in found
    assert len(found) > 50
    return found


@cache
def modules() -> tuple[Path, ...]:
    """Return the Python files."""
    found = tuple(path for path in files() if path.suffix == ".py")
    assert {path.parts[0] for path in found} >= {*PACKAGES, "tests"}
    return found


def read(path: Path) -> str:
    """Return a file's text."""
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def project() -> dict[str, Any]:
    """Return what pyproject.toml says."""
    return tomllib.loads(read(Path("pyproject.toml")))
