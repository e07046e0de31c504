"""Texts that need no escaping in JSON: the column says so of exactly these, and answers are JSON whatever they hold."""

import re
from typing import Any

import orjson
import pytest
from sqlalchemy import Engine, Text, insert, inspect, select

from exchange.db import quotable
from exchange.db.types import Name
from exchange.entity.model import Entity
from migrations.tables import metadata
from resolvers.planner import Planner
from tests.domain.enterprise import enterprise
from tests.planning.caller import BUREAU
from tests.planning.conftest import Answer
from tests.planning.data import uscc

CHARACTERS = [*map(chr, range(1, 0x31)), *'"\\[]^-/\x7f\x80\u2028\ufeff示𠮷😀']
FIRST = 1_000
"""The number of the first code that the registry doesn't have."""
TABLES = {name: table for name, table in metadata.tables.items() if quotable.NAME in table.c}


def added(engine: Engine, texts: list[dict[str, Any]]) -> list[str]:
    """Add entities with these texts to the registry and return their codes."""
    codes = [uscc(FIRST + n) for n in range(len(texts))]
    with engine.begin() as connection:
        connection.execute(insert(Entity), [enterprise(code, **each) for code, each in zip(codes, texts, strict=True)])
    return codes


@pytest.mark.parametrize("column", ["name", "legal_form", "address", "authority"])
def test_a_row_is_quotable_where_json_escapes_nothing(filled: Engine, answer: Answer, column: str) -> None:
    texts = [before + character + after for character in CHARACTERS for before, after in (("", ""), ("甲", "a"))]
    nothing = {"name": "甲", "legal_form": None, "address": None, "authority": None}
    codes = added(filled, [nothing | {column: text} for text in texts])

    with filled.connect() as connection:
        said = dict(connection.execute(select(Entity.uscc, Entity.quotable)).all())
    field = {"legal_form": "legalForm"}.get(column, column)
    document = f"query($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on Entity {{ {field} }} }} }}"
    answered = answer(document, {"ids": [f"ent_{code}" for code in codes]})

    assert [said[code] for code in codes] == [orjson.dumps(text) == f'"{text}"'.encode() for text in texts]
    assert {said[code] for code in codes} == {True, False}
    assert [each[field] for each in answered["nodes"]] == texts


def test_the_database_says_it_of_the_texts_that_the_models_name(engine: Engine) -> None:
    for table in TABLES.values():
        (column,) = [each for each in inspect(engine).get_columns(table.name) if each["name"] == quotable.NAME]
        looked = re.findall(r"coalesce\(\"?(\w+)", column["computed"]["sqltext"], re.IGNORECASE)

        assert sorted(looked) == sorted(table.c[quotable.NAME].info["texts"])


def test_every_column_that_it_is_said_of_is_a_text_of_its_table() -> None:
    assert set(TABLES) == {"entity", "credit_record", "region"}
    for table in TABLES.values():
        texts = table.c[quotable.NAME].info["texts"]
        assert texts
        assert all(isinstance(table.c[text].type, (Text, Name)) for text in texts)


def test_statements_look_at_it_on_postgresql_alone(planner_: Planner) -> None:
    document = "{ entities(first: 5) { nodes { name address businessScope } pageInfo { endCursor } } }"

    sql = planner_.plan(document, None, None, BUREAU).plan.sql

    looks = sql.count("quotable THEN")
    assert looks == (2 if "$1" in sql else 0)
    assert sql.count("to_json(") + sql.count("json_quote(") >= 3
