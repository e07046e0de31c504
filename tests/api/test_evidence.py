"""Evidence over HTTP: limits and types, who may send and who may fetch, and that a browser only ever saves it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from exchange.evidence.model import Evidence
from exchange.settings import Settings
from tests.access.oauth_party import Party, wanted
from tests.api.counter import Counter, Headers, counter
from tests.domain.procedure import USCC, put_record
from tests.planning.data import USCCS

LIMIT = 1_000
SHA256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
LODGE = """mutation($i: LodgeObjectionInput!) { lodgeObjection(input: $i) {
  ... on ObjectionPayload { objection { id evidence { id fileName mediaType size sha256 kind } } }
  ... on CommandError { code }
} }"""
NAMED = {"content-type": "application/pdf", "x-file-name": "%E8%AF%81%E6%98%8E.pdf"}


@pytest.fixture
def at(engine: Engine, settings: Settings, tmp_path: Path) -> Iterator[Counter]:
    """The exchange with a small limit."""
    found = counter(engine, replace(settings, evidence_bytes=LIMIT, storage=str(tmp_path)))
    with found.desk.http:
        yield found


@pytest.fixture
def user(at: Counter) -> Headers:
    at.desk.user("zhang.san", USCC)
    return at.signed_in("zhang.san")


def send(at: Counter, who: Headers, content: Any = b"abc", **changes: str) -> Any:
    head = {name: text for name, text in (NAMED | changes).items() if text}
    return at.desk.http.post("/evidence", content=content, headers=who | head)


def fetch(at: Counter, who: Headers, evidence: str) -> Any:
    return at.desk.http.get(f"/evidence/{evidence}", headers=who)


def stored(at: Counter) -> list[str]:
    return sorted(path.name for path in (Path(at.desk.settings.storage) / "evidence").iterdir())


def program(at: Counter, institution: str, method: str, path: str) -> Headers:
    """Return what a program of the institution's request carries."""
    asked = wanted(institution_code=institution, scopes=("evidence:read", "evidence:write"))
    party = Party._of(at.desk.engine, at.desk.settings, at.bank.key, asked)
    token = party.token()
    return {"authorization": f"DPoP {token}", "dpop": party.proof(path, token, htm=method)}


def test_a_file_goes_in_and_comes_out_to_be_saved(at: Counter, user: Headers) -> None:
    sent = send(at, user)
    told = sent.json()
    assert sent.status_code == 201
    assert sent.headers["location"] == f"/evidence/{told['id']}"
    assert told == {
        "id": told["id"],
        "fileName": "证明.pdf",
        "mediaType": "application/pdf",
        "size": "3",
        "sha256": SHA256_OF_ABC,
    }
    assert stored(at) == [told["id"]]

    fetched = fetch(at, user, told["id"])
    assert (fetched.status_code, fetched.content) == (200, b"abc")
    head = {name: fetched.headers[name] for name in ("content-type", "x-content-type-options", "cache-control")}
    assert head == {
        "content-type": "application/pdf",
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-store",
    }
    assert fetched.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert fetched.headers["content-disposition"] == (
        "attachment; filename=\"__.pdf\"; filename*=UTF-8''%E8%AF%81%E6%98%8E.pdf"
    )


def test_the_parties_of_the_case_fetch_it_and_nobody_else(at: Counter, user: Headers) -> None:
    with at.desk.engine.begin() as connection:
        record = put_record(connection)
    file = send(at, user).json()["id"]
    assert fetch(at, program(at, "DEMO-A", "GET", f"/evidence/{file}"), file).status_code == 404, "no case yet"
    given = {"record": record, "text": "异议", "evidence": [{"evidence": file}]}
    (attached,) = at.ask(user, LODGE, i=given)["data"]["lodgeObjection"]["objection"]["evidence"]
    assert attached == {
        "id": file,
        "fileName": "证明.pdf",
        "mediaType": "application/pdf",
        "size": "3",
        "sha256": SHA256_OF_ABC,
        "kind": "OTHER",
    }

    for party in (user, program(at, "DEMO-A", "GET", f"/evidence/{file}"), at.operator()):
        assert fetch(at, party, file).content == b"abc"
    at.desk.user("li.si", USCCS[31])
    other = at.signed_in("li.si")
    unknown = "evd_" + "0" * 32
    for who in (other, program(at, "TEST-BUREAU", "GET", f"/evidence/{file}")):
        refused = fetch(at, who, file)
        assert (refused.status_code, refused.headers["content-type"]) == (404, "application/json")
    foreign, nothing = fetch(at, other, file).json(), fetch(at, other, unknown).json()
    assert foreign["errors"][0]["extensions"] == nothing["errors"][0]["extensions"] == {"code": "EVIDENCE_UNKNOWN"}
    assert foreign["errors"][0]["message"].replace(file, unknown) == nothing["errors"][0]["message"]


def test_too_much_is_refused_and_nothing_is_kept(at: Counter, user: Headers) -> None:
    def streamed() -> Iterator[bytes]:
        for _ in range(11):
            yield b"x" * 100

    assert send(at, user, b"x" * LIMIT).status_code == 201
    kept = stored(at)
    for content in (b"x" * (LIMIT + 1), streamed()):
        refused = send(at, user, content)
        assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (413, "EVIDENCE_TOO_LARGE")
    assert stored(at) == kept
    assert at.desk.count(Evidence) == 1


def test_what_is_not_taken_leaves_nothing(at: Counter, user: Headers) -> None:
    for content, changes, status, code in (
        (b"abc", {"content-type": "text/html"}, 415, "UNSUPPORTED_MEDIA_TYPE"),
        (b"abc", {"content-type": "image/svg+xml"}, 415, "UNSUPPORTED_MEDIA_TYPE"),
        (b"abc", {"content-type": ""}, 415, "UNSUPPORTED_MEDIA_TYPE"),
        (b"abc", {"x-file-name": ""}, 400, "FILE_NAME_REFUSED"),
        (b"abc", {"x-file-name": "%ff"}, 400, "FILE_NAME_REFUSED"),
        (b"", {}, 400, "EVIDENCE_EMPTY"),
    ):
        refused = send(at, user, content, **changes)
        assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (status, code)
    assert at.desk.count(Evidence) == 0
    assert stored(at) == []


def test_a_name_is_never_a_place(at: Counter, user: Headers) -> None:
    ids = []
    for name in ("..%2F..%2Fx.pdf", "%2Fetc%2Fx.pdf", "..%5Cx.pdf"):
        told = send(at, user, **{"x-file-name": name}).json()
        assert told["fileName"] == "x.pdf"
        ids.append(told["id"])
    assert stored(at) == sorted(ids)
    for path in ("..%2Fx", "..%2F..%2Fexchange.sqlite", "evd_", "%00", "x" * 300):
        assert fetch(at, user, path).status_code == 404


def test_without_scope_session_or_token_nothing_is_taken(at: Counter, user: Headers) -> None:
    bank = at.of(at.bank)
    token = bank["authorization"].removeprefix("DPoP ")
    proven = bank | {"dpop": at.bank.proof("/evidence", token, htm="POST")}
    without = {"cookie": user["cookie"]}
    for who, answer in (
        ({}, (401, "UNAUTHENTICATED")),
        (proven, (403, "FORBIDDEN")),
        (without, (403, "CSRF_REQUIRED")),
    ):
        refused = send(at, who)
        assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == answer
    assert at.desk.count(Evidence) == 0


def test_the_same_content_twice_is_two_files(at: Counter, user: Headers) -> None:
    first, second = send(at, user).json(), send(at, user).json()
    assert first["sha256"] == second["sha256"]
    assert stored(at) == sorted([first["id"], second["id"]])
