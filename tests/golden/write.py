"""Writes the snapshots anew: `make snapshots`. Read the difference before you commit it."""

import asyncio
import json
import tempfile
from pathlib import Path

from exchange.db import migration
from exchange.db.engine import connect
from exchange.db.reading import open_reader
from exchange.reference.seed import seed
from exchange.settings import Settings
from tests.golden.case import Case, cases, snapshots
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
    """Return each operation's answer, indented; both databases give the same."""
    reader = await open_reader(settings)
    made = {}
    for case in cases():
        planned = case.planned("sqlite")
        data = await reader.fetch(planned.plan.sql, planned.plan.values(planned.binds))
        made[case.path("answer.json")] = written(case, data)
    await reader.close()
    return made


def written(case: Case, data: bytes | None) -> str:
    """Return an answer as it is kept."""
    assert data is not None, case
    return json.dumps(json.loads(data), ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    """Write them all."""
    with tempfile.TemporaryDirectory() as folder:
        made = snapshots() | asyncio.run(answers(prepared(folder)))
    for path, text in made.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
