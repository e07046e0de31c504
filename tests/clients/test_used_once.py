"""What is good for one use is used up on every worker by the first."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from httpx2 import Client, Response

from tests.access import code_flow
from tests.access.oauth_party import CALLBACK, REFUSED, Party
from tests.clients.bank import Bank, ask
from tests.clients.flow import approved, own_token
from tests.clients.line import each_worker, many

VIEWER = "{ viewer { clientId } }"


@pytest.fixture
def lines(bank: Bank) -> Iterator[tuple[Client, ...]]:
    """A connection to each of the two workers."""
    with each_worker(bank.running.settings.issuer) as found:
        assert len(found) == 2
        yield found


def said(answer: Response) -> tuple[int, Any]:
    """Return status and OAuth error."""
    return answer.status_code, answer.json().get("error")


def test_twenty_redemptions_of_a_code_over_both_workers_give_one_token(bank: Bank) -> None:
    with many(bank.running.settings.issuer, 20) as found, ThreadPoolExecutor(21) as pool:
        parties = [bank.at(line) for _, line in found]
        _, code = approved(parties[0], bank)
        ready = [(party, party.assertion(), party.proof()) for party in parties]
        answers = list(pool.map(lambda one: _redeem(code, *one), ready))

    assert len({worker for worker, _ in found}) == 2
    assert len(found) >= 20
    assert Counter(map(said, answers)) == {(200, None): 1, (400, "invalid_grant"): len(found) - 1}


def _redeem(code: str, party: Party, assertion: str, proof: str) -> Response:
    form = {"redirect_uri": CALLBACK, "code_verifier": code_flow.VERIFIER, "code": code}
    return party.ask(assertion, proof, grant_type="authorization_code", **form)


def test_a_code_that_comes_again_ends_its_tokens(bank: Bank, lines: tuple[Client, ...]) -> None:
    first, second = map(bank.at, lines)
    _, code = approved(first, bank)
    token = code_flow.redeem(first, code).json()["access_token"]
    assert ask(second, token, VIEWER).status_code == 200

    assert said(code_flow.redeem(second, code)) == (400, "invalid_grant")
    assert [ask(party, token, VIEWER).status_code for party in (first, second)] == [401, 401]


def test_a_client_assertion(bank: Bank, lines: tuple[Client, ...]) -> None:
    assertion = bank.party.assertion()
    answers = [bank.at(line).ask(assertion) for line in lines]

    assert [answer.status_code for answer in answers] == [200, 400]
    assert answers[1].json() == REFUSED


def test_a_proof_at_the_token_endpoint(bank: Bank, lines: tuple[Client, ...]) -> None:
    proof = bank.party.proof()
    answers = [bank.at(line).ask(None, proof) for line in lines]

    assert [said(answer) for answer in answers] == [(200, None), (400, "invalid_dpop_proof")]


def test_a_proof_at_the_api(bank: Bank, lines: tuple[Client, ...]) -> None:
    token = own_token(bank)
    proof = bank.party.proof("/graphql", token)
    answers = [ask(bank.at(line), token, VIEWER, proof) for line in lines]

    assert [answer.status_code for answer in answers] == [200, 401]
    assert answers[1].headers["www-authenticate"].startswith('DPoP error="invalid_dpop_proof"')
    assert answers[1].json().keys() == {"errors"}


def test_a_pushed_request(bank: Bank, lines: tuple[Client, ...]) -> None:
    request_uri = code_flow.pushed(bank.at(lines[0]), scope="creditfile:read")
    answers = [code_flow.authorize(bank.at(line), request_uri) for line in lines]

    assert [answer.status_code for answer in answers] == [303, 400]
    assert "location" not in answers[1].headers
