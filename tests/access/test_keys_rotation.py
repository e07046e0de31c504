"""Signing keys: made once, shared by all workers, rotated without a token refused."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from joserfc import jws
from joserfc.jwk import KeySet
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from auth.oauth import keys
from auth.oauth.keyring import Keyring
from auth.oauth.model import SigningKey
from auth.oauth.tokens import Verifier
from auth.refusal import TokenRefused
from exchange import clock
from exchange.settings import Settings
from tests.access.oauth_party import Party, stored


def test_several_workers_that_start_at_once_make_one_key(engine: Engine, settings: Settings) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: keys.ensure(engine), range(8)))
    assert len(stored(engine)["signing_key"]) == 1


def test_several_rotations_at_once_leave_one_youngest_key(engine: Engine, settings: Settings) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: _rotate(engine, settings), range(4)))
    with Session(engine) as session:
        assert len(session.scalars(select(SigningKey).where(SigningKey.retired_at.is_(None))).all()) == 1


def test_a_new_key_is_published_for_a_minute_before_it_signs(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    old = _kid(party.token())
    new = _rotate(engine, settings)

    assert _published(party) == [new, old]
    assert _kid(party.token()) == old
    _pass(engine, timedelta(seconds=61))
    assert _kid(party.token()) == new


def test_both_workers_believe_both_keys_after_a_rotation(
    engine: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    party = Party.of(engine, settings)
    workers = Verifier(engine, settings), Verifier(engine, settings)
    old = party.token()
    for worker in workers:
        party.verified(old, worker)
    _rotate(engine, settings)
    _pass(engine, timedelta(seconds=61))
    new = party.token()

    assert _kid(old) != _kid(new)
    monotonic = time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: monotonic() + 6)
    for worker in workers:
        assert party.verified(new, worker).client_id == party.client_id
        assert party.verified(old, worker).client_id == party.client_id


def test_a_key_is_believed_until_its_last_token_has_expired_and_then_dropped(
    engine: Engine, settings: Settings
) -> None:
    party = Party.of(engine, settings)
    token = party.token()
    new = _rotate(engine, settings)
    with Session(engine) as session:
        retired_at = session.scalars(select(SigningKey.retired_at).where(SigningKey.kid == _kid(token))).one()
    assert retired_at is not None
    assert abs(retired_at - clock.now() - timedelta(seconds=60 + 300 + 60)) < timedelta(seconds=5)

    _pass(engine, timedelta(seconds=421))
    assert _published(party) == [new]
    with pytest.raises(TokenRefused):
        party.verified(token)
    assert _private_jwk(engine, _kid(token)) is not None
    _rotate(engine, settings)
    assert _private_jwk(engine, _kid(token)) is None


def test_a_remembered_key_is_not_believed_beyond_its_end(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    kid = _kid(party.token())
    _rotate(engine, settings)
    with Session(engine) as session, session.begin():
        session.get_one(SigningKey, kid).retired_at = clock.now() + timedelta(seconds=0.5)
    ring = Keyring(engine)
    assert ring.find(kid) is not None
    time.sleep(0.6)
    assert ring.find(kid) is None


def test_unknown_kids_cost_one_look_a_second(engine: Engine) -> None:
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *about: statements.append(about[2]))
    ring = Keyring(engine)
    assert [ring.find(f"made up {number}") for number in range(100)] == [None] * 100
    assert len([one for one in statements if "signing_key" in one]) == 1


@pytest.mark.parametrize("kid", [None, 7, ["a"], {"a": 1}])
def test_a_kid_that_is_no_text_is_unknown(engine: Engine, kid: object) -> None:
    assert Keyring(engine).find(kid) is None


def _rotate(engine: Engine, settings: Settings) -> str:
    with Session(engine) as session, session.begin():
        return keys.rotate(session, settings).kid


def _private_jwk(engine: Engine, kid: str) -> str | None:
    with Session(engine) as session:
        return session.get_one(SigningKey, kid).private_jwk


def _pass(engine: Engine, span: timedelta) -> None:
    """Let time pass for the keys."""
    with Session(engine) as session, session.begin():
        for key in session.scalars(select(SigningKey)):
            key.active_from -= span
            key.retired_at = key.retired_at and key.retired_at - span


def _published(party: Party) -> list[str]:
    # A server that starts now: the one of the party may have looked within this second.
    keys = KeySet.import_key_set(party.elsewhere().http.get("/oauth/jwks").json())
    return [str(key.kid) for key in keys]


def _kid(token: str) -> str:
    return str(jws.extract_compact(token.encode()).headers()["kid"])
