"""The parts of the name index that migrations can't draw from the models."""

from sqlalchemy import Connection

_UPGRADE = {
    "postgresql": (
        "CREATE INDEX ix_entity_name_codes ON entity_name USING gin (codes) WITH (gin_pending_list_limit = 65536)",
        "ALTER TABLE entity_name ALTER COLUMN codes SET STATISTICS 0",
        "ALTER TABLE entity_name ALTER COLUMN codes SET STORAGE PLAIN",
    ),
    "sqlite": (
        "CREATE VIRTUAL TABLE entity_name_key USING fts5"
        "(keys, content='', detail=none, columnsize=0, tokenize='ascii')",
    ),
}
_DOWNGRADE = {
    "postgresql": ("DROP INDEX ix_entity_name_codes",),
    "sqlite": ("DROP TABLE entity_name_key",),
}


def upgrade(connection: Connection) -> None:
    """Create the index of keys; entity_name exists."""
    for statement in _UPGRADE[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def downgrade(connection: Connection) -> None:
    """Drop the index of keys."""
    for statement in _DOWNGRADE[connection.dialect.name]:
        connection.exec_driver_sql(statement)
