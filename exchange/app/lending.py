"""Lets each worker give back, every second, what nobody spent of its callers' points."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from exchange.app.purse import Purses
from exchange.rate.bucket import full_after
from exchange.rate.limits import limits
from exchange.settings import Settings

EVERY_SECONDS = 1.0
SWEEP_SECONDS = 600.0

logger = structlog.get_logger("exchange.rate")


@asynccontextmanager
async def lending(purses: Purses, settings: Settings) -> AsyncIterator[None]:
    """End leases beside what the block does, and all of them at its end."""
    task = asyncio.create_task(_forever(purses, max(full_after(limit) for limit in limits(settings))))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])
        await purses.close()


async def _forever(purses: Purses, idle_seconds: float) -> None:
    """End leases; now and then delete the buckets that are full again by now, whatever was taken from them."""
    sweep = time.monotonic() + SWEEP_SECONDS
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        try:
            await purses.end_leases()
            if time.monotonic() > sweep:
                sweep = time.monotonic() + SWEEP_SECONDS
                await purses.lending.sweep(idle_seconds + SWEEP_SECONDS)
        except Exception:
            # The outermost handler of the task: what isn't given back grows back.
            logger.exception("lending")
