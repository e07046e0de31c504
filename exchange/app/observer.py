"""Who watches operations: each one is noted while it is answered, then counted and shown to those who ask for it."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager

from auth.principal import Principal
from auth.refusal import TokenRefused
from exchange.app.protocol import Closing
from exchange.app.request import Scope
from exchange.telemetry.histogram import Histogram
from exchange.telemetry.metric import OPERATION_SECONDS, OPERATIONS, PLAN_SECONDS, PLANS
from exchange.telemetry.naming import Names
from exchange.telemetry.observation import CURRENT, Named, Observation
from exchange.telemetry.tally import Tally
from resolvers.refusal import Refused

Shown = Callable[[Observation], None]
"""Takes an operation that was answered. It must be quick, and must not raise."""
REMEMBERED, MADE = ("remembered",), ("made",)
SUBSCRIPTION = "subscription"
SETTLE_SECONDS = 0.5
"""How long an answered operation waits for its turn, where there are few."""
Alike = tuple[Named | None, str, int, str]
"""What operations have in common that are counted as one: operation, caller, status and code."""
TOGETHER = 64
"""Operations that are counted at once: a loop over many costs a fifth of counting each in its own request."""


class Observer:
    """Watches the operations of one worker."""

    def __init__(self, tally: Tally, shown: Sequence[Shown] = ()) -> None:
        self.tally, self.shown = tally, shown
        self._names = Names()
        self._ended: list[Observation] = []

    def begin(self, scope: Scope | None = None) -> Observation:
        """Note from now on what the running task does as one operation; `scope` is of the request, for its trace."""
        seen = Observation()
        if self.shown and scope is not None:
            seen.trace = next((value for name, value in scope["headers"] if name == b"traceparent"), None)
        CURRENT.set(seen)
        return seen

    def end(self, seen: Observation, status: int, code: str, principal: Principal | None) -> None:
        """Note that the operation is answered."""
        seen.ended, seen.status, seen.code = time.perf_counter(), status, code
        seen.caller = "unknown" if principal is None else "public" if principal.client_id is None else _sort(principal)
        self._ended.append(seen)
        if len(self._ended) >= TOGETHER:
            self.settle()

    def settle(self) -> None:
        """Count the operations that were answered, and show them."""
        self.tally.settle()
        ended, self._ended = self._ended, []
        alike: dict[Alike, list[Observation]] = {}
        for seen in ended:
            alike.setdefault((seen.operation, seen.caller, seen.status, seen.code), []).append(seen)
        for key, group in alike.items():
            self._count(key, group)
        while self._names.dropped:
            self.tally.forget(self._names.dropped.pop())
        if self.shown:
            for seen in ended:
                for show in self.shown:
                    show(seen)

    def _count(self, key: Alike, group: list[Observation]) -> None:
        operation, caller, status, code = key
        name, kind = "none", "none"
        if operation is not None:
            name, kind = self._names.label(operation.hash, len(group)), operation.sort
            self._count_plans(group)
        self.tally.add(OPERATIONS, (name, kind, caller, str(status), code or "OK"), len(group))
        seconds = self.tally.histogram(OPERATION_SECONDS, (name, kind)) if kind != SUBSCRIPTION else Histogram()
        for seen in group:
            seconds.observe(seen.ended - seen.began)
            for statement in seen.statements:
                self.tally.statement(statement)

    def _count_plans(self, group: list[Observation]) -> None:
        made = [seen.plan_seconds for seen in group if seen.plan_seconds]
        for seconds in made:
            self.tally.histogram(PLAN_SECONDS).observe(seconds)
        for labels, count in ((MADE, len(made)), (REMEMBERED, len(group) - len(made))):
            if count:
                self.tally.add(PLANS, labels, count)


@asynccontextmanager
async def settling(observer: Observer | None) -> AsyncIterator[None]:
    """Settle now and then beside what the block does, and at its end; nothing where nobody watches."""
    if observer is None:
        yield
        return

    async def settle() -> None:
        while True:
            await asyncio.sleep(SETTLE_SECONDS)
            observer.settle()

    task = asyncio.create_task(settle())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])
        observer.settle()


@contextmanager
def subscribing(observer: Observer | None, caller: Callable[[], Principal]) -> Iterator[None]:
    """Watch a subscription from its beginning to its end."""
    if observer is None:
        yield
        return
    seen, code = observer.begin(), ""
    seen.is_endless = True
    try:
        yield
    except (TokenRefused, Refused) as refused:
        code = refused.code
        raise
    except Closing:
        code = "CLOSED"
        raise
    except Exception as error:
        code = "" if isinstance(error, OSError) else "INTERNAL"
        raise
    finally:
        observer.end(seen, 101, code, caller())


def _sort(principal: Principal) -> str:
    return "client" if principal.user_id is None else "person"
