"""Redeeming codes (FAPI 2.0, 5.3.2.2; RFC 7636): once, by the same client, with the verifier, within a minute."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from auth.oauth import clients
from auth.oauth.model import AuthorizationCode, RefreshToken
from auth.oauth.tokens import Verifier
from auth.people.model import User
from auth.refusal import TokenRefused
from exchange import clock
from exchange.settings import Settings
from tests.access import code_flow
from tests.access.code_flow import CHALLENGE, SCOPE, USER, add_user, code, grant, redeem, tokens, unguessed
from tests.access.oauth_party import BANK, Party


def test_a_code_is_redeemed_for_tokens_of_the_user(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    response = redeem(party, code(party))
    body = response.json()
    keys = KeySet.import_key_set(party.http.get("/oauth/jwks").json())
    claims = jwt.decode(body["access_token"], keys, algorithms=["ES256"]).claims

    assert (response.status_code, response.headers["cache-control"]) == (200, "no-store")
    assert len(body["refresh_token"]) == 43
    assert {name: body[name] for name in body if name not in ("access_token", "refresh_token")} == {
        "token_type": "DPoP",
        "expires_in": 300,
        "scope": SCOPE,
    }
    assert {name: claims[name] for name in claims if name not in ("iat", "exp", "jti")} == {
        "iss": "http://127.0.0.1:8000",
        "sub": USER,
        "client_id": party.client_id,
        "aud": "http://127.0.0.1:8000/graphql",
        "scope": SCOPE,
        "cnf": {"jkt": party.key.thumbprint()},
        "gid": grant(engine).id,
    }


def test_the_token_stands_for_the_user_through_the_bank(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    found = party.verified(tokens(party)["access_token"])
    assert (found.client_id, found.institution_code, found.user_id, found.is_self) == (
        party.client_id,
        BANK,
        USER,
        False,
    )
    assert found.scopes == {"public:read", "consents:read", "consents:write"}


def test_twenty_redemptions_at_once_give_one_token(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    found = code(party)
    requests = [(party.assertion(), party.proof()) for _ in range(20)]
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda one: _redeem(party, found, *one), requests))
    assert sorted(answer[0] for answer in answers) == [200] + [400] * 19
    assert {answer[1] for answer in answers} == {None, "invalid_grant"}
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(RefreshToken)) == 1


def test_a_second_redemption_ends_the_grant_and_its_tokens_on_every_worker(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    found = code(party)
    issued = redeem(party, found).json()
    workers = Verifier(engine, settings), Verifier(engine, settings)
    for worker in workers:
        party.verified(issued["access_token"], worker)

    again = redeem(party.elsewhere(), found)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    assert grant(engine).revoked_at is not None
    for worker in workers:
        worker.forget(b"DPoP " + issued["access_token"].encode())
        with pytest.raises(TokenRefused):
            party.verified(issued["access_token"], worker)
    assert code_flow.refresh(party, issued["refresh_token"]).json()["error"] == "invalid_grant"


def test_a_change_of_standing_makes_a_worker_look_again(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    token = tokens(party)["access_token"]
    before = party.verified(token)
    with Session(engine) as session, session.begin():
        session.get_one(User, USER).disabled_at = clock.now()
    assert _standing(party) > before.standing


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_verifier": ""}, "invalid_request"),
        ({"code_verifier": "short"}, "invalid_request"),
        ({"code_verifier": code_flow.VERIFIER + "x"}, "invalid_grant"),
        ({"code_verifier": CHALLENGE}, "invalid_grant"),
        ({"redirect_uri": ""}, "invalid_grant"),
        ({"redirect_uri": "https://bank.example/callback"}, "invalid_grant"),
        ({"code": ""}, "invalid_request"),
        ({"code": unguessed()}, "invalid_grant"),
        ({"code": "公开"}, "invalid_grant"),
    ],
)
def test_a_redemption_that_is_not_exactly_right_is_refused(
    engine: Engine, settings: Settings, changes: dict[str, str], error: str
) -> None:
    party = Party.of_bank(engine, settings)
    found = code(party)
    response = redeem(party, **{"code": found} | changes)
    assert (response.status_code, response.json()["error"]) == (400, error)
    assert "token" not in response.json()
    assert redeem(party, found).status_code == 200


def test_another_client_can_not_redeem_it_nor_end_it(engine: Engine, settings: Settings) -> None:
    party, other = Party.of_bank(engine, settings), Party.of_bank(engine, settings)
    found = code(party)
    assert redeem(other, found).json()["error"] == "invalid_grant"
    assert redeem(party, found).status_code == 200


def test_a_code_lives_a_minute_at_most(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    found = code(party)
    with Session(engine) as session, session.begin():
        row = session.scalars(select(AuthorizationCode)).one()
        assert timedelta(seconds=50) < row.expires_at - clock.now() <= timedelta(seconds=60)
        row.expires_at = clock.now() - timedelta(milliseconds=1)
    assert redeem(party, found).json()["error"] == "invalid_grant"


def test_neither_codes_nor_refresh_tokens_are_stored(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    found = code(party)
    token = redeem(party, found).json()["refresh_token"]
    with Session(engine) as session:
        rows = [*session.scalars(select(AuthorizationCode.digest)), *session.scalars(select(RefreshToken.digest))]
    assert len(rows) == 2
    assert not {found, token} & set(rows)


def test_a_code_bound_to_a_key_is_redeemed_with_that_key_only(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    found = code(party, dpop_jkt=party.key.thumbprint())
    other = party.proof(key=ECKey.generate_key("P-256"))
    assert redeem(party, found, other).json() == {
        "error": "invalid_grant",
        "error_description": "The code is bound to another DPoP key.",
    }
    assert redeem(party, found).status_code == 200


def test_a_request_for_a_nonce_leaves_the_code_as_it_is(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    found = code(party)
    assert redeem(party, found, party.proof(nonce=None)).json()["error"] == "use_dpop_nonce"
    assert redeem(party, found).status_code == 200


def test_a_user_who_is_disabled_meanwhile_gets_no_token(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    found = code(party)
    with Session(engine) as session, session.begin():
        session.get_one(User, add_user(engine, USER)).disabled_at = clock.now()
    assert redeem(party, found).json()["error"] == "invalid_grant"


def test_a_disabled_client_gets_no_token(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    found = code(party)
    with Session(engine) as session, session.begin():
        clients.disable(session, party.client_id)
    assert redeem(party, found).json()["error"] == "invalid_client"


def _redeem(party: Party, found: str, assertion: str, proof: str) -> tuple[int, str | None]:
    response = redeem(party, found, proof, client_assertion=assertion)
    return response.status_code, response.json().get("error")


def _standing(party: Party) -> int:
    with party.engine.connect() as connection:
        return int(connection.exec_driver_sql("SELECT version FROM standing").scalar_one())
