"""Waits for what a process does in the background."""

import time
from collections.abc import Callable

import pytest

SECONDS = 60


def eventually(holds: Callable[[], bool]) -> None:
    """Return once it holds; fail where it doesn't within a minute."""
    deadline = time.monotonic() + SECONDS
    while not holds():
        if time.monotonic() > deadline:
            pytest.fail(f"It doesn't hold after {SECONDS} s.")
        time.sleep(0.02)
