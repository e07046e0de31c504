"""What the database itself guards, whoever writes to it: tables that only grow, and changes that are counted."""

from sqlalchemy import Connection

EVENTS = ("INSERT", "UPDATE", "DELETE")


def append_only(connection: Connection, table: str) -> None:
    """Refuse every change and deletion of the table's rows, the owner's too."""
    if connection.dialect.name == "sqlite":
        _append_only_sqlite(connection, table)
        return
    connection.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME; END $$"
    )
    connection.exec_driver_sql(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
    )
    # The owner keeps the right to UPDATE: foreign keys on the table lock its rows with it. The trigger refuses it.
    connection.exec_driver_sql(f"REVOKE DELETE, TRUNCATE ON {table} FROM CURRENT_USER, PUBLIC")
    connection.exec_driver_sql(f"REVOKE UPDATE ON {table} FROM PUBLIC")


def _append_only_sqlite(connection: Connection, table: str) -> None:
    refusal = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    for event in ("UPDATE", "DELETE"):
        connection.exec_driver_sql(f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} {refusal}")
    # INSERT OR REPLACE deletes without firing the trigger of deletions.
    columns = connection.exec_driver_sql(f"PRAGMA table_info({table})").all()
    same = " AND ".join(f"{column.name} = NEW.{column.name}" for column in columns if column.pk)
    taken = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - names of the table itself
    connection.exec_driver_sql(f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} {taken} {refusal}")


def counted(connection: Connection, table: str) -> None:
    """Raise `standing.version` with every change to the table."""
    raised = "UPDATE standing SET version = version + 1"
    if connection.dialect.name == "sqlite":
        for event in EVENTS:
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_standing_{event.lower()} AFTER {event} ON {table} BEGIN {raised}; END"
            )
        return
    connection.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION raise_standing() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {raised}; RETURN NULL; END $$"
    )
    connection.exec_driver_sql(
        f"CREATE TRIGGER {table}_standing AFTER {' OR '.join(EVENTS)} ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION raise_standing()"
    )


def without(connection: Connection, table: str) -> None:
    """Drop the table's triggers that this module made; a dropped table takes its own along."""
    if connection.dialect.name == "sqlite":
        for event in EVENTS:
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_standing_{event.lower()}")
    else:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_standing ON {table}")


def without_functions(connection: Connection, *names: str) -> None:
    """Drop PostgreSQL's functions behind the triggers."""
    if connection.dialect.name == "postgresql":
        for name in names:
            connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {name}() CASCADE")
