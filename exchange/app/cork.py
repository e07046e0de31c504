"""A transport that holds a response's head back until its body follows: one system call and one packet, not two.

On loopback and on fast networks the second call would be a sixth of what a small answer costs.
"""

from asyncio import AbstractEventLoop, Handle
from typing import Any


class Corked:
    """A connection's transport for its responses. What is held goes out by itself at the loop's next turn."""

    __slots__ = ("_held", "_later", "_loop", "_transport")

    def __init__(self, transport: Any, loop: AbstractEventLoop) -> None:
        self._transport, self._loop = transport, loop
        self._held = b""
        self._later: Handle | None = None

    def write(self, data: bytes) -> None:
        """Hold what comes first, and send it with what follows at once."""
        if self._later is None:
            self._held = data
            self._later = self._loop.call_soon(self.flush)
            return
        self._later.cancel()
        self._later = None
        self._transport.write(self._held + data)

    def send(self, data: bytes) -> None:
        """Send what is whole at once. Nothing is held: one response is over before the next begins."""
        self._transport.write(data)

    def flush(self) -> None:
        """Send what is held."""
        if self._later is not None:
            self._later.cancel()
            self._later = None
            self._transport.write(self._held)

    def close(self) -> None:
        """Send what is held, and close."""
        self.flush()
        self._transport.close()

    def is_closing(self) -> bool:
        """Tell whether it is closed or being closed."""
        return bool(self._transport.is_closing())
