"""What was true a moment ago and is no more: refused at the very next query of every worker."""

from collections.abc import Callable

import pytest
from httpx2 import Response
from sqlalchemy.orm import Session

from auth.oauth import client_change, clients, documents
from auth.people import users
from exchange.agreement import rules
from exchange.consent import decision
from tests.access.oauth_party import Party
from tests.api.purse import answered
from tests.clients.bank import EMAIL, OWNED, Bank, ask, sent
from tests.clients.flow import Granted, granted, own_token
from tests.clients.line import each_worker, worker

VIEWER = "{ viewer { clientId } }"
FILE = """query($uscc: USCC!, $consent: ID) {
  creditFile(uscc: $uscc, purpose: LOAN_REVIEW, consent: $consent) {
    access { granted basis } registeredContact { email }
  }
}"""
OPEN = {"access": {"granted": True, "basis": "CONSENT"}, "registeredContact": {"email": EMAIL}}
SHUT = {"access": {"granted": False, "basis": None}, "registeredContact": None}


def everywhere(bank: Bank, asked: Callable[[Party], Response]) -> list[Response]:
    """Ask each worker once, on a fresh connection; return the answers."""
    with each_worker(bank.running.settings.issuer) as lines:
        answers = [asked(bank.at(line)) for line in lines]
    assert len({worker(answer) for answer in answers}) == 2
    return answers


def is_known(bank: Bank, token: str) -> bool:
    """Tell whether the token is accepted by each worker; it must not be one thing here and another there."""
    answers = everywhere(bank, lambda party: ask(party, token, VIEWER))
    if answers[0].status_code == 200:
        assert [answer.json()["data"] for answer in answers] == [{"viewer": {"clientId": bank.party.client_id}}] * 2
        return True
    for answer in answers:
        assert (answer.status_code, answer.json().keys()) == (401, {"errors"})
        assert answer.headers["www-authenticate"].startswith('DPoP error="invalid_token"')
    return False


def file(bank: Bank, token: str, consent: str) -> list[Response]:
    """Ask each worker for the enterprise's file under the consent."""
    return everywhere(bank, lambda party: ask(party, token, FILE, uscc=OWNED, consent=consent))


def test_a_document_that_was_removed(bank: Bank) -> None:
    token, client_id = own_token(bank), bank.party.client_id
    with Session(bank.running.engine) as session, session.begin():
        sha256 = documents.register(session, client_id, VIEWER, "query")
        client_change.trust_documents(session, client_id, only=True)
    by_hash = {"documentId": f"sha256:{sha256}"}
    for _ in range(2):
        answers = everywhere(bank, lambda party: sent(party, token, by_hash))
        assert [answer.json()["data"] for answer in answers] == [{"viewer": {"clientId": client_id}}] * 2
    assert codes(everywhere(bank, lambda party: ask(party, token, VIEWER))) == {"DOCUMENT_NOT_TRUSTED"}
    with Session(bank.running.engine) as session, session.begin():
        documents.remove(session, client_id, sha256)

    assert codes(everywhere(bank, lambda party: sent(party, token, by_hash))) == {"PERSISTED_QUERY_NOT_FOUND"}


def codes(answers: list[Response]) -> set[str]:
    """Return the codes of answers that are one error each."""
    assert [answered(answer.content).keys() for answer in answers] == [{"errors"}] * 2
    return {str(error["extensions"]["code"]) for answer in answers for error in answer.json()["errors"]}


def test_a_client_that_was_disabled(bank: Bank) -> None:
    token = own_token(bank)
    assert is_known(bank, token)
    with Session(bank.running.engine) as session, session.begin():
        clients.disable(session, bank.party.client_id)

    assert not is_known(bank, token)


def test_an_agreement_that_was_terminated(bank: Bank) -> None:
    token, consent = own_token(bank), bank.consent()
    assert [answer.json()["data"] for answer in file(bank, token, consent)] == [{"creditFile": OPEN}] * 2
    with Session(bank.running.engine) as session, session.begin():
        rules.terminate(session, bank.agreement_id)

    for answer in file(bank, token, consent):
        (error,) = answer.json()["errors"]
        assert error["extensions"]["code"] == "FORBIDDEN"
        assert answered(answer.content).keys() == {"errors"}
        assert "creditfile:read" in error["message"]


def test_a_consent_that_was_revoked(bank: Bank) -> None:
    token, consent = own_token(bank), bank.consent()
    assert [answer.json()["data"] for answer in file(bank, token, consent)] == [{"creditFile": OPEN}] * 2
    with Session(bank.running.engine) as session, session.begin():
        decision.revoke(session, consent, actor="usr_test")

    assert [answer.json()["data"] for answer in file(bank, token, consent)] == [{"creditFile": SHUT}] * 2


@pytest.mark.parametrize("given_back", ["access", "refresh"])
def test_a_token_that_was_given_back(bank: Bank, given_back: str) -> None:
    tokens = granted(bank)
    assert is_known(bank, tokens.access)
    with each_worker(bank.running.settings.issuer) as lines:
        answer = bank.at(lines[0]).post("/oauth/revoke", token=getattr(tokens, given_back))

    assert answer.status_code == 200
    assert not is_known(bank, tokens.access)


def test_a_user_who_was_disabled(bank: Bank) -> None:
    tokens: Granted = granted(bank)
    assert is_known(bank, tokens.access)
    with Session(bank.running.engine) as session, session.begin():
        users.disable(session, tokens.user_id)

    assert not is_known(bank, tokens.access)
