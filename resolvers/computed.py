"""The root fields that no SQL answers: those about the schema, and those that are computed in Python.

graphql-core executes them, beside the statement that answers the rest of the operation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import orjson
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
    execute_sync,
)
from sqlalchemy import Engine

from auth.principal import Principal
from exchange.errors import ExchangeError
from exchange.settings import Settings
from resolvers.binding import KEY, Shape
from resolvers.refusal import Refused, coded
from resolvers.row import Groups
from resolvers.selection import Fragments, spread
from resolvers.tree import Tree

if TYPE_CHECKING:
    from resolvers.planner import Planner

META = frozenset({"__schema", "__type"})


@dataclass(frozen=True, slots=True)
class Computing:
    """What a computed field works with. Its engine is for reading."""

    engine: Engine
    settings: Settings
    principal: Principal
    planner: "Planner"


@cache
def roots(query: GraphQLObjectType) -> frozenset[str]:
    """Return the names of the root fields that are answered here."""
    shapes = {name: f.extensions["strawberry-definition"].metadata[KEY].shape for name, f in query.fields.items()}
    return META | {name for name, shape in shapes.items() if shape is Shape.COMPUTED}


def computes(selections: SelectionSetNode, fragments: Fragments, names: frozenset[str], seen: set[str]) -> bool:
    """Tell whether a root selection has such a field. Each fragment is visited once: `seen` are those that were."""
    for node in selections.selections:
        if isinstance(node, FieldNode):
            if node.name.value in names:
                return True
            continue
        if isinstance(node, FragmentSpreadNode):
            if node.name.value in seen:
                continue
            seen.add(node.name.value)
        if computes(spread(node, fragments).selection_set, fragments, names, seen):
            return True
    return False


def answered(
    schema: GraphQLSchema,
    tree: Tree,
    groups: Groups,
    variables: Mapping[str, Any],
    context: Computing,
) -> dict[str, Any]:
    """Return the answers to such fields, by response key. Raises what a field's function raised."""
    assert schema.query_type is not None  # noqa: S101 - a schema without queries isn't built
    names = roots(schema.query_type)
    nodes = [d.node for details in groups.values() for d in details if d.node.name.value in names]
    asked = OperationDefinitionNode(
        operation=tree.node.operation,
        variable_definitions=tree.node.variable_definitions,
        selection_set=SelectionSetNode(selections=tuple(nodes)),
    )
    document = DocumentNode(definitions=(asked, *tree.fragments.values()))
    result = execute_sync(schema, document, context, variable_values=dict(variables))
    for error in result.errors or ():
        raise _reason(error)
    return result.data or {}


def _reason(error: GraphQLError) -> Exception:
    """Return what to raise for an error of graphql-core's execution."""
    original = error.original_error
    if original is None or isinstance(original, GraphQLError):
        return Refused(coded([error], "BAD_USER_INPUT"))
    if isinstance(original, (ExchangeError, Refused)):
        return original
    failed = RuntimeError("A computed field failed.")
    failed.__cause__ = original
    return failed


def merged(groups: Groups, planned: bytes, computed: Mapping[str, Any]) -> bytes:
    """Return `data` with both kinds of root fields in the operation's order."""
    rows = orjson.loads(planned)
    return orjson.dumps({key: computed[key] if key in computed else rows[key] for key in groups})
