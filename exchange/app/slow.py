"""The slow-operation log: one line for what took too long, with its statements and how the database carries them out.

Plans are asked for afterwards, on a connection of their own, one operation at a time: a slow database isn't asked for
many, and nobody waits for the answer. Neither the document nor a value is in the line.
"""

import asyncio
from typing import Any

import structlog

from exchange.db.statement_plan import NoPlan, statement_plan
from exchange.settings import Settings
from exchange.telemetry.blanking import blanked
from exchange.telemetry.observation import Observation, Statement

STATEMENTS = 3
"""Statements of one line: the slowest."""
LONGEST_SQL = 20_000
"""Characters."""
PAUSE_SECONDS = 1.0
"""Between two lines; slow operations meanwhile are only counted."""

logger = structlog.get_logger("exchange.slow")


class SlowLog:
    """Tells of one worker's slow operations."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.skipped = 0
        """Slow operations without a line since the last one."""
        self._telling: asyncio.Task[None] | None = None

    def __call__(self, seen: Observation) -> None:
        """Write a line of the operation soon, where it was slow and no other line is under way."""
        if seen.seconds < self.settings.slow_seconds or seen.is_endless:
            return
        if self._telling is not None and not self._telling.done():
            self.skipped += 1
            return
        self._telling = asyncio.get_running_loop().create_task(self._tell(seen))

    async def close(self) -> None:
        """Tell no more."""
        if self._telling is not None:
            self._telling.cancel()
            await asyncio.wait([self._telling])

    async def _tell(self, seen: Observation) -> None:
        statements = [Statement(*note) for note in seen.statements]
        slowest = sorted(statements, key=lambda one: one.seconds, reverse=True)[:STATEMENTS]
        told = [await self._told(one) for one in slowest]
        reading = sum(one.seconds for one in statements)
        skipped, self.skipped = self.skipped, 0
        logger.warning(
            "slow_operation",
            request_id=seen.request_id,
            operation=seen.operation.hash if seen.operation else None,
            kind=seen.operation.sort if seen.operation else None,
            caller=seen.caller,
            status=seen.status,
            code=seen.code or "OK",
            cost=seen.cost,
            ms=_ms(seen.seconds),
            planning_ms=_ms(seen.plan_seconds),
            statements_ms=_ms(reading),
            other_ms=_ms(max(seen.seconds - reading - seen.plan_seconds, 0.0)),
            statement_count=len(statements),
            statements=told,
            skipped=skipped,
        )
        await asyncio.sleep(PAUSE_SECONDS)

    async def _told(self, one: Statement) -> dict[str, Any]:
        told: dict[str, Any] = {"ms": _ms(one.seconds), "bytes": one.bytes, "sql": blanked(one.sql)[:LONGEST_SQL]}
        if one.failure:
            told["failure"] = one.failure
        if one.is_planned:
            try:
                plan = await statement_plan(self.settings, one.sql, names_caller=one.names_caller)
                told["plan"] = [blanked(line) for line in plan]
            except NoPlan as error:
                told["no_plan"] = str(error)
        return told


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 2)
