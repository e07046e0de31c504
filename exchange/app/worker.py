"""What uvicorn starts in each process: the application, imported while the garbage collector rests.

Of the half a million objects that the import makes, hardly one is garbage; looking for it took a sixth of the start.
"""

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exchange.app.http import Exchange


def application() -> "Exchange":
    """Make a worker's application from the environment."""
    gc.disable()
    try:
        from exchange.app import http

        return http.application()
    finally:
        gc.enable()
