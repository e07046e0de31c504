"""What an operator sees of `exchange audit`: the findings, the exit code, the head to keep."""

import json
import sys

import pytest
from sqlalchemy import Engine, text

from auth.oauth import keys
from exchange.app import cli
from tests.audit.log import access, sealed, unguarded, write


class Terminal:
    """Runs `exchange audit` in this process."""

    def __init__(self, url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch, self.capsys = monkeypatch, capsys
        monkeypatch.setenv("EXCHANGE_DATABASE_URL", url)

    def run(self, *words: str) -> tuple[int, str, str]:
        """Return exit code, standard output and standard error."""
        self.monkeypatch.setattr(sys, "argv", ["exchange", "audit", *words])
        with pytest.raises(SystemExit) as left:
            cli.main()
        answer = self.capsys.readouterr()
        return int(left.value.code or 0), answer.out, answer.err


@pytest.fixture
def terminal(database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """The command line on the test's database."""
    return Terminal(database_url, monkeypatch, capsys)


def test_an_intact_log_is_said_to_be_so(engine: Engine, database_url: str, terminal: Terminal) -> None:
    sealed(engine, database_url, 20, limit=10)

    said = "20 entries, 20 sealed under 2 signed heads: nothing was changed.\n"
    assert terminal.run("verify") == (0, said, "")


def test_an_altered_log_is_exit_code_one_with_the_entry(engine: Engine, database_url: str, terminal: Terminal) -> None:
    entries = sealed(engine, database_url, 20, limit=10)
    with unguarded(engine) as connection:
        connection.execute(text("UPDATE access_entry SET purpose = 'X' WHERE id = :id"), {"id": entries[4].id})

    told, listed = terminal.run("verify"), terminal.run("verify", "--json")

    assert told[0] == listed[0] == 1
    message = f"Entry {entries[4].id} of position 4 is not as it was sealed."
    assert told[1] == f"ENTRY_ALTERED: {message}\n20 entries, 20 sealed under 2 signed heads: 1 faults.\n"
    fault = {"kind": "ENTRY_ALTERED", "message": message, "entry_id": entries[4].id, "position": 4}
    counts = {"entries": 20, "leaves": 20, "heads": 2, "count": 1}
    assert json.loads(listed[1]) == counts | {"faults": [fault]}


def test_sealing_by_hand_and_the_head_to_keep(engine: Engine, database_url: str, terminal: Terminal) -> None:
    keys.ensure(engine)
    write(database_url, *([access(number)] for number in range(3)))

    assert terminal.run("head") == (1, "", "UNKNOWN_SIZE: No tree head is signed yet.\n")
    assert terminal.run("seal") == (0, "3 entries were sealed.\n", "")
    assert terminal.run("seal") == (0, "0 entries were sealed.\n", "")
    head = json.loads(terminal.run("head")[1])
    assert head["size"] == 3
    assert head["jws"].count(".") == 2
    assert len(head["root"]) == 64
