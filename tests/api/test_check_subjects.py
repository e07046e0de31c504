"""Whom a check may be asked about: codes and names, known and unknown, one and a thousand."""

import json
from typing import Any

from auth.principal import Principal
from tests.access.oauth_party import Party, wanted
from tests.api.checking import OWN, RUN, Lists, counted, one, run
from tests.api.counter import Counter, Headers
from tests.api.office import Office
from tests.planning.data import USCCS, uscc

STRANGER = uscc(900)
"""A code that the registry doesn't have."""


def test_a_code_that_nobody_has_is_unknown_and_not_free_of_hits(
    office: Office, lists: Lists, bureau: Principal
) -> None:
    result = one(office, bureau, "HONOUR", STRANGER)
    assert (result["status"], result["uscc"], result["candidates"]) == ("UNKNOWN", STRANGER, 0)
    assert (result["consequence"], result["entity"], result["name"]) == (None, None, None)

    lists.put("WORK_SAFETY", STRANGER)
    result = one(office, bureau, "HONOUR", STRANGER)
    assert (result["status"], result["consequence"]) == ("UNKNOWN", "EXCLUDE")


def test_a_name_is_taken_where_exactly_one_bears_it(office: Office, lists: Lists, bureau: Principal) -> None:
    lists.put("WORK_SAFETY", USCCS[6])
    names = ["虚构ＡＢＣ電子廠", " 虚构(abc)电子厂", "示例甲有限公司1", "示例旧名公司", "示例甲有限", "查无此公司"]

    check = run(office, bureau, "HONOUR", *({"name": name} for name in names))

    found = [(r["givenName"], r["status"], r["uscc"], r["candidates"], r["consequence"]) for r in check["results"]]
    assert found == [
        (names[0], "FOUND", USCCS[6], 1, "EXCLUDE"),
        (names[1], "FOUND", USCCS[6], 1, "EXCLUDE"),
        (names[2], "AMBIGUOUS", None, 2, None),
        (names[3], "AMBIGUOUS", None, 10, None),
        (names[4], "UNKNOWN", None, 0, None),
        (names[5], "UNKNOWN", None, 0, None),
    ]
    assert [r["repeated"] for r in check["results"]] == [False, True, False, False, False, False]


def test_what_is_given_twice_is_answered_twice_and_logged_once(office: Office, lists: Lists, bureau: Principal) -> None:
    lists.put("WORK_SAFETY", USCCS[1])
    owner = office.person("zhang.san", USCCS[1])

    check = run(office, bureau, "HONOUR", USCCS[1], USCCS[2], USCCS[1])

    assert [(r["uscc"], r["repeated"], r["consequence"]) for r in check["results"]] == [
        (USCCS[1], False, "EXCLUDE"),
        (USCCS[2], False, "NONE"),
        (USCCS[1], True, "EXCLUDE"),
    ]
    assert check["subjects"] == 3
    assert office.ask(owner, OWN)["myChecks"]["totalCount"] == 1


REFUSED: list[tuple[dict[str, Any], str, list[str]]] = [
    ({"matter": "NO_SUCH"}, "MATTER_UNKNOWN", ["input", "matter"]),
    ({"entities": []}, "CHECK_REFUSED", ["input", "entities"]),
    ({"entities": [{"uscc": USCCS[1]}] * 1_001}, "CHECK_REFUSED", ["input", "entities"]),
    ({"entities": [{"uscc": USCCS[1]}, {}]}, "CHECK_SUBJECT_REFUSED", ["input", "entities", "1"]),
    ({"entities": [{"uscc": USCCS[1], "name": "示例"}]}, "CHECK_SUBJECT_REFUSED", ["input", "entities", "0"]),
    ({"entities": [{"name": "示\0例"}]}, "CHECK_SUBJECT_REFUSED", ["input", "entities", "0"]),
    ({"entities": [{"name": "（）"}]}, "CHECK_SUBJECT_REFUSED", ["input", "entities", "0"]),
    ({"purpose": "  "}, "CHECK_REFUSED", ["input", "purpose"]),
    ({"purpose": "示" * 201}, "CHECK_REFUSED", ["input", "purpose"]),
    ({"asOf": "2025-12-31T00:00:00+08:00"}, "MATTER_WITHOUT_RULES", ["input", "asOf"]),
    ({"asOf": "0001-01-01T00:00:00Z"}, "MATTER_WITHOUT_RULES", ["input", "asOf"]),
    ({"asOf": "9999-12-31T23:59:59Z"}, "IN_THE_FUTURE", ["input", "asOf"]),
]


def test_what_can_not_be_checked_is_refused_with_its_place(office: Office, bureau: Principal) -> None:
    before = counted(office)
    for given, code, path in REFUSED:
        said = {"matter": "HONOUR", "entities": [{"uscc": USCCS[1]}], "purpose": "示例", **given}
        assert office.ask(bureau, RUN, {"input": said})["creditCheck"] == {"code": code, "path": path}
    assert counted(office) == before


def test_a_thousand_are_answered_by_one_statement(office: Office, lists: Lists, bureau: Principal) -> None:
    before = counted(office)
    lists.put("WORK_SAFETY", USCCS[1])
    run(office, bureau, "HONOUR", USCCS[0])  # makes the key that signs
    few = _statements(office, bureau, [USCCS[0], USCCS[1]])
    many = _statements(office, bureau, [uscc(n) for n in range(1_000)])

    assert len(many) == len(few)
    assert sum("list_entry.listed_at <=" in sql for sql in many) == 1
    assert [now - was for now, was in zip(counted(office), before, strict=True)][:2] == [3, 1_003]


def _statements(office: Office, caller: Principal, codes: list[str]) -> list[str]:
    office.statements.clear()
    run(office, caller, "HONOUR", *codes)
    return list(office.statements)


def test_a_thousand_names_fit_into_a_programs_request(at: Counter) -> None:
    """Also where they are escaped; from the public so much isn't taken."""
    scopes = ("checks:write", "checks:read")
    registered = wanted(institution_code="DEMO-A", scopes=scopes)
    bureau = Party._of(at.desk.engine, at.desk.settings, at.bank.key, registered)
    names = [{"name": f"示例没有登记的公司第{n}分公司（惠州）"} for n in range(1_000)]
    said = {"matter": "HONOUR", "entities": names, "purpose": "示例"}
    body = json.dumps({"query": RUN, "variables": {"input": said}})
    assert 65_536 < len(body) < 262_144

    def sent(headers: Headers, content: str) -> Any:
        return at.desk.http.post("/graphql", content=content, headers={"content-type": "application/json", **headers})

    answered = sent(at.of(bureau), body).json()["data"]["creditCheck"]["check"]
    assert [result["status"] for result in answered["results"]] == ["UNKNOWN"] * 1_000
    assert sent({}, body).status_code == 413
    assert sent(at.of(bureau), body + " " * 262_144).status_code == 413
