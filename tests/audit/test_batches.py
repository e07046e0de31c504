"""Which entries are written together: alone nobody waits, beside a batch a few wait for each other."""

import asyncio
from collections.abc import Sequence
from typing import cast

from exchange.audit.balance import Request
from exchange.audit.entry import Entry
from exchange.audit.lane import Lane
from exchange.audit.writer import AccessLog


class Slow(Lane):
    """Takes as long as it is told to, and notes its batches."""

    def __init__(self, batches: list[list[str]], two: asyncio.Event, done: asyncio.Event) -> None:
        self.batches, self.two, self.done = batches, two, done

    async def commit(self, requests: Sequence[Request]) -> list[bool]:
        self.batches.append([str(entry) for request in requests for entry in request])
        if len(self.batches) == 2:
            self.two.set()
        await self.done.wait()
        return [True] * len(requests)

    async def close(self) -> None:
        """Leave it."""


def request(name: str) -> Request:
    return [cast(Entry, name)]


def test_beside_a_batch_what_comes_within_a_moment_goes_together() -> None:
    async def written() -> tuple[list[list[str]], list[list[str]]]:
        batches: list[list[str]] = []
        two, done = asyncio.Event(), asyncio.Event()
        log = AccessLog([Slow(batches, two, done), Slow(batches, two, done)])
        writes = [asyncio.create_task(log.write(request("first")))]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        alone = list(batches)
        for name in ("second", "third"):
            writes.append(asyncio.create_task(log.write(request(name))))
            await asyncio.sleep(0)
        await two.wait()
        done.set()
        await asyncio.gather(*writes)
        await log.close()
        return alone, batches

    alone, batches = asyncio.run(written())
    assert alone == [["first"]]
    assert batches == [["first"], ["second", "third"]]
