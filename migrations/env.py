"""Alembic's entry: runs the revisions on the connection it is given, or for a developer's `alembic` on its own."""

from alembic import context
from alembic.util import CommandError
from sqlalchemy import Connection

from exchange.db.engine import connect
from exchange.db.migration import exclusive
from exchange.settings import Settings
from migrations.tables import COMPARISON, metadata


def migrate(connection: Connection) -> None:
    """Run the revisions inside the connection's transaction; on SQLite tables are altered by rebuilding them."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        transactional_ddl=True,
        on_version_apply=context.config.attributes.get("on_version_apply"),
        **COMPARISON,
    )
    with context.begin_transaction():
        context.run_migrations()


def migrate_alone() -> None:
    """Connect as the settings say."""
    engine = connect(Settings.load().database_url)
    try:
        with exclusive(engine) as connection:
            migrate(connection)
    finally:
        engine.dispose()


if context.is_offline_mode():
    raise CommandError("Revisions read the database that they change: --sql is not offered.")
if "connection" in context.config.attributes:
    migrate(context.config.attributes["connection"])
else:
    migrate_alone()
