"""Which fields an operation selects, each with its policy, its rows' rule, and the doors it lies behind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    SelectionSetNode,
    get_argument_values,
    get_named_type,
    is_abstract_type,
    is_interface_type,
    is_leaf_type,
    is_object_type,
)
from graphql.execution.values import VariableValues

from auth.door import Basis, basis
from auth.policy import Policy
from auth.visibility import RULES
from resolvers.binding import Shape
from resolvers.requirement import binding_of
from resolvers.selection import Fragments, spread


@dataclass(slots=True)
class Selected:
    """A field by its coordinate, wherever the operation selects it."""

    policy: Policy
    rule: str | None
    """Which rows of the table it reads the caller sees; None where it reads none."""
    bases: set[Basis] = field(default_factory=set)
    """On which bases the doors in front of it are asked to be passed."""


class Selection:
    """Walks over one operation, a fragment once behind each kind of door: the whole document is linear work."""

    def __init__(self, schema: GraphQLSchema, fragments: Fragments, variables: VariableValues | None) -> None:
        self.schema, self.fragments, self.variables = schema, fragments, variables
        self.found: dict[str, Selected] = {}
        self._seen: set[tuple[str, Basis | None]] = set()

    def of(self, root: GraphQLNamedType | None, selections: SelectionSetNode) -> Mapping[str, Selected]:
        """Return the operation's fields, also those behind @skip and @include, in the document's order."""
        if root is not None:
            self._walk(root, selections, None)
        return self.found

    def _walk(self, type_: GraphQLNamedType, selections: SelectionSetNode, door: Basis | None) -> None:
        for node in selections.selections:
            if isinstance(node, FieldNode):
                self._field(type_, node, door)
                continue
            if isinstance(node, FragmentSpreadNode):
                if (node.name.value, door) in self._seen:
                    continue
                self._seen.add((node.name.value, door))
            fragment = spread(node, self.fragments)
            condition = fragment.type_condition
            inner = self.schema.type_map[condition.name.value] if condition else type_
            self._walk(inner, fragment.selection_set, door)

    def _field(self, type_: GraphQLNamedType, node: FieldNode, door: Basis | None) -> None:
        name = node.name.value
        if name.startswith("__") or not (is_object_type(type_) or is_interface_type(type_)):
            return
        # As in resolvers.requirement: an interface's field may be stricter on one of its types.
        for each in (type_, *(self.schema.get_possible_types(type_) if is_abstract_type(type_) else ())):
            self._note(each, name, door)
        definition = type_.fields[name]
        if node.selection_set:
            inner = self._asked(definition, node) if binding_of(definition).shape is Shape.DOOR else door
            self._walk(get_named_type(definition.type), node.selection_set, inner)

    def _note(self, type_: Any, name: str, door: Basis | None) -> None:
        definition = type_.fields[name]
        rule = _rule(type_, definition)
        noted = self.found.setdefault(f"{type_.name}.{name}", Selected(binding_of(definition).policy, rule))
        if door is not None:
            noted.bases.add(door)

    def _asked(self, definition: GraphQLField, node: FieldNode) -> Basis | None:
        """Return the basis that a door's arguments ask about; None where the variables can't be read."""
        if self.variables is None:
            return None
        given = get_argument_values(definition, node, self.variables)
        # A door that takes none has its consent from its row.
        named = given.get("consent") is not None or "consent" not in definition.args
        return basis(given["purpose"], consent_named=named)


def _rule(type_: GraphQLNamedType, definition: GraphQLField) -> str | None:
    named = get_named_type(definition.type)
    table = _table(type_ if is_leaf_type(named) else named)
    if table is None:
        return None
    rule = RULES[table]
    return rule.because if rule.condition else f"everybody sees every row: {rule.because}"


def _table(type_: GraphQLNamedType) -> Any:
    """Return the table whose rows a type shows; a connection shows those of its nodes."""
    fields: Mapping[str, GraphQLField] = getattr(type_, "fields", {})
    if "pageInfo" in fields:
        return _table(get_named_type(fields["nodes"].type))
    declared = type_.extensions.get("strawberry-definition")
    return getattr(getattr(declared, "origin", None), "table", None)
