"""Signing in over HTTP: the form, its token, the cookie, and what is refused how."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from auth.oauth.digest import digest
from auth.oauth.model import AuthorizationCode, Interaction
from auth.people import users
from auth.people.cookie import SIGN_IN
from auth.people.model import FailedLogin, LoginSession
from exchange import clock
from tests.people.desk import ADDRESS, PASSWORD, Desk, browser, cookie_flags, fields

POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"


def test_the_form_has_labels_and_no_scripts_and_is_never_stored(at: Desk) -> None:
    answer = at.page("/sign-in", at.asked())

    assert answer.status_code == 200
    assert answer.headers["content-security-policy"] == POLICY
    assert (answer.headers["cache-control"], answer.headers["referrer-policy"]) == ("no-store", "no-referrer")
    assert "<script" not in answer.text
    assert " style=" not in answer.text
    controls = set(re.findall(r'<input id="(\w+)"', answer.text))
    assert controls == set(re.findall(r'<label for="(\w+)"', answer.text)) == {"login", "password"}
    assert "示例银行" in answer.text
    assert at.http.get("/sign-in.css").headers["content-type"] == "text/css; charset=utf-8"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_hosts(at: Desk) -> None:
    at.user()
    name = at.asked()
    before = at.page("/sign-in", name)
    after = at.sign_in(name)

    for answer in (before, after):
        assert cookie_flags(answer, SIGN_IN) == {"HttpOnly", "Path=/", "SameSite=lax", "Secure"}


def test_signing_in_leads_on_to_consent_with_a_new_cookie(at: Desk) -> None:
    user_id = at.user()
    name = at.asked()
    at.page("/sign-in", name)
    before = at.http.cookies[SIGN_IN]
    answer = at.sign_in(name)

    assert (answer.status_code, answer.headers["location"]) == (303, f"/consent?interaction={name}")
    after = at.http.cookies[SIGN_IN]
    assert after != before
    with Session(at.engine) as session:
        row = session.scalars(select(LoginSession)).one()
    assert (row.digest, row.user_id, row.expires_at - row.created_at) == (digest(after), user_id, timedelta(hours=8))


def test_a_signed_in_browser_goes_on_at_once(at: Desk) -> None:
    at.user()
    at.sign_in(at.asked())
    name = at.asked()

    assert at.page("/sign-in", name).headers["location"] == f"/consent?interaction={name}"
    assert at.page("/sign-in", name, again="1").status_code == 200


@pytest.mark.parametrize(("login", "password"), [("zhang.san", "wrong password"), ("nobody", PASSWORD), ("", "")])
def test_a_wrong_sign_in_is_said_aloud_and_says_nothing_more(at: Desk, login: str, password: str) -> None:
    at.user()
    answer = at.sign_in(at.asked(), login, password)

    assert answer.status_code == 401
    assert '<div class="fault" role="alert">' in answer.text
    assert "用户名或密码不正确。" in answer.text
    assert password not in answer.text or not password
    assert at.count(LoginSession) == 0


def test_a_disabled_user_is_answered_like_a_wrong_password(at: Desk) -> None:
    user_id = at.user()
    at.sign_in(at.asked())
    with Session(at.engine) as session, session.begin():
        users.disable(session, user_id)

    assert at.page("/sign-in", at.asked()).status_code == 200, "the session counts no more"
    assert at.sign_in(at.asked()).status_code == 401


def test_an_ended_session_asks_to_sign_in(at: Desk) -> None:
    at.user()
    at.sign_in(at.asked())
    with Session(at.engine) as session, session.begin():
        session.execute(update(LoginSession).values(expires_at=clock.now()))

    assert at.page("/sign-in", at.asked()).status_code == 200


def test_a_new_password_signs_the_user_out_everywhere(at: Desk) -> None:
    user_id = at.user()
    at.sign_in(at.asked())
    with Session(at.engine) as session, session.begin():
        users.change_password(session, user_id, "another good password")

    assert at.count(LoginSession) == 0
    assert at.page("/sign-in", at.asked()).status_code == 200


def test_too_many_failures_are_told_to_wait(at: Desk) -> None:
    at.user()
    name = at.asked()
    answers = [at.sign_in(name, password="wrong password") for _ in range(6)]

    assert [answer.status_code for answer in answers] == [401] * 5 + [429]
    assert answers[-1].headers["retry-after"] == "1"
    assert "请在1秒后再试" in answers[-1].text
    assert at.count(FailedLogin) == 2, "the login's and the address's"
    # The right password waits as well: guessing must not be told by it.
    assert at.sign_in(name).status_code == 429


def test_a_success_ends_the_count(at: Desk) -> None:
    at.user()
    name = at.asked()
    for _ in range(3):
        at.sign_in(name, password="wrong password")
    assert at.sign_in(name).status_code == 303

    with Session(at.engine) as session:
        assert session.scalars(select(FailedLogin.failures)).all() == [3], f"those of {ADDRESS}"


@pytest.mark.parametrize("token", ["", "x", "A" * 43])
def test_a_form_of_another_page_is_refused(at: Desk, token: str) -> None:
    at.user()
    name = at.asked()
    at.page("/sign-in", name)
    answer = at.post("/sign-in", name, {"csrf": token, "login": "zhang.san", "password": PASSWORD})

    assert answer.status_code == 403
    assert (at.count(LoginSession), at.count(FailedLogin)) == (0, 0)


def test_a_token_is_of_one_browser_and_one_interaction(at: Desk) -> None:
    at.user()
    name, other = at.asked(), at.asked()
    form = {**fields(at.page("/sign-in", name).text), "login": "zhang.san", "password": PASSWORD}
    stranger = browser(at.engine, at.settings)

    assert at.post("/sign-in", other, form).status_code == 403
    assert stranger.post("/sign-in", params={"interaction": name}, data=form).status_code == 403
    stranger.get("/sign-in", params={"interaction": name})
    assert stranger.post("/sign-in", params={"interaction": name}, data=form).status_code == 403
    assert at.count(LoginSession) == 0


@pytest.mark.parametrize("name", ["", "nothing", "x" * 65, "张三", "A" * 43])
def test_an_unknown_interaction_leads_nowhere(at: Desk, name: str) -> None:
    answer = at.page("/sign-in", name)

    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert at.page("/consent", name).status_code == 400


def test_an_expired_interaction_leads_nowhere(at: Desk) -> None:
    at.user()
    name = at.asked()
    form = {**fields(at.page("/sign-in", name).text), "login": "zhang.san", "password": PASSWORD}
    with Session(at.engine) as session, session.begin():
        session.execute(update(Interaction).values(expires_at=clock.now()))

    assert at.post("/sign-in", name, form).status_code == 400
    assert (at.count(LoginSession), at.count(AuthorizationCode)) == (0, 0)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("{}", "application/json"),
        ("login=a&login=b", "application/x-www-form-urlencoded"),
        ("login=%ff", "application/x-www-form-urlencoded"),
        ("login=%00", "application/x-www-form-urlencoded"),
        (f"login={'x' * 9000}", "application/x-www-form-urlencoded"),
    ],
)
def test_a_malformed_form_is_refused(at: Desk, content: str, kind: str) -> None:
    name = at.asked()
    answer = at.http.post("/sign-in", params={"interaction": name}, content=content, headers={"content-type": kind})

    assert answer.status_code == 400


def test_what_somebody_typed_is_shown_as_text_only(at: Desk) -> None:
    answer = at.sign_in(at.asked(), '"><img src=x onerror=alert(1)>', "x")

    assert "<img" not in answer.text
    assert "&quot;&gt;&lt;img" in answer.text
