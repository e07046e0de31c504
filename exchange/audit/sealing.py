"""Seals the access log every few seconds, as a task of each worker: whichever of them comes first does the round."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from sqlalchemy import Engine

from exchange.audit.sealer import ROUNDS, Sign, seal

logger = structlog.get_logger("exchange.audit")


@asynccontextmanager
async def sealing(engine: Engine, sign: Sign, seconds: float) -> AsyncIterator[None]:
    """Seal in the background until the block ends; a round under way is finished, and a last one is made."""
    stop = asyncio.Event()
    task = asyncio.create_task(_seal(engine, sign, seconds, stop))
    try:
        yield
    finally:
        stop.set()
        await task


async def _seal(engine: Engine, sign: Sign, seconds: float, stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    full = ROUNDS[engine.dialect.name]
    stopping = False
    while not stopping:
        stopping = stop.is_set()
        started = loop.time()
        try:
            sealed = await asyncio.to_thread(seal, engine, sign)
        except Exception as error:
            # The outermost handler of the task: the database may be away, and the next round finds what waits. Only
            # the kind of the error is logged: its text may have an entry's values.
            logger.error("sealing_failed", reason=type(error).__name__)
            sealed = 0
        # A full round has left a backlog: then the pause is as long as the round, which leaves that much to those who
        # write. Others wait until there is more: a round's own cost is that of some hundred entries.
        pause = loop.time() - started if sealed >= full else seconds
        await _either(stop, pause)


async def _either(stop: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        pass
