"""Authorization details (RFC 9396) of type credit_profile_access: what may be asked, and what comes of it."""

import json
from datetime import timedelta
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from auth.oauth import interaction
from exchange import clock
from exchange.settings import Settings
from tests.access.code_flow import approved, begun, code, push, redeem, refresh
from tests.access.oauth_party import ALL_SCOPES, BUREAU, CALLBACK, Party

UNTIL = (clock.now() + timedelta(days=30)).isoformat(timespec="seconds")
USCC = "91440000000000000Y"
GOOD: dict[str, Any] = {
    "type": "credit_profile_access",
    "purpose": "LOAN_REVIEW",
    "items": ["REGISTERED_CONTACT", "ANNUAL_REPORT"],
    "mode": "VIEW",
    "fetch": "PERIODIC",
    "fetch_limit": 12,
    "data_life_days": 0,
    "valid_until": UNTIL,
    "uscc": USCC,
}


def test_checked_details_are_what_the_consent_page_shows(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    name = begun(party, authorization_details=json.dumps([GOOD]))
    with Session(engine) as session:
        asked = interaction.pending(session, name)
    assert asked is not None
    assert asked.authorization_details == (GOOD,)


def test_what_is_left_out_has_a_default(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    fewer = {name: GOOD[name] for name in ("type", "purpose", "items", "mode", "valid_until")} | {"fetch": "ONE_TIME"}
    name = begun(party, authorization_details=json.dumps([fewer]))
    with Session(engine) as session:
        asked = interaction.pending(session, name)
    assert asked is not None
    assert asked.authorization_details == (fewer | {"fetch_limit": 1, "data_life_days": 0},)


def test_granted_details_are_in_the_answer_and_in_the_token(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    name = begun(party, authorization_details=json.dumps([GOOD]))
    granted = [GOOD | {"consent": "cns_1", "uscc": USCC}]
    body = redeem(party, approved(party, name, authorization_details=granted)).json()
    keys = KeySet.import_key_set(party.http.get("/oauth/jwks").json())

    assert body["authorization_details"] == granted
    assert jwt.decode(body["access_token"], keys, algorithms=["ES256"]).claims["authorization_details"] == granted
    assert refresh(party, body["refresh_token"]).json()["authorization_details"] == granted
    shown = party.post("/oauth/introspect", token=body["refresh_token"]).json()
    assert shown["authorization_details"] == granted


def test_a_request_without_details_is_answered_without(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    assert "authorization_details" not in redeem(party, code(party)).json()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{", "It is not JSON."),
        ("[" * 2000, "It is not JSON."),
        ("{}", "It takes an array of one object."),
        ("[]", "It takes an array of one object."),
        ("[7]", "It takes an array of one object."),
        (json.dumps([GOOD, GOOD]), "It takes an array of one object."),
        (json.dumps([GOOD | {"type": "payment"}]), "The type 'payment' is unknown; known is credit_profile_access."),
        (json.dumps([GOOD | {"colour": 1}]), "The field 'colour' is unknown."),
        (json.dumps([GOOD | {'"公': 1}]), "The field '??' is unknown."),
        (json.dumps([{n: v for n, v in GOOD.items() if n != "purpose"}]), "The field 'purpose' is missing."),
        (json.dumps([GOOD | {"purpose": "CURIOSITY"}]), "purpose: 'CURIOSITY' is none of"),
        (json.dumps([GOOD | {"purpose": "JUDICIAL"}]), "purpose: An institution of kind BANK asks no consent"),
        (json.dumps([GOOD | {"items": ["RISK_CLASS"]}]), "items: 'RISK_CLASS' is no catalogue item"),
        (json.dumps([GOOD | {"items": ["a\u0000"]}]), "The value of 'items' is of the wrong kind"),
        (json.dumps([GOOD | {"items": [7]}]), "The value of 'items' is of the wrong kind: [7]."),
        (json.dumps([GOOD | {"items": []}]), "items: It takes 1 to 50"),
        (json.dumps([GOOD | {"mode": "KEEP"}]), "mode: 'KEEP' is none of VIEW, STORE."),
        (json.dumps([GOOD | {"fetch": "ALWAYS"}]), "fetch: 'ALWAYS' is none of"),
        (json.dumps([GOOD | {"fetch_limit": True}]), "The value of 'fetch_limit' is of the wrong kind: True."),
        (json.dumps([GOOD | {"fetch_limit": 10**40}]), "The value of 'fetch_limit' is of the wrong kind"),
        (json.dumps([GOOD | {"fetch_limit": 0}]), "fetch_limit: PERIODIC takes 1 to 10000, not 0."),
        (json.dumps([GOOD | {"data_life_days": 3}]), "data_life_days: VIEW keeps nothing"),
        (json.dumps([GOOD | {"valid_until": "tomorrow"}]), "valid_until: 'tomorrow' is no instant"),
        (
            json.dumps([GOOD | {"valid_until": "2027-01-01T00:00:00"}]),
            "valid_until: '2027-01-01T00:00:00' is no instant",
        ),
        (json.dumps([GOOD | {"valid_until": "2020-01-01T00:00:00Z"}]), "valid_until: It lies in the past"),
        (json.dumps([GOOD | {"valid_until": "0001-01-01T00:00:00+14:00"}]), "valid_until: It lies in the past"),
        (json.dumps([GOOD | {"valid_until": "9999-12-31T23:59:59-12:00"}]), "valid_until: It is more than 12 months"),
        (json.dumps([GOOD | {"uscc": "914400000000000000"}]), "uscc: "),
    ],
)
def test_details_that_are_not_exactly_right_are_refused_by_name(
    engine: Engine, settings: Settings, text: str, named: str
) -> None:
    response = push(Party.of_bank(engine, settings), authorization_details=text)
    assert (response.status_code, response.json()["error"]) == (400, "invalid_authorization_details")
    assert response.json()["error_description"].startswith(named)


def test_who_gets_no_consents_asks_for_none(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(
        engine, settings, institution_code=BUREAU, scopes=tuple(ALL_SCOPES.split()), redirect_uris=(CALLBACK,)
    )
    response = push(party, scope="public:read", authorization_details=json.dumps([GOOD]))
    assert response.json() == {
        "error": "invalid_authorization_details",
        "error_description": "A client of a BUREAU can't ask for credit_profile_access.",
    }
