"""What one worker may spend of its callers' buckets: points on a short lease, so that few operations wait.

A purse holds a part of its caller's bucket. It is filled again in the background before it is empty, and before its
lease is over; what nobody spends goes back. So what all workers spend together is never more than the bucket holds.
"""

import asyncio
import math
import time
from collections.abc import Coroutine, Iterable
from typing import Any

from exchange.app.account import Account, Bill, bill, instant
from exchange.rate.bucket import Asking, Limit
from exchange.rate.lending import Lending
from exchange.rate.store import Returned
from resolvers.refusal import Refused, refusal

MOST = 10_000
"""Purses of one worker; the one that was filled least recently goes first."""
LEASE_SECONDS = 2.0
RENEW_SECONDS = 1.0
"""The age at which a lease that is in use is renewed. So long what is known of an empty bucket is believed, too."""
TRIES = 5
"""How often more is leased for one operation because others have spent meanwhile what was leased for it."""
CODE = "RATE_LIMITED"


class Purse:
    """Points of one bucket on a lease."""

    __slots__ = ("at", "beyond", "filling", "key", "limit", "low", "points", "renew", "until")

    def __init__(self, key: str, limit: Limit) -> None:
        self.key, self.limit = key, limit
        self.points = 0
        self.beyond = 0.0
        """What the bucket held besides when the lease was made."""
        self.low = 0
        """Below so many points it is filled again."""
        self.at = self.renew = self.until = 0.0
        """When the lease was made, is to be renewed, and ends, on the clock of time.monotonic."""
        self.filling: asyncio.Task[None] | None = None

    def short(self, cost: int) -> float:
        """Return how many points are lacking, as far as is known; none where what is known is old."""
        now = time.monotonic()
        return cost - self.points - self.beyond - self.limit.rate * (now - self.at) if now <= self.renew else 0.0


class Purses:
    """All purses of one worker. Used on one event loop only."""

    def __init__(self, lending: Lending) -> None:
        self.lending = lending
        self._purses: dict[str, Purse] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def spend(self, account: Account, cost: int) -> bool:
        """Pay for an operation with what is at hand; return whether that sufficed."""
        purse = self._purses.get(account.key)
        now = time.monotonic()
        if purse is None or purse.points < cost or now > purse.until:
            return False
        purse.points -= cost
        if (purse.points < purse.low or now > purse.renew) and purse.filling is None:
            # Of an old lease half goes back, so that what one worker holds follows what it spends.
            self._fill(purse, 0, purse.points // 2 if now > purse.renew else 0)
        account.bill = bill(purse.limit, cost, purse.points + purse.beyond)
        return True

    async def pay(self, account: Account, cost: int) -> None:
        """Pay for an operation, at least one point, and once. Raises Refused where the bucket hasn't enough."""
        cost = min(max(cost, 1), account.limit.size)
        tries = 0
        while account.bill is None and not self.spend(account, cost):
            purse = self._purse(account)
            if purse.filling is None:
                short = purse.short(cost)
                if short > 0 or tries == TRIES:
                    raise _refused(account, cost, short)
                tries += 1
                self._fill(purse, cost, purse.points)
            await _filled(purse)

    async def tell(self, account: Account, cost: int = 0) -> Bill:
        """Return the bill of an operation that was refused, and so costs nothing: what is left."""
        purse = self._purse(account)
        while account.bill is None and time.monotonic() > purse.until:
            if purse.filling is None:
                self._fill(purse, 0, purse.points)
            await _filled(purse)
        return account.bill or bill(purse.limit, cost, purse.points + purse.beyond)

    async def end_leases(self) -> None:
        """Give back what is in the purses whose lease is over."""
        now = time.monotonic()
        ended = [each for each in self._purses.values() if now > each.until and each.filling is None]
        for each in ended:
            del self._purses[each.key]
        await self._give(ended)

    async def close(self) -> None:
        """Give everything back, once what is under way has come, and end what connects to the buckets."""
        while self._tasks:
            await asyncio.wait(self._tasks)
        purses, self._purses = list(self._purses.values()), {}
        await self._give(purses)
        await self.lending.close()

    def _purse(self, account: Account) -> Purse:
        purse = self._purses.get(account.key)
        if purse is None:
            purse = self._purses[account.key] = Purse(account.key, account.limit)
            if len(self._purses) > MOST:
                self._begin(self._give([self._purses.pop(next(iter(self._purses)))]))
        return purse

    def _fill(self, purse: Purse, cost: int, back: int) -> None:
        """Begin to lease more, at least for an operation's cost, and to give something back."""
        purse.points -= back
        purse.beyond += back
        purse.filling = self._begin(self._lease(purse, Asking(cost, purse.points, back)))

    async def _lease(self, purse: Purse, asking: Asking) -> None:
        try:
            lease = await self.lending.take(purse.key, purse.limit, asking)
        finally:
            purse.filling = None
        purse.points += lease.granted
        purse.beyond, purse.low = lease.left, purse.points // 2
        purse.at = time.monotonic()
        purse.renew, purse.until = purse.at + RENEW_SECONDS, purse.at + LEASE_SECONDS
        if self._purses.get(purse.key) is purse:
            self._purses[purse.key] = self._purses.pop(purse.key)  # behind all that were filled before
        else:
            self._begin(self._give([purse]))

    def _begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _give(self, purses: Iterable[Purse]) -> None:
        returned = [Returned(each.key, each.limit.size, each.points) for each in purses if each.points]
        for each in purses:
            each.points = 0
        if returned:
            await self.lending.give(returned)


async def _filled(purse: Purse) -> None:
    """Wait until a purse is filled. Who waits no more lets the others wait."""
    if purse.filling is not None:
        await asyncio.wait([purse.filling])


def _refused(account: Account, cost: int, short: float) -> Refused:
    """Refuse an operation until its bucket has what it costs, and a little more: no two clocks run alike."""
    seconds = max(1, math.ceil(short / account.limit.rate * 1.001 + 0.05))
    told = account.bill = bill(account.limit, cost, max(0.0, cost - short))
    message = (
        f"The operation costs {cost} points and {told.remaining} of {told.limit} are left. "
        f"Ask again in {seconds} s; all are back at {instant(told.resets).decode()}."
    )
    return refusal(CODE, message, status=429, transport=True, headers={"retry-after": str(seconds)})
