"""RESULTS.md by its sections: each part of the benchmarks writes its own and leaves the others as they are."""

import os
import platform
import re
from collections.abc import Iterable
from pathlib import Path

from exchange import clock

FOLDER = Path(__file__).parent
RESULTS = FOLDER / "RESULTS.md"
SECONDS = float(os.environ.get("BENCH_SECONDS", "3"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))


def write(title: str, lines: Iterable[str], path: Path = RESULTS) -> None:
    """Print the lines as they come, and put them into the file as a section, in the place of the one of that title."""
    shown = []
    for line in lines:
        print(line, flush=True)
        shown.append(line)
    head, *sections = _sections(path)
    made = "\n".join([f"## {title}", "", _said(), "", *shown]).rstrip() + "\n"
    at = [section.split("\n", 1)[0] for section in sections]
    if f"## {title}" in at:
        sections[at.index(f"## {title}")] = made
    else:
        sections.append(made)
    head = (FOLDER / "HEAD.md").read_text(encoding="utf-8")
    path.write_text("\n".join([head.rstrip() + "\n", *(section.rstrip() + "\n" for section in sections)]), "utf-8")


def _sections(path: Path) -> list[str]:
    return re.split(r"(?m)^(?=## )", path.read_text(encoding="utf-8"))


def _said() -> str:
    """Return when and where the section was measured."""
    machine = f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}"
    return f"{clock.today()}, {machine}; {ROUNDS} rounds of {SECONDS:g} s where there are rounds."
