"""Restorations end to end: publication, sharing and every mention end with the grant, and recipients acknowledge."""

from typing import Any

import pytest

from auth.principal import ANONYMOUS, Principal
from exchange.correction.model import Correction
from exchange.feed.model import FeedEvent
from exchange.procedure.model import ProcedureEvent
from exchange.record.model import CreditRecord, RecordEvent
from exchange.restoration.model import Restoration
from tests.api.office import Office
from tests.api.procedure import ACCEPT, APPLY, GRANT, KINDS, Parties
from tests.domain.procedure import USCC

TABLES = (Restoration, ProcedureEvent, CreditRecord, RecordEvent, Correction, FeedEvent)
PUBLISHED = "query($u: USCC!) { entity(uscc: $u) { records { totalCount nodes { id } } } }"
BY_ID = "query($id: ID!) { node(id: $id) { id } }"
FILE = """query($u: USCC!) { creditFile(uscc: $u, purpose: JUDICIAL) {
  access { granted } penalties { nodes { id } }
} }"""
OWN = """query($u: USCC!) { creditFile(uscc: $u, purpose: OWN_RECORD) { ownRecords { nodes { id state } } } }"""
CORRECTIONS = """{ corrections { nodes {
  id recordId uscc cause state catalogueItem { code } supplier { code } institution { code } deadline { dueOn }
} } }"""
ACKNOWLEDGE = """mutation($i: AcknowledgeCorrectionInput!) { acknowledgeCorrection(input: $i) {
  ... on CorrectionPayload { correction { state } } ... on CommandError { code message path }
} }"""
RECEIPTS = """query($id: ID!) { node(id: $id) { ... on Restoration {
  state record { id } deadline { dueOn } materials { kind }
  corrections { totalCount nodes { state institution { code } } }
} } }"""
WITHDRAW = """mutation($i: WithdrawRestorationInput!) { withdrawRestoration(input: $i) {
  ... on RestorationPayload { restoration { state } } ... on CommandError { code message path }
} }"""
CHANGES = "{ changes(first: 100) { nodes { type objectId } } }"


@pytest.fixture
def parties(office: Office) -> Parties:
    return Parties.of(office)


def published(parties: Parties) -> Any:
    return parties.office.ask(ANONYMOUS, PUBLISHED, {"u": USCC})["entity"]["records"]


def test_a_grant_ends_publication_sharing_and_every_mention(parties: Parties) -> None:
    record = parties.record()
    court = parties.office.program("COURT")
    assert published(parties) == {"totalCount": 1, "nodes": [{"id": record}]}
    parties.restored(record)

    assert published(parties) == {"totalCount": 0, "nodes": []}
    assert parties.office.answer(ANONYMOUS, BY_ID, {"id": record})["data"] == {"node": None}
    shared = parties.office.ask(court, FILE, {"u": USCC})["creditFile"]
    assert shared == {"access": {"granted": True}, "penalties": {"nodes": []}}
    own = parties.office.ask(parties.user, OWN, {"u": USCC})["creditFile"]["ownRecords"]["nodes"]
    assert own == [{"id": record, "state": "RESTORED"}]
    assert {"type": "RECORD_ENDED", "objectId": record} in parties.office.ask(ANONYMOUS, CHANGES)["changes"]["nodes"]


def test_each_past_recipient_is_told_and_acknowledges(parties: Parties) -> None:
    record = parties.record()
    restoration = parties.restored(record)
    (correction,) = parties.office.ask(parties.bank, CORRECTIONS)["corrections"]["nodes"]
    assert correction == {
        "id": correction["id"],
        "recordId": record,
        "uscc": USCC,
        "cause": "RESTORED",
        "state": "PENDING",
        "catalogueItem": {"code": "PENALTY"},
        "supplier": {"code": "T-BUREAU"},
        "institution": {"code": "T-BANK"},
        "deadline": None,
    }
    told = parties.office.ask(parties.bank, CHANGES)["changes"]["nodes"]
    assert {"type": "CORRECTION", "objectId": correction["id"]} in told

    def receipts(who: Principal) -> Any:
        return parties.office.ask(who, RECEIPTS, {"id": restoration})["node"]["corrections"]["nodes"]

    bank = {"institution": {"code": "T-BANK"}}
    for who in (parties.user, parties.bureau, parties.operator):
        assert receipts(who) == [{"state": "PENDING", **bank}]
    unknown = {"code": "CORRECTION_UNKNOWN", "path": ["input", "correction"]}
    for who in (parties.bureau, parties.operator):
        assert parties.do(who, ACKNOWLEDGE, correction=correction["id"]) == unknown
    assert parties.do(parties.bank, ACKNOWLEDGE, correction=correction["id"]) == {"state": "ACKNOWLEDGED"}
    assert parties.do(parties.bank, ACKNOWLEDGE, correction=correction["id"])["code"] == "CORRECTION_STATE"
    for who in (parties.user, parties.bureau):
        assert receipts(who) == [{"state": "ACKNOWLEDGED", **bank}]
    assert parties.office.ask(parties.other, CORRECTIONS)["corrections"]["nodes"] == []


def test_the_authority_that_made_the_record_decides_and_nobody_else(parties: Parties) -> None:
    given = {"record": parties.record(), "text": "已整改", "materials": parties.materials(*KINDS[:2])}
    refused = {"code": "RECORD_UNKNOWN", "path": ["input", "record"]}
    for who in (parties.other, parties.bureau, parties.operator):
        assert parties.do(who, APPLY, **given) == refused
    applied = parties.do(parties.user, APPLY, **given)["id"]
    before = parties.office.rows(*TABLES)

    unknown = {"code": "RESTORATION_UNKNOWN", "path": ["input", "restoration"]}
    for who in (parties.user, parties.operator, parties.office.program("COURT")):
        assert parties.do(who, ACCEPT, restoration=applied) == unknown
        assert parties.do(who, GRANT, restoration=applied, reasons="同意") == unknown
    assert parties.do(parties.other, WITHDRAW, restoration=applied) == unknown
    answer = parties.office.ask(parties.bureau, GRANT, {"i": {"restoration": applied, "reasons": "同意"}})
    assert answer["grantRestoration"] == {
        "code": "RESTORATION_STATE",
        "message": f"The restoration {applied} is APPLIED; GRANT takes one that is ACCEPTED.",
        "path": ["input", "restoration"],
    }
    assert parties.office.rows(*TABLES) == before


def test_a_refused_grant_leaves_everything_as_it_was(parties: Parties) -> None:
    record = parties.record()
    parties.restored(record)
    before = parties.office.rows(*TABLES)
    again = {"record": record, "text": "再次", "materials": parties.materials(*KINDS[:2], first=7)}

    assert parties.do(parties.user, APPLY, **again) == {"code": "RECORD_STATE", "path": ["input", "record"]}
    assert parties.office.rows(*TABLES) == before


def test_an_application_shows_its_materials_and_may_be_taken_back(parties: Parties) -> None:
    record = parties.record()
    given = {"record": record, "text": "已整改", "materials": parties.materials(*KINDS)}
    applied = parties.do(parties.user, APPLY, **given)["id"]
    seen = parties.office.ask(parties.bureau, RECEIPTS, {"id": applied})["node"]
    assert seen == {
        "state": "APPLIED",
        "record": {"id": record},
        "deadline": None,
        "materials": [{"kind": kind} for kind in KINDS],
        "corrections": {"totalCount": 0, "nodes": []},
    }
    assert parties.do(parties.user, WITHDRAW, restoration=applied, reason="自行撤回") == {"state": "WITHDRAWN"}
    assert published(parties)["totalCount"] == 1
