"""What a read took of the server's memory is there for the next one: the kernel isn't asked for it again."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url

from exchange.db.postgresql import PostgresReader
from exchange.settings import Settings

LIST = "SELECT textsend(string_agg(repeat('x', 250), ',')) FROM generate_series(1, 4000)"
BYTES = 4000 * 251 - 1
READS = 10
FAULTS = 7
"""Where /proc/PID/stat counts pages that the kernel had to give: after the state, which follows the name."""


def pages(pid: int) -> int:
    """Return how many pages a process has asked for."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()[FAULTS])


def test_a_list_takes_no_memory_anew(engine: Engine, settings: Settings) -> None:
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite reads in the exchange's own process")

    async def asked() -> int:
        reader = await PostgresReader.open(make_url(settings.database_url), settings)
        try:
            for _ in range(3):
                answer = await reader.fetch(LIST, [])
            assert answer is not None
            assert len(answer) == BYTES
            line = reader._free[-1].line
            assert line is not None
            before = pages(line.connection.get_server_pid())
            for _ in range(READS):
                await reader.fetch(LIST, [])
            return pages(line.connection.get_server_pid()) - before
        finally:
            await reader.close()

    assert asyncio.run(asked()) < READS * BYTES / 4096 / 4
