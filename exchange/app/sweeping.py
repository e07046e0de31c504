"""Lets each worker delete, now and then, what nobody needs any more of contents that were sent."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import structlog
from sqlalchemy import Engine

from exchange.evidence.sweep import sweep as sweep_evidence
from exchange.settings import Settings
from exchange.submission.sweep import sweep

FIRST_SECONDS = 60
EVERY_SECONDS = 3_600
logger = structlog.get_logger("exchange.sweeping")


@asynccontextmanager
async def sweeping(engine: Engine, settings: Settings) -> AsyncIterator[None]:
    """Sweep beside what the block does; a sweep that fails is tried again at its next time."""
    task = asyncio.create_task(_forever(engine, settings))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _forever(engine: Engine, settings: Settings) -> None:
    wait = FIRST_SECONDS
    while True:
        await asyncio.sleep(wait)
        wait = EVERY_SECONDS
        try:
            await asyncio.to_thread(sweep, engine, settings)
            await asyncio.to_thread(sweep_evidence, engine, settings)
        except Exception:
            logger.exception("sweep")
