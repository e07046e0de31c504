"""Whether the lock file pins what pyproject.toml asks for, by hash."""

import re
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.tree import project, read

PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)(?P<rest>(?:.*\\\n)*.*)$", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def pins() -> dict[str, tuple[str, int]]:
    """Return each locked package's version and the number of its hashes."""
    found = PINNED.finditer(read(Path("requirements.lock")))
    return {canonicalize_name(one["name"]): (one["version"], len(HASH.findall(one["rest"]))) for one in found}


def asked_for() -> list[Requirement]:
    """Return what pyproject.toml names."""
    named = project()["project"]["dependencies"] + project()["dependency-groups"]["dev"]
    extras = project()["project"].get("optional-dependencies", {}).values()
    return [Requirement(text) for text in [*named, *(text for extra in extras for text in extra)]]


def test_everything_is_locked_by_hash() -> None:
    assert len(pins()) > 50
    assert [name for name, (_, hashes) in pins().items() if hashes == 0] == []


def test_the_lock_has_what_the_project_names() -> None:
    wrong = [
        str(wanted)
        for wanted in asked_for()
        if (pin := pins().get(canonicalize_name(wanted.name))) is None or not wanted.specifier.contains(pin[0])
    ]

    assert asked_for()
    assert wrong == []


def test_the_package_that_would_shadow_ours_is_not_locked() -> None:
    assert "schema" not in pins()
