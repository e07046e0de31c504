"""One transaction of a command, on an engine of its own."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from exchange.db.engine import connect
from exchange.settings import Settings


@contextmanager
def transaction(settings: Settings) -> Iterator[Session]:
    """Open a session on the settings' database; commit at the end, roll back where something is raised."""
    engine = connect(settings.database_url)
    try:
        with Session(engine) as session, session.begin():
            yield session
    finally:
        engine.dispose()
