"""Production's PostgreSQL: an owner who is no superuser and may make no roles. Everything holds there too."""

import secrets
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from exchange.db import migration
from exchange.db.engine import connect
from exchange.reference.seed import seed
from tests.database.postgres import Server
from tests.database.template import Templates
from tests.door.caller import STRANGER
from tests.door.conftest import Knock
from tests.door.test_basis import ACTIVE, SHUT, TWICE, by_consent, look
from tests.door.test_log import entries
from tests.planning.data import USCCS


@pytest.fixture(scope="module")
def owner(templates: Templates) -> Iterator[tuple[Server, str]]:
    """Give the server and a plain owner with a database of its name, which that owner has migrated."""
    if templates.server is None:
        pytest.skip(f"PostgreSQL half NOT run: {templates.missing}")
    name = f"owned_{secrets.token_hex(8)}"
    templates.server.run(f"CREATE ROLE {name} LOGIN PASSWORD '{name}'")
    templates.server.run(f"CREATE DATABASE {name} OWNER {name}")
    _migrate(_url(templates.server, name, name))
    yield templates.server, name
    templates.server.run(f"DROP DATABASE {name} WITH (FORCE)")
    templates.server.run(f"DROP ROLE {name}")


@pytest.fixture(params=["postgresql"])
def database_url(owner: tuple[Server, str]) -> Iterator[str]:
    """Give the address of a copy of the owner's database, for the owner."""
    server, name = owner
    copy = f"{name}_{secrets.token_hex(4)}"
    server.run(f"CREATE DATABASE {copy} TEMPLATE {name} OWNER {name}")
    yield _url(server, copy, name)
    server.run(f"DROP DATABASE {copy} WITH (FORCE)")


def _url(server: Server, database: str, name: str) -> str:
    return server.url(database).replace("postgres:", f"{name}:").replace(server.password, name)


def _migrate(url: str) -> None:
    engine = connect(url)
    migration.upgrade(engine)
    with migration.exclusive(engine) as connection:
        seed(connection)
    engine.dispose()


def test_the_owner_logs_what_passes_the_door(knock: Knock, filled: Engine) -> None:
    assert by_consent(knock, TWICE)["registeredContact"] is not None
    assert by_consent(knock, TWICE)["access"]["granted"]
    assert by_consent(knock, ACTIVE, STRANGER) == SHUT
    assert look(knock, STRANGER, "OWN_RECORD") == SHUT
    assert [entry.uscc for entry in entries(filled)] == [USCCS[TWICE]] * 2


@pytest.mark.parametrize("table", ["access_entry", "consent_event", "consent"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_owner_can_t_change_what_only_grows(filled: Engine, table: str, change: str) -> None:
    with pytest.raises(DBAPIError, match=r"append-only|permission denied"), filled.begin() as connection:
        connection.execute(text(change.format(table)))


def test_row_security_binds_the_owner_who_doesn_t_say_that_it_writes(filled: Engine) -> None:
    with filled.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM risk_class")) == 20
        connection.execute(text("SELECT set_config('exchange.writing', '', true)"))
        assert connection.scalar(text("SELECT count(*) FROM risk_class")) == 0
