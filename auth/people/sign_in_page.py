"""The page where people sign in, on their way to whatever asked for it."""

from html import escape
from urllib.parse import urlencode

from sqlalchemy import Engine
from sqlalchemy.orm import Session
from starlette.responses import Response

from auth.oauth import interaction
from auth.oauth.digest import made
from auth.oauth.interaction import Pending
from auth.people import cookie, csrf, login, page
from auth.people.sign_in import SignInRefused, signed_in
from auth.people.throttle import Throttled
from auth.people.visit import Visit
from exchange import clock
from exchange.settings import Settings

PATH = "/sign-in"
CONSENT_PATH = "/consent"
FORM = "sign-in"


def show(engine: Engine, settings: Settings, visit: Visit) -> Response:
    """Show the form, or go on at once where the browser is signed in already. Raises InteractionGone."""
    # Looking first, without a writer's lock: a page must open while another process writes.
    with Session(engine.execution_options(read_only=True)) as session:
        asked = visit.pending(session)
        user = None if "again" in visit.query else login.user(session, visit.sign_in)
    if user is not None:
        with Session(engine) as session, session.begin():
            return page.sent_on(_next(session, settings, visit, asked, user.id))
    secret = visit.sign_in or made()
    answer = page.shown("登录", _form(visit, asked, secret))
    cookie.put(answer, cookie.SIGN_IN, secret)
    return answer


def post(engine: Engine, settings: Settings, visit: Visit) -> Response:
    """Sign in. Raises FormRefused and InteractionGone."""
    visit.check_form(FORM)
    with Session(engine.execution_options(read_only=True)) as session:
        asked = visit.pending(session)
    given = visit.form.get("login", ""), visit.form.get("password", "")
    try:
        user_id = signed_in(engine, *given, visit.address)
    except SignInRefused:
        return _again(visit, asked, "用户名或密码不正确。", "The login or the password is wrong.", 401)
    except Throttled as slow:
        chinese = f"失败次数过多，请在{slow.seconds}秒后再试。"
        answer = _again(visit, asked, chinese, slow.message, 429)
        answer.headers["Retry-After"] = str(slow.seconds)
        return answer
    with Session(engine) as session, session.begin():
        login.end(session, visit.sign_in)
        # Another value than before the sign-in: one that somebody else planted is worth nothing.
        value = login.begin(session, user_id)
        answer = page.sent_on(_next(session, settings, visit, asked, user_id))
    cookie.put(answer, cookie.SIGN_IN, value)
    return answer


def _next(session: Session, settings: Settings, visit: Visit, asked: Pending, user_id: str) -> str:
    """Return where to go on: our own front end gets what it asks for, everybody else asks the user first."""
    if not asked.first_party:
        return f"{CONSENT_PATH}?{urlencode({'interaction': visit.interaction})}"
    return interaction.approve(session, settings, visit.interaction, user_id, expires_at=clock.now() + login.LIFE)


def _again(visit: Visit, asked: Pending, chinese: str, english: str, status: int) -> Response:
    content = _form(visit, asked, str(visit.sign_in), fault=page.fault(chinese, english))
    return page.shown("错误：登录", content, status=status)


def _form(visit: Visit, asked: Pending, secret: str, fault: str = "") -> str:
    address = f"{PATH}?{urlencode({'interaction': visit.interaction})}"
    token = csrf.token(secret, f"{FORM} {visit.interaction}")
    wrong = ' aria-invalid="true"' if fault else ""
    given = visit.form.get("login", "")
    # Whoever has typed the login already goes on with the password.
    first, second = ("", " autofocus") if given else (" autofocus", "")
    return f"""{fault}{page.heading("登录", "Sign in")}
{_reason(asked)}
<form method="post" action="{escape(address)}">
{page.hidden(csrf=token)}
<label for="login">{page.both("用户名", " Login")}</label>
<input id="login" name="login" type="text" autocomplete="username" autocapitalize="none" spellcheck="false"
 required maxlength="64" value="{escape(given)}"{wrong}{first}>
<label for="password">{page.both("密码", " Password")}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="200"{wrong}
{second}>
<p class="buttons">{page.button("登录", "Sign in", main=True)}</p>
</form>"""


def _reason(asked: Pending) -> str:
    if asked.first_party:
        return page.paragraph("登录后进入用户中心。", "To go on to the user centre.")
    chinese = f"{asked.institution_name}（{asked.client_name}）请您登录，以便决定是否授权。"
    return page.paragraph(chinese, "An institution asks you to sign in and decide on its request.")
