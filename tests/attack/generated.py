"""Generated operations: of one root field each, with arguments that mean something, and without what isn't allowed."""

from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any

from graphql import (
    REMOVE,
    DocumentNode,
    FieldNode,
    GraphQLSchema,
    NameNode,
    SelectionSetNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    build_schema,
    parse,
    print_ast,
    visit,
)
from hypothesis import strategies as st
from hypothesis_graphql import mutations, nodes, queries

from schema.access import policies
from schema.build import schema, sdl
from tests.planning.documents import SCALARS, meant

VALUES = {
    **SCALARS,
    "Decimal": st.sampled_from(("0", "3.85", "-1", "1e9", "x")).map(nodes.String),
    "JSON": st.sampled_from(("{}", "[1]", "x", '{"a": {"b": null}}')).map(nodes.String),
}


@cache
def contract() -> GraphQLSchema:
    """Return the schema as callers know it."""
    return build_schema(sdl())


@st.composite
def operations(draw: Any, scopes: AbstractSet[str]) -> str:
    """Draw an operation of one root field that the scopes allow: of several hardly one would stay within the limits."""
    kind, name = draw(st.sampled_from(_roots(scopes)))
    written: DocumentNode = draw(_of_root(kind, name))
    return print_ast(meant(draw, written))


def _roots(scopes: AbstractSet[str]) -> list[tuple[str, str]]:
    coordinates = [name for name, policy in policies(schema()) if policy.is_public or policy.scope in scopes]
    parts = [coordinate.split(".") for coordinate in coordinates]
    return [(kind, name) for kind, name in parts if kind in ("Query", "Mutation")]


@cache
def _of_root(kind: str, name: str) -> st.SearchStrategy[Any]:
    write: Any = queries if kind == "Query" else mutations
    found: st.SearchStrategy[Any] = write(contract(), fields=[name], custom_scalars=VALUES, print_ast=lambda ast: ast)
    return found


def without(document: str, fields: AbstractSet[str]) -> str | None:
    """Return the document without fields such as Entity.name; None where nothing of it would be left."""
    info = TypeInfo(contract())
    pruned: DocumentNode = visit(parse(document), TypeInfoVisitor(info, _Pruning(info, fields)))
    operation: Any = pruned.definitions[0]
    only = operation.selection_set.selections[0]
    return None if only.name.value == "__typename" else print_ast(pruned)


class _Pruning(Visitor):
    """Takes fields out; what loses all of its fields keeps its type's name."""

    def __init__(self, info: TypeInfo, fields: AbstractSet[str]) -> None:
        super().__init__()
        self.info, self.fields = info, fields

    def enter_field(self, node: FieldNode, *_: Any) -> Any:
        parent = self.info.get_parent_type()
        return REMOVE if parent is not None and f"{parent.name}.{node.name.value}" in self.fields else None

    def leave_selection_set(self, node: SelectionSetNode, *_: Any) -> Any:
        if node.selections:
            return None
        return SelectionSetNode(selections=(FieldNode(name=NameNode(value="__typename")),))
