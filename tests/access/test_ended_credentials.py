"""A command after the end of what its caller was verified by is refused, wherever it stands in its operation."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from auth.oauth import granting
from exchange import clock
from exchange.app.http import Exchange
from exchange.consent.model import Consent
from exchange.institution.model import Institution
from exchange.institution.roll import create
from exchange.settings import Settings
from resolvers.command import CallerChanged, Command, Context, Made, carried_out
from tests.access.code_flow import grant, tokens
from tests.access.oauth_party import Party
from tests.planning.data import USCCS

VIEWER = "{ viewer { scopes } }"
LODGE = "mutation($i: LodgeConsentInput!) { __typename lodgeConsent(input: $i) { __typename } }"


def _revoke_access(party: Party, body: dict[str, Any]) -> None:
    assert party.post("/oauth/revoke", token=body["access_token"]).status_code == 200


def _revoke_refresh(party: Party, body: dict[str, Any]) -> None:
    assert party.post("/oauth/revoke", token=body["refresh_token"]).status_code == 200


def _revoke_grant(party: Party, body: dict[str, Any]) -> None:
    with Session(party.engine) as session, session.begin():
        granting.revoke(session, grant(party.engine).id)


ENDS = pytest.mark.parametrize("end", [_revoke_access, _revoke_refresh, _revoke_grant])
End = Callable[[Party, dict[str, Any]], None]


@ENDS
def test_nothing_is_written_whatever_stands_before_the_command(engine: Engine, settings: Settings, end: End) -> None:
    party = Party.of_bank(engine, settings)
    body = tokens(party)
    with TestClient(Exchange(settings)) as worker:
        assert _ask(worker, party, body["access_token"], VIEWER).status_code == 200
        end(party, body)
        answer = _ask(worker, party, body["access_token"], LODGE)

    assert (answer.status_code, "data" in answer.json()) == (401, False)
    assert _count(engine, Consent) == 0


@ENDS
def test_the_second_command_of_an_operation_needs_the_token_too(engine: Engine, settings: Settings, end: End) -> None:
    party = Party.of_bank(engine, settings)
    body = tokens(party)
    caller = party.verified(body["access_token"])
    with engine.begin() as connection:
        create(connection, "TEST-OTHER", "示例银行", "BANK")
    assert carried_out(engine, settings, caller, _enrolling("TEST-A"), first=False).type == "Made"
    before = _count(engine, Institution)

    end(party, body)
    with pytest.raises(CallerChanged):
        carried_out(engine, settings, caller, _enrolling("TEST-B"), first=False)
    assert _count(engine, Institution) == before


def _enrolling(code: str) -> Command:
    """Return a command that changes standing, whoever sends it."""

    def enrol(context: Context) -> Made:
        create(context.session.connection(), code, code, "BANK")
        return Made("Made", {})

    return Command("enrol", enrol, {})


def _ask(worker: TestClient, party: Party, token: str, query: str) -> Response:
    given = {
        "uscc": USCCS[0],
        "purpose": "LOAN_REVIEW",
        "items": ["ANNUAL_REPORT"],
        "mode": "VIEW",
        "fetch": "ONE_TIME",
        "validUntil": (clock.now() + timedelta(days=1)).isoformat(),
    }
    body = {"query": query, "variables": {"i": given} if query == LODGE else None}
    headers = {"authorization": f"DPoP {token}", "dpop": party.proof("/graphql", token)}
    return worker.post("/graphql", json=body, headers=headers)


def _count(engine: Engine, table: Any) -> int:
    with Session(engine) as session:
        return int(session.scalar(select(func.count()).select_from(table)) or 0)
