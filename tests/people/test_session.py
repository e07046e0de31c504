"""GraphQL with the front end's cookie: as whom it is answered, and when it isn't."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine, delete, update
from sqlalchemy.orm import Session
from starlette.requests import Request

from auth.oauth.model import Grant
from auth.people import users, visit
from auth.people.cookie import SIGN_IN, WEB
from auth.people.model import Mandate, WebSession
from auth.people.session import Sessions
from exchange import clock
from exchange.agreement import rules as agreements
from exchange.agreement.terms import Terms
from exchange.app.http import Exchange
from exchange.institution.model import Institution
from exchange.institution.roll import create
from exchange.settings import Settings
from resolvers.command import CallerChanged, Command, Context, Made, carried_out
from tests.api.purse import answered
from tests.people.desk import BANK, ISSUER, Desk, desk, query
from tests.planning.data import USCCS

VIEWER = "{ viewer { clientId scopes } }"
PUBLIC = {"data": {"viewer": {"clientId": None, "scopes": ["public:read"]}}}


@pytest.fixture
def at(engine: Engine, settings: Settings) -> Iterator[Desk]:
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
    return answer.status_code, answered(answer.content)


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


MANDATE = """mutation { __typename requestMandate(input: {uscc: "%s"}) { __typename ... on CommandError { code } } }"""


@pytest.mark.parametrize("change", ["signed out", "revoked", "disabled"])
def test_nothing_is_written_after_the_end_whatever_stands_before_the_command(at: Desk, change: str) -> None:
    user_id = at.user()
    csrf = sign_in(at)
    cookie = f"{WEB}={at.http.cookies[WEB]}"
    assert ask(at, csrf)[0] == 200
    if change == "signed out":
        assert at.http.post("/session/end", headers={"x-csrf-token": csrf}).status_code < 400
    with Session(at.engine) as session, session.begin():
        if change == "revoked":
            session.execute(update(Grant).values(revoked_at=clock.now()))
        elif change == "disabled":
            users.disable(session, user_id)
    headers = {"x-csrf-token": csrf, "cookie": cookie}
    answer = at.http.post("/graphql", json={"query": MANDATE % USCCS[0]}, headers=headers)

    assert code((answer.status_code, answer.json())) == (401, "UNAUTHENTICATED")
    assert at.count(Mandate) == 0


@pytest.mark.parametrize("ended", ["session", "grant"])
def test_the_second_command_of_an_operation_needs_the_session_too(at: Desk, ended: str) -> None:
    at.user()
    csrf = sign_in(at)
    cookie = f"{WEB}={at.http.cookies[WEB]}"
    caller = asyncio.run(Sessions(at.engine, at.settings).principal(cookie.encode(), csrf.encode()))
    carry_out = partial(carried_out, at.engine, at.settings, caller, first=False)
    with at.engine.begin() as connection:
        create(connection, "TEST-OTHER", "示例中心", "BANK")
    assert carry_out(enrolling("TEST-A")).type == "Made"

    with Session(at.engine) as session, session.begin():
        session.execute(delete(WebSession) if ended == "session" else update(Grant).values(revoked_at=clock.now()))
    with pytest.raises(CallerChanged):
        carry_out(enrolling("TEST-B"))
    assert (at.count(Institution, code="TEST-A"), at.count(Institution, code="TEST-B")) == (1, 0)


def enrolling(code: str) -> Command:
    """Return a command that changes standing, whoever sends it."""

    def enrol(context: Context) -> Made:
        create(context.session.connection(), code, code, "BANK")
        return Made("Made", {})

    return Command("enrol", enrol, {})


@pytest.mark.parametrize(
    ("kind", "agreed", "has"),
    [("BUREAU", False, False), ("BUREAU", True, True), ("BANK", False, False), ("COURT", False, True)],
)
def test_staff_pass_the_door_by_their_institution_s_agreements_only(
    at: Desk, kind: str, agreed: bool, has: bool
) -> None:
    with Session(at.engine) as session, session.begin():
        create(session.connection(), "TEST-STAFF", "示例单位", kind)
        if agreed:
            agreements.enter(session, agreement("TEST-STAFF", BANK))
    at.user("wang.wu", institution_code="TEST-STAFF")
    _, answer = ask(at, sign_in(at, "wang.wu"))

    assert ("creditfile:read" in answer["data"]["viewer"]["scopes"]) is has


def agreement(*parties: str) -> Terms:
    """Return an agreement that is in force today."""
    today = clock.today()
    return Terms(
        number="1",
        title="Agreement of a test",
        parties=parties,
        items=("RISK_CLASS",),
        purposes=("SUPERVISION",),
        legal_basis="None.",
        security_terms="None.",
        valid_from=today,
        valid_until=today,
    )


@pytest.mark.parametrize("blank", [b"\xa0", b"\x85", b"\x0b", b"\x1c"])
@pytest.mark.parametrize("name", [WEB, SIGN_IN])
def test_a_name_that_only_looks_like_the_cookie_s_is_another(name: str, blank: bytes) -> None:
    own, other = (name.encode() + b"=" + letter * 43 for letter in (b"A", b"B"))

    assert cookies(own + b"; " + blank + other)[name] == cookies(own)[name] == "A" * 43
    assert cookies(blank + own) == cookies(b"a=b; " + blank + own) == {WEB: None, SIGN_IN: None}


def cookies(header: bytes) -> dict[str, str | None]:
    """Return the cookies that the pages for people find in a header."""
    headers = [(b"cookie", header)]
    request = Request({"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": headers})
    found = asyncio.run(visit.read(request))
    return {WEB: found.web, SIGN_IN: found.sign_in}


def test_a_cookie_that_comes_twice_is_none(at: Desk) -> None:
    at.user()
    csrf = sign_in(at)
    twice = f"{WEB}={at.http.cookies[WEB]}; {WEB}={at.http.cookies[WEB]}"

    assert at.http.get("/session", headers={"cookie": twice}).json()["signedIn"] is False
    assert ask(at, csrf, cookie=twice) == (200, PUBLIC)


def test_an_expired_session_is_refused(at: Desk) -> None:
    at.user()
    csrf = sign_in(at)
    with Session(at.engine) as session, session.begin():
        session.execute(update(WebSession).values(expires_at=clock.now()))

    assert code(ask(at, csrf)) == (401, "UNAUTHENTICATED")
