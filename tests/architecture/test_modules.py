"""Whether modules stay small, are named for what they hold, and import where one sees it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import modules, read

LONGEST = 300
LAZY = Path("exchange/app")
"""The command line imports what a command needs when it is called."""
EMPTY_NAMES = {"base", "common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}
NAMED_FOR_ITS_CLASS = {Path("exchange/db/base.py")}
"""Holds SQLAlchemy's declarative base, and its name is that."""


def test_no_module_is_longer_than_its_limit() -> None:
    lengths = {str(path): len(read(path).splitlines()) for path in modules()}

    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_no_module_is_named_for_nothing() -> None:
    named = [path for path in modules() if EMPTY_NAMES & set(path.with_suffix("").name.split("_"))]

    assert set(named) == NAMED_FOR_ITS_CLASS


def test_no_folder_is_named_for_nothing() -> None:
    assert [path for path in modules() if EMPTY_NAMES & set(path.parent.parts)] == []


def test_imports_are_at_the_top() -> None:
    hidden = [f"{path}:{line}" for path in modules() if LAZY not in path.parents for line in hidden_imports(path)]

    assert hidden == []


def test_an_import_in_a_function_would_be_found() -> None:
    assert any(list(hidden_imports(path)) for path in modules() if LAZY in path.parents)


def test_every_module_says_what_it_answers() -> None:
    silent = [path for path in modules() if path.name != "__init__.py" and not ast.get_docstring(ast.parse(read(path)))]

    assert silent == []


def hidden_imports(path: Path) -> Iterator[int]:
    """Yield the lines of the imports inside functions."""
    for function in ast.walk(ast.parse(read(path))):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from (inner.lineno for inner in ast.walk(function) if isinstance(inner, ast.Import | ast.ImportFrom))
