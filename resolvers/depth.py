"""How deeply a document's selections nest: looked at before validation, each fragment once.

What lies below introspection doesn't count: the schema is a memory, not a database.
"""

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from resolvers.refusal import refusal
from resolvers.selection import Fragments, spread

DEPTH = 10
"""The deepest selection that is answered."""


def refuse_deep(document: DocumentNode) -> None:
    """Refuse a document with an operation deeper than DEPTH fields."""
    fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
    known: dict[str, int] = {}
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            depth = _depth(definition.selection_set, fragments, known)
            if depth > DEPTH:
                raise refusal("TOO_DEEP", f"The selection is {depth} fields deep; {DEPTH} is the limit.")


def _depth(selections: SelectionSetNode, fragments: Fragments, known: dict[str, int]) -> int:
    deepest = 0
    for node in selections.selections:
        if isinstance(node, FieldNode):
            schema = node.name.value.startswith("__")
            depth = 1 + (_depth(node.selection_set, fragments, known) if node.selection_set and not schema else 0)
        elif isinstance(node, FragmentSpreadNode):
            depth = _fragment(node.name.value, fragments, known)
        else:
            depth = _depth(spread(node, fragments).selection_set, fragments, known)
        deepest = max(deepest, depth)
    return deepest


def _fragment(name: str, fragments: Fragments, known: dict[str, int]) -> int:
    """Return a fragment's depth; one within itself counts as flat, and validation refuses it."""
    if name not in known and name in fragments:
        known[name] = 0
        known[name] = _depth(fragments[name].selection_set, fragments, known)
    return known.get(name, 0)
