"""One served process with one worker, and a line to it: for each database, as long as the run lasts."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from exchange.settings import Settings
from tests.attack.line import answered
from tests.attack.members import TYPENAME
from tests.database.template import FILLED, Templates
from tests.journeys.exchange_process import Process, free_port

REQUEST_SECONDS = 0.5


@dataclass(frozen=True)
class Target:
    """A served exchange."""

    port: int
    process: Process

    def megabytes(self) -> float:
        """Return what its worker holds in memory now."""
        assert self.process.process is not None
        status = Path(f"/proc/{self.process.process.pid}/status").read_text()
        return next(int(each.split()[1]) / 1024 for each in status.splitlines() if each.startswith("VmRSS"))

    def cpu_seconds(self) -> float:
        """Return what time its worker has spent computing so far."""
        assert self.process.process is not None
        fields = Path(f"/proc/{self.process.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / 100

    def lives(self) -> bool:
        """Tell whether it answers a query as ever."""
        head = b"POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
        answer = answered(self.port, head % len(TYPENAME) + TYPENAME)
        return answer.status == 200 and '{"data":{"__typename":"Query"},' in answer.text


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def target(
    request: pytest.FixtureRequest, templates: Templates, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Target]:
    """A served exchange over the small registry, which waits half a second for a request and answers introspection."""
    if request.param == "postgresql" and templates.missing:
        pytest.skip(f"PostgreSQL half NOT run: {templates.missing}")
    folder, port = tmp_path_factory.mktemp("attack"), free_port()
    with templates.clone(request.param, FILLED) as url:
        settings = Settings(
            database_url=url,
            issuer=f"http://127.0.0.1:{port}",
            storage=str(folder / "storage"),
            request_seconds=REQUEST_SECONDS,
            introspection_public=True,
        )
        with Process(settings, folder / "log") as process:
            yield Target(port, process)
    log = (folder / "log").read_text()
    assert "Traceback" not in log, log[-5000:]
    assert '"unexpected"' not in log, log[-5000:]
    assert "Exception in ASGI" not in log, log[-5000:]
