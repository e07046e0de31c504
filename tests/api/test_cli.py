"""What the command line answers: help, refusals in one line, migrations, the doctor's findings."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import Engine, insert, text

from auth.oauth.model import SigningKey
from exchange.app import cli
from exchange.clock import now
from exchange.db import migration

SECRET = "never-to-be-printed"
HEAVY = {"alembic", "authlib", "graphql", "sqlalchemy", "starlette", "strawberry"}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start without the settings of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith("EXCHANGE_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def own_database(database_url: str, environment: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """Point the command line to the test's database."""
    monkeypatch.setenv("EXCHANGE_DATABASE_URL", database_url)
    return database_url


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Run the command line in this process; return its exit code."""
    monkeypatch.setattr(sys, "argv", ["exchange", *arguments])
    with pytest.raises(SystemExit) as left:
        cli.main()
    return int(left.value.code or 0)


def findings(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, str]]:
    """Run the doctor; return its exit code and the state of each check."""
    code = run(monkeypatch, "doctor", "--json")
    return code, {finding["check"]: finding["state"] for finding in json.loads(capsys.readouterr().out)}


def test_help_names_every_command_and_imports_none() -> None:
    program = f"""
import sys
from exchange.app import cli
sys.argv = ["exchange", "--help"]
try:
    cli.main()
finally:
    print("IMPORTED", sorted({HEAVY} & set(sys.modules)))
"""
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout

    assert [name for name in cli.COMMANDS if f"\n  {name} " not in answer] == []
    assert "..." not in answer.split("Commands:")[1]
    assert answer.endswith("IMPORTED []\n")


def test_version_is_the_installed_one(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "--version") == 0
    assert capsys.readouterr().out == "exchange 0.1.0\n"


def test_a_misspelt_command_is_refused_with_the_right_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "doctr") == 2
    assert "'doctor'" in capsys.readouterr().err


def test_a_command_without_a_module_is_refused_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(cli.COMMANDS, "absent", "Is announced only.")

    assert run(monkeypatch, "absent") == 1
    assert capsys.readouterr().err.startswith("COMMAND_MISSING: 'exchange absent' is not part of this installation")


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_announced_command_has_a_module(name: str) -> None:
    assert isinstance(cli.find(name), ModuleType)


def test_an_unknown_setting_is_one_line_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EXCHANGE_DATABSE_URL", SECRET)

    assert run(monkeypatch, "migrate") == 1
    answer = capsys.readouterr()
    assert answer.err.startswith("SETTING_REFUSED: Unknown setting EXCHANGE_DATABSE_URL.")
    assert answer.err.count("\n") == 1
    assert SECRET not in answer.err + answer.out


@pytest.mark.parametrize("command", ["migrate", "doctor"])
def test_an_unreachable_database_is_named_without_its_password(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EXCHANGE_DATABASE_URL", f"postgresql://clerk:{SECRET}@127.0.0.1:1/exchange")

    assert run(monkeypatch, command) == 1
    answer = capsys.readouterr()
    assert "Connection refused" in answer.err + answer.out
    assert "Traceback" not in answer.err
    assert SECRET not in answer.err + answer.out


def test_a_file_that_is_no_database_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter").write_text("Dear Sir or Madam, " * 100)
    monkeypatch.setenv("EXCHANGE_DATABASE_URL", f"sqlite:///{tmp_path / 'letter'}")

    assert run(monkeypatch, "migrate") == 1
    assert capsys.readouterr().err.startswith("DATABASE_UNREACHABLE: ")


def test_an_unexpected_error_keeps_its_traceback() -> None:
    with pytest.raises(ZeroDivisionError):
        cli.explain(ZeroDivisionError("division by zero"))


def test_a_missing_table_says_how_to_get_it(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Exception, match="nowhere") as caught, engine.connect() as connection:
        connection.execute(text("SELECT 1 FROM nowhere"))

    code, message = cli.explain(caught.value)
    assert code == "DATABASE_NOT_MIGRATED"
    assert "'exchange migrate'" in message


@pytest.mark.usefixtures("own_database")
def test_migrating_an_empty_database_fills_it_once(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    migration.downgrade(engine)

    assert run(monkeypatch, "migrate") == 0
    assert "1971 rows of industry" in capsys.readouterr().out
    assert run(monkeypatch, "migrate") == 0
    assert capsys.readouterr().out == (
        f"Migrations: none was missing; now at {migration.head()}.\nReference data: up to date.\n"
    )


@pytest.mark.usefixtures("own_database")
def test_migrating_mends_reference_data(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE currency SET name = 'Shell' WHERE code = 'CNY'"))
        connection.execute(text("DELETE FROM currency WHERE code = 'EUR'"))

    assert run(monkeypatch, "migrate") == 0
    assert capsys.readouterr().out.endswith("Reference data: 2 rows of currency.\n")
    with engine.connect() as connection:
        names = connection.scalars(text("SELECT name FROM currency WHERE code IN ('CNY', 'EUR') ORDER BY code")).all()
    assert names == ["Yuan Renminbi", "Euro"]


@pytest.mark.usefixtures("own_database")
def test_the_doctor_finds_no_signing_key(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, states = findings(monkeypatch, capsys)

    assert code == 1
    assert {check for check, state in states.items() if state != "ok"} <= {"keys", "database"}
    assert states["keys"] == "fail"


@pytest.mark.usefixtures("own_database")
def test_the_doctor_is_content_with_a_key(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with engine.begin() as connection:
        key = {
            "kid": "k",
            "alg": "Ed25519",
            "private_jwk": "{}",
            "public_jwk": "{}",
            "created_at": now(),
            "active_from": now(),
        }
        connection.execute(insert(SigningKey).values(key))

    code, states = findings(monkeypatch, capsys)
    assert code == 0
    assert states["keys"] == "ok"


@pytest.mark.usefixtures("own_database")
def test_the_doctor_finds_missing_migrations_and_reference_data(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM currency"))
    assert findings(monkeypatch, capsys)[1]["reference"] == "fail"

    migration.downgrade(engine)
    assert findings(monkeypatch, capsys)[1]["migrations"] == "fail"


@pytest.mark.parametrize(
    ("issuer", "state"),
    [
        ("https://credit.example", "ok"),
        ("http://127.0.0.1:8000", "ok"),
        ("http://localhost:8000", "ok"),
        ("http://[::1]:8000", "ok"),
        ("http://credit.example", "fail"),
        ("http://127.0.0.1.example", "fail"),
        ("credit.example", "fail"),
    ],
)
def test_the_doctor_wants_an_encrypted_issuer(
    issuer: str, state: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EXCHANGE_DATABASE_URL", f"sqlite:///{tmp_path / 'new.sqlite'}")
    monkeypatch.setenv("EXCHANGE_ISSUER", issuer)

    assert findings(monkeypatch, capsys)[1]["issuer"] == state
