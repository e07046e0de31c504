"""Writes the snapshots anew: `make snapshots`. Read the difference before you commit it."""

import asyncio
import tempfile
from pathlib import Path

from auth.standing import version
from exchange.db import migration
from exchange.db.engine import connect
from exchange.db.reading import open_reader
from exchange.reference.seed import seed
from exchange.settings import Settings
from tests.golden.case import cases, snapshots
from tests.planning.data import fill


def prepared(folder: str) -> Settings:
    """Return settings whose database holds the small registry."""
    settings = Settings(database_url=f"sqlite:///{folder}/golden.sqlite")
    engine = connect(settings.database_url)
    migration.upgrade(engine)
    with engine.begin() as connection:
        seed(connection)
        fill(connection)
    engine.dispose()
    return settings


async def answers(settings: Settings) -> dict[Path, str]:
    """Return each operation's answer; both databases give the same."""
    reader = await open_reader(settings)
    standing = known(settings)
    made = {case.path("answer.json"): await case.answer(reader, "sqlite", standing) for case in cases()}
    await reader.close()
    return made


def known(settings: Settings) -> int:
    """Return the standing at which the caller counts as verified."""
    engine = connect(settings.database_url)
    with engine.connect().execution_options(read_only=True) as connection:
        standing = version(connection)
    engine.dispose()
    return standing


def main() -> None:
    """Write them all."""
    with tempfile.TemporaryDirectory() as folder:
        made = asyncio.run(answers(prepared(folder)))
    made |= {path: written() for path, written in snapshots().items()}
    for path, text in made.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
