"""Whether any operation that the schema allows makes the exchange fail: generated ones, from callers of every kind.

hypothesis-graphql writes them: what schemathesis generates with. Its sending is no use here, as each takes a proof.
"""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, cast

import pytest
from httpx2 import Client, Response
from hypothesis import HealthCheck, Phase, given, seed, settings
from joserfc.jwk import ECKey
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from auth.oauth import clients, public_keys
from auth.scopes import SCOPES
from exchange.db.engine import connect
from exchange.institution.model import InstitutionKind
from exchange.institution.roll import create
from tests.access.oauth_party import Party
from tests.attack.conftest import Target
from tests.attack.generated import operations, without

CASES = {"sqlite": 250, "postgresql": 25}
"""For each of four callers; GENERATED_CASES in the environment says another number, for both databases."""
PUBLIC = frozenset({"public:read"})
KINDS = (None, InstitutionKind.BANK, InstitutionKind.BUREAU, InstitutionKind.OPERATOR)


class Asking(NamedTuple):
    """What a caller may ask, and how it is sent."""

    scopes: frozenset[str]
    send: Callable[[str], Response]


@pytest.fixture(params=KINDS, ids=lambda kind: kind.value.lower() if kind else "public")
def asking(request: pytest.FixtureRequest, target: Target) -> Iterator[Asking]:
    """Send operations as a caller of a kind, with a token of its own and a proof each."""
    with Client(base_url=target.process.settings.issuer, trust_env=False, timeout=30) as http:
        party = _party(target, request.param, http) if request.param else None
        token = party.token() if party else ""

        def send(document: str) -> Response:
            headers = {"accept": "application/graphql-response+json"}
            if party:
                headers |= {"authorization": f"DPoP {token}", "dpop": party.proof("/graphql", token)}
            return http.post("/graphql", json={"query": document}, headers=headers)

        yield Asking(_scopes(request.param), send)
        if party:
            party.engine.dispose()


def _scopes(kind: InstitutionKind | None) -> frozenset[str]:
    return frozenset(name for name, scope in SCOPES.items() if kind in scope.kinds) if kind else PUBLIC


def _party(target: Target, kind: InstitutionKind, http: Client) -> Party:
    key = ECKey.generate_key("P-256", auto_kid=True)
    scopes = tuple(_scopes(kind))
    code = f"GENERATED-{kind.value}"
    wanted = clients.Wanted(name="生成器", institution_code=code, scopes=scopes)
    jwks = public_keys.read(json.dumps({"keys": [key.as_dict(private=False)]}).encode())
    engine = connect(target.process.settings.database_url)
    with Session(engine) as session, session.begin():
        create(session.connection(), code, "示例机构", kind.value)
        client_id = clients.create(session, wanted, jwks).client_id
    served = cast(TestClient, http)
    return Party(engine=engine, settings=target.process.settings, http=served, client_id=client_id, key=key)


def test_no_generated_operation_makes_the_server_fail(target: Target, asking: Asking) -> None:
    found: Counter[str] = Counter()
    kind = target.process.settings.database_url.partition(":")[0]
    cases = int(os.environ.get("GENERATED_CASES", CASES[kind]))

    @seed(8)
    @settings(
        max_examples=cases,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(document=operations(asking.scopes))
    def run(document: str) -> None:
        answer = _answer(asking, document)
        errors = answer.get("errors")
        if errors and (missing := errors[0]["extensions"].get("missing")):
            found["trimmed"] += 1
            rest = without(document, {field for each in missing for field in each["fields"]})
            answer = _answer(asking, rest) if rest else answer
        found["data" if answer.get("data") else answer["errors"][0]["extensions"]["code"]] += 1

    run()
    assert found.total() - found["trimmed"] >= cases
    assert found["data"] >= cases // 2, found
    assert target.lives()


def _answer(asking: Asking, document: str) -> dict[str, Any]:
    response = asking.send(document)
    assert response.status_code < 500, (document, response.text)
    assert "INTERNAL" not in response.text, (document, response.text)
    answer: dict[str, Any] = response.json()
    return answer
