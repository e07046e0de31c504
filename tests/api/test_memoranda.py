"""The real memoranda as they are answered, and what the operator does with them."""

from typing import Any

import pytest

from tests.api.counter import Counter
from tests.api.hall import DEFAULTERS, DEPARTMENTS, SUBJECT, WAGES, Hall
from tests.planning.data import USCCS

MEMORANDUM = """query($code: Code!) { memorandum(code: $code) {
  title documentNumber year dated kind status subject source departmentsStated measuresStated
  list { code courtOnly grounds { number code termMonths verified termVerified } }
  leadDepartments { name } signatories { name institution { code } }
  measures { number clause content departments { name } publishedAt inForce legalBasis }
  editions { edition inForceFrom publishedAt repealedAt signatories { name } } supersedes { code }
} }"""
ALL = "{ memoranda(first: 100) { totalCount nodes { code status } } }"
FOLLOWING = """query($u: USCC!) { entity(uscc: $u) { measures {
  totalCount nodes { clause actions { department state } }
} } }"""
AFFECTED = "query($id: ID!) { node(id: $id) { ... on MemorandumEdition { affected { nodes { uscc } } } } }"


@pytest.fixture
def hall(at: Counter) -> Hall:
    """Everybody."""
    return Hall(at)


def memorandum(hall: Hall, code: str) -> Any:
    """Return a memorandum as everybody reads it."""
    return hall.read("anonymous", MEMORANDUM, code=code)["memorandum"]


def test_the_memorandum_on_judgment_defaulters_has_its_departments_and_measures(hall: Hall) -> None:
    found = memorandum(hall, "M02")

    assert found["title"] == "关于对失信被执行人实施联合惩戒的合作备忘录"
    assert (found["documentNumber"], found["year"], found["dated"]) == ("发改财金〔2016〕141号", 2016, "2016-01")
    assert (found["kind"], found["status"], found["departmentsStated"]) == ("DISCIPLINE", "RECORDED", 44)
    assert len(found["signatories"]) == len({one["name"] for one in found["signatories"]}) == 44
    assert [one["name"] for one in found["signatories"]][:3] == ["国家发展改革委", "最高人民法院", "人民银行"]
    assert [one["name"] for one in found["leadDepartments"]] == ["发展改革委", "最高人民法院"]
    clauses = ["第一条", "第三条", "第十条", "第十一条", "第十二条", "第十五条", "第二十五条"]
    assert [one["clause"] for one in found["measures"]] == clauses
    assert found["measures"][0]["content"] == "限制失信被执行人发行企业债券。"
    assert {(one["publishedAt"], one["inForce"], one["legalBasis"]) for one in found["measures"]} == {
        (None, False, None)
    }
    assert found["measuresStated"] is None, "not evidenced"
    assert found["list"]["code"] == DEFAULTERS
    assert found["list"]["courtOnly"] is True
    terms = [
        (one["number"], one["termMonths"], one["verified"], one["termVerified"]) for one in found["list"]["grounds"]
    ]
    assert terms == [(1, None, True, False), *((n, 24, True, False) for n in range(2, 7))]
    (edition,) = found["editions"]
    assert (edition["edition"], edition["inForceFrom"], edition["publishedAt"]) == (1, None, None)


def test_the_evidenced_memoranda_are_recorded(hall: Hall) -> None:
    found = hall.read("anonymous", ALL)["memoranda"]

    assert found["totalCount"] == 21
    status = {node["code"]: node["status"] for node in found["nodes"]}
    assert sorted(status) == [f"M{n:02}" for n in range(1, 22)]
    assert {code for code, value in status.items() if value != "RECORDED"} == {"M03", "M06"}
    assert (status["M03"], status["M06"]) == ("SUPERSEDED", "IN_FORCE")
    unknown = memorandum(hall, "M14")
    assert (unknown["year"], unknown["documentNumber"], unknown["signatories"], unknown["measures"]) == (
        None,
        None,
        [],
        [],
    )
    assert memorandum(hall, "M99") is None


def test_the_court_lists_and_the_real_measures_follow_until_the_repeal(hall: Hall) -> None:
    hall.open(DEFAULTERS, "court")
    hall.assign("证监会", "department1")
    edition = "edn_M02.1"
    assert hall.send("operator", "publishEdition", edition=edition)["memorandum"]["status"] == "IN_FORCE"
    hall.headers("subject")
    for uscc in (SUBJECT, USCCS[2]):
        hall.headers("stranger")
        hall.listed(DEFAULTERS, "court", uscc, ground="SETTLEMENT")
    found = hall.read("department1", FOLLOWING, u=SUBJECT)["entity"]["measures"]
    assert found["totalCount"] == 7
    assert found["nodes"][0] == {"clause": "第一条", "actions": [{"department": "证监会", "state": "TRIGGERED"}]}

    repealed = hall.send("operator", "repealEdition", edition=edition, reason="国家目录取代")
    assert repealed["memorandum"] == {"status": "REPEALED"}
    assert repealed["repealedAt"] is not None
    affected = {"totalCount": 2, "nodes": [{"uscc": USCCS[2]}, {"uscc": SUBJECT}]}
    assert repealed["affected"] == affected
    assert hall.read("anonymous", AFFECTED, id=edition)["node"]["affected"]["nodes"] == affected["nodes"]
    assert hall.read("anonymous", "query($u: USCC!) { entity(uscc: $u) { measures { totalCount } } }", u=SUBJECT) == {
        "entity": {"measures": {"totalCount": 0}}
    }
    work = hall.read("department1", "{ measureWork { triggered lifted } }")["measureWork"]
    assert work == {"triggered": 0, "lifted": 14}
    assert memorandum(hall, "M02")["measures"][0]["inForce"] is False


def test_a_later_edition_takes_the_place_of_an_earlier_one(hall: Hall) -> None:
    hall.open()
    old = hall.in_force()
    hall.headers("subject")
    hall.listed()
    new = hall.drafted("EX-1", *DEPARTMENTS[:2])
    assert hall.send("operator", "publishEdition", edition=new)["code"] == "EDITION_STEP_REFUSED"

    superseded = hall.send("operator", "supersedeEdition", edition=old, successor=new, reason="修订")
    assert (superseded["memorandum"], superseded["affected"]["totalCount"]) == ({"status": "IN_FORCE"}, 1)
    found = memorandum(hall, "EX-1")
    assert [one["number"] for one in found["measures"]] == [1, 2]
    assert [one["institution"] for one in found["signatories"]] == [{"code": f"H-DEPARTMENT{n}"} for n in (1, 2)]
    states = "{ measureActions(first: 9) { nodes { state measure { edition { id } } } } }"
    nodes = hall.read("department1", states)["measureActions"]["nodes"]
    assert [(one["state"], one["measure"]["edition"]["id"]) for one in nodes] == [("TRIGGERED", new), ("LIFTED", old)]
    assert [one["state"] for one in hall.read("department3", states)["measureActions"]["nodes"]] == ["LIFTED"]


def test_the_operator_sees_what_is_nobody_s_and_assigns_it(hall: Hall) -> None:
    hall.open()
    edition = None
    hall.send("operator", "recordMemorandum", code="EX-2", title="示例", kind="DISCIPLINE", source="示例", list=WAGES)
    edition = hall.drafted("EX-2", "海关总署")
    hall.send("operator", "publishEdition", edition=edition)
    hall.headers("subject")
    hall.listed()

    query = "{ measureActions(state: NOT_ASSIGNED) { nodes { department institution { code } deadline { dueOn } } } }"
    nobody = [{"department": "海关总署", "institution": None, "deadline": None}]
    open_ = [one for one in hall.read("operator", query)["measureActions"]["nodes"] if one["department"] == "海关总署"]
    assert open_ == nobody
    assert hall.read("department1", query)["measureActions"]["nodes"] == []
    hall.assign("国家海关总署", "department1")
    assert hall.read("department1", "{ measureWork { triggered } }") == {"measureWork": {"triggered": 1}}
    listed = hall.read("anonymous", "{ departmentAssignments { nodes { department institution { code } } } }")
    assert {"department": "国家海关总署", "institution": {"code": "H-DEPARTMENT1"}} in listed["departmentAssignments"][
        "nodes"
    ]


def test_a_memorandum_and_a_list_of_one_s_own_are_recorded_once(hall: Hall) -> None:
    stated = {"code": "EX-9", "title": "示例", "kind": "INCENTIVE", "source": "示例"}
    assert hall.send("operator", "recordMemorandum", **stated) == {"code": "EX-9", "status": "RECORDED"}
    assert (
        hall.send("operator", "recordMemorandum", **stated | {"code": "EX-8"}, list="NOWHERE")["code"] == "LIST_REFUSED"
    )
    for wrong in ({}, {"code": "a.b"}, {"code": "EX-8", "title": " "}):
        assert hall.send("operator", "recordMemorandum", **stated | wrong)["code"] == "MEMORANDUM_REFUSED"
    own = {"code": "WATCH-1", "name": "重点关注名单", "colour": "WATCH", "source": "示例"}
    assert hall.send("operator", "defineList", **own) == {"code": "WATCH-1", "colour": "WATCH"}
    assert hall.send("operator", "defineList", **own)["code"] == "LIST_REFUSED"
    assert hall.send("operator", "nameKeeper", list="WATCH-1", keeper="TEST-OPERATOR")["code"] == "LIST_REFUSED"
