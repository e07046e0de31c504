"""Lets a long run of one process go without the interpreter's habits that serve servers."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

ALLOCATIONS = 200_000
"""Between two looks for cycles: rows are no cycles, and looking at each of them again costs a third of the run."""
SWITCH_SECONDS = 0.0005
"""How long a thread keeps the interpreter: the one that feeds the database must not wait long for its turn."""


@contextmanager
def undisturbed() -> Iterator[None]:
    """Collect garbage seldom and switch threads often, until the block ends."""
    thresholds, interval = gc.get_threshold(), sys.getswitchinterval()
    gc.set_threshold(ALLOCATIONS, 20, 100)
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        sys.setswitchinterval(interval)
