"""`exchange doctor`: what is wrong with this installation, and the way out."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from ipaddress import ip_address
from time import monotonic, sleep
from typing import Annotated
from urllib.parse import urlsplit

import typer
from sqlalchemy import Connection, Engine, column, exists, func, select, text
from sqlalchemy.exc import DBAPIError

from auth.oauth.model import SigningKey
from exchange.clock import now
from exchange.db import migration
from exchange.db.engine import connect
from exchange.db.lag import PRIMARY, REPLICA, Position
from exchange.db.replica import replica_url
from exchange.db.row_security import READER
from exchange.entity.model import Entity
from exchange.errors import ExchangeError
from exchange.reference.seed import missing
from exchange.report.font import font
from exchange.report.refusal import PdfUnavailable
from exchange.settings import Settings

OLDEST_POSTGRESQL = 15
OLDEST_SQLITE = (3, 38)

app = typer.Typer(rich_markup_mode=None)


class State(StrEnum):
    """How bad a finding is; FAIL makes the command exit with 1."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; a message other than OK's ends with the way out."""

    check: str
    state: State
    message: str


@app.command()
def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False) -> None:
    """Check settings, database, migrations, reference data and keys; exit with 1 when something fails."""
    findings = list(examine())
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            typer.echo(f"{finding.state:<5}{finding.check:<12}{finding.message}")
    raise typer.Exit(any(finding.state is State.FAIL for finding in findings))


def examine() -> Iterator[Finding]:
    """Yield a finding for each check; later checks are left out where an earlier one makes them senseless."""
    try:
        settings = Settings.load()
        engine = connect(settings.database_url)
        replica = replica_url(settings)
    except (ExchangeError, OSError) as refusal:
        yield Finding("settings", State.FAIL, str(refusal))
        return
    yield Finding("settings", State.OK, "Every EXCHANGE_ variable is known and has a usable value.")
    yield examine_issuer(settings.issuer)
    try:
        with engine.connect() as connection:
            yield from examine_database(connection)
        yield from examine_contents(engine, settings)
        if replica is not None:
            yield examine_replica(settings)
    except (DBAPIError, sqlite3.Error) as error:
        reason = str(getattr(error, "orig", error)).strip().split("\n")[0]
        yield Finding("database", State.FAIL, f"{reason}. Check EXCHANGE_DATABASE_URL and that the server runs.")
    finally:
        engine.dispose()


def examine_issuer(issuer: str) -> Finding:
    """Check that tokens travel encrypted, but for an exchange that only this machine reaches."""
    address = urlsplit(issuer)
    if address.scheme == "https" and address.hostname:
        return Finding("issuer", State.OK, f"{issuer} is https.")
    if address.scheme == "http" and _is_loopback(address.hostname or ""):
        return Finding("issuer", State.OK, f"{issuer} is reached from this machine only.")
    return Finding("issuer", State.FAIL, f"{issuer} is not encrypted: set EXCHANGE_ISSUER to its https address.")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def examine_database(connection: Connection) -> Iterator[Finding]:
    """Check version and settings of the database."""
    if connection.dialect.name == "postgresql":
        return examine_postgresql(connection)
    return examine_sqlite(connection)


def examine_postgresql(connection: Connection) -> Iterator[Finding]:
    """Check what the exchange needs of PostgreSQL."""
    shown = {name: _setting(connection, name) for name in ("server_version", "server_encoding", "fsync")}
    version = f"PostgreSQL {shown['server_version']}"
    if int(shown["server_version"].split(".")[0]) < OLDEST_POSTGRESQL:
        yield Finding("database", State.FAIL, f"{version} is too old: upgrade to {OLDEST_POSTGRESQL} or newer.")
    elif shown["server_encoding"] != "UTF8":
        yield Finding("database", State.FAIL, f"Its encoding is {shown['server_encoding']}: create it with UTF8.")
    elif connection.scalar(select(func.pg_is_in_recovery())):
        yield Finding("database", State.FAIL, f"{version} is a replica: EXCHANGE_DATABASE_URL names the primary.")
    elif shown["fsync"] != "on":
        yield Finding("database", State.WARN, f"{version} with fsync off loses data in a crash: switch it on.")
    else:
        yield Finding("database", State.OK, f"{version}, UTF8.")
    yield examine_reader(connection)


def examine_reader(connection: Connection) -> Finding:
    """Check that row-level security binds the read path: a superuser must be able to read as another role."""
    reads = func.pg_has_role(column("oid"), "MEMBER") & func.has_table_privilege(
        column("oid"), func.to_regclass("entity"), "SELECT"
    )
    role = select(reads).select_from(text("pg_roles"))
    if connection.scalar(role.where(column("rolname") == READER)):
        return Finding("reader", State.OK, f"Reads work as {READER}, which may not write and sees no secret.")
    if _setting(connection, "is_superuser") == "on":
        return Finding(
            "reader", State.FAIL, f"A superuser without {READER} passes row security: run 'exchange migrate'."
        )
    return Finding("reader", State.WARN, f"Reads work as the owner. Grant it {READER} before the first migration.")


def examine_replica(settings: Settings) -> Finding:
    """Check that the replica follows the primary, within the bound."""
    primary, replica = connect(settings.database_url), connect(settings.replica_url)
    try:
        with _looking(primary) as asked, _looking(replica) as copy:
            return _compared(asked, copy, settings.replica_lag_seconds)
    except DBAPIError as error:
        reason = str(error.orig).strip().split("\n")[0]
        message = f"{reason}. The primary answers all reads: check EXCHANGE_REPLICA_URL and that the server runs."
        return Finding("replica", State.WARN, message)
    finally:
        primary.dispose()
        replica.dispose()


def _compared(primary: Connection, replica: Connection, bound: float) -> Finding:
    goal, until = _position(primary, PRIMARY), monotonic() + bound
    while (found := _position(replica, REPLICA)).reached is not None and found[:2] == goal[:2]:
        behind = (goal.reached or 0) - found.reached
        if behind <= 0:
            return Finding("replica", State.OK, f"It follows the primary, by less than {bound:g} s.")
        if monotonic() >= until:
            message = f"It is {behind} bytes and more than {bound:g} s behind: see docs/replicas.md, Monitoring."
            return Finding("replica", State.WARN, message)
        sleep(0.05)
    return Finding("replica", State.FAIL, "It doesn't follow the primary: make it anew, see docs/replicas.md.")


def _looking(engine: Engine) -> Connection:
    """Connect to look again and again: in one transaction a replica might show the same state each time."""
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT")


def _position(connection: Connection, statement: str) -> Position:
    return Position(*connection.exec_driver_sql(statement).one())


def _setting(connection: Connection, name: str) -> str:
    return str(connection.scalar(select(func.current_setting(name))))


def examine_sqlite(connection: Connection) -> Iterator[Finding]:
    """Check what the exchange needs of SQLite."""
    journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
    foreign_keys = connection.exec_driver_sql("PRAGMA foreign_keys").scalar()
    options = set(connection.exec_driver_sql("PRAGMA compile_options").scalars())
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        yield Finding("database", State.FAIL, f"SQLite {sqlite3.sqlite_version} is too old: use a newer Python.")
    elif "ENABLE_FTS5" not in options:
        yield Finding("database", State.FAIL, "This SQLite has no full-text search (FTS5): use another Python.")
    elif journal != "wal":
        yield Finding("database", State.FAIL, f"Its journal is {journal}, not wal: move it to a local disk.")
    elif foreign_keys != 1:
        yield Finding("database", State.FAIL, "Foreign keys can't be switched on: use another Python.")
    else:
        yield Finding("database", State.OK, f"SQLite {sqlite3.sqlite_version}, journal wal, foreign keys on.")


def examine_contents(engine: Engine, settings: Settings) -> Iterator[Finding]:
    """Check the tables and what must be in them."""
    revision, head = migration.current(engine), migration.head()
    if revision != head:
        yield Finding("migrations", State.FAIL, f"It is at {revision}, not at {head}: run 'exchange migrate'.")
        return
    yield Finding("migrations", State.OK, f"It is at {head}.")
    with engine.connect() as connection:
        yield examine_reference(connection)
        yield examine_keys(connection)
        yield examine_demo(connection, settings)
    yield examine_reports()


def examine_reference(connection: Connection) -> Finding:
    """Check that the reference tables say what the files say."""
    lacking = [f"{count} rows of {table}" for table, count in missing(connection).items()]
    if lacking:
        return Finding("reference", State.FAIL, f"Missing or outdated: {', '.join(lacking)}. Run 'exchange migrate'.")
    return Finding("reference", State.OK, "Regions, industries, departments and currencies are up to date.")


def examine_keys(connection: Connection) -> Finding:
    """Check that a key can sign now."""
    usable = (SigningKey.active_from <= now()) & (SigningKey.retired_at.is_(None) | (SigningKey.retired_at > now()))
    count = connection.scalar(select(func.count()).select_from(SigningKey).where(usable))
    if not count:
        return Finding("keys", State.FAIL, "No key can sign tokens: run 'exchange keys rotate'.")
    return Finding("keys", State.OK, f"{count} signing keys are in force.")


def examine_reports() -> Finding:
    """Check that credit reports can be made as PDF."""
    try:
        return Finding("reports", State.OK, f"Credit reports are set in {font().family} as PDF.")
    except PdfUnavailable as lacking:
        return Finding("reports", State.WARN, lacking.message)


def examine_demo(connection: Connection, settings: Settings) -> Finding:
    """Check that the demonstration's known callers and real entities don't meet."""
    real, made_up = (connection.scalar(select(exists().where(Entity.fictitious.is_(made)))) for made in (False, True))
    if settings.demo and real:
        return Finding("demo", State.FAIL, "EXCHANGE_DEMO is on over real entities: switch it off.")
    if settings.demo:
        return Finding("demo", State.WARN, "Everybody can take the demonstration's tokens: never put real data in.")
    if made_up:
        return Finding("demo", State.WARN, "The database holds fictitious entities: use a new one for real data.")
    return Finding("demo", State.OK, "The demonstration is off.")
