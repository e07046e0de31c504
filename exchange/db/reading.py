"""Opens the reader that suits the database's address."""

from exchange.db.engine import database_url
from exchange.db.postgresql import PostgresReader
from exchange.db.reader import Reader
from exchange.db.sqlite import SqliteReader
from exchange.settings import Settings


async def open_reader(settings: Settings) -> Reader:
    """Connect for reads. Raises ReadUnavailable."""
    url = database_url(settings.database_url)
    if url.get_backend_name() == "postgresql":
        return await PostgresReader.open(url, settings)
    return SqliteReader(str(url.database), settings)
