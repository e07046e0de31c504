"""The supplier of the tests of ingest."""

import pytest
from sqlalchemy import Engine

from exchange.institution import roll


@pytest.fixture
def engine(engine: Engine) -> Engine:
    """Enrol the supplier AIC in the test's database."""
    with engine.begin() as connection:
        roll.create(connection, "AIC", "示例市市场监督管理局", "BUREAU")
    return engine
