"""Measures the access log's batches for whoever watches."""

import time
from collections.abc import Sequence

from exchange.audit.balance import Request
from exchange.audit.lane import Lane
from exchange.audit.refusal import LogUnavailable
from exchange.telemetry.metric import LOG_ENTRIES, LOG_FAILURES, LOG_SECONDS
from exchange.telemetry.tally import Tally


class ObservedLane(Lane):
    """A lane whose batches are counted."""

    def __init__(self, lane: Lane, tally: Tally) -> None:
        self._lane, self._tally = lane, tally

    async def commit(self, requests: Sequence[Request]) -> list[bool]:
        """Write the batch, as the lane does."""
        began = time.perf_counter()
        try:
            granted = await self._lane.commit(requests)
        except LogUnavailable:
            self._tally.add(LOG_FAILURES)
            raise
        self._tally.histogram(LOG_SECONDS).observe(time.perf_counter() - began)
        logged = sum(len(entries) for entries, enough in zip(requests, granted, strict=True) if enough)
        self._tally.add(LOG_ENTRIES, (), logged)
        return granted

    async def close(self) -> None:
        """Close the lane."""
        await self._lane.close()
