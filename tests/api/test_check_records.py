"""What is kept of a check: as of which instant, for whom to see, signed, and never changed."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from auth.principal import ANONYMOUS, Principal
from exchange import clock
from exchange.check.answer import digest
from exchange.check.model import CreditCheck, CreditCheckHit, CreditCheckResult
from exchange.institution.model import InstitutionKind
from exchange.listing import standing
from exchange.listing.actor import Actor
from exchange.listing.model import ListDefinition
from exchange.listing.state import DelistingReason
from resolvers.refusal import Refused
from tests.api.checking import OWN, Lists, counted, one, run
from tests.api.office import Office
from tests.planning.data import KNOWN, NAMES, USCCS

CHECKS = """{ checks(institution: "T-BUREAU", first: 2) {
  totalCount nodes { id purpose subjects adverse results { uscc } snapshot { sha256 } } } }"""
VERIFY = """query($jws: String, $check: ID, $digest: Code) { verifyCheck(jws: $jws, check: $check, digest: $digest) {
  genuine checkId matterCode institutionCode asOf madeAt } }"""


def test_yesterdays_answer_stays_after_todays_delisting(office: Office, lists: Lists, bureau: Principal) -> None:
    entry = lists.put("WORK_SAFETY", USCCS[1])
    lists.change(ListDefinition, ListDefinition.code == "WORK_SAFETY", keeper_code="T-BUREAU")
    yesterday = datetime.combine(clock.today() - timedelta(days=1), datetime.min.time(), clock.LOCAL).replace(hour=10)
    with Session(office.engine) as session, session.begin():
        keeper = Actor("bureau", "T-BUREAU", InstitutionKind.BUREAU.value)
        standing.delist(session, entry, keeper, DelistingReason.REVOKED, "示例：决定已撤销")

    assert one(office, bureau, "HONOUR", USCCS[1])["consequence"] == "NONE"
    then = one(office, bureau, "HONOUR", USCCS[1], asOf=yesterday.isoformat())
    assert (then["consequence"], then["hits"][0]["entryId"]) == ("EXCLUDE", entry)
    assert then["hits"][0]["delistedAt"] is not None
    before = clock.now() - timedelta(days=4)
    assert one(office, bureau, "HONOUR", USCCS[1], asOf=before.isoformat())["consequence"] == "NONE"


def test_the_registry_too_is_asked_as_it_was_known_then(office: Office, bureau: Principal) -> None:
    """The versions of the small registry bore another name until they were corrected; before, nobody was known."""
    between, before = KNOWN + timedelta(days=1), KNOWN - timedelta(days=1)

    now, then, never = (one(office, bureau, "HONOUR", USCCS[5], **at) for at in ({}, _at(between), _at(before)))
    assert (now["status"], then["status"], never["status"]) == ("FOUND", "FOUND", "UNKNOWN")
    assert (now["name"], then["name"], never["name"]) == (NAMES[5], "示例旧名公司", None)

    named = {"name": NAMES[5]}
    now, then, never = (one(office, bureau, "HONOUR", named, **at) for at in ({}, _at(between), _at(before)))
    assert (now["uscc"], then["status"], never["status"]) == (USCCS[5], "UNKNOWN", "UNKNOWN")


def _at(instant: datetime) -> dict[str, str]:
    return {"asOf": instant.isoformat()}


def test_the_future_is_refused(office: Office, bureau: Principal) -> None:
    before = counted(office)
    soon = clock.now() + timedelta(minutes=10)

    refused = run(office, bureau, "HONOUR", USCCS[1], asOf=soon.isoformat())

    assert refused == {"code": "IN_THE_FUTURE", "path": ["input", "asOf"]}
    assert counted(office) == before


def test_the_past_is_for_authorities(office: Office, lists: Lists) -> None:
    lists.put("WORK_SAFETY", USCCS[1])
    bank, court = office.program("BANK"), office.program("COURT")
    yesterday = (clock.now() - timedelta(days=1)).isoformat()

    refused = run(office, bank, "HONOUR", USCCS[1], asOf=yesterday)
    assert refused == {"code": "CHECK_PAST_NOT_PERMITTED", "path": ["input", "asOf"]}
    assert one(office, bank, "HONOUR", USCCS[1])["consequence"] == "EXCLUDE"
    assert one(office, court, "HONOUR", USCCS[1], asOf=yesterday)["consequence"] == "EXCLUDE"


def test_the_same_command_sent_again_is_the_same_check(office: Office, bureau: Principal) -> None:
    before = counted(office)
    first = run(office, bureau, "HONOUR", USCCS[1], idempotencyKey="一")

    assert run(office, bureau, "HONOUR", USCCS[1], idempotencyKey="一") == first
    assert counted(office)[0] == before[0] + 1


def test_a_snapshot_verifies_and_an_altered_one_does_not(office: Office, lists: Lists, bureau: Principal) -> None:
    lists.put("WORK_SAFETY", USCCS[1])
    check = run(office, bureau, "HONOUR", USCCS[1])
    other = run(office, bureau, "HONOUR", USCCS[2])
    snapshot, document = check["snapshot"], check["snapshot"]["document"]

    def verified(**shown: Any) -> Any:
        return office.ask(ANONYMOUS, VERIFY, shown)["verifyCheck"]

    genuine = {
        "genuine": True,
        "checkId": check["id"],
        "matterCode": "HONOUR",
        "institutionCode": "T-BUREAU",
        "asOf": check["asOf"],
        "madeAt": check["madeAt"],
    }
    assert snapshot["sha256"] == digest(document)
    assert verified(jws=snapshot["jws"]) == genuine
    assert verified(jws=snapshot["jws"], check=check["id"], digest=digest(document)) == genuine
    assert verified(check=check["id"], digest=digest(document).upper()) == genuine

    nothing = dict.fromkeys(genuine) | {"genuine": False}
    altered = document.replace("EXCLUDE", "PREFER")
    assert altered != document
    header, claims, signature = snapshot["jws"].split(".")
    for shown in (
        {"check": check["id"], "digest": digest(altered)},
        {"jws": snapshot["jws"], "digest": digest(altered)},
        {"jws": snapshot["jws"], "check": other["id"]},
        {"check": other["id"], "digest": digest(document)},
        {"check": "chk_00", "digest": digest(document)},
        {"jws": f"{header}.{other['snapshot']['jws'].split('.')[1]}.{signature}"},
        {"jws": f"{header}.{claims}.{signature[:-4]}AAAA"},
        {"jws": "no signature"},
    ):
        assert verified(**shown) == nothing
    with pytest.raises(Refused) as refused:
        verified(check=check["id"])
    assert refused.value.errors[0].extensions == {"code": "CHECK_PROOF_MISSING"}


def test_a_check_is_only_the_institutions_and_its_subjects(office: Office, lists: Lists, bureau: Principal) -> None:
    lists.put("WORK_SAFETY", USCCS[1])
    check = run(office, bureau, "HONOUR", USCCS[1], USCCS[2])
    bank, operator = office.program("BANK"), office.program("OPERATOR")
    owner, other = office.person("zhang.san", USCCS[1]), office.person("li.si", USCCS[3])
    shown = {"id": check["id"], "purpose": check["purpose"], "subjects": 2, "adverse": 1}

    own = shown | {
        "results": [{"uscc": USCCS[1]}, {"uscc": USCCS[2]}],
        "snapshot": {"sha256": check["snapshot"]["sha256"]},
    }
    assert office.ask(bureau, CHECKS)["checks"] == {"totalCount": 1, "nodes": [own]}
    seen = shown | {"results": [], "snapshot": None}
    assert office.ask(operator, CHECKS)["checks"] == {"totalCount": 1, "nodes": [seen]}
    for caller in (bank, owner, other):
        assert office.ask(caller, CHECKS)["checks"] == {"totalCount": 0, "nodes": []}
        assert office.ask(caller, "query($id: ID!) { check(id: $id) { id } }", {"id": check["id"]}) == {"check": None}
    read_back = office.ask(bureau, "query($id: ID!) { check(id: $id) { snapshot { jws } } }", {"id": check["id"]})
    assert read_back["check"]["snapshot"]["jws"] == check["snapshot"]["jws"]

    mine = {
        "uscc": USCCS[1],
        "purpose": check["purpose"],
        "consequence": "EXCLUDE",
        "institution": {"code": "T-BUREAU"},
        "matter": {"code": "HONOUR"},
        "hits": [{"listCode": "WORK_SAFETY"}],
    }
    assert office.ask(owner, OWN)["myChecks"] == {"totalCount": 1, "nodes": [mine]}
    for caller in (other, bureau, operator):
        assert office.ask(caller, OWN)["myChecks"] == {"totalCount": 0, "nodes": []}


def test_who_decides_on_no_matter_runs_no_check(office: Office) -> None:
    before = counted(office)
    programs = {kind: office.program(kind) for kind in ("ARBITRATION_CENTRE", "REGULATOR", "OPERATOR")}
    callers = {**programs, "PERSON": office.person("zhang.san", USCCS[1]), "PUBLIC": ANONYMOUS}

    for kind, caller in callers.items():
        with pytest.raises(Refused) as refused:
            run(office, caller, "HONOUR", USCCS[1])
        code = "UNAUTHENTICATED" if kind == "PUBLIC" else "FORBIDDEN"
        assert [(error.extensions or {}).get("code") for error in refused.value.errors] == [code]
    assert counted(office) == before


def test_who_decides_on_matters_runs_checks(office: Office) -> None:
    kinds = ("BANK", "SECURITIES_FIRM", "INSURER", "GUARANTEE_COMPANY", "CREDIT_SERVICE", "COURT")

    assert [one(office, office.program(kind), "HONOUR", USCCS[1])["consequence"] for kind in kinds] == ["NONE"] * 6


def test_what_was_answered_can_not_be_changed(office: Office, lists: Lists, bureau: Principal) -> None:
    lists.put("WORK_SAFETY", USCCS[1])
    run(office, bureau, "HONOUR", USCCS[1])

    for table, values in (
        (CreditCheck, {"hits": 0}),
        (CreditCheckResult, {"consequence": "NONE"}),
        (CreditCheckHit, {"counts": False}),
    ):
        with pytest.raises(Exception, match="append-only"), office.engine.begin() as connection:
            connection.execute(update(table).values(values))
