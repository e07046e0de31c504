"""The web front end's sessions: a code flow whose tokens the browser never sees."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from httpx2 import Response
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from auth.oauth.model import AuthorizationCode, Grant, OAuthClient, RefreshToken
from auth.people.cookie import SIGN_IN, WEB
from auth.people.model import LoginSession, WebSession
from exchange import clock
from exchange.institution.roll import institutions
from tests.people.desk import Desk, browser, cookie_flags, query
from tests.planning.data import USCCS

SIGNED_OUT: dict[str, Any] = {"signedIn": False, "csrfToken": None, "name": None, "mandates": []}


def get(at: Desk, address: str) -> Response:
    """Get an address without following redirects."""
    return at.http.get(address, follow_redirects=False)


def signed_in(at: Desk) -> Response:
    """Go from /session/start to the callback's answer."""
    started = get(at, "/session/start")
    back = at.sign_in(query(started.headers["location"])["interaction"])
    return get(at, back.headers["location"])


def test_signing_in_ends_with_a_session_and_no_token_in_the_browser(at: Desk) -> None:
    at.user("zhang.san", USCCS[0])
    started = get(at, "/session/start")
    before = at.http.cookies[WEB]
    back = at.sign_in(query(started.headers["location"])["interaction"])
    answer = get(at, back.headers["location"])

    assert started.headers["location"].startswith(f"{at.settings.issuer}/sign-in?interaction=")
    assert back.headers["location"].startswith(f"{at.settings.issuer}/session/callback?code=")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert at.http.cookies[WEB] != before
    for each in (started, answer):
        assert cookie_flags(each, WEB) == {"HttpOnly", "Path=/", "SameSite=lax", "Secure"}
    shown = get(at, "/session").json()
    assert shown.pop("csrfToken")
    assert shown == {"signedIn": True, "name": "张三", "mandates": [{"uscc": USCCS[0], "name": "示例甲有限公司"}]}


def test_the_client_web_is_registered_where_it_is_needed(at: Desk) -> None:
    assert at.count(OAuthClient, client_id="web") == 0
    for _ in range(2):
        get(at, "/session/start")

    with Session(at.engine) as session:
        client = session.get_one(OAuthClient, "web")
        assert (client.first_party, client.institution_code, client.jwks, client.secret_hash) == (
            True,
            "EXCHANGE",
            None,
            None,
        )
        assert client.redirect_uris == f"{at.settings.issuer}/session/callback"
        assert {"consents:write", "registrations:write", "public:read"} <= set(client.scopes.split(" "))
        assert "filings:write" in client.scopes.split(" ")
        assert ("EXCHANGE", "信用信息交换平台", "OPERATOR") in institutions(session.connection())


def test_without_a_session_nobody_is_signed_in(at: Desk) -> None:
    assert get(at, "/session").json() == SIGNED_OUT
    get(at, "/session/start")
    assert get(at, "/session").json() == SIGNED_OUT
    at.http.cookies[WEB] = "A" * 43
    assert get(at, "/session").json() == SIGNED_OUT


@pytest.mark.parametrize("change", [{"state": "x"}, {"state": ""}, {"iss": "https://evil.example"}, {"code": "x"}])
def test_an_answer_that_is_not_ours_signs_nobody_in(at: Desk, change: dict[str, str]) -> None:
    at.user()
    started = get(at, "/session/start")
    back = at.sign_in(query(started.headers["location"])["interaction"])
    answer = at.http.get("/session/callback", params=query(back.headers["location"]) | change, follow_redirects=False)

    assert answer.status_code == 400
    assert WEB not in answer.headers.get("set-cookie", "")
    assert get(at, "/session").json() == SIGNED_OUT


def test_the_answer_to_another_browser_signs_nobody_in(at: Desk) -> None:
    at.user()
    started = get(at, "/session/start")
    back = at.sign_in(query(started.headers["location"])["interaction"])
    victim = browser(at.engine, at.settings)
    victim.get("/session/start", follow_redirects=False)
    answer = victim.get(back.headers["location"], follow_redirects=False)

    assert answer.status_code == 400
    assert victim.get("/session").json() == SIGNED_OUT
    with Session(at.engine) as session:
        assert session.scalars(select(AuthorizationCode.redeemed_at)).all() == [None]


def test_a_code_is_redeemed_once(at: Desk) -> None:
    at.user()
    started = get(at, "/session/start")
    old = at.http.cookies[WEB]
    back = at.sign_in(query(started.headers["location"])["interaction"])
    get(at, back.headers["location"])
    thief = browser(at.engine, at.settings)
    thief.cookies[WEB] = old

    assert thief.get(back.headers["location"], follow_redirects=False).status_code == 400
    assert get(at, "/session").json()["signedIn"]
    assert at.count(RefreshToken) == 0


def test_a_wrong_code_verifier_redeems_nothing(at: Desk) -> None:
    at.user()
    started = get(at, "/session/start")
    back = at.sign_in(query(started.headers["location"])["interaction"])
    with Session(at.engine) as session, session.begin():
        session.execute(update(WebSession).values(code_verifier="x" * 43))

    assert get(at, back.headers["location"]).status_code == 400


def test_signing_out_takes_the_sessions_token_and_ends_the_grant(at: Desk) -> None:
    at.user()
    signed_in(at)
    csrf = get(at, "/session").json()["csrfToken"]

    for headers in ({}, {"x-csrf-token": "A" * 43}):
        refused = at.http.post("/session/end", headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (403, "CSRF_REQUIRED")
    assert at.count(WebSession) == 1
    answer = at.http.post("/session/end", headers={"x-csrf-token": csrf})

    assert answer.status_code == 204
    assert (at.count(WebSession), at.count(LoginSession)) == (0, 0)
    assert not {WEB, SIGN_IN} & set(at.http.cookies)
    with Session(at.engine) as session:
        assert session.scalars(select(Grant)).one().revoked_at is not None


def test_signing_out_works_as_a_form_too(at: Desk) -> None:
    at.user()
    signed_in(at)
    csrf = get(at, "/session").json()["csrfToken"]
    answer = at.http.post("/session/end", data={"csrf": csrf}, follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert get(at, "/session").json() == SIGNED_OUT


def test_signing_out_ends_the_sign_in_at_the_server_too(at: Desk) -> None:
    at.user()
    signed_in(at)
    at.http.post("/session/end", headers={"x-csrf-token": get(at, "/session").json()["csrfToken"]})
    started = get(at, "/session/start")

    assert get(at, started.headers["location"]).status_code == 200


def test_a_second_sign_in_needs_no_password(at: Desk) -> None:
    at.user()
    signed_in(at)
    started = get(at, "/session/start")
    back = get(at, started.headers["location"])

    assert urlsplit(back.headers["location"]).path == "/session/callback"
    assert get(at, back.headers["location"]).headers["location"] == "/"


def test_expired_sessions_are_forgotten(at: Desk) -> None:
    get(at, "/session/start")
    with Session(at.engine) as session, session.begin():
        session.execute(update(WebSession).values(expires_at=clock.now()))
    get(at, "/session/start")

    assert at.count(WebSession) == 1
