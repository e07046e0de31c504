"""What explainAccess says of documents, runnable or not, and that it runs none of them."""

from typing import Any

import pytest
from sqlalchemy import event, func, select

from exchange.audit.model import AccessEntry, AccessPending
from exchange.consent.model import ConsentBalance
from tests.api.counter import FILE, Counter
from tests.planning.data import USCCS
from tests.planning.files import consent_id

EXPLAIN = """query($document: String!, $variables: String, $name: String) {
  explainAccess(document: $document, variables: $variables, operationName: $name) {
    allowed operation cost limit logged
    errors { message code } missing { scope fields } doors { purpose basis policies }
    fields { coordinate allowed policy scope rows bases }
  }
}"""
BOTH = """query($uscc: USCC!, $consent: ID) {
  consented: creditFile(uscc: $uscc, purpose: LOAN_REVIEW, consent: $consent) { ...Reports access { granted } }
  entity(uscc: $uscc) { name creditFile(purpose: SUPERVISION) { ...Reports riskClasses { grade } } }
}
fragment Reports on CreditFile { annualReports { year supplier { name } } }"""


def explain(at: Counter, who: dict[str, str], document: str, **more: str) -> dict[str, Any]:
    """Return the explanation."""
    answer = at.ask(who, EXPLAIN, document=document, **more)
    assert "errors" not in answer, answer
    return dict(answer["data"]["explainAccess"])


def fields(explained: dict[str, Any]) -> dict[str, Any]:
    """Return the fields by their coordinates."""
    found = {one["coordinate"]: one for one in explained["fields"]}
    assert len(found) == len(explained["fields"])
    return found


def test_a_public_document_is_allowed_to_everybody(at: Counter) -> None:
    explained = explain(at, {}, "{ entities(first: 7) { totalCount nodes { name } } }")

    by_coordinate = fields(explained)
    head = {name: value for name, value in explained.items() if name != "fields"}
    assert head == {
        "allowed": True,
        "operation": "QUERY",
        "cost": 7,
        "limit": 2000,
        "logged": False,
        "errors": [],
        "missing": [],
        "doors": [],
    }
    assert list(by_coordinate) == [
        "Query.entities",
        "EntityConnection.totalCount",
        "EntityConnection.nodes",
        "Entity.name",
    ]
    registration = "registration of market entities is published (State Council Order 654 of 2014, article 6)"
    assert by_coordinate["Entity.name"] == {
        "coordinate": "Entity.name",
        "allowed": True,
        "policy": f"public because {registration}",
        "scope": "public:read",
        "rows": "everybody sees every row: registration is published (State Council Order 654 of 2014, article 6)",
        "bases": [],
    }


def test_what_the_public_may_not_is_explained_to_it(at: Counter) -> None:
    explained = explain(at, {}, "{ accessLog { nodes { at userId } } submissions { totalCount } viewer { clientId } }")

    by_coordinate = fields(explained)
    assert (explained["allowed"], explained["cost"], explained["errors"]) == (False, 20, [])
    assert explained["missing"] == [
        {"scope": "audit:read", "fields": ["Query.accessLog", "AccessRecord.userId"]},
        {"scope": "accesses:read", "fields": ["AccessRecord.at"]},
        {"scope": "submissions:read", "fields": ["Query.submissions"]},
    ]
    allowed = {coordinate: one["allowed"] for coordinate, one in by_coordinate.items()}
    assert allowed == {
        "Query.accessLog": False,
        "AccessRecordConnection.nodes": True,
        "AccessRecord.at": False,
        "AccessRecord.userId": False,
        "Query.submissions": False,
        "SubmissionConnection.totalCount": True,
        "Query.viewer": True,
        "Viewer.clientId": True,
    }
    assert by_coordinate["AccessRecord.at"]["policy"] == "scope accesses:read"
    assert by_coordinate["AccessRecord.at"]["rows"] == "its subject, its reader and the operator see an access"
    assert by_coordinate["Query.submissions"]["rows"] == "a supplier sees its own submissions"
    assert by_coordinate["Viewer.clientId"]["rows"] is None


def test_behind_doors_the_bases_are_those_that_the_arguments_ask_about(at: Counter) -> None:
    variables = f'{{"uscc": "{USCCS[0]}", "consent": "{consent_id(0)}"}}'
    explained = explain(at, at.of(at.bank), BOTH, variables=variables)

    by_coordinate = fields(explained)
    assert (explained["allowed"], explained["logged"]) == (False, True)
    assert [one["scope"] for one in explained["missing"]] == ["creditfile.risk:read"]
    assert explained["doors"] == [
        {"purpose": "LOAN_REVIEW", "basis": "CONSENT", "policies": ["CreditFile.annualReports"]},
        {
            "purpose": "SUPERVISION",
            "basis": "AGREEMENT",
            "policies": ["CreditFile.annualReports", "CreditFile.riskClasses"],
        },
    ]
    bases = {coordinate: one["bases"] for coordinate, one in by_coordinate.items()}
    assert bases == {
        "Query.creditFile": [],
        "CreditFile.annualReports": ["AGREEMENT", "CONSENT"],
        "AnnualReport.year": ["AGREEMENT", "CONSENT"],
        "AnnualReport.supplier": ["AGREEMENT", "CONSENT"],
        "Institution.name": ["AGREEMENT", "CONSENT"],
        "CreditFile.access": ["CONSENT"],
        "Access.granted": ["CONSENT"],
        "Query.entity": [],
        "Entity.name": [],
        "Entity.creditFile": [],
        "CreditFile.riskClasses": ["AGREEMENT"],
        "RiskClass.grade": ["AGREEMENT"],
    }
    assert by_coordinate["RiskClass.grade"]["allowed"] is False
    assert by_coordinate["AnnualReport.year"]["rows"].startswith("through the credit file's door only")


@pytest.mark.parametrize(
    ("purpose", "basis"), [("OWN_RECORD", "SELF"), ("JUDICIAL", "COURT"), ("LOAN_REVIEW", "AGREEMENT")]
)
def test_without_a_consent_the_purpose_tells_the_basis(at: Counter, purpose: str, basis: str) -> None:
    document = "query($c: ID) { creditFile(uscc: %s, purpose: %s, consent: $c) { annualReports { year } } }"
    explained = explain(at, {}, document % (f'"{USCCS[0]}"', purpose))

    assert [(door["purpose"], door["basis"]) for door in explained["doors"]] == [(purpose, basis)]
    assert fields(explained)["AnnualReport.year"]["bases"] == [basis]


def test_nothing_of_the_document_is_executed(at: Counter) -> None:
    at.desk.user("zhang.san", USCCS[1])
    user = at.signed_in("zhang.san")
    consent = at.consent(user)
    variables = f'{{"uscc": "{USCCS[1]}", "consent": "{consent}"}}'
    seen: list[str] = []
    event.listen(at.desk.engine, "before_cursor_execute", lambda *given: seen.append(given[2]))

    explained = explain(at, at.of(at.bank), FILE, variables=variables)
    assert (explained["allowed"], explained["logged"], explained["missing"]) == (True, True, [])
    assert not [one for one in seen if "annual_report" in one or "access_entry" in one]
    with at.desk.engine.connect() as connection:
        left = select(ConsentBalance.remaining).where(ConsentBalance.consent_id == consent)
        assert connection.scalar(left) == 10
        assert connection.scalar(select(func.count()).select_from(AccessPending)) == 0
        assert connection.scalar(select(func.count()).select_from(AccessEntry)) == 18


def test_a_mutation_is_explained_and_not_carried_out(at: Counter) -> None:
    document = """mutation($input: DisputeAccessInput!) {
      disputeAccess(input: $input) { ... on DisputePayload { dispute { state } } ... on CommandError { code } }
    }"""
    variables = '{"input": {"access": "acc_1", "reason": "x"}}'
    explained = explain(at, {}, document, variables=variables)

    assert (explained["operation"], explained["cost"], explained["errors"]) == ("MUTATION", None, [])
    assert [one["scope"] for one in explained["missing"]] == ["disputes:write", "accesses:read"]
    assert list(fields(explained)) == [
        "Mutation.disputeAccess",
        "DisputePayload.dispute",
        "AccessDispute.state",
        "CommandError.code",
    ]
    assert explain(at, at.of(at.bank), document, variables=variables)["allowed"] is True


@pytest.mark.parametrize(
    ("document", "more", "code"),
    [
        ("{ nope", {}, "GRAPHQL_PARSE_FAILED"),
        ("{ nope }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("", {}, "GRAPHQL_PARSE_FAILED"),
        ("{ a: viewer { kind } } " + "#" * 10 + "\n" + "{ viewer { kind } }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("query A { viewer { kind } }", {"name": "B"}, "OPERATION_UNKNOWN"),
        ("query A { viewer { kind } } query B { viewer { kind } }", {}, "OPERATION_UNKNOWN"),
        ('{ region(code: "441302") ' + "{ parent " * 9 + "{ name }" + " }" * 10, {}, "TOO_DEEP"),
        ("{" * 2_000, {}, "GRAPHQL_PARSE_FAILED"),
        ('{ entity(uscc: "1") { name } }', {}, "BAD_USCC"),
        ("subscription { viewer { kind } }", {}, "GRAPHQL_VALIDATION_FAILED"),
    ],
)
def test_an_invalid_document_gives_its_errors(at: Counter, document: str, more: dict[str, str], code: str) -> None:
    explained = explain(at, {}, document, **more)

    assert code in [error["code"] for error in explained["errors"]]
    assert explained["errors"][0]["message"]
    del explained["errors"]
    assert explained == {
        "allowed": False,
        "operation": None,
        "cost": None,
        "limit": 2000,
        "logged": False,
        "missing": [],
        "doors": [],
        "fields": [],
    }


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ("[", "BAD_JSON"),
        ("[]", "BAD_REQUEST"),
        ("{}", "BAD_USER_INPUT"),
        ('{"n": "x"}', "BAD_USER_INPUT"),
        ('{"n": 0}', "BAD_PAGE"),
        ("[" * 5_000, "BAD_JSON"),
    ],
)
def test_wrong_variables_are_errors_beside_the_fields(at: Counter, variables: str, code: str) -> None:
    document = "query($n: Int!) { entities(first: $n) { nodes { name } } }"
    explained = explain(at, {}, document, variables=variables)

    assert (explained["allowed"], explained["cost"]) == (False, None)
    assert [error["code"] for error in explained["errors"]] == [code]
    assert len(fields(explained)) == 3


def test_what_costs_too_much_is_explained_with_its_cost(at: Counter) -> None:
    regions = " ".join(f"a{n}: region {{ name }}" for n in range(30))
    document = f"{{ entities(first: 100) {{ nodes {{ {regions} }} }} }}"

    public, bank = explain(at, {}, document), explain(at, at.of(at.bank), document)
    assert (public["cost"], public["limit"], public["allowed"]) == (3_100, 2_000, False)
    assert (bank["cost"], bank["limit"], bank["allowed"]) == (3_100, 5_000, True)


def test_an_operation_explains_few_documents(at: Counter) -> None:
    explaining = " ".join(f'a{n}: explainAccess(document: "{{ viewer {{ kind }} }}") {{ allowed }}' for n in range(11))
    answer = at.ask({}, f"{{ {explaining} }}")

    assert answer["errors"][0]["extensions"] == {"code": "COST_EXCEEDED", "cost": 2_200, "limit": 2_000}


def test_an_explanation_of_an_explanation_stays_one(at: Counter) -> None:
    inner = '{ explainAccess(document: "{ nope }") { allowed } treeHead { size } }'
    explained = explain(at, {}, inner)

    assert (explained["allowed"], explained["cost"]) == (True, 210)
    assert list(fields(explained)) == [
        "Query.explainAccess",
        "AccessExplanation.allowed",
        "Query.treeHead",
        "TreeHead.size",
    ]


def test_fragments_in_a_circle_are_an_error_and_not_a_fall(at: Counter) -> None:
    document = "{ viewer { ...A } } fragment A on Viewer { kind ...B } fragment B on Viewer { ...A }"

    assert explain(at, {}, document)["errors"][0]["code"] == "GRAPHQL_VALIDATION_FAILED"
