"""Bulk exports: what is asked for, how the file comes about also when workers are killed, and who may fetch it."""

import asyncio
import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from auth.oauth import client_change, clients
from auth.principal import Principal
from exchange import clock
from exchange.app.exporting import Exporting, sweep
from exchange.export import claiming
from exchange.export.file import path
from exchange.export.model import Export, ExportEvent
from exchange.settings import Settings
from tests.api import purse
from tests.api.office import Office
from tests.planning.data import COUNT, USCCS

REQUEST = """mutation($document: String!, $variables: String, $key: String) {
  requestExport(input: {document: $document, variables: $variables, idempotencyKey: $key}) {
    ... on ExportPayload { export { id state rows url failure } } ... on CommandError { code message path }
  }
}"""
CANCEL = """mutation($id: ID!) { cancelExport(input: {export: $id}) {
  ... on ExportPayload { export { state } } ... on CommandError { code }
} }"""
SHOWN = "{ exports { nodes { id state rows bytes sha256 documentSha256 finishedAt expiresAt url failure } } }"
NAMES = "query($first: Int) { entities(first: $first) { nodes { uscc name } } }"


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Keep the files in a folder of the test's own."""
    return Settings(database_url=database_url, storage=str(tmp_path))


def asked(office: Office, caller: Principal, document: str = NAMES, **more: Any) -> Any:
    """Ask for an export; return it or the refusal."""
    variables = {"document": document, **more}
    done = office.ask(caller, REQUEST, variables)["requestExport"]
    return done.get("export", done)


def worker(office: Office) -> Exporting:
    """Return a worker of its own."""
    return Exporting(office.engine, office.settings, office.operations, purse.accounts(office.settings))


def work(office: Office, *workers: Exporting) -> None:
    """Let each worker take one export up."""
    for one in workers or (worker(office),):
        office.loop.run_until_complete(one.one())


def shown(office: Office, caller: Principal) -> Any:
    """Return the caller's latest export."""
    return office.ask(caller, SHOWN)["exports"]["nodes"][0]


def lines(office: Office, id_: str) -> list[Any]:
    """Return what is in an export's file."""
    return [orjson.loads(line) for line in path(office.settings, id_).read_bytes().splitlines()]


def steps(engine: Engine, id_: str) -> list[str]:
    """Return an export's states, one after the other."""
    of = select(ExportEvent.state).where(ExportEvent.export_id == id_).order_by(ExportEvent.id)
    with engine.connect() as connection:
        return list(connection.scalars(of))


def test_a_lease_of_before_the_clock_was_set_back_counts_for_nothing(office: Office, monkeypatch: Any) -> None:
    bank, ahead = office.program("BANK"), clock.now() + timedelta(hours=1)
    asked(office, bank)
    with monkeypatch.context() as changed:
        changed.setattr(clock, "now", lambda: ahead)
        assert claiming.claim(office.engine, "gone", 30.0) is not None
        assert claiming.claim(office.engine, "other", 30.0) is None
    assert claiming.waiting(office.engine, 30.0)
    work(office)
    assert shown(office, bank)["state"] == "DONE"


def test_a_connection_is_read_to_its_end(office: Office) -> None:
    bank = office.program("BANK")
    export = asked(office, bank, variables='{"first": 7}')
    assert (export["state"], export["rows"], export["url"]) == ("WAITING", "0", None)
    work(office)

    done = shown(office, bank)
    content = path(office.settings, export["id"]).read_bytes()
    assert [row["uscc"] for row in lines(office, export["id"])] == sorted(USCCS)
    assert (done["state"], done["rows"], done["bytes"]) == ("DONE", str(COUNT), str(len(content)))
    assert done["sha256"] == hashlib.sha256(content).hexdigest()
    assert done["documentSha256"] == hashlib.sha256(NAMES.encode()).hexdigest()
    assert done["url"] == f"/exports/{export['id']}"
    assert steps(office.engine, export["id"]) == ["WAITING", "RUNNING", "DONE"]


@pytest.mark.parametrize(
    ("document", "rows"),
    [
        ("{ all: entities(first: 9) { some: edges { cursor node { uscc } } pageInfo { hasNextPage } } }", COUNT),
        ("query($at: String) { entities(after: $at) { nodes { ...F } } } fragment F on Entity { uscc }", COUNT),
        ('{ entities(filter: {name: "无此企业"}) { nodes { uscc } } }', 0),
    ],
)
def test_other_forms_of_document(office: Office, document: str, rows: int) -> None:
    bank = office.program("BANK")
    export = asked(office, bank, document)
    work(office)

    assert (shown(office, bank)["state"], len(lines(office, export["id"]))) == ("DONE", rows)


def test_a_document_begins_behind_its_own_cursor(office: Office) -> None:
    bank = office.program("BANK")
    cursor = office.ask(bank, "{ entities(first: 40) { pageInfo { endCursor } } }")["entities"]["pageInfo"]["endCursor"]
    export = asked(office, bank, f'{{ entities(after: "{cursor}") {{ nodes {{ uscc }} }} }}')
    work(office)

    assert [row["uscc"] for row in lines(office, export["id"])] == sorted(USCCS)[40:]


REFUSED = (
    ("{ entities { nodes { uscc }", "document"),
    ("mutation { a }", "document"),
    ("subscription { changes { type } }", "document"),
    ("{ viewer { scopes } }", "document"),
    ("{ nothing { nodes { id } } }", "document"),
    ("{ __schema { types { name } } }", "document"),
    ("{ a: entities { nodes { uscc } } b: entities { nodes { uscc } } }", "document"),
    ("{ ...R } fragment R on Query { entities { nodes { uscc } } }", "document"),
    ("{ entities { totalCount } }", "document"),
    ("{ entities { nodes { uscc } edges { cursor } } }", "document"),
    ("{ entities(last: 3) { nodes { uscc } } }", "document"),
    ("{ entities { nodes { nothing } } }", "document"),
    ("{ accessLog { nodes { id } } }", "document"),
    ("query A { entities { nodes { uscc } } } query B { entities { nodes { uscc } } }", "operationName"),
    ("{ entities(first: 100) { nodes { owners(first: 100) { nodes { owner { name } } } } } }", "document"),
)


def test_what_cannot_be_exported_is_refused_at_once(office: Office) -> None:
    bank = office.program("BANK")
    for document, field in REFUSED:
        refused = asked(office, bank, document)
        assert (refused["code"], refused["path"]) == ("EXPORT_REFUSED", ["input", field]), document


def test_variables_must_be_an_object(office: Office) -> None:
    assert asked(office, office.program("BANK"), variables="[1]")["path"] == ["input", "variables"]


def test_a_key_asks_once_and_there_is_a_limit(office: Office) -> None:
    bank = office.program("BANK")
    ids = {asked(office, bank, key="k")["id"] for _ in range(2)} | {asked(office, bank)["id"] for _ in range(4)}

    assert len(ids) == 5
    assert asked(office, bank)["code"] == "TOO_MANY_EXPORTS"
    assert asked(office, office.program("INSURER"))["state"] == "WAITING"


def test_an_export_is_its_requesters_own(office: Office) -> None:
    export = asked(office, office.program("BANK"))
    insurer, person = office.program("INSURER"), office.person("zhang", USCCS[0])

    for other in (insurer, person):
        assert office.ask(other, SHOWN)["exports"]["nodes"] == []
        assert office.ask(other, CANCEL, {"id": export["id"]})["cancelExport"]["code"] == "EXPORT_UNKNOWN"
    own = asked(office, person)
    assert [node["id"] for node in office.ask(person, SHOWN)["exports"]["nodes"]] == [own["id"]]


def test_a_cancelled_export_is_not_made(office: Office) -> None:
    bank = office.program("BANK")
    export = asked(office, bank)
    assert office.ask(bank, CANCEL, {"id": export["id"]})["cancelExport"]["export"]["state"] == "CANCELLED"
    work(office)

    assert not path(office.settings, export["id"]).exists()
    assert office.ask(bank, CANCEL, {"id": export["id"]})["cancelExport"]["code"] == "EXPORT_STATE"


class Killed(BaseException):
    """The worker is no more."""


@pytest.fixture(params=["written", "acknowledged"])
def killed_at(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Kill a worker at its third page: when it is written and not acknowledged, or right after that."""
    left = [3]
    real = claiming.keep

    def keep(*given: Any) -> None:
        left[0] -= 1
        if left[0] == 0 and request.param == "written":
            raise Killed
        real(*given)
        if left[0] == 0:
            raise Killed

    monkeypatch.setattr(claiming, "keep", keep)
    return left


def test_a_killed_workers_export_is_taken_up_where_it_was(office: Office, killed_at: list[int]) -> None:
    bank = office.program("BANK")
    export = asked(office, bank, variables='{"first": 5}')
    office = replace(office, settings=replace(office.settings, export_lease_seconds=0.01))
    with pytest.raises(Killed):
        work(office)
    half = path(office.settings, export["id"]).stat().st_size
    # What a worker that was killed within a write leaves behind.
    with path(office.settings, export["id"]).open("ab") as file:
        file.write(b'{"uscc": "half a l')
    office.loop.run_until_complete(asyncio.sleep(0.05))
    work(office)

    done = shown(office, bank)
    content = path(office.settings, export["id"]).read_bytes()
    assert half > 0
    assert [row["uscc"] for row in lines(office, export["id"])] == sorted(USCCS)
    assert (done["state"], done["rows"]) == ("DONE", str(COUNT))
    assert done["sha256"] == hashlib.sha256(content).hexdigest()
    assert steps(office.engine, export["id"]) == ["WAITING", "RUNNING", "RUNNING", "DONE"]


def test_two_workers_never_take_the_same_export(office: Office) -> None:
    bank = office.program("BANK")
    ids = {asked(office, bank)["id"] for _ in range(2)}
    taken = [claiming.claim(office.engine, name, 60.0) for name in ("a", "b", "c")]

    assert {one.id for one in taken if one is not None} == ids
    assert taken[2] is None


def test_who_may_ask_no_more_gets_nothing_more(office: Office) -> None:
    bank = office.program("BANK")
    export = asked(office, bank)
    with Session(office.engine) as session, session.begin():
        clients.disable(session, "bank")
    work(office)

    with Session(office.engine) as session:
        row = session.get_one(Export, export["id"])
        assert row.state == "FAILED"
        assert row.failure == "Who asked for it may ask for nothing any more: its client, user or grant has ended."
    assert not path(office.settings, export["id"]).exists()


def test_a_scope_that_is_lost_meanwhile_ends_it(office: Office) -> None:
    supplier = office.program("BUREAU")
    asked(office, supplier, "{ submissions { nodes { batch } } }")
    with Session(office.engine) as session, session.begin():
        client_change.change_scopes(session, "bureau", ("exports:read",))
    work(office)

    done = shown(office, office.now("bureau"))
    assert (done["state"], done["url"]) == ("FAILED", None)
    assert "submissions:read" in done["failure"]


def test_a_file_is_gone_after_its_time_and_the_export_stays(office: Office) -> None:
    bank = office.program("BANK")
    export = asked(office, bank)
    work(office)
    sweep(office.engine, office.settings)
    assert path(office.settings, export["id"]).exists()
    with office.engine.begin() as connection:
        connection.execute(update(Export).values(expires_at=clock.now() - timedelta(seconds=1)))
    sweep(office.engine, office.settings)

    assert not path(office.settings, export["id"]).exists()
    done = shown(office, bank)
    assert (done["state"], done["rows"], done["url"]) == ("EXPIRED", str(COUNT), None)


def test_a_file_that_was_tampered_with_is_given_up(office: Office, killed_at: list[int]) -> None:
    bank = office.program("BANK")
    export = asked(office, bank, variables='{"first": 5}')
    office = replace(office, settings=replace(office.settings, export_lease_seconds=0.01))
    with pytest.raises(Killed):
        work(office)
    path(office.settings, export["id"]).write_bytes(b"x" * 100_000)
    office.loop.run_until_complete(asyncio.sleep(0.05))
    work(office)

    assert shown(office, bank)["state"] == "FAILED"
