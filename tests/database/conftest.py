"""A primary and its replica for the tests of this folder, and two workers of the exchange before them."""

import time
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from exchange.app.http import Exchange
from exchange.db.engine import connect
from exchange.settings import Settings
from tests.access.oauth_party import Party
from tests.api.counter import LENDER, SCOPES, Counter
from tests.database.branch import FAR, Branch, Worker
from tests.database.replica import Pair, replicated
from tests.database.template import FILLED, Templates
from tests.people.desk import ISSUER, desk


@pytest.fixture(scope="package")
def pair(templates: Templates) -> Iterator[Pair]:
    if templates.server is None:
        pytest.skip(f"PostgreSQL half NOT run: {templates.missing}")
    with replicated(templates.server) as made:
        yield made


@pytest.fixture
def database(pair: Pair) -> Iterator[str]:
    name = f"test_{time.monotonic_ns()}"
    pair.primary.copy(FILLED, name)
    pair.catch_up("postgres")
    yield name
    # A test that failed may have left it standing still.
    pair.resume("postgres")
    pair.primary.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def settings(pair: Pair, database: str, request: pytest.FixtureRequest) -> Settings:
    given = getattr(request, "param", {})
    return Settings(
        database_url=pair.primary.url(database),
        replica_url=pair.replica.url(database),
        replica_lag_seconds=given.get("bound", FAR),
        statement_seconds=given.get("statement", Settings().statement_seconds),
        issuer=ISSUER,
        seal_seconds=3_600.0,
    )


@pytest.fixture
def branch(pair: Pair, database: str, settings: Settings) -> Iterator[Branch]:
    engine = connect(settings.database_url)
    first, second = Exchange(settings), Exchange(settings)
    counter = Counter(
        desk(engine, settings, first), Party.of_bank(engine, settings, institution_code=LENDER, scopes=SCOPES)
    )
    other = TestClient(second, base_url=ISSUER)
    with counter.desk.http, other:
        yield Branch(pair, database, counter, (Worker(counter.desk.http, first), Worker(other, second)))
    engine.dispose()
