"""One subscription: what happens is read as its caller may see it at that moment, and sent one event after another.

There is no queue: a subscription keeps its position in the feed and reads on when what it read before was taken. So
nothing is lost, doubled or piled up, however many wake-ups there are and however slowly the subscriber reads.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from graphql import OperationType

from auth.agreed import DOOR
from auth.principal import Principal
from auth.refusal import TokenRefused
from auth.visibility import binds as caller
from exchange.app.account import Account
from exchange.app.purse import Purses
from exchange.app.trusted import TrustedDocuments
from exchange.db.reader import Reader, ReadUnavailable
from exchange.errors import ExchangeError
from exchange.feed.listening import Listening
from resolvers.command import StandingChanged
from resolvers.plan import Plan
from resolvers.planner import Planned, Planner
from resolvers.refusal import Refused, refusal, worded
from resolvers.stream import AFTER, BATCH, EVERYTHING, NOTHING, Batch, batch

READS = 4
"""Statements of subscriptions that one worker runs at once: the others' connections are left to queries."""
FRESH_SECONDS = 1.0
"""Events that were read longer ago aren't sent any more, but read again: who may see them may have changed."""
AGAIN_SECONDS = 1.0
"""After which time a database that is away is asked again."""
TRIES = 5

Send = Callable[[bytes], Awaitable[None]]
"""Sends the JSON of `data`."""


class Asked(NamedTuple):
    """What is subscribed to."""

    query: str
    operation: str | None
    variables: dict[str, Any] | None
    sha256: str | None = None
    """The document's hash, where the message has no document."""


class Caller(Protocol):
    """Who subscribes, as verified a moment ago. See exchange.app.socket for the one that is verified for real."""

    async def now(self, stale: Principal | None = None) -> Principal:
        """Return the caller as it is now; with `stale`, by what is younger than that. Raises TokenRefused, Refused."""

    def account(self) -> Account:
        """Return what its subscriptions are paid from."""


@dataclass
class Feed:
    """What one worker follows the feed with."""

    planner: Planner
    reader: Reader
    listening: Listening
    trusted: TrustedDocuments
    purses: Purses
    gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(READS))

    async def read(self, asked: Asked, who: Caller, position: int) -> tuple[Planned, Batch]:
        """Return the next events behind a position as the caller may see them now.

        Raises Refused, and TokenRefused where the caller is one no more.
        """
        principal = await self.caller(who)
        for _ in range(TRIES):
            planned = await self.planned(asked, principal)
            binds = {**planned.binds, **caller(principal), AFTER: position}
            async with self.gate:
                data = await self.reader.fetch(planned.plan.sql, planned.plan.values(binds))
            if data is not None:
                return planned, batch(data)
            if principal.is_anonymous:
                raise RuntimeError("A non-null value is missing in the database.")
            principal = await self.caller(who, principal)
        raise StandingChanged

    @staticmethod
    async def caller(who: Caller, stale: Principal | None = None) -> Principal:
        """Return the caller as it is now. Raises ReadUnavailable, Refused and TokenRefused."""
        try:
            return await who.now(stale)
        except Refused as refused:
            if refused.status == 503:
                raise ReadUnavailable from None
            raise

    async def planned(self, asked: Asked, principal: Principal) -> Planned:
        """Plan the subscription for the caller. Raises Refused for what is none, and what can't be answered."""
        text = await self.trusted.text(asked.query, asked.sha256, principal)
        planned = self.planner.plan(text, asked.operation, asked.variables, principal)
        if planned.operation.kind is not OperationType.SUBSCRIPTION:
            raise refusal("NOT_A_SUBSCRIPTION", "Send queries and mutations over HTTP; here one subscribes.")
        if DOOR in planned.operation.requirements:
            message = "A credit file isn't part of an event: ask for it by a query once an event tells of a change."
            raise refusal("DOOR_IN_SUBSCRIPTION", message)
        return planned


async def follow(feed: Feed, asked: Asked, who: Caller, send: Send, begun: asyncio.Event) -> None:
    """Send every event from the beginning of the subscription on, without end. `begun` is set once that is fixed.

    Raises Refused where it can't be answered, TokenRefused where the caller is one no more.
    """
    clock = asyncio.get_running_loop().time
    plan = await _plan(feed, asked, await who.now())
    await feed.purses.pay(who.account(), plan.cost)
    resumes = plan.resumes
    position = EVERYTHING if resumes else NOTHING
    if resumes:
        begun.set()
    while True:
        heard = feed.listening.heard
        try:
            _planned, found = await feed.read(asked, who, position)
        except TokenRefused:
            raise
        except (ReadUnavailable, StandingChanged):
            await asyncio.sleep(AGAIN_SECONDS)
            continue
        except ExchangeError as error:
            raise worded(error) from None
        if position == NOTHING:
            position = found.last
            begun.set()
            continue
        read_at = clock()
        for at, data in found.events:
            if clock() - read_at > FRESH_SECONDS:
                break
            await send(data)
            position = at
        else:
            position = max(position, found.reached)
            if len(found.events) < BATCH:
                await feed.listening.wait(heard)


async def _plan(feed: Feed, asked: Asked, principal: Principal) -> Plan:
    try:
        return (await feed.planned(asked, principal)).plan
    except ExchangeError as error:
        raise worded(error) from None
