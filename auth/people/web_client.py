"""The client 'web': the exchange's own front end, registered where it is first needed."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.insertion import inserted
from auth.oauth.model import AuthMethod, OAuthClient
from auth.principal import PERSON
from auth.scopes import SCOPES, written
from exchange import clock
from exchange.institution.model import Institution, InstitutionKind
from exchange.settings import Settings

CLIENT_ID = "web"
CALLBACK_PATH = "/session/callback"
OPERATOR = ("EXCHANGE", "信用信息交换平台")
"""Code and name of the operator where no institution of that kind is enrolled."""
WEB_SCOPES = frozenset(name for name, scope in SCOPES.items() if scope.kinds & {PERSON, InstitutionKind.OPERATOR.value})
"""What people may have at most; who has which of them, auth.granted says by the user's kind."""


def ensure(session: Session, settings: Settings) -> OAuthClient:
    """Register the client, or bring its scopes and address up to this version and issuer; return it.

    It has no key and no secret: nobody but the front end, which asks in process, can be it.
    """
    scopes, address = written(WEB_SCOPES), settings.issuer + CALLBACK_PATH
    client = session.get(OAuthClient, CLIENT_ID) or _registered(session)
    if (client.scopes, client.redirect_uris) != (scopes, address):
        client.scopes, client.redirect_uris = scopes, address
        session.flush()
    return client


def _registered(session: Session) -> OAuthClient:
    inserted(
        session,
        OAuthClient,
        client_id=CLIENT_ID,
        name="用户中心",
        institution_code=_operator(session),
        scopes="",
        auth_method=AuthMethod.PRIVATE_KEY_JWT,
        redirect_uris="",
        first_party=True,
        demonstration=False,
        created_at=clock.now(),
    )
    return session.get_one(OAuthClient, CLIENT_ID)


def _operator(session: Session) -> str:
    kind = InstitutionKind.OPERATOR.value
    enrolled = select(Institution.code).where(Institution.kind == kind).order_by(Institution.code).limit(1)
    known = session.scalar(enrolled)
    if known is None:
        code, name = OPERATOR
        inserted(session, Institution, code=code, name=name, kind=kind)
        return code
    return known
