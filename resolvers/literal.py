"""Which literals of a document are values: lifted out, documents that differ in them alone share their plans."""

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLLeafType,
    GraphQLSchema,
    NameNode,
    Node,
    OverlappingFieldsCanBeMergedRule,
    TypeInfo,
    TypeInfoVisitor,
    VariableNode,
    Visitor,
    get_nullable_type,
    is_leaf_type,
    validate,
    visit,
)

from resolvers.computed import roots

TOKEN = re.compile(r'"[^"\n\r]*"|#[^\n\r]*|(?<![\w$])-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?')
"""Each alternative looks at a character once or twice, whatever the text: reading takes time linear in it."""
STRING, WHOLE, FRACTION = "\0s", "\0i", "\0f"
"""What stands in a skeleton for a literal: signs that no valid document holds."""

Literals = dict[str, Any]
"""The lifted literals' values under their variables' names #0, #1 …, which no document can use."""


def skeleton(text: str) -> tuple[str, Literals] | None:
    """Return the document with its string and number literals blanked, and their values.

    None when a literal has a form whose value only the GraphQL lexer knows (block strings, escapes, `00`).
    """
    found: list[Any] = []
    strange = False

    def blank(match: re.Match[str]) -> str:
        nonlocal strange
        token = match[0]
        if token[0] == "#":
            return ""
        try:
            # Without an escape and with nothing that a JSON string may not hold, it is what stands between its quotes.
            found.append(token[1:-1] if token[0] == '"' and token.isprintable() else json.loads(token))
        except ValueError:
            strange = True
        return STRING if token[0] == '"' else FRACTION if not token.lstrip("-").isdigit() else WHOLE

    if "\0" in text or "\\" in text or '"""' in text:
        return None  # the first would pass for a literal that was blanked, or as a part of one
    key = TOKEN.sub(blank, text)
    return None if strange else (key, {f"#{n}": value for n, value in enumerate(found)})


class _Lift(Visitor):
    """Turns the literals of field arguments into variables, in the document's order."""

    def __init__(self, info: TypeInfo, computed: frozenset[str]) -> None:
        super().__init__()
        self.info = info
        self.computed = computed
        self.seen = 0
        self.types: dict[str, GraphQLLeafType] = {}
        self.computes = False

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        """Notice a computed field, whose variables are graphql-core's."""
        self.computes |= node.name.value in self.computed

    def _literal(self, node: Node, _key: Any, parent: Any, _path: Any, ancestors: list[Any]) -> VariableNode | None:
        name = f"#{self.seen}"
        self.seen += 1
        kinds = {getattr(a, "kind", "") for a in (*ancestors, parent)}
        type_ = get_nullable_type(self.info.get_input_type())
        if kinds & {"directive", "variable_definition", "list_value"} or not is_leaf_type(type_):
            return None
        self.types[name] = type_
        return VariableNode(name=NameNode(value=name))

    leave_int_value = leave_float_value = leave_string_value = _literal


class Lifted(NamedTuple):
    """A valid document whose literals are lifted, where that can be."""

    document: DocumentNode
    types: Mapping[str, GraphQLLeafType] | None
    """The types of the variables #0, #1 … that its literals have become; None where it is as it was."""


def lift(schema: GraphQLSchema, document: DocumentNode, count: int | None) -> Lifted:
    """Return the valid document with all its `count` literals as variables; None: nobody could count them.

    It stays as it is when one can't be lifted (in a list, a directive, a default, a computed field), or when fields
    that merge because their literals are equal would not merge for others: it is remembered by its own text then.
    """
    info = TypeInfo(schema)
    assert schema.query_type is not None  # noqa: S101 - a schema without queries isn't built
    visitor = _Lift(info, roots(schema.query_type))
    lifted: DocumentNode = visit(document, TypeInfoVisitor(info, visitor))
    if not visitor.seen == len(visitor.types) == count or visitor.computes:
        return Lifted(document, None)
    if validate(schema, lifted, [OverlappingFieldsCanBeMergedRule]):
        return Lifted(document, None)
    return Lifted(lifted, visitor.types)


def fits(types: Mapping[str, Any], literals: Literals) -> bool:
    """Tell whether literals of another text are valid where the remembered document has its own."""
    try:
        for name, type_ in types.items():
            type_.parse_value(literals[name])
    except GraphQLError:
        return False
    return True
