"""What is due and overdue, per institution, in one statement; and the rules behind it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from auth.principal import ANONYMOUS, Principal
from exchange import clock
from exchange.deadline.model import DeadlineRule
from exchange.objection.model import Objection
from tests.api.office import Office
from tests.api.procedure import ACCEPT, APPLY, KINDS, Parties
from tests.domain.procedure import USCC
from tests.planning.files import OVERDUE, dispute_id

OF_LISTS = ("lrs_", "mac_")
"""What is due about lists begins with these: see test_joint_discipline."""
DUE = """query($o: Boolean, $i: Code, $m: DeadlineMatter, $u: Date) {
  dueItems(overdue: $o, institution: $i, matter: $m, dueUntil: $u) {
  totalCount nodes { objectId matter institution { code } uscc deadline { dueOn overdue rule { code } } }
} }"""
LINKED = """{ dueItems(matter: OBJECTION) { nodes {
  objection { id state } restoration { id } accessDispute { id } correction { id }
} } }"""
CANCEL = """mutation($i: CancelObjectionInput!) { cancelObjection(input: $i) {
  ... on ObjectionPayload { objection { id } } ... on CommandError { code path }
} }"""
ADD = """mutation($i: AddDeadlineRuleInput!) { addDeadlineRule(input: $i) {
  ... on DeadlineRulePayload { rule {
    code matter jurisdiction period unit extension source article verified validFrom
  } }
  ... on CommandError { code message path }
} }"""
RULES = """{ deadlineRules(matter: OBJECTION, on: "2026-11-23") { nodes { code period unit extension verified } } }"""
RULE = {
    "code": "RESTORATION_HZ",
    "matter": "RESTORATION",
    "jurisdiction": "441300",
    "period": 10,
    "unit": "WORKING_DAY",
    "source": "示例办法",
    "article": "第九条",
    "verified": False,
    "validFrom": "2026-04-01",
}


@pytest.fixture
def parties(office: Office) -> Parties:
    return Parties.of(office)


def due(parties: Parties, who: Principal, **given: Any) -> list[str]:
    found = parties.office.ask(who, DUE, given)["dueItems"]
    assert found["totalCount"] == len(found["nodes"])
    return [node["objectId"] for node in found["nodes"] if not node["objectId"].startswith(OF_LISTS)]


def later(parties: Parties, days: int) -> None:
    """Let time pass for objections."""
    with parties.office.engine.begin() as connection:
        connection.execute(update(Objection).values(due_on=clock.today() - timedelta(days=days)))


def test_who_must_do_what_by_when(parties: Parties) -> None:
    objection = parties.objection(parties.record())["id"]
    (item,) = parties.office.ask(parties.bureau, DUE)["dueItems"]["nodes"]
    assert item == {
        "objectId": objection,
        "matter": "OBJECTION",
        "institution": {"code": "T-BUREAU"},
        "uscc": USCC,
        "deadline": {
            "dueOn": (clock.today() + timedelta(days=20)).isoformat(),
            "overdue": False,
            "rule": {"code": "OBJECTION_CN"},
        },
    }
    linked = {"objection": {"id": objection, "state": "FORWARDED"}}
    nothing = {"restoration": None, "accessDispute": None, "correction": None}
    assert parties.office.ask(parties.operator, LINKED)["dueItems"]["nodes"] == [linked | nothing]
    assert due(parties, parties.user) == [objection]
    assert due(parties, parties.other) == due(parties, parties.bank) == []


def test_overdue_is_what_time_has_passed_by_without_a_job(parties: Parties) -> None:
    objection = parties.objection(parties.record())["id"]
    later(parties, 0)
    assert due(parties, parties.bureau, o=True) == []
    assert due(parties, parties.bureau, o=False) == [objection]
    later(parties, 1)
    assert due(parties, parties.bureau, o=True) == [objection]
    assert due(parties, parties.bureau, o=False) == []
    (item,) = parties.office.ask(parties.bureau, DUE)["dueItems"]["nodes"]
    assert item["deadline"]["overdue"] is True
    seen = parties.office.ask(parties.user, "{ objections { nodes { deadline { overdue } } } }")["objections"]["nodes"]
    assert seen == [{"deadline": {"overdue": True}}]


def test_the_operator_sees_everything_or_one_institution(parties: Parties) -> None:
    objection = parties.objection(parties.record())["id"]
    everything = due(parties, parties.operator)

    assert objection in everything
    # The small registry has disputes of both its institutions, one of them overdue.
    assert due(parties, parties.operator, o=True) == [dispute_id(OVERDUE)]
    assert set(due(parties, parties.operator, m="ACCESS_DISPUTE")) == set(everything) - {objection}
    assert due(parties, parties.operator, i="T-BUREAU") == [objection]
    assert due(parties, parties.operator, i="T-BUREAU", u=clock.today().isoformat()) == []


def test_it_is_one_statement(parties: Parties) -> None:
    parties.objection(parties.record())
    parties.office.statements.clear()
    due(parties, parties.bureau)
    assert len([sql for sql in parties.office.statements if "objection" in sql]) == 1


def test_what_is_done_is_not_due(parties: Parties) -> None:
    objection = parties.objection(parties.record())["id"]
    parties.do(parties.user, CANCEL, objection=objection)
    assert due(parties, parties.bureau) == []


def test_the_operator_enters_a_rule_and_it_counts_from_then_on(parties: Parties) -> None:
    made = parties.do(parties.operator, ADD, **RULE)
    assert made == RULE | {"extension": None}
    applied = {"record": parties.record(), "text": "已整改", "materials": parties.materials(*KINDS[:2])}
    restoration = parties.do(parties.user, APPLY, **applied)["id"]
    parties.do(parties.bureau, ACCEPT, restoration=restoration)
    assert due(parties, parties.bureau, m="RESTORATION") == [restoration]

    assert parties.do(parties.operator, ADD, **RULE) == {"code": "DEADLINE_RULE_EXISTS", "path": ["input", "code"]}


def test_without_a_source_no_rule_is_entered(parties: Parties) -> None:
    before = parties.office.rows(DeadlineRule)
    refused = parties.do(parties.operator, ADD, **RULE | {"source": " "})
    assert refused == {"code": "DEADLINE_RULE_REFUSED", "path": ["input", "source"]}
    assert parties.office.rows(DeadlineRule) == before


def test_everybody_may_read_the_rules(parties: Parties) -> None:
    rule = {"unit": "WORKING_DAY", "extension": None, "verified": True}
    assert parties.office.ask(ANONYMOUS, RULES)["deadlineRules"]["nodes"] == [
        {"code": "OBJECTION_CN", "period": 20, **rule, "unit": "CALENDAR_DAY"},
        {"code": "OBJECTION_SHANGHAI", "period": 5, **rule},
        {"code": "OBJECTION_SHENZHEN", "period": 2, **rule, "extension": 3},
    ]
