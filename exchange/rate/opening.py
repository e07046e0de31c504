"""Opens the buckets that suit the database's kind."""

from exchange.db.engine import database_url
from exchange.rate.lending import Lending
from exchange.rate.postgresql import PostgresStore
from exchange.rate.sqlite import SqliteStore


def open_lending(text: str) -> Lending:
    """Return what lends points at the database's address; it connects when it is first asked."""
    url = database_url(text)
    if url.get_backend_name() == "postgresql":
        return Lending(PostgresStore(url))
    return Lending(SqliteStore(str(url.database)))
