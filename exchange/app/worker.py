"""What uvicorn starts in each process: the application, imported while the garbage collector rests.

Of the half a million objects that the import makes, hardly one is garbage; looking for it took a sixth of the start.
"""

import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exchange.app.http import Exchange

SWITCH_SECONDS = 0.000_1
"""How long a thread may keep the interpreter from the event loop: with Python's own 5 ms, everybody would wait as long
at each turn of one that plans or writes."""


def application() -> "Exchange":
    """Make a worker's application from the environment."""
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.disable()
    try:
        from exchange.app import http

        return http.application()
    finally:
        gc.enable()
