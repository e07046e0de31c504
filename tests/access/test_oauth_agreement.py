"""Scopes that need an agreement: issued while one is in force, named where none is, and gone with it."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from auth.oauth.model import OAuthClient
from auth.oauth.tokens import Verifier
from exchange import clock
from exchange.agreement import rules
from exchange.agreement.model import Agreement
from exchange.agreement.terms import Terms
from exchange.institution.model import Institution, InstitutionKind
from exchange.settings import Settings
from tests.access.code_flow import push
from tests.access.oauth_party import BANK, BUREAU, CALLBACK, Party

RISK = "creditfile:read creditfile.risk:read"
LACKING = {
    "error": "invalid_scope",
    "error_description": "No agreement in force covers: creditfile.risk:read creditfile:read.",
}


@pytest.fixture
def party(engine: Engine, settings: Settings) -> Party:
    """A bureau's client that is registered for more than its agreements cover."""
    scopes = ("creditfile:read", "creditfile.risk:read", "creditfile.annual:read")
    return Party.of_bank(engine, settings, institution_code=BUREAU, scopes=scopes, redirect_uris=(CALLBACK,))


def test_without_an_agreement_the_scope_is_refused_by_name(party: Party) -> None:
    response = party.ask(scope=RISK)
    assert (response.status_code, response.json()) == (400, LACKING)
    response = push(party, scope=RISK)
    assert (response.status_code, response.json()) == (400, LACKING)


def test_an_agreement_covers_its_items_and_the_door(party: Party) -> None:
    _enter(party)
    assert party.ask(scope=RISK).json()["scope"] == "creditfile.risk:read creditfile:read"
    assert push(party, scope=RISK).status_code == 201
    assert party.ask(scope="creditfile.annual:read").json() == {
        "error": "invalid_scope",
        "error_description": "No agreement in force covers: creditfile.annual:read.",
    }


def test_who_asks_for_all_gets_what_is_in_force(party: Party) -> None:
    assert party.ask().json()["scope"] == "public:read"
    _enter(party)
    assert party.ask().json()["scope"] == "creditfile.risk:read creditfile:read public:read"


@pytest.mark.parametrize(("since", "until", "covered"), [(0, 0, True), (-9, -1, False), (1, 9, False), (-1, 1, True)])
def test_an_agreement_is_in_force_on_both_its_days(party: Party, since: int, until: int, covered: bool) -> None:
    _enter(party, since, until)
    assert (party.ask(scope=RISK).status_code == 200) is covered


def test_a_terminated_agreement_takes_the_scopes_from_tokens_that_are_out(party: Party) -> None:
    _enter(party)
    token, verifier = party.token(), Verifier(party.engine, party.settings)
    before = party.verified(token, verifier)
    with Session(party.engine) as session, session.begin():
        rules.terminate(session, session.scalars(select(Agreement.id)).one())
    verifier.forget(f"DPoP {token}".encode())
    after = party.verified(token, verifier)
    assert before.scopes - after.scopes == {"creditfile:read", "creditfile.risk:read"}
    assert after.standing > before.standing
    assert party.ask(scope=RISK).json() == LACKING


def test_a_court_needs_none(engine: Engine, party: Party) -> None:
    with Session(engine) as session, session.begin():
        session.get_one(Institution, BUREAU).kind = InstitutionKind.COURT
    assert party.ask(scope=RISK).status_code == 200


def test_a_scope_must_be_registered_too(engine: Engine, party: Party) -> None:
    _enter(party)
    with Session(engine) as session, session.begin():
        session.get_one(OAuthClient, party.client_id).scopes = "creditfile:read public:read"
    assert party.ask(scope=RISK).json() == {
        "error": "invalid_scope",
        "error_description": "The client is not registered for: creditfile.risk:read.",
    }


def _enter(party: Party, since: int = 0, until: int = 30) -> None:
    today = clock.today()
    terms = Terms(
        number="1",
        title="Agreement of a test",
        parties=(BUREAU, BANK),
        items=("RISK_CLASS",),
        purposes=("SUPERVISION",),
        legal_basis="None.",
        security_terms="None.",
        valid_from=today + timedelta(days=since),
        valid_until=today + timedelta(days=until),
    )
    with Session(party.engine) as session, session.begin():
        rules.enter(session, terms)
