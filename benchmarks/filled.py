"""A database with the Guangdong registry, as every benchmark of the real register takes it."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import text

from exchange.db import migration
from exchange.db.engine import connect
from exchange.entity.ingest import Options, ingest_registry
from exchange.institution.roll import create
from exchange.reference.seed import seed

ROOT = Path(__file__).parents[1]
REGISTRY = ROOT.parent / "shared" / "data" / "registry" / "guangdong_enterprises.csv.gz"


def prepared(url: str) -> str:
    """Migrate, seed and fill a database with the Guangdong registry."""
    engine = connect(url)
    migration.upgrade(engine)
    with engine.begin() as connection:
        seed(connection)
        create(connection, "BENCH", "Benchmark", "BUREAU")
    ingest_registry(engine, REGISTRY, "BENCH", "1", options=Options())
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    engine.dispose()
    return url


def shown(lines: Iterator[str]) -> Iterator[str]:
    """Print the lines as they come."""
    for line in lines:
        print(line, flush=True)
        yield line
