"""The second line behind the credit file's door on PostgreSQL: row-level security that knows nothing of our queries.

The read path works as a role of its own that may read but not write, and sees no secret. Before a statement that asks
to pass the door it says on whose behalf it asks (`exchange.caller`, for this transaction only); the policies then look
for a mandate, consent or agreement by themselves. They are coarser than the door, which also checks the purpose and
the consent that the caller names: a mistake there lets out what the institution could have asked for properly, and
nothing else. Writers say that they are (`exchange.writing`).
"""

from typing import NamedTuple

from sqlalchemy import Connection

READER = "exchange_reader"
CALLER = "exchange.caller"
"""JSON with institution, kind and self: what auth.visibility binds as @institution, @kind and @self."""
WRITING = "exchange.writing"

SECRETS = {
    "app_user": "id, login, name, institution_code, created_at, disabled_at",
    "oauth_client": (
        "client_id, name, institution_code, scopes, auth_method, jwks, redirect_uris, first_party, demonstration, "
        "disabled_at, created_at"
    ),
    "signing_key": "kid, alg, public_jwk, created_at, active_from, retired_at",
    "server_secret": "name",
    "web_session": "user_id, expires_at",
    "login_session": "user_id, created_at, expires_at",
    "refresh_token": "grant_id",
}
"""Tables with columns that the reader must not read, and those that it may; `let_read` names later ones."""


class Days(NamedTuple):
    """The first and the last day that a row concerns, as SQL in which {table} stands for the row."""

    first: str
    last: str


_REACHED = "(c.data_from IS NULL OR {last} >= c.data_from) AND (c.data_until IS NULL OR {first} <= c.data_until)"
"""The consent's data range: null is no limit."""
_SAID = "nullif(current_setting('exchange.caller', true), '')::json->>"
_POLICY = f"""
CREATE POLICY {{table}}_door ON {{table}} USING (
    coalesce(current_setting('exchange.writing', true), '') = 'on'
    OR coalesce({_SAID}'kind', '') = 'COURT'
    OR EXISTS (
        SELECT FROM catalogue_item AS held WHERE held.code = '{{item}}' AND held.publicity <> 'GOVERNMENT' AND (
            EXISTS (
                SELECT FROM mandate AS m
                WHERE m.user_id = {_SAID}'self' AND m.uscc = {{table}}.uscc AND m.state = 'CONFIRMED'
            )
            OR EXISTS (
                SELECT FROM consent AS c JOIN consent_item AS i ON i.consent_id = c.id
                WHERE c.uscc = {{table}}.uscc AND i.item_code = held.code AND c.grantee_code = {_SAID}'institution'
                AND {{reached}}
                AND now() >= c.valid_from AND now() < c.valid_until AND 'ACTIVE' = (
                    SELECT e.state FROM consent_event AS e WHERE e.consent_id = c.id ORDER BY e.id DESC LIMIT 1
                )
            )
        )
    )
    OR EXISTS (
        SELECT FROM catalogue_item AS held WHERE held.code = '{{item}}' AND held.publicity = 'GOVERNMENT'
        AND {_SAID}'kind' = 'BUREAU' AND EXISTS (
            SELECT FROM agreement AS a
            JOIN agreement_party AS p ON p.agreement_id = a.id
            JOIN agreement_item AS i ON i.agreement_id = a.id
            WHERE p.institution_code = {_SAID}'institution' AND i.item_code = held.code AND a.terminated_at IS NULL
            AND (now() AT TIME ZONE 'Asia/Shanghai')::date BETWEEN a.valid_from AND a.valid_until
        )
    )
)
"""  # noqa: S608 - names of ours
_WRITES = "coalesce(current_setting('exchange.writing', true), '') = 'on'"
_SHARED = f"""
CREATE OR REPLACE FUNCTION {{table}}_shared(subject text, item text, publicity text, first date, last date)
RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.mandate AS m
        WHERE m.user_id = {_SAID}'self' AND m.uscc = subject AND m.state = 'CONFIRMED'
    )
    OR (publicity = 'CONSENT' AND EXISTS (
        SELECT FROM public.consent AS c JOIN public.consent_item AS i ON i.consent_id = c.id
        WHERE c.uscc = subject AND i.item_code = item AND c.grantee_code = {_SAID}'institution'
        AND {_REACHED.format(first="first", last="last")}
        AND now() >= c.valid_from AND now() < c.valid_until AND 'ACTIVE' = (
            SELECT e.state FROM public.consent_event AS e WHERE e.consent_id = c.id ORDER BY e.id DESC LIMIT 1
        )
    ))
    OR (publicity = 'GOVERNMENT' AND {_SAID}'kind' = 'BUREAU' AND EXISTS (
        SELECT FROM public.agreement AS a
        JOIN public.agreement_party AS p ON p.agreement_id = a.id
        JOIN public.agreement_item AS i ON i.agreement_id = a.id
        WHERE p.institution_code = {_SAID}'institution' AND i.item_code = item
        AND a.terminated_at IS NULL
        AND (now() AT TIME ZONE 'Asia/Shanghai')::date BETWEEN a.valid_from AND a.valid_until
    ));
END $$
"""  # noqa: S608 - names of ours
_RECORDS = f"""
CREATE POLICY {{table}}_door ON {{table}} USING (
    {{table}}.publicity = 'PUBLIC'
    OR {_WRITES}
    OR coalesce({_SAID}'kind', '') = 'COURT'
    OR {{table}}.supplier_code = {_SAID}'institution'
    OR {{table}}_shared({{table}}.uscc, {{table}}.item_code, {{table}}.publicity, {{first}}, {{last}})
)
"""
"""Public rows come first: on the public path nothing else is looked at. The rest is a function, because PostgreSQL gets
all of an expression's tables ready for each statement, needed or not: as long as reading a public record takes."""
_FOLLOWING = f"""
CREATE POLICY {{table}}_door ON {{table}} USING (
    {_WRITES} OR EXISTS (SELECT FROM {{parent}} AS r WHERE r.id = {{table}}.{{key}})
)
"""
_PARTIES = f"""
CREATE POLICY {{table}}_door ON {{table}} USING (
    {_WRITES}
    OR {_SAID}'institution' IN ({{institutions}})
    OR EXISTS (
        SELECT FROM mandate AS m
        WHERE m.user_id = {_SAID}'self' AND m.uscc IN ({{enterprises}}) AND m.state = 'CONFIRMED'
    )
    OR {{others}}
)
"""
SAID_INSTITUTION = f"{_SAID}'institution'"
"""What a policy may say of other callers by."""
_ROLE = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{READER}') THEN CREATE ROLE {READER} NOLOGIN; END IF;
    EXECUTE format('GRANT {READER} TO %%I', current_user);
EXCEPTION
    WHEN insufficient_privilege THEN
        RAISE WARNING 'The role {READER} is missing and can''t be made: reads work as the owner, under FORCE.';
    WHEN duplicate_object OR unique_violation THEN NULL;
END $$
"""
_SECRET = f"REVOKE SELECT ON {{table}} FROM {READER}; GRANT SELECT ({{columns}}) ON {{table}} TO {READER};"  # noqa: S608 - all names are ours
_GRANTS = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{READER}') THEN RETURN; END IF;
    GRANT USAGE ON SCHEMA public TO {READER};
    GRANT SELECT ON ALL TABLES IN SCHEMA public TO {READER};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO {READER};
    {{secrets}}
END $$
"""
_LATER = f"""
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{READER}') THEN
        GRANT SELECT ({{column}}) ON {{table}} TO {READER};
    END IF;
END $$
"""
_UNGRANTED = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{READER}') THEN RETURN; END IF;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT ON TABLES FROM {READER};
    REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {READER};
    REVOKE USAGE ON SCHEMA public FROM {READER};
END $$
"""  # noqa: S608


def upgrade(connection: Connection) -> None:
    """Make the reader's role."""
    if connection.dialect.name != "postgresql":
        return
    connection.exec_driver_sql(_ROLE)
    secrets = "".join(_SECRET.format(table=table, columns=columns) for table, columns in SECRETS.items())
    connection.exec_driver_sql(_GRANTS.format(secrets=secrets))


def behind(connection: Connection, table: str, item: str, days: Days | None) -> None:
    """Put a table behind the door: its policy binds its owner too. Without days, no consent's data range limits it."""
    if connection.dialect.name != "postgresql":
        return
    _secure(connection, table, _POLICY.format(table=table, item=item, reached=_reached(table, days)))


def partly_behind(connection: Connection, table: str, days: Days) -> None:
    """Put a table's rows behind the door, each by its own item and publicity; public ones and a supplier's are not."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_SHARED.format(table=table))
        first, last = (day.format(table=table) for day in days)
        _secure(connection, table, _RECORDS.format(table=table, first=first, last=last))


def following(connection: Connection, table: str, parent: str, key: str) -> None:
    """Let a table's rows be seen with the row of another table that they belong to."""
    if connection.dialect.name == "postgresql":
        _secure(connection, table, _FOLLOWING.format(table=table, parent=parent, key=key))


def of_parties(
    connection: Connection,
    table: str,
    *,
    enterprises: tuple[str, ...],
    institutions: tuple[str, ...] = (),
    others: str = "false",
) -> None:
    """Let a table's rows be seen by the enterprises and institutions in their columns, and by `others`, an SQL."""
    if connection.dialect.name == "postgresql":
        written = {
            "enterprises": ", ".join(f"{table}.{column}" for column in enterprises),
            "institutions": ", ".join(f"{table}.{column}" for column in institutions) or "NULL",
        }
        _secure(connection, table, _PARTIES.format(table=table, others=others.format(table=table), **written))


def let_read(connection: Connection, table: str, column: str) -> None:
    """Let the reader read a later column of a table with secrets: of such a table it reads what is named alone."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_LATER.format(table=table, column=column))


def without(connection: Connection, *tables: str) -> None:
    """Undo `behind` for the tables, then `upgrade`; the role stays, for other databases of the server may use it."""
    if connection.dialect.name == "postgresql":
        unsecured(connection, *tables)
        connection.exec_driver_sql(_UNGRANTED)


def unsecured(connection: Connection, *tables: str) -> None:
    """Undo what puts the tables behind the door."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        connection.exec_driver_sql(f"DROP POLICY {table}_door ON {table}")
        connection.exec_driver_sql(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {table}_shared(text, text, text, date, date)")


def _secure(connection: Connection, table: str, policy: str) -> None:
    connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    connection.exec_driver_sql(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    connection.exec_driver_sql(policy)


def _reached(table: str, days: Days | None) -> str:
    return _REACHED.format(first=days.first, last=days.last).format(table=table) if days else "true"
