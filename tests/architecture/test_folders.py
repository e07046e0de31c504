"""Whether the repository has the folders that architecture decided on, and no others."""

from pathlib import Path

from tests.architecture.tree import PACKAGES, files, modules, read

FOLDERS = {*PACKAGES, "tests", "benchmarks", "docs", ".ci"}
OPTIONAL_FOLDERS = {"benchmarks", "docs"}
FILES = {".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "pyproject.toml", "requirements.lock"}
QUESTIONS = {
    "access",
    "api",
    "architecture",
    "attack",
    "audit",
    "clients",
    "database",
    "domain",
    "door",
    "faults",
    "golden",
    "ingest",
    "journeys",
    "people",
    "planning",
}
"""The tests are sorted by what they ask; `database` holds their databases."""


def test_the_top_has_the_decided_folders_only() -> None:
    found = {path.parts[0] for path in files() if len(path.parts) > 1}

    assert found <= FOLDERS
    assert found >= FOLDERS - OPTIONAL_FOLDERS


def test_the_top_has_the_decided_files_only() -> None:
    assert {str(path) for path in files() if len(path.parts) == 1} <= FILES


def test_tests_are_sorted_by_question() -> None:
    assert {path.parts[1] for path in files() if path.parts[0] == "tests" and len(path.parts) > 2} <= QUESTIONS


def test_every_folder_of_modules_is_a_package() -> None:
    packages = {path.parent for path in modules() if path.name == "__init__.py"}

    assert {path.parent for path in modules()} - packages == set()


def test_packages_do_nothing_when_imported() -> None:
    assert [path for path in modules() if path.name == "__init__.py" and read(path)] == []


def test_tests_are_a_package_and_so_do_not_shadow_the_schema() -> None:
    assert Path("tests/__init__.py") in modules()
