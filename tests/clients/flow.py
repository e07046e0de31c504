"""A bank's tokens: for itself, and by a user's grant; the way to them is gone on one connection."""

from datetime import timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from auth.oauth import interaction
from auth.people import users
from exchange import clock
from tests.access import code_flow
from tests.access.oauth_party import Party
from tests.clients.bank import Bank, owner
from tests.clients.line import each_worker

SCOPE = "creditfile:read"


class Granted(NamedTuple):
    """What a user granted."""

    user_id: str
    access: str
    refresh: str


def own_token(bank: Bank) -> str:
    """Return a token of the bank's client for itself."""
    with each_worker(bank.running.settings.issuer) as lines:
        return bank.at(lines[0]).token()


def granted(bank: Bank) -> Granted:
    """Return the tokens that a new user granted the bank's client."""
    with each_worker(bank.running.settings.issuer) as lines:
        party = bank.at(lines[0])
        user_id, code = approved(party, bank)
        answer = code_flow.redeem(party, code)
    assert answer.status_code == 200, answer.text
    return Granted(user_id, answer.json()["access_token"], answer.json()["refresh_token"])


def approved(party: Party, bank: Bank) -> tuple[str, str]:
    """Let a new user approve what the party pushes; return the user's id and the code."""
    name = code_flow.begun(party, scope=SCOPE)
    login = owner(bank.running)
    with Session(bank.running.engine) as session, session.begin():
        user_id = users.named(session, login).id
        until = clock.now() + timedelta(hours=1)
        address = interaction.approve(session, bank.running.settings, name, user_id, expires_at=until)
    return user_id, code_flow.parameter(address, "code")
