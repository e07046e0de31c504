"""What an operation selects, as graphql-core reads it: two thirds of what a document takes in memory."""

from collections.abc import Iterable
from typing import NamedTuple

from graphql import DocumentNode, OperationDefinitionNode, VariableDefinitionNode
from graphql.execution.collect_fields import FragmentDetails

from resolvers.selection import Fragments, fragments_of


class Tree(NamedTuple):
    """An operation and the fragments of its document. Planning looks at it, and answering where a field is computed."""

    node: OperationDefinitionNode
    fragments: Fragments

    @property
    def details(self) -> dict[str, FragmentDetails]:
        """Return the fragments as graphql-core collects fields of them."""
        return {name: FragmentDetails(one) for name, one in self.fragments.items()}


def trees(document: DocumentNode) -> dict[str | None, Tree]:
    """Return the trees of a document's operations by their names."""
    fragments = fragments_of(document)
    operations = (one for one in document.definitions if isinstance(one, OperationDefinitionNode))
    return {one.name.value if one.name else None: Tree(one, fragments) for one in operations}


def detached(definitions: Iterable[VariableDefinitionNode]) -> tuple[VariableDefinitionNode, ...]:
    """Part the definitions from the rest of their document, which their places hold to: errors only name the places."""
    kept = tuple(definitions)
    for one in kept:
        if one.loc is not None:
            one.loc.start_token.prev = one.loc.end_token.next = None
    return kept
