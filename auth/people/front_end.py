"""Where the web front end's sessions begin and end: /session and what lies below it."""

from urllib.parse import urlencode

from sqlalchemy import Engine
from sqlalchemy.orm import Session
from starlette.responses import JSONResponse, Response

from auth.people import cookie, login, page, web_session
from auth.people.sign_in_page import PATH
from auth.people.visit import Visit
from auth.people.web_session import SignInFailed
from exchange.settings import Settings

HOME = "/"
"""Where people are once they have signed in or out."""


def start(engine: Engine, settings: Settings, visit: Visit) -> Response:
    """Begin a sign-in."""
    with Session(engine) as session, session.begin():
        value, name = web_session.start(session, settings)
    answer = page.sent_on(f"{settings.issuer}{PATH}?{urlencode({'interaction': name})}")
    cookie.put(answer, cookie.WEB, value)
    return answer


def callback(engine: Engine, settings: Settings, visit: Visit) -> Response:
    """Take the authorization server's answer in. Raises SignInFailed."""
    with Session(engine) as session, session.begin():
        value = web_session.finish(session, settings, visit.web, visit.query)
    if value is None:
        raise SignInFailed
    answer = page.sent_on(HOME)
    cookie.put(answer, cookie.WEB, value)
    return answer


def shown(engine: Engine, settings: Settings, visit: Visit) -> Response:
    """Tell the front end who is signed in, and the token that its requests must repeat."""
    with Session(engine.execution_options(read_only=True)) as session:
        return JSONResponse(web_session.shown(session, visit.web), headers=page.headers())


def end(engine: Engine, settings: Settings, visit: Visit) -> Response:
    """Sign out here and at the authorization server; a token that isn't the session's ends nothing."""
    with Session(engine) as session, session.begin():
        if not web_session.end(session, visit.web, visit.csrf):
            body = {"code": "CSRF_REQUIRED", "message": "The header X-CSRF-Token must hold the session's csrfToken."}
            return JSONResponse(body, 403, page.headers())
        login.end(session, visit.sign_in)
    answer = page.sent_on(HOME) if visit.form else Response(status_code=204, headers=page.headers())
    cookie.end(answer, cookie.WEB)
    cookie.end(answer, cookie.SIGN_IN)
    return answer
