"""What a worker remembers of verified tokens, and for how long."""

import asyncio
import time

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from auth.oauth import clients, keys, tokens
from auth.oauth.tokens import Verifier
from auth.principal import Principal
from auth.refusal import TokenRefused
from exchange.settings import Settings
from tests.access.oauth_party import Party


def test_a_verified_token_is_answered_from_memory(engine: Engine, settings: Settings) -> None:
    party, verifier = _bearer(engine, settings)
    header = b"Bearer " + party.token().encode()
    assert verifier.principal(header) is None
    principal = asyncio.run(verifier.verify(header))
    assert verifier.principal(header) is principal


def test_a_disabled_client_is_refused_when_the_memory_ends(
    engine: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    party, verifier = _bearer(engine, settings)
    header = b"Bearer " + party.token().encode()
    asyncio.run(verifier.verify(header))
    with Session(engine) as session, session.begin():
        clients.disable(session, party.client_id)
    assert verifier.principal(header) is not None

    _later(monkeypatch, 5.0)
    assert verifier.principal(header) is None
    with pytest.raises(TokenRefused):
        asyncio.run(verifier.verify(header))
    assert verifier.principal(header) is None


def test_a_token_is_not_remembered_beyond_its_end(
    engine: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    party, verifier = _bearer(engine, settings)
    party.token()
    ending = int(time.time()) - 3
    header = b"Bearer " + party.forged(exp=ending).encode()
    asyncio.run(verifier.verify(header))
    assert verifier.principal(header) is not None
    _later(monkeypatch, 2.1)
    assert verifier.principal(header) is None


def test_a_refused_token_is_not_remembered(engine: Engine, settings: Settings) -> None:
    verifier = Verifier(engine, settings)
    for _ in range(2):
        assert verifier.principal(b"Bearer abc") is None
        with pytest.raises(TokenRefused):
            asyncio.run(verifier.verify(b"Bearer abc"))


def test_a_stampede_of_one_token_is_one_check(engine: Engine, settings: Settings) -> None:
    party, verifier = _bearer(engine, settings)
    header = b"Bearer " + party.token().encode()
    asyncio.run(verifier.verify(b"Bearer " + party.token().encode()))
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *about: statements.append(about[2]))

    async def stampede() -> list[Principal]:
        return await asyncio.gather(*(verifier.verify(header) for _ in range(50)))

    assert {principal.client_id for principal in asyncio.run(stampede())} == {party.client_id}
    assert len([one for one in statements if "oauth_client" in one]) == 1


def test_one_caller_that_leaves_does_not_take_the_others_along(engine: Engine, settings: Settings) -> None:
    party, verifier = _bearer(engine, settings)
    header = b"Bearer " + party.token().encode()

    async def leave() -> Principal:
        first, second = (asyncio.create_task(verifier.verify(header)) for _ in range(2))
        await asyncio.sleep(0)
        first.cancel()
        return await second

    assert asyncio.run(leave()).client_id == party.client_id


def test_the_memory_is_bounded(engine: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "REMEMBERED_TOKENS", 2)
    party, verifier = _bearer(engine, settings)
    headers = [b"Bearer " + party.token().encode() for _ in range(3)]
    for header in headers:
        asyncio.run(verifier.verify(header))
    assert [verifier.principal(header) is not None for header in headers] == [False, True, True]


def test_a_long_write_keeps_no_token_from_being_checked(engine: Engine, settings: Settings) -> None:
    party = Party.of_demonstration(engine, settings)
    token = party.token()
    with engine.begin() as writer:
        writer.exec_driver_sql("UPDATE oauth_client SET name = 'another'")
        started = time.monotonic()
        keys.ensure(engine)
        assert party.verified(token).client_id == party.client_id
        assert time.monotonic() - started < 2


def _bearer(engine: Engine, settings: Settings) -> tuple[Party, Verifier]:
    party = Party.of_demonstration(engine, settings)
    return party, Verifier(engine, party.settings)


def _later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    monotonic = time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: monotonic() + seconds)
