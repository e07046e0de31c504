"""Matters over the API: everybody reads their rules, the operator alone enters them, and checks follow at once."""

from datetime import timedelta
from typing import Any

import pytest

from auth.principal import ANONYMOUS
from exchange import clock
from exchange.matter.model import Matter, MatterEdition, MatterRule
from resolvers.refusal import Refused
from tests.api.office import Office
from tests.planning.data import USCCS

MATTERS = """{ matters { totalCount nodes { code edition { edition rules { number precedence } } } } }"""
MATTER = """query($code: Code!) { matter(code: $code) {
  id code name source edition { edition validFrom enteredAt } editions { edition validFrom source rules {
    number list { code } colour fromState consequence precedence legalBasis article verified measure { id } } } } }"""
ENTER = """mutation($input: EnterMatterInput!) { enterMatter(input: $input) {
  ... on MatterPayload { matter { code edition { edition } } } ... on CommandError { code path } } }"""
EDITION = """mutation($input: EnterMatterEditionInput!) { enterMatterEdition(input: $input) {
  ... on MatterEditionPayload { edition { edition } matter { code edition { edition } } }
  ... on CommandError { code path } } }"""
NEW = {"code": "LAND_SALE", "name": "土地出让", "description": "审查竞买人的资格。", "source": "示例规定"}
RULE = {"list": "WORK_SAFETY", "consequence": "REVIEW", "precedence": 1, "legalBasis": "示例规定"}
CHECK = """mutation($input: CreditCheckInput!) { creditCheck(input: $input) {
  ... on CreditCheckPayload { check { edition results { consequence } } } ... on CommandError { code } } }"""


def edition(matter: str = "LAND_SALE", **more: Any) -> dict[str, Any]:
    """Return an edition's input."""
    return {"input": {"matter": matter, "source": "示例中心", "rules": [RULE], **more}}


def test_everybody_reads_by_which_rules_lists_count(office: Office) -> None:
    found = office.ask(ANONYMOUS, MATTERS)["matters"]
    assert found["totalCount"] == 6
    assert [node["code"] for node in found["nodes"]] == sorted(node["code"] for node in found["nodes"])
    by_code = {node["code"]: node["edition"] for node in found["nodes"]}
    assert by_code["TENDER_INTERMEDIARY"] == {"edition": 1, "rules": [{"number": 1, "precedence": 90}]}

    matter = office.ask(ANONYMOUS, MATTER, {"code": "IMPORT_QUOTA"})["matter"]
    assert matter["edition"] == {"edition": 1, "validFrom": "2026-01-01", "enteredAt": None}
    assert matter["editions"][0]["rules"][0] == {
        "number": 1,
        "list": {"code": "JUDGMENT_DEFAULTER"},
        "colour": None,
        "fromState": "LISTED",
        "consequence": "REVIEW",
        "precedence": 90,
        "legalBasis": "关于对失信被执行人实施联合惩戒的合作备忘录 (发改财金〔2016〕141号)",
        "article": "第十一条",
        "verified": True,
        "measure": {"id": "msr_M02.1.4"},
    }
    assert office.ask(ANONYMOUS, MATTER, {"code": "NO_SUCH"}) == {"matter": None}
    named = office.ask(
        ANONYMOUS, "query($id: ID!) { node(id: $id) { id ... on Matter { name } } }", {"id": matter["id"]}
    )
    assert named["node"] == {"id": matter["id"], "name": "进口配额"}


def test_a_matter_can_be_checked_once_it_has_rules(office: Office) -> None:
    operator, bureau = office.program("OPERATOR"), office.program("BUREAU")
    check = {"input": {"matter": "LAND_SALE", "entities": [{"uscc": USCCS[1]}], "purpose": "示例"}}

    assert office.ask(operator, ENTER, {"input": NEW})["enterMatter"] == {
        "matter": {"code": "LAND_SALE", "edition": None}
    }
    assert office.ask(bureau, CHECK, check)["creditCheck"] == {"code": "MATTER_WITHOUT_RULES"}
    made = office.ask(operator, EDITION, edition())["enterMatterEdition"]
    assert made == {"edition": {"edition": 1}, "matter": {"code": "LAND_SALE", "edition": {"edition": 1}}}
    assert office.ask(bureau, CHECK, check)["creditCheck"] == {
        "check": {"edition": 1, "results": [{"consequence": "NONE"}]}
    }
    later = office.ask(operator, EDITION, edition(validFrom=(clock.today() + timedelta(days=1)).isoformat()))
    assert later["enterMatterEdition"]["edition"] == {"edition": 2}
    assert later["enterMatterEdition"]["matter"]["edition"] == {"edition": 1}, "the second one counts from tomorrow"
    kept = office.ask(ANONYMOUS, MATTER, {"code": "LAND_SALE"})["matter"]["editions"]
    assert [one["edition"] for one in kept] == [2, 1]


def test_what_can_not_be_entered_is_refused_with_its_place(office: Office) -> None:
    operator = office.program("OPERATOR")
    before = office.rows(Matter, MatterEdition, MatterRule)
    twice = [RULE, RULE | {"list": "STATISTICS"}]

    def refused(document: str, given: Any) -> Any:
        (done,) = office.ask(operator, document, given).values()
        return done

    assert refused(ENTER, {"input": NEW | {"code": "HONOUR"}}) == {"code": "MATTER_EXISTS", "path": ["input", "code"]}
    assert refused(ENTER, {"input": NEW | {"name": " "}}) == {"code": "MATTER_REFUSED", "path": ["input", "name"]}
    assert refused(EDITION, edition()) == {"code": "MATTER_UNKNOWN", "path": ["input", "matter"]}
    assert refused(EDITION, edition("HONOUR", rules=[])) == {"code": "MATTER_REFUSED", "path": ["input", "rules"]}
    assert refused(EDITION, edition("HONOUR", rules=twice)) == {
        "code": "MATTER_RULE_REFUSED",
        "path": ["input", "rules", "1", "precedence"],
    }
    assert office.rows(Matter, MatterEdition, MatterRule) == before


def test_nobody_but_the_operator_enters_matters(office: Office) -> None:
    kinds = ("BUREAU", "COURT", "REGULATOR", "ARBITRATION_CENTRE", "BANK", "CREDIT_SERVICE")
    callers = [*map(office.program, kinds), office.person("zhang.san", USCCS[1]), ANONYMOUS]
    before = office.rows(Matter, MatterEdition, MatterRule)

    for caller in callers:
        for document, given in ((ENTER, {"input": NEW}), (EDITION, edition("HONOUR"))):
            with pytest.raises(Refused) as refused:
                office.ask(caller, document, given)
            codes = {(error.extensions or {}).get("code") for error in refused.value.errors}
            assert codes == {"UNAUTHENTICATED" if caller.is_anonymous else "FORBIDDEN"}
    assert office.rows(Matter, MatterEdition, MatterRule) == before
