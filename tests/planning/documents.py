"""Generated documents: hypothesis-graphql writes them from the schema, their arguments are made to mean something."""

from functools import cache
from typing import Any

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    ObjectFieldNode,
    ObjectTypeDefinitionNode,
    StringValueNode,
    Visitor,
    parse,
    print_ast,
    visit,
)
from hypothesis import strategies as st
from hypothesis_graphql import nodes, queries

from resolvers.computed import roots
from schema.build import schema, sdl
from tests.planning.checked import check_id
from tests.planning.data import USCCS
from tests.planning.files import OVERDUE, access_id, consent_id, dispute_id
from tests.planning.listed import action_id, entry_id
from tests.planning.records import record_id
from tests.planning.screened import decision_id

TERMS = ("示例", "西湖", "有限公司", "xihu", "lmxh", "ABC", "電子", "旧名", "100%")
IDS = (
    *(f"ent_{uscc}" for uscc in USCCS[:6]),
    "reg_441302",
    "ind_A",
    "ins_DEMO-A",
    "sub_1",
    "sub_3",
    consent_id(0),
    consent_id(3),
    "agr_1",
    "agr_2",
    "mdt_1",
    f"acc_{access_id(0)}",
    f"acc_{access_id(3)}",
    dispute_id(0),
    dispute_id(3),
    dispute_id(OVERDUE),
    *(record_id(n) for n in (1, 2, 3, 5, 7, 36)),
    "mem_M02",
    "edn_M06.1",
    "msr_M06.1.2",
    "lsd_WORK_SAFETY",
    *(entry_id(n) for n in range(11)),
    f"lrs_{5:032x}",
    action_id(0),
    action_id(3),
    "mat_HONOUR",
    check_id(0),
    check_id(1),
    decision_id(0),
    decision_id(3),
    "ent_nobody",
    "reg_0",
)

SCALARS = {
    "BigInt": st.sampled_from((0, 1, 5_000_000, 2**63 - 1)).map(nodes.Int),
    "USCC": st.sampled_from((*USCCS[:6], USCCS[25], USCCS[26])).map(nodes.String),
    "Code": st.sampled_from(
        ("441300", "441302", "440000", "A", "C", "011", "DEMO-A", "M06", "WORK_SAFETY", "HONOUR", "nowhere")
    ).map(nodes.String),
    "Date": st.sampled_from(("1980-01-01", "1991-02-05", "1994-01-05", "2026-03-01")).map(nodes.String),
    "DateTime": st.sampled_from(("2026-03-02T00:00:00Z", "2026-04-02T08:00:00+08:00", "2020-01-01T00:00:00Z")).map(
        nodes.String
    ),
}


class _Meaning(Visitor):
    """Gives page sizes, cursors, ids and names values that exist; a connection gets first or last, not both."""

    def __init__(self, draw: Any) -> None:
        super().__init__()
        self.draw = draw

    def enter_field(self, node: FieldNode, *_: Any) -> FieldNode | None:
        given = {a.name.value: a for a in node.arguments or ()}
        for name in ("after", "before"):
            given.pop(name, None)
        if "first" in given and "last" in given:
            given.pop(self.draw(st.sampled_from(("first", "last"))))
        if "asOf" in given and "at" in given:
            given.pop(self.draw(st.sampled_from(("asOf", "at"))))
        if _ranked(given) and "last" in given:
            given.pop("last")
        return FieldNode(
            alias=node.alias,
            name=node.name,
            arguments=tuple(given.values()),
            directives=node.directives,
            selection_set=node.selection_set,
        )

    def enter_argument(self, node: ArgumentNode, *_: Any) -> ArgumentNode | None:
        match node.name.value:
            case "first" | "last" if not isinstance(node.value, NullValueNode):
                return ArgumentNode(name=node.name, value=IntValueNode(value=str(self.draw(st.integers(1, 7)))))
            case "id":
                return ArgumentNode(name=node.name, value=StringValueNode(value=self.draw(st.sampled_from(IDS))))
            case "consent" if not isinstance(node.value, NullValueNode):
                named = consent_id(self.draw(st.integers(0, 7)))
                return ArgumentNode(name=node.name, value=StringValueNode(value=named))
            case "ids":
                some = self.draw(st.lists(st.sampled_from(IDS), max_size=6))
                values = tuple(StringValueNode(value=one) for one in some)
                return ArgumentNode(name=node.name, value=ListValueNode(values=values))
        return None

    def enter_object_field(self, node: ObjectFieldNode, *_: Any) -> ObjectFieldNode | None:
        if node.name.value != "name" or isinstance(node.value, NullValueNode):
            return None
        return ObjectFieldNode(name=node.name, value=StringValueNode(value=self.draw(st.sampled_from(TERMS))))


def _ranked(given: dict[str, ArgumentNode]) -> bool:
    """Tell whether it is a search in the order of relevance, which pages forward only."""
    return "filter" in given


@cache
def planned_contract() -> str:
    """Return the contract without the root fields that graphql-core answers: those have no plan to compare with."""
    query = schema()._schema.query_type
    assert query is not None
    ast = visit(parse(sdl()), _Without(roots(query)))
    return print_ast(ast)


class _Without(Visitor):
    """Takes fields out of a contract's queries."""

    def __init__(self, names: frozenset[str]) -> None:
        super().__init__()
        self.names = names

    def enter_object_type_definition(self, node: ObjectTypeDefinitionNode, *_: Any) -> ObjectTypeDefinitionNode | None:
        if node.name.value != "Query":
            return None
        fields = tuple(one for one in node.fields or () if one.name.value not in self.names)
        return ObjectTypeDefinitionNode(name=node.name, fields=fields, interfaces=(), directives=())


@st.composite
def documents(draw: Any) -> str:
    """Draw a document."""
    written: Any = draw(queries(planned_contract(), custom_scalars=SCALARS, print_ast=lambda ast: ast))
    assert isinstance(written, DocumentNode)
    return print_ast(meant(draw, written))


def meant(draw: Any, written: DocumentNode) -> DocumentNode:
    """Return a document with arguments that mean something."""
    found: DocumentNode = visit(written, _Meaning(draw))
    return found
