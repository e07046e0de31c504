"""Documents that are plainly valid: seen so in one walk, which takes a tenth of the time of all validation rules.

Plain is one query or mutation without fragments of its own, directives and defaults, whose response keys are told
apart by their names alone, and whose variables have the very types of the places where they stand. That's what most
programs send. Whatever else a document is, valid or not, graphql-core's rules decide, and word what is wrong with it.
"""

import operator
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NoReturn

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLLeafType,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    NameNode,
    ObjectValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_input_object_type,
    is_input_type,
    is_leaf_type,
    is_object_type,
    is_required_argument,
    is_required_input_field,
    is_union_type,
    type_from_ast,
)
from graphql.utilities import validate_input_literal

from resolvers.computed import roots
from resolvers.literal import Lifted

LITERALS = frozenset({"int_value", "float_value", "string_value"})
"""What is lifted out of the document."""
CONSTANTS = frozenset({"enum_value", "boolean_value"})
"""What stays in it, because it shapes the SQL."""


class _Intricate(Exception):
    """The document isn't plain."""


def plainly(schema: GraphQLSchema, document: DocumentNode, count: int | None) -> Lifted | None:
    """Return the document with all its `count` literals lifted; None where it isn't plain, valid or not.

    As it is where one of them can't be lifted, or where a field is computed, whose variables are graphql-core's.
    """
    walk = _Walk(schema)
    try:
        lifted = walk.document(document)
    except (_Intricate, GraphQLError):
        return None
    if walk.computes or len(walk.literals) != count:
        return Lifted(document, None)
    return Lifted(lifted, walk.literals)


def _give_up(why: object) -> NoReturn:
    raise _Intricate(why)


class _Walk:
    """One walk over one document. What it hands back is a node as it was, or a new one where a literal was lifted."""

    def __init__(self, schema: GraphQLSchema) -> None:
        assert schema.query_type is not None  # noqa: S101 - a schema without queries isn't built
        self.schema = schema
        self.computed = roots(schema.query_type)
        self.computes = False
        self.variables: dict[str, str] = {}
        """Their types as text."""
        self.used: set[str] = set()
        self.literals: dict[str, GraphQLLeafType] = {}

    def document(self, node: DocumentNode) -> DocumentNode:
        (operation, *more) = node.definitions
        if more or not isinstance(operation, OperationDefinitionNode) or operation.directives:
            _give_up(node)
        root = self.schema.get_root_type(operation.operation)
        if root is None or operation.operation is OperationType.SUBSCRIPTION:
            _give_up(operation)
        for definition in operation.variable_definitions or ():
            self._variable(definition)
        selections = self._selections(root, operation.selection_set, set())
        if len(self.used) != len(self.variables):
            _give_up("a variable that isn't used")
        if selections is operation.selection_set:
            return node
        return replace(node, definitions=(replace(operation, selection_set=selections),))

    def _variable(self, definition: Any) -> None:
        name = definition.variable.name.value
        type_ = type_from_ast(self.schema, definition.type)
        if definition.default_value or definition.directives or name in self.variables or not is_input_type(type_):
            _give_up(definition)
        self.variables[name] = str(type_)

    def _selections(self, type_: GraphQLNamedType, node: SelectionSetNode, keys: set[str]) -> SelectionSetNode:
        """Check what is selected on a type; `keys` are the response keys beside it that are taken."""
        if not node.selections:
            _give_up(node)
        made = tuple(
            [
                self._field(type_, one, keys) if type(one) is FieldNode else self._inline(type_, one, keys)
                for one in node.selections
            ]
        )
        return node if _same(made, node.selections) else replace(node, selections=made)

    def _inline(self, type_: GraphQLNamedType, node: Any, keys: set[str]) -> InlineFragmentNode:
        if not isinstance(node, InlineFragmentNode) or node.directives:
            _give_up(node)
        inner: Any = self.schema.type_map.get(node.type_condition.name.value) if node.type_condition else type_
        if inner is not type_ and (is_object_type(type_) or not self._among(type_, inner)):
            _give_up(node)
        selections = self._selections(inner, node.selection_set, keys)
        return node if selections is node.selection_set else replace(node, selection_set=selections)

    def _among(self, type_: Any, inner: Any) -> bool:
        return is_object_type(inner) and self.schema.is_sub_type(type_, inner)

    def _field(self, type_: Any, node: FieldNode, keys: set[str]) -> FieldNode:
        name = node.name.value
        key = node.alias.value if node.alias else name
        field = None if is_union_type(type_) else type_.fields.get(name)
        if key in keys or node.directives or field is None:
            return self._typename(node, keys, key)
        keys.add(key)
        self.computes |= name in self.computed
        inner, below = get_named_type(field.type), node.selection_set
        if is_composite_type(inner) != (below is not None):
            _give_up(node)
        arguments = self._arguments(node.arguments or (), field.args, is_required_argument)
        selections = below and self._selections(inner, below, set())
        if selections is below and _same(arguments, node.arguments or ()):
            return node
        return replace(node, arguments=arguments, selection_set=selections)

    def _typename(self, node: FieldNode, keys: set[str], key: str) -> FieldNode:
        """Check what isn't a field of a type: plain is its name alone."""
        if node.name.value != "__typename" or key in keys or node.directives or node.arguments or node.selection_set:
            _give_up(node)
        keys.add(key)
        return node

    def _arguments(self, nodes: Any, known: Mapping[str, Any], required: Any) -> tuple[Any, ...]:
        """Check arguments, or an input object's fields: each known and once, and none missing that is required."""
        names = {one.name.value for one in nodes}
        if len(names) != len(nodes) or not names <= known.keys():
            _give_up(nodes)
        if any(name not in names and required(one) for name, one in known.items()):
            _give_up(nodes)
        return tuple([self._argument(one, known[one.name.value].type) for one in nodes])

    def _argument(self, node: Any, type_: Any) -> Any:
        value = self._value(node.value, type_)
        return node if value is node.value else replace(node, value=value)

    def _value(self, node: ValueNode, type_: Any) -> ValueNode:
        if isinstance(node, VariableNode):
            return self._used(node, str(type_))
        inner = get_nullable_type(type_)
        if isinstance(node, ObjectValueNode) and is_input_object_type(inner) and not _is_one_of(inner):
            fields = self._arguments(node.fields, inner.fields, is_required_input_field)
            return node if _same(fields, node.fields) else replace(node, fields=fields)
        if not is_leaf_type(inner) or not (node.kind in LITERALS or node.kind in CONSTANTS):
            _give_up(node)
        validate_input_literal(node, inner, lambda error, _path: _give_up(error))
        return node if node.kind in CONSTANTS else self._lifted(inner)

    def _used(self, node: VariableNode, type_: str) -> VariableNode:
        declared = self.variables.get(node.name.value)
        if declared not in (type_, f"{type_}!"):
            _give_up(node)
        self.used.add(node.name.value)
        return node

    def _lifted(self, type_: GraphQLLeafType) -> VariableNode:
        name = f"#{len(self.literals)}"
        self.literals[name] = type_
        return VariableNode(name=NameNode(value=name))


def _is_one_of(type_: Any) -> bool:
    declared = type_.extensions.get("strawberry-definition")
    return type_.is_one_of or (declared is not None and declared.is_one_of)


def _same(made: tuple[Any, ...], nodes: tuple[Any, ...]) -> bool:
    return all(map(operator.is_, made, nodes))
