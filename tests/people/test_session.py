"""GraphQL with the front end's cookie: as whom it is answered, and when it isn't."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from auth.oauth.model import Grant
from auth.people import users
from auth.people.cookie import WEB
from auth.people.model import WebSession
from exchange import clock
from exchange.app.http import Exchange
from exchange.institution.roll import create
from exchange.settings import Settings
from tests.people.desk import ISSUER, Desk, desk, query

VIEWER = "{ viewer { clientId scopes } }"
PUBLIC = {"data": {"viewer": {"clientId": None, "scopes": ["public:read"]}}}


@pytest.fixture
def at(engine: Engine, settings: Settings, quick: None) -> Iterator[Desk]:
    """Serve the whole exchange."""
    found = desk(engine, settings, Exchange(replace(settings, issuer=ISSUER)))
    with found.http:
        yield found


def sign_in(at: Desk, login: str = "zhang.san") -> str:
    """Sign in at the front end; return the session's csrfToken."""
    at.http.cookies.clear()
    started = at.http.get("/session/start", follow_redirects=False)
    back = at.sign_in(query(started.headers["location"])["interaction"], login)
    at.http.get(back.headers["location"], follow_redirects=False)
    return str(at.http.get("/session").json()["csrfToken"])


def ask(at: Desk, csrf: str | None, **headers: str) -> tuple[int, Any]:
    """Ask who one is."""
    more = {"x-csrf-token": csrf} if csrf is not None else {}
    answer = at.http.post("/graphql", json={"query": VIEWER}, headers={**more, **headers})
    return answer.status_code, answer.json()


def code(answer: tuple[int, Any]) -> tuple[int, str]:
    """Return status and error code of an answer without data."""
    assert "data" not in answer[1]
    return answer[0], answer[1]["errors"][0]["extensions"]["code"]


def test_a_citizen_has_the_scopes_of_a_person(at: Desk) -> None:
    at.user()
    status, answer = ask(at, sign_in(at))

    viewer = answer["data"]["viewer"]
    assert (status, viewer["clientId"]) == (200, "web")
    assert {"consents:read", "consents:write", "mandates:write", "creditfile:read"} <= set(viewer["scopes"])
    assert not {"registrations:write", "mandates:decide", "audit:read", "creditfile.risk:read"} & set(viewer["scopes"])


def test_the_operators_staff_have_the_operators(at: Desk) -> None:
    with at.engine.begin() as connection:
        create(connection, "TEST-OPERATOR", "示例中心", "OPERATOR")
    at.user("wang.wu", institution_code="TEST-OPERATOR")
    _, answer = ask(at, sign_in(at, "wang.wu"))

    assert {"registrations:write", "audit:read"} <= set(answer["data"]["viewer"]["scopes"])
    assert "consents:write" not in answer["data"]["viewer"]["scopes"]


@pytest.mark.parametrize("csrf", [None, "", "A" * 43])
def test_a_cookie_without_its_token_is_never_signed_in(at: Desk, csrf: str | None) -> None:
    at.user()
    sign_in(at)

    assert code(ask(at, csrf)) == (403, "CSRF_REQUIRED")
    by_link = at.http.get("/graphql", params={"query": VIEWER})
    assert code((by_link.status_code, by_link.json())) == (403, "CSRF_REQUIRED")


def test_a_token_of_another_session_is_none_of_this(at: Desk) -> None:
    at.user()
    first = sign_in(at)
    second = sign_in(at)

    assert code(ask(at, first)) == (403, "CSRF_REQUIRED")
    assert ask(at, second)[0] == 200


@pytest.mark.parametrize("value", ["A" * 43, "x", ""])
def test_an_unknown_cookie_is_refused(at: Desk, value: str) -> None:
    assert code(ask(at, "x", cookie=f"a=b; {WEB}={value}")) == (401, "UNAUTHENTICATED")


def test_a_sign_in_under_way_is_no_session(at: Desk) -> None:
    at.http.get("/session/start", follow_redirects=False)

    assert code(ask(at, "x")) == (401, "UNAUTHENTICATED")


@pytest.mark.parametrize("cookie", ["theme=dark", f"x{WEB}={'A' * 43}", "", "=;;="])
def test_other_cookies_are_nobodys(at: Desk, cookie: str) -> None:
    assert ask(at, None, cookie=cookie) == (200, PUBLIC)


def test_an_authorization_header_counts_before_the_cookie(at: Desk) -> None:
    at.user()
    csrf = sign_in(at)

    assert code(ask(at, csrf, authorization="Bearer x")) == (401, "UNAUTHENTICATED")


def test_signing_out_counts_at_once(at: Desk) -> None:
    at.user()
    csrf = sign_in(at)
    cookie = f"{WEB}={at.http.cookies[WEB]}"
    assert ask(at, csrf)[0] == 200
    at.http.post("/session/end", headers={"x-csrf-token": csrf})

    assert code(ask(at, csrf, cookie=cookie)) == (401, "UNAUTHENTICATED")


@pytest.mark.parametrize("change", ["disabled", "revoked", "password"])
def test_a_change_elsewhere_counts_at_the_next_query(at: Desk, change: str) -> None:
    user_id = at.user()
    csrf = sign_in(at)
    assert ask(at, csrf)[0] == 200
    with Session(at.engine) as session, session.begin():
        if change == "disabled":
            users.disable(session, user_id)
        elif change == "password":
            users.change_password(session, user_id, "another good password")
        else:
            session.execute(update(Grant).values(revoked_at=clock.now()))

    assert code(ask(at, csrf)) == (401, "UNAUTHENTICATED")


def test_an_expired_session_is_refused(at: Desk) -> None:
    at.user()
    csrf = sign_in(at)
    with Session(at.engine) as session, session.begin():
        session.execute(update(WebSession).values(expires_at=clock.now()))

    assert code(ask(at, csrf)) == (401, "UNAUTHENTICATED")
