"""Whether 100,000 penalties with 2 % defects go in over HTTP, streamed, and what the exchange holds meanwhile."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from httpx2 import Client
from sqlalchemy import Engine

from exchange.settings import Settings
from tests.api.supplier import Supplier
from tests.ingest.penalties import BUREAU, enrol, penalty, table
from tests.ingest.registry import count
from tests.journeys.exchange_process import Process, free_port

LINES = 100_000
STEP = 1_000


def pieces() -> Iterator[bytes]:
    """Yield a file of penalties; every fiftieth has a day that is none."""
    head = table(penalty(0)).split(b"\n", 1)[0]
    yield head + b"\n"
    for first in range(0, LINES, STEP):
        lines = [penalty(n, CF_JDRQ="2026-02-30" if n % 50 == 0 else "2026-03-01") for n in range(first, first + STEP)]
        yield table(*lines).split(b"\n", 1)[1]


def test_a_large_submission_stays_below_200_megabytes(engine: Engine, settings: Settings, tmp_path: Path) -> None:
    enrol(engine)
    address = f"http://127.0.0.1:{free_port()}"
    settings = replace(settings, issuer=address, storage=str(tmp_path / "storage"))

    with Process(settings, tmp_path / "log") as server, Client(base_url=address, timeout=300, trust_env=False) as http:
        bureau = Supplier.enrolled(engine, settings, BUREAU, http)
        with server.weighed() as most:
            id_ = bureau.open().json()["id"]
            assert bureau.send(id_, pieces()).status_code == 204
            receipt = bureau.do("commit", id_).json()

    assert (receipt["read"], receipt["accepted"], receipt["rejected"]) == (100_000, 98_000, 2_000)
    assert {each["code"] for each in receipt["rejections"]} == {"DATE_UNKNOWN"}
    assert (len(receipt["rejections"]), receipt["rejections"][0]["line"]) == (2_000, 2)
    assert (count(engine, "credit_record"), count(engine, "feed_event")) == (98_000, 98_001)
    assert 50 < most[0] < 200
