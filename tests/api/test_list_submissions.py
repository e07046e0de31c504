"""Entries on lists submitted by their keepers, the way that records go: each line takes every step."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from exchange import clock
from exchange.app.http import Exchange
from exchange.catalogue.items import LIST_ENTRY
from exchange.db.engine import connect
from exchange.feed.model import FeedEvent
from exchange.listing.model import ListEntry, ListEntryEvent
from exchange.measure.model import MeasureAction
from exchange.record import submitting
from exchange.settings import Settings
from tests.api.supplier import Supplier, code
from tests.domain.listing import DEFAULTERS, WAGES, assign, keepers, published
from tests.ingest.penalties import table
from tests.ingest.workbooks import workbook
from tests.planning.data import USCCS

TODAY = clock.today()
LONG_AGO = (TODAY - timedelta(days=40)).isoformat()
ENTRY = {
    "MDDM": DEFAULTERS,
    "ZT_MC": "示例有限公司",
    "RDJG": "示例人民法院",
    "LRSY": "OBSTRUCTION",
    "SSJY": "拒不履行",
    "GZRQ": LONG_AGO,
    "GZNR": "风险提示",
    "LRLY": "符合第一条",
}


def entry(n: int, /, **cells: str) -> dict[str, str]:
    """Return a good line about an enterprise, with some cells replaced."""
    return {
        **ENTRY,
        "CSSB": "",
        "CSDF": "",
        "MDBH": f"C-{n}",
        "ZT_TYDM": USCCS[n],
        "RDWS": f"（2026）示例执{n}号",
        **cells,
    }


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """Keep the files in a folder of the test's own."""
    return replace(settings, storage=str(tmp_path / "storage"))


@pytest.fixture
def http(engine: Engine, settings: Settings) -> Iterator[TestClient]:
    """The exchange, where lists have keepers and a memorandum's measures are in force."""
    with Session(engine) as session, session.begin():
        keepers(session)
        assign(session)
        published(session, list_code=DEFAULTERS)
    with TestClient(Exchange(settings), base_url=settings.issuer) as connected:
        yield connected


@pytest.fixture
def court(engine: Engine, settings: Settings, http: TestClient) -> Supplier:
    """A program of the court."""
    return Supplier.enrolled(engine, settings, "T-COURT", http)


def states(engine: Engine) -> list[tuple[Any, ...]]:
    """Return key and state of every entry."""
    with engine.connect() as connection:
        rows = connection.execute(select(ListEntry.external_id, ListEntry.state).order_by(ListEntry.external_id))
        return [tuple(row) for row in rows]


def count(engine: Engine, model: Any) -> int:
    """Return how many rows there are."""
    with engine.connect() as connection:
        return int(connection.scalar(select(func.count()).select_from(model)) or 0)


def test_a_court_submits_its_entries_and_each_takes_every_step(court: Supplier, engine: Engine) -> None:
    lines = [
        entry(0),
        entry(1, GZRQ=""),
        entry(2, GZRQ=TODAY.isoformat()),
        entry(3, CSSB="已履行"),
        entry(4, CSSB="已履行", CSDF="凭证不实"),
        entry(5, MDDM=WAGES),
        entry(6, MDDM="NO_SUCH_LIST"),
        entry(7, LRSY="X"),
    ]
    told = count(engine, FeedEvent)
    id_ = court.opened(table(*lines), item=LIST_ENTRY)
    found = court.do("validate", id_).json()
    assert (found["state"], found["accepted"], found["rejected"]) == ("VALIDATED", 2, 6)
    assert states(engine) == []
    assert (count(engine, ListEntryEvent), count(engine, FeedEvent)) == (0, told)

    found = court.do("commit", id_).json()
    assert (found["state"], found["accepted"], found["rejected"]) == ("COMMITTED", 2, 6)
    assert [(one["line"], one["field"], one["code"]) for one in found["rejections"]] == [
        (3, "GZRQ", "LIST_ENTRY_REFUSED"),
        (4, "GZRQ", "LIST_STEP_TOO_EARLY"),
        (5, "CSDF", "LIST_PLEA_UNANSWERED"),
        (7, "MDDM", "LIST_UNKNOWN"),
        (8, "MDDM", "LIST_UNKNOWN"),
        (9, "LRSY", "LIST_ENTRY_REFUSED"),
    ]
    assert states(engine) == [("C-0", "LISTED"), ("C-4", "LISTED")]
    assert count(engine, MeasureAction) == 2
    assert court.do("commit", id_).json()["replayed"] is True
    assert count(engine, ListEntry) == 2
    rejects = court.ask("GET", f"/submissions/{id_}/rejects")
    assert rejects.text.count("\n") == 7
    changes = court.graphql("{ changes(first: 50) { nodes { type } } }")["changes"]["nodes"]
    assert [one["type"] for one in changes if one["type"].startswith("LIST")] == ["LIST_ENTRY_CHANGED"] * 2


def test_a_commit_that_breaks_off_at_its_end_lists_nobody_and_goes_in_once_afterwards(
    court: Supplier, engine: Engine, settings: Settings
) -> None:
    id_ = court.opened(table(entry(0), entry(1)), item=LIST_ENTRY)

    class Killed(Exception):
        """What ends the process before its transaction is committed."""

    def die(*_: Any) -> None:
        raise Killed

    broken = connect(settings.database_url)
    event.listen(broken, "commit", die)
    with pytest.raises(Killed):
        submitting.commit(broken, settings, id_, "T-COURT", "court")
    broken.dispose()
    assert (states(engine), count(engine, ListEntryEvent), count(engine, MeasureAction)) == ([], 0, 0)

    assert court.do("commit", id_).json()["accepted"] == 2
    assert submitting.commit(engine, settings, id_, "T-COURT", "court") is False
    assert states(engine) == [("C-0", "LISTED"), ("C-1", "LISTED")]
    told = select(FeedEvent.type, FeedEvent.is_public, FeedEvent.institution_code)
    with engine.connect() as connection:
        events = connection.execute(told.where(FeedEvent.type.like("%_CHANGED")).order_by(FeedEvent.position)).all()
    listed, acted = ("LIST_ENTRY_CHANGED", True, "T-COURT"), ("MEASURE_ACTION_CHANGED", False, "T-BUREAU")
    assert [tuple(one) for one in events if one.type != "MEMORANDUM_CHANGED"] == [listed, listed, acted, acted]


def test_the_same_entry_again_is_unchanged_and_its_end_is_the_keeper_s_decision(
    court: Supplier, engine: Engine
) -> None:
    first = court.opened(table(entry(0)), item=LIST_ENTRY)
    assert court.do("commit", first).json()["accepted"] == 1
    again = court.opened(table(entry(0), entry(1)), "2", item=LIST_ENTRY)
    found = court.do("commit", again).json()
    assert (found["accepted"], found["unchanged"], found["rejected"]) == (1, 1, 0)
    other = court.opened(table(entry(0, SSJY="另有事实")), "3", item=LIST_ENTRY)
    found = court.do("commit", other).json()
    assert [(one["field"], one["code"]) for one in found["rejections"]] == [("MDBH", "LIST_ENTRY_DIFFERS")]
    assert code(court.ask("DELETE", f"/submissions/{first}")) == (409, "SUBMISSION_STATE")
    assert states(engine) == [("C-0", "LISTED"), ("C-1", "LISTED")]


@pytest.mark.parametrize("encoding", ["gb18030", "ndjson", "xlsx"])
def test_entries_come_in_every_form(court: Supplier, engine: Engine, encoding: str) -> None:
    line = entry(0)
    data = {
        "gb18030": lambda: table(line, encoding="gb18030"),
        "ndjson": lambda: orjson.dumps(line) + b"\n",
        "xlsx": lambda: workbook([list(line), list(line.values())]),
    }[encoding]()
    id_ = court.opened(data, item=LIST_ENTRY)

    assert court.do("validate", id_).json()["accepted"] == 1
    assert court.do("commit", id_).json()["accepted"] == 1
    with engine.connect() as connection:
        assert connection.scalar(select(ListEntry.facts)) == "拒不履行"


def test_a_strict_submission_with_a_refused_line_lists_nobody(court: Supplier, engine: Engine) -> None:
    id_ = court.opened(table(entry(0), entry(1, GZRQ="")), item=LIST_ENTRY, strict=True)
    assert code(court.do("commit", id_)) == (422, "LINES_REJECTED")
    assert (states(engine), count(engine, MeasureAction)) == ([], 0)


def test_who_keeps_no_list_submits_no_entry(engine: Engine, settings: Settings, http: TestClient) -> None:
    operator = Supplier.enrolled(engine, settings, "T-OPERATOR", http)
    assert code(operator.open(item=LIST_ENTRY)) == (403, "ITEM_NOT_ASSIGNED")
    # A bureau keeps lists, but not the court's.
    bureau = Supplier.enrolled(engine, settings, "T-BUREAU", http)
    id_ = bureau.opened(table(entry(0)), item=LIST_ENTRY)
    found = bureau.do("commit", id_).json()
    assert [one["code"] for one in found["rejections"]] == ["LIST_UNKNOWN"]
    assert states(engine) == []


def test_a_small_batch_goes_by_graphql(court: Supplier, engine: Engine) -> None:
    document = """mutation($input: SubmitRecordsInput!) { submitRecords(input: $input) {
      ... on SubmissionPayload { submission { state accepted rejections { nodes { code } } } }
      ... on CommandError { code message } } }"""
    records = [{"cells": [{"field": name, "value": value} for name, value in entry(0).items()]}]
    given = {"item": LIST_ENTRY, "batch": "3", "records": records}
    made = court.graphql(document, input=given)["submitRecords"]["submission"]
    assert made == {"state": "COMMITTED", "accepted": 1, "rejections": {"nodes": []}}
    assert states(engine) == [("C-0", "LISTED")]


def test_the_template_is_for_everybody(http: TestClient) -> None:
    found = http.get(f"/catalogue/{LIST_ENTRY}/template.xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(found.content)).get_sheet_by_index(0).to_python()
    assert rows[0][:4] == ["MDDM", "MDBH", "ZT_MC", "ZT_TYDM"]
