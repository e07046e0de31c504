"""The part of an operation that asks about the schema itself: answered by graphql-core, without the database."""

from collections.abc import Mapping
from typing import Any

import orjson
from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
    execute_sync,
)

from resolvers.row import Groups
from resolvers.selection import Fragments, spread

ROOTS = frozenset({"__schema", "__type"})


def introspects(selections: SelectionSetNode, fragments: Fragments) -> bool:
    """Tell whether a root selection asks about the schema. The document is valid: fragments don't form circles."""
    for node in selections.selections:
        if isinstance(node, FieldNode):
            if node.name.value in ROOTS:
                return True
        elif introspects(spread(node, fragments).selection_set, fragments):
            return True
    return False


def answered(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    fragments: Fragments,
    groups: Groups,
    variables: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the answers to the root fields that introspect, by response key."""
    nodes = [d.node for details in groups.values() for d in details if d.node.name.value in ROOTS]
    asked = OperationDefinitionNode(
        operation=operation.operation,
        variable_definitions=operation.variable_definitions,
        selection_set=SelectionSetNode(selections=tuple(nodes)),
    )
    document = DocumentNode(definitions=(asked, *fragments.values()))
    result = execute_sync(schema, document, variable_values=dict(variables))
    return result.data or {}


def merged(groups: Groups, planned: bytes, introspected: Mapping[str, Any]) -> bytes:
    """Return `data` with both kinds of root fields in the operation's order."""
    rows = orjson.loads(planned)
    return orjson.dumps({key: introspected[key] if key in introspected else rows[key] for key in groups})
