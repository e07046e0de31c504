"""An export over HTTP: asked for, made in the background, fetched whole and in parts by who asked for it."""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from exchange.audit.model import AccessEntry
from exchange.consent import decision
from exchange.settings import Settings
from tests.access.oauth_party import Party
from tests.api.counter import LENDER, SCOPES, Counter, counter
from tests.planning.data import COUNT, USCCS

EXPORTS = ("exports:read", "exports:write")
REQUEST = """mutation($document: String!) { requestExport(input: {document: $document}) {
  ... on ExportPayload { export { id } } ... on CommandError { code message }
} }"""
STATE = "query($id: ID!) { node(id: $id) { ... on Export { state rows sha256 url failure } } }"
NAMES = "{ entities(first: 10) { nodes { uscc name } } }"
FILES = """{ entities(first: 10) { nodes { uscc creditFile(purpose: LOAN_REVIEW, consent: "%s") {
  annualReports { year } } } } }"""


@pytest.fixture
def at(engine: Engine, settings: Settings, tmp_path: Path) -> Iterator[Counter]:
    """The exchange with a worker that looks for exports often."""
    found = counter(engine, replace(settings, storage=str(tmp_path), export_look_seconds=0.02))
    bank = Party.of_bank(engine, found.bank.settings, institution_code=LENDER, scopes=(*SCOPES, *EXPORTS))
    with found.desk.http:
        yield replace(found, bank=replace(bank, http=found.desk.http))


def made(at: Counter, document: str = NAMES) -> Any:
    """Ask for an export and wait for its end."""
    asked = at.ask(at.of(at.bank), REQUEST, document=document)["data"]["requestExport"]
    deadline = time.monotonic() + 60
    while True:
        found = at.ask(at.of(at.bank), STATE, id=asked["export"]["id"])["data"]["node"]
        if found["state"] not in ("WAITING", "RUNNING"):
            return {"id": asked["export"]["id"], **found}
        assert time.monotonic() < deadline, found
        time.sleep(0.02)


def get(at: Counter, url: str, party: Party | None = None, headers: dict[str, str] | None = None) -> Response:
    """Fetch a file."""
    party = party or at.bank
    token = party.token()
    proof = party.proof(url, token, htm="GET")
    given = {"authorization": f"DPoP {token}", "dpop": proof, **(headers or {})}
    return at.desk.http.get(url, headers=given)


def test_a_file_is_fetched_whole_and_in_parts(at: Counter) -> None:
    export = made(at)
    whole = get(at, export["url"])
    tag = f'"{export["sha256"]}"'

    assert (whole.status_code, whole.headers["etag"]) == (200, tag)
    assert whole.headers["content-type"] == "application/x-ndjson"
    assert hashlib.sha256(whole.content).hexdigest() == export["sha256"]
    assert len(whole.content.splitlines()) == COUNT == int(export["rows"])
    part = get(at, export["url"], headers={"range": "bytes=10-99"})
    assert (part.status_code, part.content) == (206, whole.content[10:100])
    assert part.headers["content-range"] == f"bytes 10-99/{len(whole.content)}"
    rest = get(at, export["url"], headers={"range": "bytes=100-", "if-range": tag})
    assert (rest.status_code, rest.content) == (206, whole.content[100:])
    assert get(at, export["url"], headers={"range": "bytes=100-", "if-range": '"other"'}).status_code == 200
    assert get(at, export["url"], headers={"range": f"bytes={len(whole.content)}-"}).status_code == 416
    assert get(at, export["url"], headers={"if-none-match": tag}).status_code == 304


def test_nobody_else_fetches_it(at: Counter, engine: Engine) -> None:
    export = made(at)
    other = replace(Party.of_bank(engine, at.bank.settings, scopes=EXPORTS), http=at.desk.http)
    unable = replace(Party.of_bank(engine, at.bank.settings, institution_code=LENDER), http=at.desk.http)

    found = get(at, export["url"], other)
    assert (found.status_code, found.json()["errors"][0]["extensions"]["code"]) == (404, "EXPORT_UNKNOWN")
    assert get(at, "/exports/exp_none", other).json().keys() == found.json().keys()
    assert get(at, export["url"], unable).json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    nobody = at.desk.http.get(export["url"])
    assert (nobody.status_code, USCCS[0] in nobody.text) == (401, False)


def test_what_passes_the_door_is_logged_and_kept_while_the_consent_lasts(at: Counter, engine: Engine) -> None:
    at.desk.user("zhang.san", USCCS[1])
    consent = at.consent(at.signed_in("zhang.san"))
    export = made(at, FILES % consent)

    with Session(engine) as session:
        own = select(AccessEntry.uscc, AccessEntry.consent_id).where(AccessEntry.request_id == export["id"])
        assert [tuple(entry) for entry in session.execute(own)] == [(USCCS[1], consent)]
    assert get(at, export["url"]).status_code == 200
    with Session(engine) as session, session.begin():
        decision.revoke(session, consent, actor="usr_test")
    refused = get(at, export["url"])
    assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (409, "CONSENT_ENDED")
    assert made(at, FILES % consent)["rows"] == str(COUNT), "the same answer as for a consent that there never was"
