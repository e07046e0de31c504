"""Opens the readers that suit the settings' addresses."""

from exchange.db.engine import database_url
from exchange.db.postgresql import PostgresReader
from exchange.db.reader import Reader
from exchange.db.replica import ReplicaReader, replica_url
from exchange.db.sqlite import SqliteReader
from exchange.settings import Settings


async def open_reader(settings: Settings) -> Reader:
    """Connect for reads. Raises ReadUnavailable."""
    url = database_url(settings.database_url)
    if url.get_backend_name() == "postgresql":
        return await PostgresReader.open(url, settings)
    return SqliteReader(str(url.database), settings)


async def open_replica(settings: Settings, primary: Reader) -> ReplicaReader | None:
    """Connect for reads that may lag, where there is a replica; it may be away. Raises SettingRefused."""
    url = replica_url(settings)
    if url is None:
        return None
    reader = ReplicaReader(primary, settings, url)
    await reader.start()
    return reader
