"""The committed snapshots hold: the contract, the access matrix, and every golden operation's plan and answer."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import Engine

from exchange.db.reading import open_reader
from exchange.settings import Settings
from schema.build import sdl
from schema.snapshot import changes
from tests.golden.case import ROOT, Case, cases, snapshots
from tests.golden.write import known
from tests.planning.data import fill

AGAIN = "Run `make snapshots` and read the difference."


def test_there_are_golden_operations() -> None:
    assert len(cases()) >= 8


@pytest.mark.parametrize("path", snapshots(), ids=lambda path: path.name)
def test_a_snapshot_is_up_to_date(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == snapshots()[path](), AGAIN


def test_the_contract_has_no_breaking_change_against_the_snapshot() -> None:
    kept = (ROOT / "schema" / "schema.graphql").read_text(encoding="utf-8")
    assert not [change for change in changes(kept, sdl()) if change.startswith("BREAKING")]


def test_a_breaking_change_is_named() -> None:
    kept = sdl()
    before, viewer = kept.split("type Viewer {")
    changed = changes(kept, f"{before}type Viewer {{{viewer.replace('  scopes: [String!]!', '  scope: [String!]!')}")
    assert sorted(line.split(":")[0] for line in changed) == ["BREAKING", "SAFE"]
    assert "Viewer.scopes" in " ".join(changed)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_golden_operation_answers_the_same_on_both_databases(case: Case, engine: Engine, settings: Settings) -> None:
    with engine.begin() as connection:
        fill(connection)

    async def answer() -> str:
        reader = await open_reader(settings)
        found = await case.answer(reader, engine.dialect.name, known(settings))
        await reader.close()
        return found

    assert asyncio.run(answer()) == case.path("answer.json").read_text(encoding="utf-8")
