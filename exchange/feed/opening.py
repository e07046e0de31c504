"""Opens what listens to the feed of the database's kind."""

from exchange.db.engine import database_url
from exchange.feed.listening import Listening
from exchange.feed.postgresql import PostgresListening
from exchange.feed.sqlite import SqliteListening


def open_listening(text: str) -> Listening:
    """Begin to listen at the database's address; where it is away, that is tried again and again."""
    url = database_url(text)
    if url.get_backend_name() == "postgresql":
        return PostgresListening(url)
    return SqliteListening(str(url.database))
