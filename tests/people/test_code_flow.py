"""The whole way of a bank's request: pushed, signed in for, consented to, and redeemed."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from auth.oauth.model import Grant
from exchange.app.http import Exchange
from exchange.consent import decision
from exchange.consent.model import Consent
from exchange.settings import Settings
from tests.access.code_flow import authorize, push, redeem, refresh
from tests.access.oauth_party import Party
from tests.domain.consent import lodged, signed
from tests.people.desk import BANK, CALLBACK, ISSUER, Desk, desk, detail, fields, query
from tests.planning.data import USCCS


@pytest.fixture
def at(engine: Engine, settings: Settings) -> Iterator[Desk]:
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


@pytest.mark.parametrize("end", ["revoked", "consumed", "superseded"])
def test_the_grant_ends_with_the_consent_at_once(at: Desk, end: str) -> None:
    bank, token, consent_id = consented(at)
    assert (_ask(bank, token["access_token"]), refresh(bank, token["refresh_token"]).status_code) == (200, 200)
    with Session(at.engine) as session, session.begin():
        if end == "revoked":
            decision.revoke(session, consent_id, actor="usr_test")
        elif end == "consumed":
            decision.consume(session, consent_id)
        else:
            later = lodged(session, supersedes=consent_id)
            decision.approve(session, later.id, actor="usr_test", sign=signed)

    assert _ask(bank, token["access_token"]) == 401
    assert _worth(bank, token) == ("invalid_grant", False, False)


def test_a_paused_consent_pauses_its_grant(at: Desk) -> None:
    bank, token, consent_id = consented(at)
    assert _ask(bank, token["access_token"]) == 200
    _step(at, decision.pause, consent_id)
    assert _ask(bank, token["access_token"]) == 401
    assert _worth(bank, token) == ("invalid_grant", False, False)
    assert at.count(Grant, revoked_at=None) == 1

    _step(at, decision.resume, consent_id)
    assert _ask(bank, token["access_token"]) == 200
    assert _worth(bank, token) == (None, True, True)


def test_a_refresh_token_that_is_given_back_during_a_pause_stays_so(at: Desk) -> None:
    bank, token, consent_id = consented(at)
    _step(at, decision.pause, consent_id)
    assert bank.post("/oauth/revoke", token=token["refresh_token"]).status_code == 200
    _step(at, decision.resume, consent_id)

    assert at.count(Grant, revoked_at=None) == 0
    assert _worth(bank, token) == ("invalid_grant", False, False)


def test_a_code_is_worth_nothing_once_the_consent_is_revoked(at: Desk) -> None:
    bank, code = approved(at)
    _step(at, decision.revoke, _consent(at).id)

    assert redeem(bank, code, redirect_uri=CALLBACK).json()["error"] == "invalid_grant"


def approved(at: Desk) -> tuple[Party, str]:
    """Let an enterprise consent to what the bank asks; return the bank's client and its code."""
    at.user("zhang.san", USCCS[0])
    bank = Party(engine=at.engine, settings=at.settings, http=at.http, client_id="bank", key=at.key)
    asked = {"scope": "consents:read", "redirect_uri": CALLBACK, "authorization_details": json.dumps([detail()])}
    name = query(authorize(bank, push(bank, **asked).json()["request_uri"]).headers["location"])["interaction"]
    page = at.http.get(at.sign_in(name).headers["location"])
    answer = at.post("/consent", name, {**fields(page.text), "decision": "approve"})
    return bank, query(answer.headers["location"])["code"]


def consented(at: Desk) -> tuple[Party, dict[str, Any], str]:
    """Return the bank's client, its tokens, and the id of the consent behind them."""
    bank, code = approved(at)
    return bank, redeem(bank, code, redirect_uri=CALLBACK).json(), _consent(at).id


def _consent(at: Desk) -> Consent:
    with Session(at.engine, expire_on_commit=False) as session:
        return session.scalars(select(Consent).where(Consent.grantee_code == BANK)).one()


def _step(at: Desk, step: Callable[..., Consent], consent_id: str) -> None:
    with Session(at.engine) as session, session.begin():
        step(session, consent_id, actor="usr_test")


def _ask(bank: Party, token: str) -> int:
    headers = {"authorization": f"DPoP {token}", "dpop": bank.proof("/graphql", token)}
    return bank.http.post("/graphql", json={"query": "{ viewer { scopes } }"}, headers=headers).status_code


def _worth(bank: Party, token: dict[str, Any]) -> tuple[str | None, bool, bool]:
    """Return the refresh token's error, and whether it and the access token are said to be active."""
    kept, access = token["refresh_token"], token["access_token"]
    active = [bank.post("/oauth/introspect", token=each).json()["active"] for each in (kept, access)]
    return refresh(bank, kept).json().get("error"), active[0], active[1]
