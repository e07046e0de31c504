"""How the payloads of a mutation are read back: planned before anything is carried out.

What the commands will make is bound late, so the plans are remembered like a query's.
"""

from typing import Any, NamedTuple

from graphql import FieldNode, GraphQLField, GraphQLObjectType, GraphQLUnionType, get_nullable_type
from graphql.execution.collect_fields import collect_fields
from sqlalchemy import BindParameter, Dialect, Text, bindparam, select

from auth.agreed import DOOR
from resolvers.binding import KEY
from resolvers.functions import utf8
from resolvers.joined import joined
from resolvers.plan import Plan, compiled
from resolvers.refusal import refusal
from resolvers.requirement import Requirements
from resolvers.row import Details, Groups, Row
from resolvers.walk import Walk

MADE = "@made."
"""Before the names of a payload's keys among the late-bound values."""
REFUSED = "CommandError"
"""The type that a refused command answers with."""


class Payload(NamedTuple):
    """One root field of a mutation, and how what it made is read back; without a plan it is `__typename`."""

    key: str
    typename: str
    node: FieldNode
    definition: GraphQLField | None = None
    plan: Plan | None = None
    error: Groups = {}  # noqa: RUF012 - never written to
    """What of a refusal is selected."""


class _Keys:
    """The keys of a payload while it is planned: whatever the command will make, bound late."""

    def __getattr__(self, name: str) -> BindParameter[Any]:
        return bindparam(MADE + name, None, type_=Text)


def payloads(walk: Walk, requirements: Requirements) -> Plan:
    """Return the plan of a mutation, which has no statement of its own. Raises Refused."""
    if DOOR in requirements:
        raise refusal("DOOR_IN_MUTATION", "A credit file isn't part of a command's answer: ask for it by a query.")
    root = walk.graphql.mutation_type
    assert root is not None  # noqa: S101 - the document is valid
    groups = collect_fields(walk.graphql, walk.fragments, walk.variables, root, walk.operation).grouped_field_set
    found = tuple(_payload(walk, root, key, details, walk.dialect) for key, details in groups.items())
    return Plan("", (), walk.cost, payloads=found)


def _payload(walk: Walk, root: GraphQLObjectType, key: str, details: Details, dialect: Dialect) -> Payload:
    node = details[0].node
    if node.name.value == "__typename":
        return Payload(key, root.name, node)
    definition = root.fields[node.name.value]
    walk.cost += definition.extensions["strawberry-definition"].metadata[KEY].cost
    payload, error = _members(definition)
    parts = walk.object(payload, Row(_Keys()), walk.subfields(payload, details), 1)
    sql, bound = compiled(select(utf8(joined(parts))), dialect)
    plan = Plan(sql, bound, walk.cost, names_caller=walk.names_caller)
    return Payload(key, root.name, node, definition, plan, walk.subfields(error, details))


def _members(definition: GraphQLField) -> tuple[GraphQLObjectType, GraphQLObjectType]:
    """Return the payload's type and the error's, of which schema.build has seen that the union is made."""
    union = get_nullable_type(definition.type)
    assert isinstance(union, GraphQLUnionType)  # noqa: S101
    (payload,) = (type_ for type_ in union.types if type_.name != REFUSED)
    (error,) = (type_ for type_ in union.types if type_.name == REFUSED)
    return payload, error
