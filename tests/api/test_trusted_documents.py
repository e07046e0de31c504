"""Trusted documents over HTTP and sockets: hashes in the place of documents, and clients that send nothing else."""

import json
import re
from typing import Any

import pytest
from graphql import parse
from httpx2 import Response
from sqlalchemy.orm import Session

from auth.oauth import client_change, clients, documents, public_keys
from auth.oauth.documents import digest
from auth.principal import Principal
from exchange.app.request import Asked
from resolvers.command import StandingChanged
from resolvers.refusal import Refused
from tests.api.counter import Counter, Headers
from tests.api.feed import changed, tell
from tests.api.office import Office
from tests.api.purse import account, answered
from tests.api.test_subscription_callers import credentials, settled
from tests.api.test_subscriptions import begun, closed, refused
from tests.planning.data import USCCS

MODERN = "application/graphql-response+json"
VIEWER = "query Viewer($c: Code!) {\n  viewer { clientId }\n  region(code: $c) { name }\n}\n"
GIVEN = {"c": "441300"}
LODGE = "mutation { lodgeConsent(input: {}) { __typename } }"
FOLLOW = "subscription { changes { type objectId } }"
NOWHERE = "0" * 64
RESETS = re.compile(r'"resetAt":"[^"]*"')
"""When an allowance is whole again: the one thing that differs from one second to the next."""


def id_of(text: str) -> str:
    return f"sha256:{digest(text)}"


def apollo(sha256: str, **more: Any) -> dict[str, Any]:
    return {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": sha256}}, **more}


def register(at: Counter, *texts: str, client_id: str | None = None, only: bool = False) -> None:
    """Register documents for the bank's program; with `only` it may send no others."""
    client_id = client_id or at.bank.client_id
    with Session(at.desk.engine) as session, session.begin():
        for text in texts:
            documents.register(session, client_id, text, "query")
        if only:
            client_change.trust_documents(session, client_id, only=True)


def post(at: Counter, body: dict[str, Any], headers: Headers | None = None) -> Response:
    """Send a body as the bank's program."""
    return at.desk.http.post("/graphql", json=body, headers={"accept": MODERN} | (headers or at.of(at.bank)))


def get(at: Counter, **parameters: str) -> Response:
    """Ask in an address as the bank's program."""
    token = at.bank.token()
    headers = {"authorization": f"DPoP {token}", "dpop": at.bank.proof("/graphql", token, htm="GET"), "accept": MODERN}
    return at.desk.http.get("/graphql", params=parameters, headers=headers)


def said(response: Response) -> tuple[int, str]:
    """Return the status and the only error's code; nothing else is in the body."""
    told = answered(response.content)
    assert told.keys() == {"errors"}, response.text
    (error,) = told["errors"]
    return response.status_code, str(error["extensions"]["code"])


def test_a_hash_is_answered_as_its_document(at: Counter) -> None:
    register(at, VIEWER)
    sha256 = digest(VIEWER)
    right = {"viewer": {"clientId": at.bank.client_id}, "region": {"name": "惠州市"}}
    bodies: list[dict[str, Any]] = [
        {"query": VIEWER},
        {"documentId": f"sha256:{sha256}"},
        {"documentId": f"sha256:{sha256}", "query": None, "extensions": {}, "operationName": "Viewer"},
        {"documentId": f"sha256:{sha256}", "query": VIEWER},
        apollo(sha256),
        apollo(sha256, query=VIEWER, documentId=f"sha256:{sha256}"),
    ]
    assert [post(at, {**body, "variables": GIVEN}).json()["data"] for body in bodies] == [right] * len(bodies)
    given = {"variables": json.dumps(GIVEN)}
    assert get(at, documentId=f"sha256:{sha256}", **given).json()["data"] == right
    assert get(at, extensions=json.dumps(apollo(sha256)["extensions"]), **given).json()["data"] == right


def test_the_registered_document_decides_what_a_get_may(at: Counter) -> None:
    mutation = "mutation { __typename }"
    register(at, mutation)
    answer = get(at, documentId=id_of(mutation))
    assert (answer.headers["allow"], *said(answer)) == ("POST", 405, "METHOD_NOT_ALLOWED")
    assert post(at, {"documentId": id_of(mutation)}).json()["data"] == {"__typename": "Mutation"}


def test_an_unknown_hash_is_one_answer_whoever_else_has_it(at: Counter) -> None:
    with Session(at.desk.engine) as session, session.begin():
        other = clients.Wanted(name="Other", institution_code="DEMO-B", scopes=("consents:read",), client_id="other")
        clients.create(session, other, public_keys.pair()[1])
    register(at, VIEWER, client_id="other")
    answers = [post(at, {"documentId": f"sha256:{sha256}"}) for sha256 in (digest(VIEWER), NOWHERE)]
    answers += [post(at, apollo(digest(VIEWER))), get(at, documentId=id_of(VIEWER))]
    answers.append(post(at, {"documentId": id_of(VIEWER)}, {"accept": MODERN}))
    bodies = [RESETS.sub("", answer.text).replace(NOWHERE, digest(VIEWER)) for answer in answers]

    assert [said(answer) for answer in answers] == [(400, "PERSISTED_QUERY_NOT_FOUND")] * 5
    assert set(bodies) == {RESETS.sub("", answers[0].text)}
    (error,) = answers[0].json()["errors"]
    assert error["message"] == "PersistedQueryNotFound"
    assert error["extensions"]["documentId"] == id_of(VIEWER)
    assert "exchange document add" in error["extensions"]["wayOut"]
    assert post(at, {"documentId": f"sha256:{NOWHERE}"}, at.of(at.bank) | {"accept": "*/*"}).status_code == 200


def test_no_request_registers_a_document(at: Counter) -> None:
    assert post(at, apollo(digest(VIEWER), query=VIEWER, variables=GIVEN)).status_code == 200
    assert said(post(at, apollo(digest(VIEWER)))) == (400, "PERSISTED_QUERY_NOT_FOUND")


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, "'query' is missing"),
        ({"query": 1}, "'query' is not a string"),
        ({"documentId": 1}, "'documentId' is not"),
        ({"documentId": ""}, "'documentId' is not"),
        ({"documentId": NOWHERE}, "'documentId' is not"),
        ({"documentId": "md5:0"}, "'documentId' is not"),
        ({"documentId": f"sha256:{'A' * 64}"}, "'documentId' is not"),
        ({"documentId": f"sha256:{NOWHERE}\n"}, "'documentId' is not"),
        ({"documentId": f"sha256:{NOWHERE}", "query": "{ __typename }"}, "isn't that of 'query'"),
        ({"documentId": f"sha256:{'1' * 64}", **apollo(NOWHERE)}, "different documents"),
        ({"extensions": {"persistedQuery": []}}, "version 1"),
        ({"extensions": {"persistedQuery": {"version": 2, "sha256Hash": NOWHERE}}}, "version 1"),
        (apollo("00"), "sha256Hash"),
        ({"extensions": {"persistedQuery": {"version": 1}}, "query": "{ __typename }"}, "sha256Hash"),
    ],
)
def test_what_names_no_document_is_a_bad_request(at: Counter, body: dict[str, Any], named: str) -> None:
    answer = at.desk.http.post("/graphql", json=body)
    assert said(answer) == (400, "BAD_REQUEST")
    assert named in answer.json()["errors"][0]["message"]


def test_a_client_registered_so_sends_nothing_but_hashes(at: Counter) -> None:
    register(at, VIEWER, only=True)
    texts = ["{ __typename }", "{ nobody }", "{{{{", "", VIEWER, "{ a" * 20_000]
    bodies: list[dict[str, Any]] = [{"query": text} for text in texts]
    bodies += [{"query": VIEWER, "documentId": id_of(VIEWER)}, apollo(digest(VIEWER), query=VIEWER)]
    answers = [post(at, body) for body in bodies] + [get(at, query=VIEWER)]

    assert {said(answer) for answer in answers} == {(403, "DOCUMENT_NOT_TRUSTED")}
    assert all(answered(answer.content) == answered(answers[0].content) for answer in answers)
    assert post(at, {"documentId": id_of(VIEWER), "variables": GIVEN}).status_code == 200
    assert said(post(at, {"documentId": f"sha256:{NOWHERE}"})) == (400, "PERSISTED_QUERY_NOT_FOUND")


def test_text_that_is_not_trusted_is_not_parsed(at: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    register(at, VIEWER, only=True)
    read: list[str] = []

    def noted(text: str, **more: Any) -> Any:
        read.append(text)
        return parse(text, **more)

    monkeypatch.setattr("resolvers.document.parse", noted)
    assert said(post(at, {"query": "{ viewer { scopes } }"})) == (403, "DOCUMENT_NOT_TRUSTED")
    assert read == []
    assert post(at, {"documentId": id_of(VIEWER), "variables": GIVEN}).status_code == 200
    assert read == [VIEWER]


def test_people_and_the_public_send_what_they_like(at: Counter) -> None:
    register(at, VIEWER, only=True)
    at.desk.user("zhang.san", USCCS[1])
    for headers in ({}, at.signed_in("zhang.san")):
        answer = at.desk.http.post("/graphql", json={"query": VIEWER, "variables": GIVEN}, headers=headers)
        assert answer.json()["data"]["region"] == {"name": "惠州市"}


def test_subscriptions_go_by_hashes_too(at: Counter) -> None:
    register(at, FOLLOW, only=True)
    with begun(at.desk.http, **credentials(at)) as session:
        follow(session, {"documentId": id_of(FOLLOW)}, "1")
        follow(session, apollo(digest(FOLLOW)), "2")
        settled(session)
        tell(at.desk.engine, changed(3))
        both = sorted((session.receive_json() for _ in range(2)), key=lambda message: str(message["id"]))
        told = {"changes": {"type": "ENTITY_CHANGED", "objectId": f"ent_{USCCS[3]}"}}
        assert both == [{"id": id_, "type": "next", "payload": {"data": told}} for id_ in "12"]
        follow(session, {"query": FOLLOW}, "3")
        assert refused(session) == "DOCUMENT_NOT_TRUSTED"
        follow(session, {"documentId": f"sha256:{NOWHERE}"}, "4")
        assert refused(session) == "PERSISTED_QUERY_NOT_FOUND"
        with Session(at.desk.engine) as removing, removing.begin():
            documents.remove(removing, at.bank.client_id, digest(FOLLOW))
        tell(at.desk.engine, changed(4))
        assert [refused(session), refused(session)] == ["PERSISTED_QUERY_NOT_FOUND"] * 2
        follow(session, {"documentId": "sha256:0"}, "5")
        assert closed(session)[0] == 4400


def follow(session: Any, payload: dict[str, Any], id_: str) -> None:
    session.send_json({"id": id_, "type": "subscribe", "payload": payload})


def ask_by_hash(office: Office, caller: Principal, text: str) -> Any:
    asked = Asked("", None, GIVEN, by_get=False, sha256=digest(text))
    return office.loop.run_until_complete(office.operations.answer(asked, caller, "test", account(office.settings)))


def test_a_remembered_document_costs_no_statement(office: Office) -> None:
    office.program("BANK")
    with Session(office.engine) as session, session.begin():
        documents.register(session, "bank", VIEWER, "query Viewer")
    caller = office.now("bank")
    counts = []
    for _ in range(3):
        office.statements.clear()
        ask_by_hash(office, caller, VIEWER)
        counts.append(len(office.statements))

    assert counts == [2, 1, 1]


def test_a_removed_document_is_found_out_by_the_statement(office: Office) -> None:
    office.program("BANK")
    with Session(office.engine) as session, session.begin():
        documents.register(session, "bank", VIEWER, "query Viewer")
    before = office.now("bank")
    ask_by_hash(office, before, VIEWER)
    with Session(office.engine) as session, session.begin():
        documents.remove(session, "bank", digest(VIEWER))

    with pytest.raises(StandingChanged):
        ask_by_hash(office, before, VIEWER)
    with pytest.raises(Refused) as unknown:
        ask_by_hash(office, office.now("bank"), VIEWER)
    assert unknown.value.code == "PERSISTED_QUERY_NOT_FOUND"


def test_a_document_counts_at_once_where_its_hash_was_unknown(office: Office) -> None:
    caller = office.program("BANK")
    with pytest.raises(Refused):
        ask_by_hash(office, caller, VIEWER)
    with Session(office.engine) as session, session.begin():
        documents.register(session, "bank", VIEWER, "query Viewer")

    with pytest.raises(StandingChanged):
        ask_by_hash(office, caller, VIEWER)
    assert b"clientId" in ask_by_hash(office, office.now("bank"), VIEWER)


def test_the_operator_says_who_sends_hashes_alone(office: Office) -> None:
    operator = office.program("OPERATOR")
    office.program("BANK")
    document = """mutation($i: ChangeClientDocumentsInput!) {
      changeClientDocuments(input: $i) {
        __typename ... on CommandError { code } ... on ClientPayload { client { trustedDocuments } }
      }
    }"""
    for only in (True, False):
        given = {"i": {"clientId": "bank", "trustedDocuments": only}}
        assert office.ask(operator, document, given)["changeClientDocuments"] == {
            "__typename": "ClientPayload",
            "client": {"trustedDocuments": only},
        }
        assert office.now("bank").trusted_documents is only
    unknown = {"i": {"clientId": "nobody", "trustedDocuments": True}}
    assert office.ask(operator, document, unknown)["changeClientDocuments"]["code"] == "CLIENT_UNKNOWN"
