"""Who sees which accesses: the subject, the reader, the operator, and nobody else."""

from typing import Any

import pytest
from sqlalchemy import insert

from exchange.audit.model import AccessEntry
from tests.api.counter import Counter, Headers
from tests.planning.data import USCCS
from tests.planning.files import access_id

MINE = """query($uscc: USCC, $institution: Code, $first: Int, $after: String) {
  myAccessLog(uscc: $uscc, institution: $institution, first: $first, after: $after) {
    totalCount pageInfo { endCursor hasNextPage }
    nodes {
      id at requestId client uscc purpose basis agreement operation policies rowCount outcome
      institution { code } entity { name } consent { id } dispute { id }
    }
  }
}"""
WHOLE = """query($from: DateTime, $until: DateTime, $uscc: USCC) {
  accessLog(from: $from, until: $until, uscc: $uscc, first: 100) { totalCount nodes { id at uscc userId } }
}"""
NODE = "query($id: ID!) { node(id: $id) { id } }"


def log(at: Counter, who: Headers, **variables: Any) -> list[dict[str, Any]]:
    """Return the accesses that a caller sees."""
    found = at.ask(who, MINE, **{"first": 100} | variables)["data"]["myAccessLog"]
    assert found["totalCount"] == len(found["nodes"]) or "first" in variables
    return list(found["nodes"])


def codes(answer: Any) -> list[str]:
    """Return the codes of an answer's errors."""
    return [error["extensions"]["code"] for error in answer["errors"]]


def test_subject_and_reader_see_the_same_access(at: Counter) -> None:
    at.desk.user("zhang.san", USCCS[1])
    user = at.signed_in("zhang.san")
    consent = at.consent(user)
    assert at.fetch(consent)

    seen = log(at, user)[0]
    assert seen == log(at, at.of(at.bank))[0]
    assert {name: value for name, value in seen.items() if name not in ("id", "at", "requestId", "operation")} == {
        "client": at.bank.client_id,
        "uscc": USCCS[1],
        "purpose": "LOAN_REVIEW",
        "basis": "CONSENT",
        "agreement": None,
        "policies": ["CreditFile.annualReports"],
        "rowCount": 1,
        "outcome": "DELIVERED",
        "institution": {"code": "DEMO-B"},
        "entity": {"name": "示例乙股份有限公司"},
        "consent": {"id": consent},
        "dispute": None,
    }
    assert seen["operation"].startswith("Review ")


def test_both_sides_list_the_accesses_under_a_consent(at: Counter) -> None:
    at.desk.user("zhang.san", USCCS[1])
    user = at.signed_in("zhang.san")
    consent = at.consent(user)
    for _ in range(2):
        at.fetch(consent)

    document = "{ consents(first: 1) { nodes { id remaining accesses { totalCount nodes { rowCount } } } } }"
    for who in (user, at.of(at.bank)):
        (node,) = at.ask(who, document)["data"]["consents"]["nodes"]
        assert node == {
            "id": consent,
            "remaining": 8,
            "accesses": {"totalCount": 2, "nodes": [{"rowCount": 1}, {"rowCount": 1}]},
        }


def test_a_log_of_others_is_empty(at: Counter) -> None:
    at.desk.user("li.si", USCCS[7])
    stranger = at.signed_in("li.si")

    assert log(at, stranger) == []
    assert log(at, stranger, uscc=USCCS[1]) == []
    readers = {record["institution"]["code"] for record in log(at, at.of(at.bank))}
    assert readers == {"DEMO-B"}, "accesses of other banks and of people"
    assert log(at, at.of(at.bank), institution="DEMO-A") == []


def test_a_mandate_shows_every_reader_and_its_end_none(at: Counter) -> None:
    at.desk.user("zhang.san", USCCS[1])
    user = at.signed_in("zhang.san")

    readers = [record["institution"] and record["institution"]["code"] for record in log(at, user)]
    assert readers == ["DEMO-A", "DEMO-B", None, "DEMO-B"], "the 16th, 11th, 6th and first access, the latest first"
    assert {record["uscc"] for record in log(at, user)} == {USCCS[1]}


def test_a_log_is_paged_from_the_latest_on(at: Counter) -> None:
    at.desk.user("zhang.san", USCCS[0], USCCS[1])
    user = at.signed_in("zhang.san")
    whole = [record["id"] for record in log(at, user)]

    met: list[str] = []
    page: dict[str, Any] = {"hasNextPage": True, "endCursor": None}
    while page["hasNextPage"]:
        found = at.ask(user, MINE, first=3, after=page["endCursor"])["data"]["myAccessLog"]
        met += [node["id"] for node in found["nodes"]]
        page = found["pageInfo"]
    assert met == whole == sorted(whole, reverse=True)
    assert len(whole) == 8


def test_a_hidden_access_and_a_missing_one_are_one_answer(at: Counter) -> None:
    hidden, missing = f"acc_{access_id(0)}", f"acc_{access_id(99)}"
    at.desk.user("li.si", USCCS[7])

    for who in (at.signed_in("li.si"), {}):
        answers = [at.ask(who, NODE, id=one) for one in (hidden, missing)]
        assert [answer["data"] for answer in answers] == [{"node": None}] * 2
        assert [codes(answer) for answer in answers] == [["NOT_FOUND"]] * 2
        assert answers[0]["errors"][0]["message"].replace(hidden, missing) == answers[1]["errors"][0]["message"]


def test_the_operator_sees_the_whole_log_and_its_users(at: Counter) -> None:
    operator = at.operator()
    found = at.ask(operator, WHOLE)["data"]["accessLog"]

    assert found["totalCount"] == 18
    assert {node["userId"] for node in found["nodes"]} == {None, "usr_1"}
    of_one = at.ask(operator, WHOLE, uscc=USCCS[2])["data"]["accessLog"]
    assert (of_one["totalCount"], {node["uscc"] for node in of_one["nodes"]}) == (4, {USCCS[2]})


def test_a_period_includes_its_beginning_and_not_its_end(at: Counter) -> None:
    operator = at.operator()
    nodes = at.ask(operator, WHOLE)["data"]["accessLog"]["nodes"]
    since, until = nodes[9]["at"], nodes[4]["at"]

    within = at.ask(operator, WHOLE, **{"from": since, "until": until})["data"]["accessLog"]["nodes"]
    assert within == nodes[5:10]


@pytest.mark.parametrize(
    ("document", "scope"),
    [("{ accessLog { totalCount } }", "audit:read"), ("{ myAccessLog { nodes { userId } } }", "audit:read")],
)
def test_what_is_the_operator_s_is_refused_to_others(at: Counter, document: str, scope: str) -> None:
    at.desk.user("zhang.san", USCCS[1])
    for who, code in ((at.signed_in("zhang.san"), "FORBIDDEN"), (at.of(at.bank), "FORBIDDEN"), ({}, "UNAUTHENTICATED")):
        answer = at.ask(who, document)
        assert "data" not in answer
        assert codes(answer) == [code]
        assert scope in [one["scope"] for one in answer["errors"][0]["extensions"]["missing"]]


def test_a_page_of_many_accesses_is_one_statement_of_the_latest(at: Counter) -> None:
    at.desk.user("zhang.san", USCCS[1])
    user = at.signed_in("zhang.san")
    with at.desk.engine.begin() as connection:
        (row,) = connection.execute(AccessEntry.__table__.select().where(AccessEntry.id == access_id(1))).mappings()
        many = [{**row, "id": f"{n:032x}"} for n in range(1_000, 3_000)]
        connection.execute(insert(AccessEntry), many)

    page = at.ask(user, MINE, first=2)["data"]["myAccessLog"]
    assert [node["id"] for node in page["nodes"]] == [f"acc_{2_999:032x}", f"acc_{2_998:032x}"]
    assert page["totalCount"] == 2_004
