"""A browser before the exchange's pages for people, users with mandates, and a bank that asks for consent."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from httpx2 import Response
from joserfc.jwk import ECKey
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session
from starlette.applications import Starlette
from starlette.testclient import TestClient

from auth.oauth import clients, details, interaction
from auth.oauth.admission import admitted
from auth.oauth.public_keys import read
from auth.people import mandates, users
from auth.people.routes import routes
from exchange import clock
from exchange.db.base import Base
from exchange.institution.roll import create
from exchange.settings import Settings
from tests.planning.data import fill

ISSUER = "https://exchange.example"
PASSWORD = "correct horse battery"
BANK = "TEST-BANK"
CALLBACK = "https://bank.example/callback"
ADDRESS = "203.0.113.7"
SCOPES = ("creditfile:read", "consents:read")
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


@dataclass(frozen=True)
class Desk:
    """The pages over HTTP and what stands behind them."""

    engine: Engine
    settings: Settings
    http: TestClient
    key: ECKey = field(repr=False)
    """The bank's private key."""

    def count(self, table: type[Base], **equal: Any) -> int:
        """Count a table's rows."""
        with Session(self.engine) as session:
            return int(session.scalar(select(func.count()).select_from(table).filter_by(**equal)) or 0)

    def user(self, login: str = "zhang.san", *usccs: str, **more: Any) -> str:
        """Create a user with confirmed mandates; return the id."""
        with Session(self.engine) as session, session.begin():
            user = users.create(session, login=login, name="张三", password=PASSWORD, **more)
            for uscc in usccs:
                mandate = mandates.request(session, user.id, uscc)
                mandates.confirm(session, mandate.id, decided_by="command-line")
            return user.id

    def asked(self, **changes: Any) -> str:
        """Let the bank's client ask for consent; return the interaction's name."""
        return self._begun(self._details(**changes))

    def asked_for_scopes(self) -> str:
        """Let the bank's client ask for scopes only."""
        return self._begun(None)

    def page(self, path: str, name: str, **query: str) -> Response:
        """Open a page of the interaction, without following redirects."""
        return self.http.get(path, params={"interaction": name, **query}, follow_redirects=False)

    def post(self, path: str, name: str, form: Mapping[str, str], **more: Any) -> Response:
        """Post a form of the interaction."""
        return self.http.post(path, params={"interaction": name}, data=dict(form), follow_redirects=False, **more)

    def sign_in(self, name: str, login: str = "zhang.san", password: str = PASSWORD, **more: Any) -> Response:
        """Fill in the form and send it."""
        form = fields(self.page("/sign-in", name).text)
        return self.post("/sign-in", name, {**form, "login": login, "password": password}, **more)

    def _begun(self, asked: list[dict[str, Any]] | None) -> str:
        parameters = {
            "scope": "public:read creditfile:read",
            "redirect_uri": CALLBACK,
            "state": "bank-state",
            "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            "authorization_details": asked,
        }
        with Session(self.engine) as session, session.begin():
            return interaction.begin(session, "bank", json.dumps(parameters))

    def _details(self, **changes: Any) -> list[dict[str, Any]]:
        with Session(self.engine) as session:
            client = admitted(session, self.settings, "bank")
            assert client is not None
            return details.read(session, client, json.dumps([detail(**changes)]))


def detail(**changes: Any) -> dict[str, Any]:
    """Return what the bank asks for, with changes."""
    good = {
        "type": "credit_profile_access",
        "purpose": "LOAN_REVIEW",
        "items": ["REGISTERED_CONTACT"],
        "mode": "VIEW",
        "fetch": "ONE_TIME",
        "valid_until": (clock.now() + timedelta(days=30)).isoformat(),
    }
    return good | changes


def desk(engine: Engine, settings: Settings, app: Any = None) -> Desk:
    """Set everything up; without an application, the pages alone are served."""
    settings = replace(settings, issuer=ISSUER)
    with engine.begin() as connection:
        fill(connection)
        create(connection, BANK, "示例银行", "BANK")
    key = ECKey.generate_key("P-256", auto_kid=True)
    wanted = clients.Wanted(
        name="信贷系统", institution_code=BANK, scopes=SCOPES, client_id="bank", redirect_uris=(CALLBACK,)
    )
    with Session(engine) as session, session.begin():
        jwks = json.dumps({"keys": [key.as_dict(private=False)]}).encode()
        clients.create(session, wanted, read(jwks))
    return Desk(engine, settings, browser(engine, settings, app), key)


def browser(engine: Engine, settings: Settings, app: Any = None) -> TestClient:
    """Return a browser without cookies."""
    app = app or Starlette(routes=routes(engine, settings))
    return TestClient(app, base_url=settings.issuer, client=(ADDRESS, 1234))


def fields(text: str) -> dict[str, str]:
    """Return the hidden fields of a page's form."""
    return dict(_HIDDEN.findall(text))


def query(address: str) -> dict[str, str]:
    """Return an address's parameters."""
    return {name: value for name, (value,) in parse_qs(urlsplit(address).query).items()}


def cookie_flags(response: Response, name: str) -> set[str]:
    """Return the attributes that the answer gives the cookie."""
    for header in response.headers.get_list("set-cookie"):
        first, *flags = header.split("; ")
        if first.startswith(f"{name}="):
            return set(flags)
    return set()
