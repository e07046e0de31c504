"""Whether killing the server at any moment loses nothing that it acknowledged, and applies nothing twice."""

import hashlib
import random
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Timer

from httpx2 import Client, TransportError
from sqlalchemy import Engine, select

from exchange.feed.model import FeedEvent
from exchange.settings import Settings
from tests.api.supplier import Supplier
from tests.ingest.penalties import BUREAU, enrol, many
from tests.ingest.registry import count
from tests.journeys.exchange_process import Process, free_port
from tests.journeys.zygote import Zygote

POINTS = 10
"""On each of the two databases."""
LINES = 400
PIECES = 12
PHASES = ("upload", "validate", "commit")


@dataclass
class Sending:
    """A bureau's program that sends one batch, and what it was told was safe."""

    bureau: Supplier
    batch: str
    data: bytes
    acknowledged: int = 0

    def go_on(self, server: Process, phase: str | None, seconds: float) -> None:
        """Go on by the protocol from wherever the exchange says that it is; kill the server in a phase."""
        digest = hashlib.sha256(self.data).hexdigest()
        told = self.bureau.open(self.batch, size=len(self.data), sha256=digest).json()
        offset = told["uploadOffset"]
        assert offset >= self.acknowledged
        killing = Timer(seconds, server.kill)
        try:
            if phase == "upload":
                killing.start()
            step = len(self.data) // PIECES + 1
            while offset < len(self.data):
                sent = self.bureau.send(told["id"], self.data[offset : offset + step], offset)
                assert sent.status_code == 204
                offset = self.acknowledged = int(sent.headers["upload-offset"])
            for deed in ("validate", "commit"):
                if phase == deed:
                    killing.start()
                if deed == "commit" or told["state"] not in ("COMMITTED", "VALIDATED"):
                    done = self.bureau.do(deed, told["id"])
                    assert done.status_code == 200, done.text
        finally:
            if phase is not None:
                killing.join()


def test_killing_the_server_loses_nothing_and_applies_nothing_twice(
    engine: Engine, settings: Settings, tmp_path: Path
) -> None:
    enrol(engine)
    address = f"http://127.0.0.1:{free_port()}"
    settings = replace(settings, issuer=address, storage=str(tmp_path / "storage"))
    chance = random.Random(engine.dialect.name)  # noqa: S311 - points in time
    broken = 0

    with (
        Zygote() as zygote,
        Process(settings, tmp_path / "log", zygote) as server,
        Client(base_url=address, timeout=60, trust_env=False) as http,
    ):
        bureau = Supplier.enrolled(engine, settings, BUREAU, http)
        for point in range(POINTS):
            sending = Sending(bureau, f"batch-{point}", many(range(point * LINES, (point + 1) * LINES)))
            phase = PHASES[point % len(PHASES)]
            try:
                sending.go_on(server, phase, chance.uniform(0.002, 0.12))
            except TransportError:
                broken += 1
            server.start()
            sending.go_on(server, None, 0)
            receipt = bureau.ask("GET", f"/submissions/{bureau.open(sending.batch).json()['id']}").json()
            assert (receipt["state"], receipt["accepted"], receipt["rejected"]) == ("COMMITTED", LINES, 0)
            assert receipt["sha256"] == hashlib.sha256(sending.data).hexdigest()

    assert broken >= POINTS // 2, "most kills must hit a request under way"
    assert count(engine, "credit_record") == POINTS * LINES
    assert (count(engine, "credit_record_version"), count(engine, "submission")) == (0, POINTS)
    with engine.connect() as connection:
        told = Counter(connection.scalars(select(FeedEvent.type)))
    assert told == {"RECORD_PUBLISHED": POINTS * LINES, "SUBMISSION_COMMITTED": POINTS}
