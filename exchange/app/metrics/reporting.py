"""A worker's page, written every second as long as the worker lives."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from exchange.app.metrics import gauges
from exchange.app.metrics.board import Page
from exchange.app.observer import Observer
from exchange.telemetry.metric import LOOP_LAG
from exchange.telemetry.tally import Snapshot

if TYPE_CHECKING:
    from exchange.app.http import Exchange

SECONDS = 1.0
TICKS = 5
"""Timers between two pages; how late each comes is how long the event loop was busy."""
LAGS_SECONDS = 10.0
"""How often the database is asked what waits."""

logger = structlog.get_logger("exchange.metrics")


@asynccontextmanager
async def reporting(exchange: "Exchange", observer: Observer | None) -> AsyncIterator[None]:
    """Report beside what the block does, and a last time at its end; nothing where nobody counts."""
    if observer is None or not exchange.settings.metrics_folder:
        yield
        return
    report = Reporting(exchange, observer)
    task = asyncio.create_task(report.run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        report.close()


class Reporting:
    """One worker's reports."""

    def __init__(self, exchange: "Exchange", observer: Observer) -> None:
        self.exchange, self.observer, self.tally = exchange, observer, observer.tally
        self._page = Page(Path(exchange.settings.metrics_folder))
        self._build = gauges.build(exchange)
        self._lags: list[gauges.Gauge] = []
        self._asked_at = 0.0

    async def run(self) -> None:
        """Write the page again and again."""
        while True:
            try:
                await self._look()
                await asyncio.to_thread(self._page.write, self.snapshot())
            except Exception as error:
                # The outermost handler of the task: the database or the disk may be away, and the next round goes on.
                logger.error("reporting_failed", reason=type(error).__name__)
                self._lags = []
            for _ in range(TICKS):
                await self._tick(SECONDS / TICKS)

    def snapshot(self) -> Snapshot:
        """Return the worker's numbers of now."""
        self.observer.settle()
        gauges.kept(self.exchange, self.tally)
        return self.tally.snapshot([*gauges.worker(self.exchange), *self._build, *self._lags])

    def close(self) -> None:
        """Write a last page and let go of it."""
        self._page.write(self.snapshot())
        self._page.close()

    async def _look(self) -> None:
        now = time.monotonic()
        if now >= self._asked_at + LAGS_SECONDS or not self._asked_at:
            self._asked_at = now
            self._lags = await asyncio.to_thread(gauges.lags, self.exchange.engine)

    async def _tick(self, seconds: float) -> None:
        due = time.perf_counter() + seconds
        await asyncio.sleep(seconds)
        self.tally.histogram(LOOP_LAG).observe(max(time.perf_counter() - due, 0.0))
