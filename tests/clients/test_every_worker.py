"""What was true a moment ago and is no more: refused at the very next query of every worker."""

from collections.abc import Callable

import pytest
from httpx2 import Response
from sqlalchemy.orm import Session

from auth.oauth import clients
from auth.people import users
from exchange.agreement import rules
from exchange.consent import decision
from tests.access import code_flow
from tests.access.oauth_party import Party
from tests.clients.bank import EMAIL, OWNED, Bank, ask
from tests.clients.line import each_worker, worker

Ask = Callable[[Party], Response]
VIEWER = "{ viewer { clientId } }"
FILE = """query($uscc: USCC!, $consent: ID) {
  creditFile(uscc: $uscc, purpose: LOAN_REVIEW, consent: $consent) {
    access { granted basis } registeredContact { email }
  }
}"""
OPEN = {"access": {"granted": True, "basis": "CONSENT"}, "registeredContact": {"email": EMAIL}}
SHUT = {"access": {"granted": False, "basis": None}, "registeredContact": None}


def everywhere(bank: Bank, asked: Ask) -> list[Response]:
    """Ask each worker once, on a fresh connection; return the answers."""
    with each_worker(bank.running.settings.issuer) as lines:
        answers = [asked(bank.at(line)) for line in lines]
    assert len({worker(answer) for answer in answers}) == 2
    return answers


def refused(answer: Response) -> bool:
    """Tell whether the token was refused, and nothing else answered."""
    challenge = answer.headers.get("www-authenticate", "")
    known = answer.status_code == 401 and challenge.startswith('DPoP error="invalid_token"')
    return known and answer.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED" and "data" not in answer.json()


def own_token(bank: Bank) -> str:
    """Return a token of the bank's client for itself."""
    with each_worker(bank.running.settings.issuer) as lines:
        return bank.at(lines[0]).token()


def users_tokens(bank: Bank) -> tuple[str, str]:
    """Return access and refresh token of a user's grant."""
    with each_worker(bank.running.settings.issuer) as lines:
        found = code_flow.tokens(bank.at(lines[0]), redirect_uri=CALLBACK, scope="creditfile:read")
    return found["access_token"], found["refresh_token"]
