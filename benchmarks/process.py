"""What processes use: the processor time and the resident memory of one and all below it, from /proc."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


def tree(pid: int) -> Iterator[int]:
    """Yield a process and all below it that run."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from tree(int(child))


def cpu_seconds(pid: int) -> float:
    """Return the processor time that a process and all below it have used, in seconds to a hundredth."""
    return sum(_ticks(each) for each in tree(pid)) / TICKS


def resident(pid: int) -> int:
    """Return a process's resident memory in bytes."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE


def _ticks(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    # utime and stime, and what children that have ended used.
    return sum(int(field) for field in fields[11:15])


def postmaster(url: str) -> int | None:
    """Return the process id of the PostgreSQL server at an address; None where there is none on this machine."""
    if not url.startswith("postgresql"):
        return None
    with psycopg.connect(url) as connection:
        backend = connection.info.backend_pid
        try:
            fields = Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return None
    return int(fields[1])
