"""The planner against graphql-core's own execution: the same answer to every document, on both databases."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, NamedTuple

import pytest
from graphql import parse, validate
from hypothesis import HealthCheck, Phase, assume, given, seed, settings
from sqlalchemy.exc import DataError

from exchange.db.engine import connect
from exchange.errors import ExchangeError
from exchange.settings import Settings
from resolvers.document import RULES
from resolvers.plain import plainly
from resolvers.refusal import Refused
from schema.build import schema
from tests.database.template import Templates
from tests.planning.caller import BUREAU
from tests.planning.conftest import Answer, answering, filled_in, generous
from tests.planning.documents import documents
from tests.planning.oracle import Oracle


def _refused(ask: Any, document: str) -> Any:
    """Return the answer, or the code of the refusal."""
    try:
        return ask(document)
    except Refused as refused:
        return (refused.errors[0].extensions or {})["code"]
    except ExchangeError as error:
        return error.code
    except DataError:
        return "BAD_INPUT"


GRAPHQL = schema()._schema
DOCUMENTS = 120
PARTS = 4
"""A process that is free takes one."""


class Side(NamedTuple):
    """A kind of database, with the planner and graphql-core on it."""

    answer: Answer
    oracle: Oracle

    def compare(self, document: str) -> None:
        """Compare the two answers."""
        tree = parse(document)
        assert plainly(GRAPHQL, tree, None) is None or not validate(GRAPHQL, tree, RULES), document
        planned = _refused(self.answer, document)
        # Another document is generated for each that isn't answered at all: so many are compared.
        assume(planned not in ("TOO_DEEP", "TOO_LARGE", "GRAPHQL_VALIDATION_FAILED"))
        assert planned == _refused(self.oracle.data, document), document


@contextmanager
def _side(templates: Templates, kind: str) -> Iterator[Side]:
    with templates.clone(kind) as url:
        chosen, engine = Settings(database_url=url), filled_in(connect(url))
        with answering(engine, chosen, generous(chosen)) as answer, engine.connect() as connection:
            yield Side(answer, Oracle(connection.execution_options(read_only=True), BUREAU))
        engine.dispose()


@pytest.mark.parametrize("part", range(PARTS))
def test_generated_documents_are_answered_as_graphql_core_answers_them(templates: Templates, part: int) -> None:
    # Most of the time goes into generating: each document is compared on both databases.
    kinds = ["sqlite"] if templates.missing else ["sqlite", "postgresql"]
    with ExitStack() as stack:
        sides = [stack.enter_context(_side(templates, kind)) for kind in kinds]

        @seed(part)
        @settings(
            max_examples=DOCUMENTS // PARTS,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(document=documents())
        def compare(document: str) -> None:
            for side in sides:
                side.compare(document)

        compare()
    if templates.missing:
        pytest.skip(f"PostgreSQL half NOT run: {templates.missing}")
