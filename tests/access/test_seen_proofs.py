"""How proofs are remembered: together, once, on any worker, and not for ever."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import Engine, event, func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from auth.oauth.model import SeenProof
from auth.oauth.proof import Proof
from auth.oauth.seen import SeenProofs, first
from exchange import clock
from exchange.db.engine import connect


def test_a_proof_is_first_once(engine: Engine) -> None:
    async def twice() -> list[bool]:
        seen = SeenProofs(engine)
        return [
            await seen.first(_proof("a")),
            await seen.first(_proof("a")),
            await SeenProofs(engine).first(_proof("a")),
        ]

    assert asyncio.run(twice()) == [True, False, False]


def test_one_of_many_at_once_is_first_on_two_workers(engine: Engine) -> None:
    async def many() -> list[bool]:
        workers = SeenProofs(engine), SeenProofs(engine)
        return await asyncio.gather(*(worker.first(_proof("a")) for worker in workers for _ in range(50)))

    assert sorted(asyncio.run(many())) == [False] * 99 + [True]


def test_those_that_come_together_are_written_together(engine: Engine) -> None:
    commits: list[object] = []
    event.listen(engine, "commit", commits.append)

    async def many() -> list[bool]:
        seen = SeenProofs(engine)
        return await asyncio.gather(*(seen.first(_proof(str(number))) for number in range(300)))

    assert all(asyncio.run(many()))
    assert len(commits) <= 2
    assert _count(engine) == 300


def test_more_than_a_batch_is_written_in_several(engine: Engine) -> None:
    async def many() -> list[bool]:
        seen = SeenProofs(engine)
        return await asyncio.gather(*(seen.first(_proof(str(number % 1200))) for number in range(2400)))

    assert sum(asyncio.run(many())) == 1200


def test_a_proof_that_the_token_endpoint_saw_is_not_first(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        assert first(session, _proof("a"))
        assert not first(session, _proof("a"))
    assert not asyncio.run(SeenProofs(engine).first(_proof("a")))


def test_expired_proofs_are_forgotten(engine: Engine) -> None:
    old = _proof("old")._replace(expires_at=clock.now() - timedelta(seconds=1))
    with Session(engine) as session, session.begin():
        first(session, old)
    asyncio.run(SeenProofs(engine).first(_proof("a")))
    with engine.connect() as connection:
        assert list(connection.scalars(select(SeenProof.digest))) == ["a"]


def test_a_proof_that_can_not_be_remembered_is_not_accepted() -> None:
    unreachable = connect("postgresql://nobody@127.0.0.1:1/none")

    async def two() -> list[bool | BaseException]:
        seen = SeenProofs(unreachable)
        return await asyncio.gather(*(seen.first(_proof(name)) for name in "ab"), return_exceptions=True)

    assert [type(answer) for answer in asyncio.run(two())] == [OperationalError] * 2
    unreachable.dispose()


def test_a_request_that_leaves_keeps_no_other_from_its_answer(engine: Engine) -> None:
    async def leave() -> bool:
        seen = SeenProofs(engine)
        gone, stays = (asyncio.create_task(seen.first(_proof(name))) for name in "ab")
        await asyncio.sleep(0)
        gone.cancel()
        with pytest.raises(asyncio.CancelledError):
            await gone
        return await stays

    assert asyncio.run(leave())


def _proof(name: str) -> Proof:
    return Proof("thumbprint", name, clock.now() + timedelta(seconds=60), renews=False)


def _count(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.scalars(select(func.count()).select_from(SeenProof)).one()
