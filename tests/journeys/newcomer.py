"""A newcomer before the served demonstration, who gets tokens, signs in as people, and asks sample queries."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import Engine
from starlette.testclient import TestClient

from auth.people.cookie import WEB
from exchange.app.demonstration.caller import CLIENTS, PEOPLE
from exchange.app.demonstration.consent import BRIEF
from exchange.app.demonstration.database import prepare
from exchange.app.demonstration.placeholder import placeholders
from exchange.app.demonstration.sample import Sample, samples
from exchange.app.demonstration.stage import Keys, set_up
from exchange.app.http import Exchange
from exchange.settings import Settings

ACCEPT = {"Accept": "application/graphql-response+json"}
_FORM = re.compile(r'action="([^"]+)">\s*<input type="hidden" name="csrf" value="([^"]+)">')


class Newcomer:
    """Knows this run's keys, and comes in with them."""

    def __init__(self, http: TestClient, keys: Keys, names: dict[str, str]) -> None:
        self.http, self.keys, self.names = http, keys, names
        self.known: dict[str, dict[str, str]] = {}

    def come_in(self) -> None:
        """Get a token for every program and sign in as every person."""
        self.known = {each.key: self.token(each.id) for each in CLIENTS}
        self.known |= {each.key: self.session(each.id) for each in PEOPLE}

    def token(self, client_id: str) -> dict[str, str]:
        """Return the headers of a program with a token for its secret."""
        secret = (client_id, self.keys.secrets[client_id])
        answer = self.http.post("/oauth/token", data={"grant_type": "client_credentials"}, auth=secret)
        return {"Authorization": f"Bearer {answer.json()['access_token']}"}

    def session(self, login: str) -> dict[str, str]:
        """Return the headers of a person who signed in; the browser forgets it."""
        self.http.cookies.clear()
        form = _FORM.search(self.http.get("/session/start").text)
        assert form is not None
        given = {"csrf": form[2], "login": login, "password": self.keys.passwords[login]}
        home = self.http.post(form[1], data=given)
        assert home.url.path == "/"
        found = {"X-CSRF-Token": self.http.get("/session").json()["csrfToken"]}
        cookie = f"{WEB}={self.http.cookies[WEB]}"
        self.http.cookies.clear()
        return found | {"Cookie": cookie}

    def ask(self, sample: Sample) -> Any:
        """Ask a sample query as its caller; return the answer with its HTTP status as `status`."""
        body = sample.bound(self.names).body
        response = self.http.post("/graphql", json=body, headers=ACCEPT | self.known.get(sample.caller, {}))
        return response.json() | {"status": response.status_code}

    def answers(self) -> dict[str, Any]:
        """Ask all samples in their order; return the answers by name."""
        return {sample.name: self.ask(sample) for sample in samples()}


@contextmanager
def newcomer(engine: Engine, settings: Settings) -> Iterator[Newcomer]:
    """Prepare and serve the demonstration over https, as a test client sends Secure cookies nowhere else."""
    settings = replace(settings, demo=True, issuer="https://exchange.example")
    prepare(engine)
    keys = set_up(engine, settings)
    # Until that one has expired which is shown as such.
    time.sleep(BRIEF.total_seconds())
    with TestClient(Exchange(settings, keys.passwords), base_url=settings.issuer) as http:
        yield Newcomer(http, keys, placeholders(engine, settings))
