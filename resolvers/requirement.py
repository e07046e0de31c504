"""What a whole operation asks of its caller, before anything is executed: every scope, and the fields that want it."""

from collections.abc import Iterator, Mapping

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    SelectionSetNode,
    get_named_type,
    is_abstract_type,
    is_interface_type,
    is_object_type,
)

from resolvers.binding import KEY, Binding
from resolvers.refusal import Refused, refusal
from resolvers.selection import Fragments, spread
from resolvers.tree import Tree

Requirements = Mapping[str, tuple[str, ...]]
"""Scope -> coordinates of the fields that want it: {"submissions:read": ("Query.submissions", …)}."""


def binding_of(field: GraphQLField) -> Binding:
    """Return the binding that schema/fields.py attached."""
    binding: Binding = field.extensions["strawberry-definition"].metadata[KEY]
    return binding


def requirements(schema: GraphQLSchema, tree: Tree) -> Requirements:
    """Collect what the operation's fields want, also behind @skip and @include, in the document's order."""
    root = schema.get_root_type(tree.node.operation)
    wanted: dict[str, dict[str, None]] = {}
    if root is None:
        return {}
    for coordinate, scope in _walk(schema, tree.fragments, root, tree.node.selection_set, set()):
        wanted.setdefault(scope, {})[coordinate] = None
    return {scope: tuple(coordinates) for scope, coordinates in wanted.items()}


def _walk(
    schema: GraphQLSchema,
    fragments: Fragments,
    type_: GraphQLNamedType,
    selections: SelectionSetNode,
    seen: set[str],
) -> Iterator[tuple[str, str]]:
    """Visit each fragment once: the whole document is linear work."""
    for node in selections.selections:
        if isinstance(node, FieldNode):
            yield from _field(schema, fragments, type_, node, seen)
            continue
        if isinstance(node, FragmentSpreadNode):
            if node.name.value in seen:
                continue
            seen.add(node.name.value)
        fragment = spread(node, fragments)
        condition = fragment.type_condition
        inner = schema.type_map[condition.name.value] if condition else type_
        yield from _walk(schema, fragments, inner, fragment.selection_set, seen)


def _field(
    schema: GraphQLSchema,
    fragments: Fragments,
    type_: GraphQLNamedType,
    node: FieldNode,
    seen: set[str],
) -> Iterator[tuple[str, str]]:
    name = node.name.value
    if name.startswith("__") or not (is_object_type(type_) or is_interface_type(type_)):
        return
    own = binding_of(type_.fields[name]).policy
    if not own.is_public:
        yield f"{type_.name}.{name}", own.scope
    # An interface's field may be stricter on one of its types: ask for those too.
    for each in schema.get_possible_types(type_) if is_abstract_type(type_) else ():
        policy = binding_of(each.fields[name]).policy
        if not policy.is_public and policy != own:
            yield f"{each.name}.{name}", policy.scope
    if node.selection_set:
        yield from _walk(schema, fragments, get_named_type(type_.fields[name].type), node.selection_set, seen)


def refuse_missing(wanted: Requirements, scopes: frozenset[str], *, anonymous: bool) -> None:
    """Raise one refusal that lists every missing scope with its fields."""
    missing = {scope: fields for scope, fields in wanted.items() if scope not in scopes}
    if missing:
        raise _refusal(missing, anonymous=anonymous)


def _refusal(missing: Requirements, *, anonymous: bool) -> Refused:
    listed = "; ".join(f"{scope} for {', '.join(fields)}" for scope, fields in missing.items())
    way = "Ask with an access token that has" if anonymous else "The caller lacks"
    return refusal(
        "UNAUTHENTICATED" if anonymous else "FORBIDDEN",
        f"{way}: {listed}.",
        status=401 if anonymous else 403,
        missing=[{"scope": scope, "fields": list(fields)} for scope, fields in missing.items()],
    )
