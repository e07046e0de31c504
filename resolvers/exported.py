"""Makes of a document with one connection the document by which an export pages through it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    IntValueNode,
    NamedTypeNode,
    NameNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    VariableDefinitionNode,
    VariableNode,
    print_ast,
    value_from_ast_untyped,
)

from exchange.export.refusal import ExportRefused
from resolvers.binding import Shape
from resolvers.paging import LIMIT
from resolvers.planner import Planner
from resolvers.refusal import Refused
from resolvers.requirement import binding_of

AFTER = "exportAfter"
"""The variable that takes the cursor, where the document has none of its own for it."""
PAGE = "exportPage"
"""The response key of what tells whether there are more rows."""
ROWS = ("nodes", "edges")


class Paged(NamedTuple):
    """How to page: the document, and where in its answer the rows are."""

    document: str
    operation: str | None
    variables: Mapping[str, Any]
    key: str
    rows_in: str
    after_in: str


def paged(planner: Planner, text: str, name: str | None, variables: Mapping[str, Any]) -> Paged:
    """Return how to page through the connection of a document. Raises ExportRefused for one without."""
    try:
        document = planner.documents.parsed(text)
    except Refused:
        raise ExportRefused("document", "It is no GraphQL document that can be read.") from None
    operation = _operation(document, name)
    root = _only(operation)
    query = planner.documents.schema._schema.query_type
    known = query.fields.get(root.name.value) if query else None
    if known is None or binding_of(known).shape is not Shape.PAGE:
        raise ExportRefused("document", f"'{root.name.value[:80]}' is no connection; an export pages through one.")
    rows = _rows(root)
    arguments, after, start = _arguments(root, variables)
    given = dict(variables) | ({after: start} if start is not None else {})
    info = FieldNode(name=NameNode(value="pageInfo"), alias=NameNode(value=PAGE), selection_set=_PAGE_INFO)
    paging = replace(root, arguments=arguments, selection_set=SelectionSetNode(selections=(rows, info)))
    declared = operation.variable_definitions or ()
    if after == AFTER:
        declared = (*declared, _STRING_VARIABLE)
    changed = replace(operation, variable_definitions=declared, selection_set=SelectionSetNode(selections=(paging,)))
    definitions = tuple(changed if one is operation else one for one in document.definitions)
    key = (root.alias or root.name).value
    rows_in = (rows.alias or rows.name).value
    return Paged(print_ast(DocumentNode(definitions=definitions)), name, given, key, rows_in, after)


_PAGE_INFO = SelectionSetNode(
    selections=tuple(FieldNode(name=NameNode(value=name)) for name in ("hasNextPage", "endCursor"))
)
_STRING_VARIABLE = VariableDefinitionNode(
    variable=VariableNode(name=NameNode(value=AFTER)), type=NamedTypeNode(name=NameNode(value="String"))
)


def _operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    operations = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
    found = [one for one in operations if name is None or (one.name is not None and one.name.value == name)]
    if len(found) != 1:
        raise ExportRefused("operation_name", "It doesn't tell which operation of the document is meant.")
    if found[0].operation is not OperationType.QUERY:
        raise ExportRefused("document", "An export is made of a query.")
    return found[0]


def _only(operation: OperationDefinitionNode) -> FieldNode:
    selections = operation.selection_set.selections
    root = selections[0]
    if len(selections) != 1 or not isinstance(root, FieldNode) or root.directives or root.selection_set is None:
        raise ExportRefused("document", "An export takes one root field, a connection, written out and unconditional.")
    return root


def _rows(root: FieldNode) -> FieldNode:
    """Return the selection of the rows; pageInfo beside it is the export's own business."""
    assert root.selection_set is not None  # noqa: S101 - looked at before
    selected = [one for one in root.selection_set.selections if not _is_page_info(one)]
    rows = selected[0] if len(selected) == 1 else None
    if isinstance(rows, FieldNode) and not rows.directives and rows.name.value in ROWS:
        return rows
    raise ExportRefused("document", "Of the connection an export takes `nodes` or `edges`, written out, and no more.")


def _is_page_info(node: Any) -> bool:
    return isinstance(node, FieldNode) and node.name.value == "pageInfo"


def _arguments(root: FieldNode, variables: Mapping[str, Any]) -> tuple[tuple[ArgumentNode, ...], str, Any]:
    """Return the arguments with paging, the variable that takes the cursor, and where the document begins."""
    given = {one.name.value: one for one in root.arguments or ()}
    if given.keys() & {"last", "before"}:
        raise ExportRefused("document", "An export pages forward: it takes `first` and `after`, not `last`, `before`.")
    given.setdefault("first", _argument("first", IntValueNode(value=str(LIMIT))))
    after = given.get("after")
    if after is not None and isinstance(after.value, VariableNode):
        return tuple(given.values()), after.value.name.value, None
    start = value_from_ast_untyped(after.value, dict(variables)) if after is not None else None
    given["after"] = _argument("after", VariableNode(name=NameNode(value=AFTER)))
    return tuple(given.values()), AFTER, start


def _argument(name: str, value: Any) -> ArgumentNode:
    return ArgumentNode(name=NameNode(value=name), value=value)
