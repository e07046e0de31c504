"""The planner against graphql-core's own execution: the same answer to every document, on both databases."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, seed, settings
from sqlalchemy.exc import DataError

from exchange.errors import ExchangeError
from resolvers.refusal import Refused
from tests.planning.conftest import Answer
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


PARTS = 5
"""Of five hundred documents for each database: a process that is free takes one."""


@pytest.mark.parametrize("part", range(PARTS))
def test_generated_documents_are_answered_as_graphql_core_answers_them(
    answer: Answer, oracle: Oracle, part: int
) -> None:
    @seed(part)
    @settings(
        max_examples=500 // PARTS,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(document=documents())
    def compare(document: str) -> None:
        planned = _refused(answer, document)
        # Another one is generated for each that isn't answered at all: five hundred are compared.
        assume(planned not in ("TOO_DEEP", "TOO_LARGE", "GRAPHQL_VALIDATION_FAILED"))
        assert planned == _refused(oracle.data, document), document

    compare()
