"""The whole way of a bank's request: pushed, signed in for, consented to, and redeemed."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from auth.oauth.model import Grant
from exchange.app.http import Exchange
from exchange.consent.model import Consent
from exchange.settings import Settings
from tests.access.code_flow import authorize, push, redeem
from tests.access.oauth_party import Party
from tests.people.desk import BANK, CALLBACK, ISSUER, Desk, desk, detail, fields, query
from tests.planning.data import USCCS


@pytest.fixture
def at(engine: Engine, settings: Settings, quick: None) -> Iterator[Desk]:
    """Serve the whole exchange."""
    found = desk(engine, settings, Exchange(replace(settings, issuer=ISSUER)))
    with found.http:
        yield found


def test_a_bank_gets_a_token_for_what_the_enterprise_consented_to(at: Desk) -> None:
    user_id = at.user("zhang.san", USCCS[0])
    bank = Party(engine=at.engine, settings=at.settings, http=at.http, client_id="bank", key=at.key)
    asked = {"scope": "consents:read", "redirect_uri": CALLBACK, "authorization_details": json.dumps([detail()])}

    pushed = push(bank, **asked)
    assert pushed.status_code == 201, pushed.text
    brought = authorize(bank, pushed.json()["request_uri"])
    name = query(brought.headers["location"])["interaction"]
    consented_to = at.http.get(at.sign_in(name).headers["location"])
    answer = at.post("/consent", name, {**fields(consented_to.text), "decision": "approve"})
    sent = query(answer.headers["location"])
    token = redeem(bank, sent["code"], redirect_uri=CALLBACK).json()

    assert (brought.status_code, sent["iss"], sent["state"]) == (303, ISSUER, "a state")
    with Session(at.engine) as session:
        consent = session.scalars(select(Consent).where(Consent.grantee_code == BANK)).one()
        grant = session.scalars(select(Grant)).one()
    assert (grant.user_id, grant.consent_id) == (user_id, consent.id)
    assert token["token_type"] == "DPoP"
    (granted,) = token["authorization_details"]
    assert (granted["consent_id"], granted["uscc"], granted["purpose"]) == (consent.id, USCCS[0], "LOAN_REVIEW")
