"""Operations of shapes never seen are planned beside the event loop: the callers in turn, and not without end."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import pytest

from auth.principal import ANONYMOUS, Principal
from exchange.app.request import Asked
from exchange.app.unseen import LONGEST, Unseen, UnseenBusy
from exchange.settings import Settings
from resolvers.planner import Planned, Planner
from resolvers.refusal import Refused
from tests.planning.conftest import generous

T = TypeVar("T")
BANK = Principal(client_id="bank")


def asked(alias: str) -> Asked:
    return Asked(f"{{ {alias}: __typename }}", None, None, by_get=False)


@pytest.fixture
def plans() -> Planner:
    return generous(Settings(database_url="sqlite:///unused.sqlite"))


def run(plans: Planner, given: Callable[[Unseen], Awaitable[T]]) -> T:
    async def running() -> T:
        return await given(Unseen(plans))

    return asyncio.run(running())


def test_it_is_planned_once_and_then_known(plans: Planner) -> None:
    document = asked("a")
    assert plans.known(*document[:3], ANONYMOUS) is None

    planned = run(plans, lambda unseen: unseen.plan(document, ANONYMOUS, "address"))

    known = plans.known(*document[:3], ANONYMOUS)
    assert known is not None
    assert known.plan is planned.plan


def test_callers_are_planned_for_in_turn(plans: Planner) -> None:
    order: list[str] = []

    async def given(unseen: Unseen) -> None:
        async def plan(alias: str, principal: Principal) -> None:
            await unseen.plan(asked(alias), principal, principal.actor)
            order.append(alias)

        flood = [plan(f"flood{n}", ANONYMOUS) for n in range(5)]
        await asyncio.gather(*flood, plan("bank0", BANK), plan("bank1", BANK))

    run(plans, given)
    assert order == ["flood0", "bank0", "flood1", "bank1", "flood2", "flood3", "flood4"]


def test_the_same_document_of_many_is_planned_once(plans: Planner) -> None:
    async def given(unseen: Unseen) -> list[Planned]:
        return await asyncio.gather(*(unseen.plan(asked("a"), ANONYMOUS, "address") for _ in range(4)))

    assert len({id(planned.plan) for planned in run(plans, given)}) == 1


def test_what_is_wrong_with_a_document_is_told_its_sender_alone(plans: Planner) -> None:
    async def given(unseen: Unseen) -> list[Any]:
        bad = Asked("{ nobody }", None, None, by_get=False)
        reads = unseen.plan(bad, ANONYMOUS, "address"), unseen.plan(asked("good"), ANONYMOUS, "address")
        return list(await asyncio.gather(*reads, return_exceptions=True))

    refused, planned = run(plans, given)
    assert isinstance(refused, Refused)
    assert isinstance(planned, Planned)


def test_the_line_has_an_end(plans: Planner) -> None:
    async def given(unseen: Unseen) -> list[Any]:
        reads = (unseen.plan(asked(f"a{n}"), ANONYMOUS, "address") for n in range(LONGEST + 3))
        return list(await asyncio.gather(*reads, return_exceptions=True))

    ends = run(plans, given)
    assert [isinstance(end, UnseenBusy) for end in ends] == [False] * LONGEST + [True] * 3


def test_who_leaves_the_line_is_not_planned_for(plans: Planner) -> None:
    async def given(unseen: Unseen) -> None:
        reads = [asyncio.ensure_future(unseen.plan(asked(alias), ANONYMOUS, "address")) for alias in "ab"]
        await asyncio.sleep(0)
        reads[1].cancel()
        await reads[0]

    run(plans, given)
    assert plans.known(*asked("a")[:3], ANONYMOUS) is not None
    assert plans.known(*asked("b")[:3], ANONYMOUS) is None


def test_a_flood_waits_while_others_are_answered(plans: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exchange.app.turns.AT_ONCE", 0.0)
    monkeypatch.setattr("exchange.app.turns.SHARE", 1e-9)
    order: list[str] = []

    async def given(unseen: Unseen) -> None:
        async def plan(alias: str, principal: Principal) -> None:
            await unseen.plan(asked(alias), principal, principal.actor)
            order.append(alias)

        async def answer() -> None:
            while len(order) < 2:
                unseen.answered += 1
                await asyncio.sleep(0)

        flood = [asyncio.ensure_future(plan(f"flood{n}", ANONYMOUS)) for n in range(3)]
        await asyncio.gather(answer(), flood[0], plan("bank", BANK))
        await asyncio.sleep(0.05)
        assert order == ["flood0", "bank"]
        for one in flood:
            one.cancel()

    run(plans, given)


def test_who_leaves_a_full_line_makes_room_for_another(plans: Planner) -> None:
    async def given(unseen: Unseen) -> list[Any]:
        reads = [asyncio.ensure_future(unseen.plan(asked(f"a{n}"), ANONYMOUS, "address")) for n in range(LONGEST)]
        await asyncio.sleep(0)
        planned = await unseen.plan(asked("bank"), BANK, "bank")
        return [planned, *await asyncio.gather(*reads, return_exceptions=True)]

    planned, *ends = run(plans, given)
    assert isinstance(planned, Planned)
    assert [isinstance(end, UnseenBusy) for end in ends] == [False] * (LONGEST - 1) + [True]


def test_nobody_is_kept_by_what_it_has_had_once_no_others_are_answered(
    plans: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exchange.app.unseen.QUIET_SECONDS", 0.05)
    monkeypatch.setattr("exchange.app.turns.SHARE", 1e-9)

    async def given(unseen: Unseen) -> Planned:
        unseen._turns.charge("", 1.0, time.monotonic())
        return await asyncio.wait_for(unseen.plan(asked("a"), ANONYMOUS, "address"), 10)

    assert isinstance(run(plans, given), Planned)


def test_a_full_line_of_many_callers_is_planned_to_its_end(plans: Planner) -> None:
    async def given(unseen: Unseen) -> list[Any]:
        reads = (unseen.plan(asked(f"a{n}"), BANK, f"bank{n}") for n in range(LONGEST + 3))
        return await asyncio.wait_for(asyncio.gather(*reads, return_exceptions=True), 60)

    ends = run(plans, given)
    assert [isinstance(end, UnseenBusy) for end in ends] == [False] * LONGEST + [True] * 3


def test_a_caller_s_own_operations_keep_it_waiting_for_nothing(plans: Planner) -> None:
    async def given(unseen: Unseen) -> list[int]:
        counts = []
        await unseen.plan(asked("a"), BANK, "bank")
        for caller in ("bank", "bank", "other"):
            unseen.pass_by(caller)
            counts.append(unseen.answered)
        return counts

    assert run(plans, given) == [0, 0, 1]
