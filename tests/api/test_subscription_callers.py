"""Who follows the feed over a socket: by a token or by the front end's cookie, and only for as long as it may."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session
from starlette.websockets import WebSocketDisconnect

from auth.oauth import client_change
from auth.people.model import WebSession
from exchange import clock
from exchange.app import socket as sockets
from tests.api.counter import Counter, Headers
from tests.api.feed import changed, tell
from tests.api.test_subscriptions import begun, closed, opened, pushed, refused, subscribe
from tests.planning.data import USCCS

ISSUER = "https://exchange.example"
ALL = "subscription { changes { type objectId } }"
CONSENTS = "subscription { changes { type objectId consent { id state } } }"


@pytest.fixture
def user(at: Counter) -> Headers:
    """Sign somebody in who acts for the second enterprise."""
    at.desk.user("zhang.san", USCCS[1])
    return at.signed_in("zhang.san")


@pytest.fixture
def person(at: Counter, user: Headers) -> Iterator[Any]:
    """Open that person's socket."""
    headers = {"cookie": user["cookie"], "origin": ISSUER}
    with opened(at.desk.http, **headers) as session:
        session.send_json({"type": "connection_init", "payload": {"csrfToken": user["x-csrf-token"]}})
        assert session.receive_json() == {"type": "connection_ack"}
        yield session


def credentials(at: Counter) -> dict[str, str]:
    """Return the bank's token and a proof for a socket."""
    token = at.bank.token()
    return {"authorization": f"DPoP {token}", "dpop": at.bank.proof("/graphql", token, htm="GET")}


def settled(session: Any) -> None:
    """Wait until what was subscribed to has begun: the answer comes behind it."""
    session.send_json({"type": "ping"})
    assert session.receive_json() == {"type": "pong"}


def test_both_sides_of_a_consent_are_told_and_nobody_else(at: Counter, user: Headers, person: Any) -> None:
    with begun(at.desk.http, **credentials(at)) as bank, begun(at.desk.http) as public:
        subscribe(bank, CONSENTS)
        subscribe(person, ALL)
        subscribe(public, ALL)
        for session in (bank, person, public):
            settled(session)
        consent = at.consent(user)
        message = bank.receive_json()
        assert message["payload"]["data"]["changes"]["consent"]["id"] == consent
        assert pushed(person) == ("CONSENT_CHANGED", consent)
        tell(at.desk.engine, changed(3))
        assert pushed(public) == ("ENTITY_CHANGED", f"ent_{USCCS[3]}")


def test_the_last_fetch_is_told_too(at: Counter, user: Headers) -> None:
    consent = at.consent(user, fetches=1)
    with begun(at.desk.http, **credentials(at)) as bank:
        subscribe(bank, CONSENTS)
        settled(bank)
        assert at.fetch(consent)
        found = bank.receive_json()["payload"]["data"]["changes"]

    assert found["consent"] == {"id": consent, "state": "CONSUMED"}


def test_a_cookie_counts_on_the_exchanges_own_pages_only(at: Counter, user: Headers) -> None:
    for origin in ("https://elsewhere.example", "null", "http://exchange.example"):
        with (
            pytest.raises(WebSocketDisconnect),
            opened(at.desk.http, cookie=user["cookie"], origin=origin),
        ):
            pass
    with opened(at.desk.http, origin="https://elsewhere.example") as public:
        public.send_json({"type": "connection_init"})
        assert public.receive_json() == {"type": "connection_ack"}


def test_a_cookie_needs_its_csrf_token(at: Counter, user: Headers) -> None:
    payloads: list[dict[str, str]] = [{}, {"csrfToken": "x"}]
    for payload in payloads:
        with opened(at.desk.http, cookie=user["cookie"], origin=ISSUER) as session:
            session.send_json({"type": "connection_init", "payload": payload})
            assert closed(session)[0] == 4403


def test_a_token_comes_by_header_or_by_message_not_by_both(at: Counter) -> None:
    given = credentials(at)
    with opened(at.desk.http, **given) as session:
        session.send_json({"type": "connection_init"})
        assert session.receive_json() == {"type": "connection_ack"}
    with opened(at.desk.http, **credentials(at)) as session:
        session.send_json({"type": "connection_init", "payload": given})
        assert closed(session)[0] == 4400


def test_a_scope_that_is_lost_ends_the_subscription_at_the_next_event(at: Counter) -> None:
    with begun(at.desk.http, **credentials(at)) as session:
        subscribe(session, CONSENTS)
        settled(session)
        with Session(at.desk.engine) as changing, changing.begin():
            client_change.change_scopes(changing, at.bank.client_id, ("accesses:read",))
        tell(at.desk.engine, changed(3))

        assert refused(session) == "FORBIDDEN"


def test_a_quiet_socket_ends_when_its_session_has(at: Counter, user: Headers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "CHECK_SECONDS", 0.05)
    monkeypatch.setattr("auth.people.session.REMEMBERED_SECONDS", 0.0)
    with opened(at.desk.http, cookie=user["cookie"], origin=ISSUER) as session:
        session.send_json({"type": "connection_init", "payload": {"csrfToken": user["x-csrf-token"]}})
        assert session.receive_json() == {"type": "connection_ack"}
        with at.desk.engine.begin() as connection:
            connection.execute(update(WebSession).values(expires_at=clock.now()))

        assert closed(session)[0] == 4403


def test_the_credit_file_is_no_part_of_an_event(at: Counter) -> None:
    with begun(at.desk.http, **credentials(at)) as session:
        file = "creditFile(purpose: LOAN_REVIEW) { access { granted } }"
        subscribe(session, f"subscription {{ changes {{ entity {{ {file} }} }} }}")

        assert refused(session) == "DOOR_IN_SUBSCRIPTION"
