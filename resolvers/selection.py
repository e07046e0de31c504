"""What a selection that is no field stands for."""

from collections.abc import Mapping

from graphql import DocumentNode, FragmentDefinitionNode, FragmentSpreadNode, InlineFragmentNode
from graphql.language import SelectionNode

Fragments = Mapping[str, FragmentDefinitionNode]


def fragments_of(document: DocumentNode) -> Fragments:
    """Return a document's fragments by their names."""
    return {one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)}


def spread(node: SelectionNode, fragments: Fragments) -> FragmentDefinitionNode | InlineFragmentNode:
    """Return the fragment that a spread names, or the inline fragment itself. The document is valid."""
    if isinstance(node, FragmentSpreadNode):
        return fragments[node.name.value]
    assert isinstance(node, InlineFragmentNode)  # noqa: S101 - GraphQL has no other selection besides fields
    return node
