"""The page where a signed-in user reads what an institution asks for, and approves or refuses."""

import json
from urllib.parse import urlencode

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from starlette.responses import Response

from auth.oauth import interaction
from auth.oauth.digest import digest
from auth.oauth.interaction import Pending
from auth.oauth.model import Interaction
from auth.people import consent_text, login, page
from auth.people.model import User
from auth.people.request_for_consent import NoMandate, approved, choice, terms
from auth.people.sign_in_page import PATH
from auth.people.visit import Visit
from exchange import clock
from exchange.consent import wording
from exchange.consent.refusal import ConsentRefused, ConsentTextChanged
from exchange.errors import ExchangeError
from exchange.settings import Settings

CHANGED = page.fault("内容已有变动，请重新阅读后再决定。", "The text has changed. Read it again and decide then.")


def show(engine: Engine, settings: Settings, visit: Visit) -> Response:
    """Show what is asked for; without a sign-in, ask for that first. Raises InteractionGone."""
    with Session(engine.execution_options(read_only=True)) as session:
        asked = visit.pending(session)
        user = login.user(session, visit.sign_in)
        if user is None or asked.first_party:
            return page.sent_on(f"{PATH}?{urlencode({'interaction': visit.interaction})}")
        return _page(session, visit, asked, user)


def post(engine: Engine, settings: Settings, visit: Visit) -> Response:
    """Approve or refuse. Raises FormRefused and InteractionGone."""
    visit.check_form(consent_text.FORM)
    try:
        with Session(engine) as session, session.begin():
            asked = visit.pending(session)
            user = login.user(session, visit.sign_in)
            if user is None:
                return page.sent_on(f"{PATH}?{urlencode({'interaction': visit.interaction})}")
            return page.sent_on(_decided(session, settings, visit, asked, user))
    except (ConsentTextChanged, ConsentRefused, NoMandate) as refused:
        # What was lodged until here is undone.
        with Session(engine) as session, session.begin():
            return _again(session, visit, refused)


def _decided(session: Session, settings: Settings, visit: Visit, asked: Pending, user: User) -> str:
    given = visit.form.get
    if given("decision") != "approve":
        return interaction.deny(session, settings, visit.interaction)
    if not asked.authorization_details:
        until = clock.now() + login.LIFE
        return interaction.approve(session, settings, visit.interaction, user.id, expires_at=until)
    return approved(
        session,
        settings,
        visit.interaction,
        asked,
        uscc=given("uscc", ""),
        user_id=user.id,
        shown_sha256=given("shown", ""),
    )


def _page(session: Session, visit: Visit, asked: Pending, user: User, fault: str = "") -> Response:
    if not asked.authorization_details:
        return _answer(session, visit, consent_text.scopes(visit, asked, user))
    (detail,) = asked.authorization_details
    try:
        found = choice(session, detail, user.id, visit.form.get("uscc") or visit.query.get("uscc"))
    except NoMandate:
        return _refused(session, visit, asked, user)
    if found.chosen is None:
        return _answer(session, visit, consent_text.enterprises(visit, asked, user, found.enterprises))
    shown = wording.of_terms(session, terms(detail, found.chosen), asked.institution_code)
    return _answer(session, visit, fault + consent_text.terms(visit, user, shown, found.chosen))


def _again(session: Session, visit: Visit, refused: ExchangeError) -> Response:
    asked, user = visit.pending(session), login.user(session, visit.sign_in)
    if user is None:
        return page.sent_on(f"{PATH}?{urlencode({'interaction': visit.interaction})}")
    if isinstance(refused, ConsentTextChanged):
        return _page(session, visit, asked, user, CHANGED)
    return _refused(session, visit, asked, user)


def _refused(session: Session, visit: Visit, asked: Pending, user: User) -> Response:
    return _answer(session, visit, consent_text.without_mandate(visit, asked, user), status=403)


def _answer(session: Session, visit: Visit, content: str, *, status: int = 200) -> Response:
    # The form's answer sends the browser to the client: its policy must name that origin beforehand.
    parameters = session.scalar(select(Interaction.parameters).where(Interaction.digest == digest(visit.interaction)))
    target = json.loads(parameters)["redirect_uri"] if parameters else ""
    return page.shown("授权请求", content, status=status, form_target=target)
