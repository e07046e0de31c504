"""The authorization endpoint (FAPI 2.0, 5.3.2.2): pushed requests only, each once, answered by 303 with iss."""

from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from auth.oauth import clients, interaction
from auth.oauth.interaction import InteractionGone
from auth.oauth.model import Interaction, OAuthClient, PushedRequest
from exchange import clock
from exchange.settings import Settings
from tests.access.code_flow import (
    CHALLENGE,
    add_user,
    approved,
    authorize,
    begun,
    parameter,
    pushed,
    unguessed,
)
from tests.access.oauth_party import BANK, CALLBACK, Party, http


def test_a_browser_with_a_pushed_request_is_sent_to_sign_in(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    response = authorize(party, pushed(party))
    location = response.headers["location"]
    assert response.status_code == 303
    assert location.startswith("http://127.0.0.1:8000/sign-in?interaction=")
    assert len(parameter(location, "interaction")) == 43
    assert response.headers["referrer-policy"] == "no-referrer"
    assert response.headers["cache-control"] == "no-store"


def test_a_request_uri_is_good_for_one_browser(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    request_uri = pushed(party)
    assert [authorize(party, request_uri).status_code for _ in range(2)] == [303, 400]


def test_a_request_uri_that_one_worker_took_is_refused_by_another(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    request_uri = pushed(party)
    assert authorize(party, request_uri).status_code == 303
    assert authorize(party.elsewhere(), request_uri).status_code == 400
    assert _count(engine, Interaction) == 1


def test_an_expired_request_uri_is_refused(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    request_uri = pushed(party)
    with Session(engine) as session, session.begin():
        session.scalars(select(PushedRequest)).one().expires_at = clock.now() - timedelta(seconds=1)
    _assert_told(engine, authorize(party, request_uri).status_code)


def test_another_clients_request_uri_is_refused_and_stays_good(engine: Engine, settings: Settings) -> None:
    party, other = Party.of_bank(engine, settings), Party.of_bank(engine, settings)
    request_uri = pushed(party)
    _assert_told(engine, authorize(other, request_uri).status_code)
    assert authorize(party, request_uri).status_code == 303


@pytest.mark.parametrize(
    "query",
    [
        "",
        "client_id={id}",
        "request_uri={uri}",
        "client_id={id}&request_uri={uri}&request_uri={uri}",
        "client_id={id}&request_uri={uri}&scope=audit:read",
        "client_id={id}&request_uri={uri}&redirect_uri=https://evil.example",
        "client_id={id}&response_type=code&redirect_uri={back}&scope=public:read&code_challenge={challenge}"
        "&code_challenge_method=S256&state=a",
        "client_id={id}&request=e30.e30.",
        "client_id=%FF&request_uri={uri}",
        "client_id={id}&request_uri=%00",
    ],
)
def test_any_other_request_is_told_in_plain_text_and_redirected_nowhere(
    engine: Engine, settings: Settings, query: str
) -> None:
    party = Party.of_bank(engine, settings)
    filled = query.format(id=party.client_id, uri=pushed(party), back=CALLBACK, challenge=CHALLENGE)
    response = party.http.get(f"/oauth/authorize?{filled}", follow_redirects=False)
    assert response.status_code == 400
    assert response.headers["content-type"].startswith("text/plain")
    assert "location" not in response.headers
    assert _count(engine, PushedRequest) == 1
    assert _count(engine, Interaction) == 0


def test_a_request_of_a_client_that_was_disabled_leads_nowhere(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    request_uri = pushed(party)
    with Session(engine) as session, session.begin():
        clients.disable(session, party.client_id)
    _assert_told(engine, authorize(party, request_uri).status_code)


def test_an_address_that_is_no_longer_registered_is_not_redirected_to(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    request_uri = pushed(party)
    with Session(engine) as session, session.begin():
        session.get_one(OAuthClient, party.client_id).redirect_uris = "https://bank.example/other"
    _assert_told(engine, authorize(party, request_uri).status_code)


def test_scopes_that_are_not_in_force_any_more_are_told_to_the_client(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    request_uri = pushed(party)
    with Session(engine) as session, session.begin():
        session.get_one(OAuthClient, party.client_id).scopes = "public:read consents:read"
    response = authorize(party, request_uri)
    assert response.status_code == 303
    assert _answer(response.headers["location"]) == {
        "from": "exchange",
        "error": "invalid_scope",
        "error_description": "Not in force now: consents:write.",
        "state": "a state",
        "iss": "http://127.0.0.1:8000",
    }


def test_the_sign_in_page_is_told_who_asks_for_what(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    name = begun(party)
    with Session(engine) as session:
        asked = interaction.pending(session, name)
        assert interaction.pending(session, unguessed()) is None
    assert asked == interaction.Pending(
        client_id=party.client_id,
        client_name="Batch sender",
        institution_code=BANK,
        institution_name="Institution TEST-BANK",
        first_party=False,
        scopes=("consents:read", "consents:write"),
        authorization_details=(),
    )


def test_an_approval_is_answered_with_code_state_and_issuer(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    name, user_id = begun(party), add_user(engine)
    with Session(engine) as session, session.begin():
        address = interaction.approve(session, settings, name, user_id, expires_at=clock.now() + timedelta(hours=1))
    found = _answer(address)
    assert address.startswith("https://bank.example/callback?from=exchange&code=")
    assert len(found.pop("code")) == 43
    assert found == {"from": "exchange", "state": "a state", "iss": "http://127.0.0.1:8000"}


def test_a_refusal_is_answered_with_access_denied_state_and_issuer(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    name = begun(party)
    with Session(engine) as session, session.begin():
        address = interaction.deny(session, settings, name)
    assert _answer(address) == {
        "from": "exchange",
        "error": "access_denied",
        "error_description": "The user refused the request.",
        "state": "a state",
        "iss": "http://127.0.0.1:8000",
    }


def test_a_request_is_decided_once(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    name = begun(party)
    approved(party, name)
    with Session(engine) as session, pytest.raises(InteractionGone):
        interaction.deny(session, settings, name)
    with pytest.raises(InteractionGone):
        approved(party, name)


def test_an_expired_interaction_is_gone(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    name = begun(party)
    with Session(engine) as session, session.begin():
        session.scalars(select(Interaction)).one().expires_at = clock.now() - timedelta(seconds=1)
    with Session(engine) as session:
        assert interaction.pending(session, name) is None
    with pytest.raises(InteractionGone):
        approved(party, name)


def test_a_request_without_state_is_answered_without_one(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    name = begun(party, state="")
    with Session(engine) as session, session.begin():
        assert "state" not in _answer(interaction.deny(session, settings, name))


def test_the_host_header_changes_no_address(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    request_uri = pushed(party)
    party.http.headers.update({"host": "evil.example", "x-forwarded-host": "evil.example"})
    assert authorize(party, request_uri).headers["location"].startswith("http://127.0.0.1:8000/sign-in?")


def test_software_that_looks_ahead_uses_nothing_up(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    parameters = {"client_id": party.client_id, "request_uri": pushed(party)}
    ahead = party.http.get("/oauth/authorize", params=parameters, headers={"sec-purpose": "prefetch;prerender"})
    assert (ahead.status_code, ahead.headers["content-type"]) == (503, "text/plain; charset=utf-8")
    assert party.http.head("/oauth/authorize", params=parameters).status_code == 405
    assert authorize(party, parameters["request_uri"]).status_code == 303


def test_it_is_a_get(engine: Engine, settings: Settings) -> None:
    assert http(engine, settings).post("/oauth/authorize").status_code == 405


def _answer(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


def _assert_told(engine: Engine, status: int) -> None:
    assert status == 400
    assert _count(engine, Interaction) == 0


def _count(engine: Engine, table: type[Interaction] | type[PushedRequest]) -> int:
    with engine.connect() as connection:
        return connection.scalars(select(func.count()).select_from(table)).one()
