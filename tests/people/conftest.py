"""The pages for people, served in this process on the test's database."""

import pytest
from sqlalchemy import Engine

from exchange.settings import Settings
from tests.people.desk import Desk, desk


@pytest.fixture
def at(small_registry: None, engine: Engine, settings: Settings) -> Desk:
    """Give a browser before the pages, and a bank that asks."""
    return desk(engine, settings)
