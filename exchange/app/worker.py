"""What uvicorn starts in each process: the application, imported while the garbage collector rests.

Of the half a million objects that the import makes, hardly one is garbage; looking for it took a sixth of the start.
"""

import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exchange.app.http import Exchange

SWITCH_SECONDS = 0.002
"""How long a thread may keep the interpreter from the event loop: long enough to plan an ordinary operation in one go.
In slices of 0.1 ms that takes a third longer, and more of the answers beside it wait; with Python's own 5 ms, all would
wait as long for one that takes longer."""


def application() -> "Exchange":
    """Make a worker's application from the environment."""
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.disable()
    try:
        from exchange.app import http

        return http.application()
    finally:
        gc.enable()
