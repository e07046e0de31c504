"""How large a document's operations are, fragments spread out: looked at before validation, each fragment once.

The pass is linear in the document whatever it spreads to, and all work that follows is bounded by what it lets through.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)

from exchange.settings import Settings
from resolvers.refusal import refusal
from resolvers.selection import Fragments, fragments_of, spread


class Size(NamedTuple):
    """How much a selection asks for. What lies below `__schema` and `__type` counts by itself: it costs no database."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0
    schema_roots: int = 0
    schema_fields: int = 0
    schema_aliases: int = 0


class Limit(NamedTuple):
    """The most of one kind that is answered."""

    most: int
    code: str
    what: str


ABOUT_THE_SCHEMA: Sequence[Limit] = (
    Limit(2, "TOO_LARGE", "root fields about the schema"),
    Limit(400, "TOO_LARGE", "fields about the schema, its fragments spread out"),
    Limit(5, "TOO_LARGE", "aliases below __schema and __type"),
)
"""The usual introspection has 229 fields about the schema and no alias."""


def limits(settings: Settings) -> Sequence[Limit]:
    """Return the limits, in the order of Size."""
    return (
        Limit(settings.selection_depth, "TOO_DEEP", "fields deep"),
        Limit(settings.selection_fields, "TOO_LARGE", "fields, its fragments spread out"),
        Limit(settings.selection_aliases, "TOO_LARGE", "aliases, its fragments spread out"),
        Limit(settings.selection_directives, "TOO_LARGE", "directives, its fragments spread out"),
        *ABOUT_THE_SCHEMA,
    )


def refuse_large(document: DocumentNode, limits: Sequence[Limit]) -> None:
    """Refuse a document with an operation over one of the limits, which are in the order of Size."""
    fragments = fragments_of(document)
    known: dict[str, Size] = {}
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            for found, limit in zip(_of(definition.selection_set, fragments, known), limits, strict=True):
                if found > limit.most:
                    shown = found if found < 10**6 else "more than a million"
                    raise refusal(limit.code, f"The selection is {shown} {limit.what}; {limit.most} is the limit.")


def _of(selections: SelectionSetNode, fragments: Fragments, known: dict[str, Size]) -> Size:
    return _together(_selected(node, fragments, known) for node in selections.selections)


def _selected(node: SelectionNode, fragments: Fragments, known: dict[str, Size]) -> Size:
    if isinstance(node, FieldNode):
        inner = _of(node.selection_set, fragments, known) if node.selection_set else Size()
        size = _field(node, inner)
    elif isinstance(node, FragmentSpreadNode):
        size = _fragment(node.name.value, fragments, known)
    else:
        size = _of(spread(node, fragments).selection_set, fragments, known)
    return size._replace(directives=size.directives + len(node.directives or ()))


def _field(node: FieldNode, inner: Size) -> Size:
    aliases = inner.aliases + (node.alias is not None)
    if node.name.value in ("__schema", "__type"):
        # The schema is a memory, not a database: its depth is its own matter.
        below = {"schema_fields": inner.fields, "schema_aliases": inner.aliases}
        return Size(1, 1, int(node.alias is not None), inner.directives, 1, **below)
    return inner._replace(depth=inner.depth + 1, fields=inner.fields + 1, aliases=aliases)


def _fragment(name: str, fragments: Fragments, known: dict[str, Size]) -> Size:
    """Return a fragment's size; one within itself counts as nothing, and validation refuses it."""
    if name not in known and name in fragments:
        known[name] = Size()
        known[name] = _of(fragments[name].selection_set, fragments, known)
    return known.get(name, Size())


def _together(sizes: Iterable[Size]) -> Size:
    """Add up what is selected side by side; the deepest counts for the depth."""
    depth, rest = 0, (0,) * (len(Size._fields) - 1)
    for size in sizes:
        depth = max(depth, size.depth)
        rest = tuple(a + b for a, b in zip(rest, size[1:], strict=True))
    return Size(depth, *rest)
