"""The batches that the made-up bureaux have sent, and how each is taken in: by the exchange's own ingest."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from exchange.app.demonstration import blemish, news
from exchange.app.demonstration.backdating import backdate
from exchange.app.demonstration.form import CIVIL, ESTABLISHMENT, MARKET
from exchange.app.demonstration.group import COMPANIES
from exchange.app.demonstration.line import Line, written
from exchange.app.demonstration.population import population
from exchange.entity.ingest import Options, ingest_registry

_ONCE, _YEARLY, _CORRECTED = date(2025, 6, 30), date(2025, 12, 31), date(2025, 10, 15)


@dataclass(frozen=True, slots=True)
class Batch:
    """A bureau's file: from the day `as_of` its changes hold, and at `received_at` it is said to have come."""

    supplier: str
    number: str
    as_of: date
    received_at: datetime
    lines: tuple[Line, ...]
    encoding: str = "utf-8"


def batches() -> Iterator[Batch]:
    """Make the batches in the order of their arrival."""
    lines: dict[str, list[Line]] = {MARKET: list(COMPANIES), CIVIL: [], ESTABLISHMENT: []}
    for made in population():
        lines[made.supplier].append(made.line)
    known = tuple(lines[MARKET][len(COMPANIES) :])
    first = tuple(chain(lines[MARKET], blemish.repaired(), blemish.rejected()))
    yield Batch(MARKET, "2025-06", _ONCE, _at(2025, 7, 1), first)
    yield Batch(CIVIL, "2025-06", _ONCE, _at(2025, 7, 2), tuple(lines[CIVIL]), "gb18030")
    yield Batch(ESTABLISHMENT, "2025-06", _ONCE, _at(2025, 7, 3), tuple(lines[ESTABLISHMENT]))
    yield Batch(MARKET, "2025-12", _YEARLY, _at(2026, 1, 5), tuple(news.yearly(known)))
    yield Batch(MARKET, "2026-03", _CORRECTED, _at(2026, 3, 31), tuple(news.corrections(known)))


def take(engine: Engine, batch: Batch) -> None:
    """Take a batch in; one taken before changes nothing. Raises BatchContentDiffers."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{batch.supplier}-{batch.number}.csv"
        path.write_bytes(written(batch.lines).encode(batch.encoding))
        options = Options(as_of=batch.as_of, fictitious=True, encoding=batch.encoding)
        ingest_registry(engine, path, batch.supplier, batch.number, options=options)
    with engine.begin() as connection:
        backdate(connection, batch.supplier, batch.number, batch.received_at)


def _at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 1, tzinfo=UTC)
