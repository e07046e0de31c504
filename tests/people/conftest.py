"""The pages for people, served in this process on the test's database."""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine

from auth.people import password as passwords
from exchange.settings import Settings
from tests.people.desk import Desk, desk


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hash with the smallest parameters: what test_users tests needn't cost a tenth of a second everywhere."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    passwords._nobody.cache_clear()
    yield
    passwords._nobody.cache_clear()


@pytest.fixture
def at(small_registry: None, engine: Engine, settings: Settings, quick: None) -> Desk:
    """Give a browser before the pages, and a bank that asks."""
    return desk(engine, settings)
