"""Name search over the Guangdong names: the planned statement of the first page of 20, on both databases."""

import asyncio
import random
import statistics
import time
from collections.abc import Iterator
from typing import NamedTuple

from pypinyin import Style, lazy_pinyin
from sqlalchemy import select

from auth.principal import ANONYMOUS
from exchange.app.http import planner
from exchange.db.engine import connect
from exchange.db.reading import open_reader
from exchange.name import form
from exchange.name.model import EntityName
from exchange.settings import Settings

DOCUMENT = "query($name: String!) { entities(filter: {name: $name}, first: 20) { nodes { uscc name } } }"
TERMS = 200


class Found(NamedTuple):
    """The milliseconds of one class of terms on one database."""

    database: str
    kind: str
    median: float
    p95: float


def terms(names: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield classes of search texts taken from random names."""
    draw = random.Random(4413)  # noqa: S311 - a repeatable choice, no secret
    chosen = [form.normal(name) for name in draw.sample(names, TERMS * 2)]
    chosen = [name for name in chosen if len(name) >= 6 and not any(char.isascii() for char in name)][:TERMS]

    def part(name: str, length: int) -> str:
        start = draw.randrange(len(name) - length + 1)
        return name[start : start + length]

    yield "two characters", [part(name, 2) for name in chosen]
    yield "three characters", [part(name, 3) for name in chosen]
    yield "pinyin of three", ["".join(lazy_pinyin(part(name, 3))) for name in chosen]
    yield "initials of four", ["".join(lazy_pinyin(part(name, 4), style=Style.FIRST_LETTER)) for name in chosen]


def measured(url: str) -> list[Found]:
    """Return the times on a filled database."""
    return asyncio.run(_measured(Settings(database_url=url, statement_seconds=30)))


async def _measured(settings: Settings) -> list[Found]:
    engine = connect(settings.database_url)
    with engine.connect().execution_options(read_only=True) as connection:
        names = list(connection.scalars(select(EntityName.name).order_by(EntityName.place)))
    reader, plans = await open_reader(settings), planner(settings)
    found = []
    for kind, texts in terms(names):
        took = []
        for text in texts:
            planned = plans.plan(DOCUMENT, None, {"name": text}, ANONYMOUS)
            values = planned.plan.values(planned.binds)
            started = time.perf_counter()
            await reader.fetch(planned.plan.sql, values)
            took.append((time.perf_counter() - started) * 1000)
        took.sort()
        found.append(Found(engine.dialect.name, kind, statistics.median(took), took[int(len(took) * 0.95)]))
    await reader.close()
    engine.dispose()
    return found
