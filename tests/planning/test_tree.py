"""The tree of a document: let go once a query is planned, and read anew where another plan of it is to be made."""

import re

import pytest

from auth.principal import ANONYMOUS
from exchange.settings import Settings
from resolvers.planner import Planned, Planner
from resolvers.refusal import Refused
from tests.planning.caller import BUREAU
from tests.planning.conftest import generous
from tests.planning.data import USCCS

FRAGMENT = "fragment F on Entity { name region { name } }"
DOCUMENTS = (
    "query($u: USCC!) { entity(uscc: $u) { uscc name } }",
    f'{{ entity(uscc: "{USCCS[0]}") {{ name records(first: 3) {{ nodes {{ kind }} }} }} }}',
    f'{{ a: entity(uscc: "{USCCS[0]}") {{ name }} a: entity(uscc: "{USCCS[0]}") {{ uscc }} }}',
    f"query($u: USCC!) {{ entity(uscc: $u) {{ ...F }} }} {FRAGMENT}",
    f"query A {{ __typename }} query B($u: USCC!) {{ entity(uscc: $u) {{ ...F }} }} {FRAGMENT}",
)


def _plan(planner: Planner, document: str, authenticated: bool) -> Planned:
    name = "B" if " B(" in document else None
    return planner.plan(document, name, {"u": USCCS[0]}, BUREAU if authenticated else ANONYMOUS)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_is_planned_of_a_tree_read_anew_is_what_the_first_one_gives(
    planner_: Planner, settings: Settings, document: str
) -> None:
    first = _plan(planner_, document, authenticated=False)
    assert first.operation._tree is None
    anew = _plan(planner_, document, authenticated=True)
    assert anew.operation is first.operation

    fresh = _plan(generous(settings), document, authenticated=True)
    assert fresh.operation is not anew.operation
    arguments = [[one[:2] for one in planned.plan.arguments] for planned in (anew, fresh)]
    assert anew.plan.sql == fresh.plan.sql
    assert arguments[0] == arguments[1]


@pytest.mark.parametrize(
    "document",
    [
        '{ __type(name: "Entity") { name } }',
        'mutation { disableClient(input: {clientId: "a"}) { __typename } }',
    ],
)
def test_the_tree_that_each_answer_takes_stays(planner_: Planner, document: str) -> None:
    operation = planner_.documents.read(document).document.operation(None)
    assert operation._anew is None
    assert operation.tree is operation.tree


def test_an_error_of_a_variable_names_its_place_and_nothing_holds_the_rest(planner_: Planner) -> None:
    document = DOCUMENTS[0]
    (definition,) = _plan(planner_, document, authenticated=False).operation.definitions
    assert definition.loc is not None
    assert (definition.loc.start_token.prev, definition.loc.end_token.next) == (None, None)
    with pytest.raises(Refused) as refused:
        planner_.known(document, None, {}, ANONYMOUS)
    column = re.search(r"\$u", document)
    assert column is not None
    assert refused.value.errors[0].formatted["locations"] == [{"line": 1, "column": column.start() + 1}]
