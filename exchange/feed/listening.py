"""Wakes those of a worker who wait for the feed to grow, whichever process has made it grow."""

import asyncio
from abc import ABC, abstractmethod


class Listening(ABC):
    """What a worker hears of the feed. Wake-ups run together: who is woken looks at the feed itself."""

    def __init__(self) -> None:
        self._grown = asyncio.Event()
        self.waiting = 0
        """How many wait now."""

    @property
    def heard(self) -> asyncio.Event:
        """Return what is set when the feed grows next: taken before one looks, so that nothing is missed."""
        return self._grown

    async def wait(self, heard: asyncio.Event) -> None:
        """Wait until the feed has grown since `heard` was taken."""
        self.waiting += 1
        try:
            await heard.wait()
        finally:
            self.waiting -= 1

    def wake(self) -> None:
        """Wake all who wait: the feed has grown, or may have while nothing was heard."""
        grown, self._grown = self._grown, asyncio.Event()
        grown.set()

    @abstractmethod
    async def close(self) -> None:
        """Listen no more."""
