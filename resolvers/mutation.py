"""How a mutation is answered: its commands one after the other, each payload read back through the planner."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from types import SimpleNamespace
from typing import Any

import orjson
import strawberry
from graphql import GraphQLField, GraphQLObjectType, GraphQLUnionType, get_argument_values, get_nullable_type
from graphql.execution.collect_fields import collect_fields
from graphql.execution.values import VariableValues
from sqlalchemy import Dialect, Engine, Text, bindparam, select
from strawberry.types.arguments import convert_arguments
from strawberry.utils.str_converters import to_camel_case

from auth.agreed import DOOR
from auth.principal import Principal
from auth.visibility import Who
from auth.visibility import binds as caller
from exchange.db.reader import Reader, ReadUnavailable
from exchange.errors import ExchangeError
from exchange.settings import Settings
from resolvers.command import Command, Made, carried_out
from resolvers.functions import joined, utf8
from resolvers.operation import Operation
from resolvers.plan import Plan, compiled
from resolvers.refusal import refusal
from resolvers.row import Details, Row
from resolvers.walk import Walk

THREADS = 8
MADE = "@made."
"""Before the names of a payload's keys among the late-bound values."""
REFUSED = "CommandError"
"""The type that a refused command answers with."""


class Mutations:
    """Carries out mutations for one worker."""

    def __init__(
        self, schema: strawberry.Schema, engine: Engine, reader: Reader, settings: Settings, dialect: Dialect
    ) -> None:
        self.schema, self.engine, self.reader = schema, engine, reader
        self.settings, self.dialect = settings, dialect
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="command")

    async def data(self, operation: Operation, given: Mapping[str, Any], principal: Principal) -> bytes:
        """Carry out the operation's commands in their order; return `data`. Raises StandingChanged before the first."""
        if DOOR in operation.requirements:
            raise refusal("DOOR_IN_MUTATION", "A credit file isn't part of a command's answer: ask for it by a query.")
        variables = VariableValues({}, operation.coerce(given))
        root = operation.graphql.mutation_type
        assert root is not None  # noqa: S101 - the document is valid
        groups = collect_fields(operation.graphql, operation.details, variables, root, operation.node).grouped_field_set
        members: list[bytes] = []
        for key, details in groups.items():
            value = await self._member(operation, root, details, variables, principal, first=not members)
            members.append(orjson.dumps(key) + b":" + value)
        return b"{%b}" % b",".join(members)

    async def _member(
        self,
        operation: Operation,
        root: GraphQLObjectType,
        details: Details,
        variables: VariableValues,
        principal: Principal,
        *,
        first: bool,
    ) -> bytes:
        name = details[0].node.name.value
        if name == "__typename":
            return orjson.dumps(root.name)
        definition = root.fields[name]
        function = definition.extensions["strawberry-definition"].base_resolver.wrapped_func
        command = Command(name, function, self._arguments(definition, details, variables))
        walk = Walk(
            self.schema,
            operation.node,
            operation.details,
            variables,
            Who(principal.scopes),
            self.dialect,
        )
        try:
            carry_out = partial(carried_out, self.engine, self.settings, principal, command, first=first)
            made = await asyncio.get_running_loop().run_in_executor(self.threads, carry_out)
        except ReadUnavailable:
            raise
        except ExchangeError as error:
            return _refusal(walk, definition, details, error)
        return await self._payload(walk, definition, details, made, principal)

    def _arguments(self, definition: GraphQLField, details: Details, variables: VariableValues) -> dict[str, Any]:
        given = get_argument_values(definition, details[0].node, variables)
        declared = definition.extensions["strawberry-definition"].arguments
        scalars = self.schema.schema_converter.scalar_registry
        return convert_arguments(given, declared, scalars, self.schema.config)

    async def _payload(
        self, walk: Walk, definition: GraphQLField, details: Details, made: Made, principal: Principal
    ) -> bytes:
        type_ = _member_type(definition, made.type)
        keys = SimpleNamespace(**{name: bindparam(MADE + name, None, type_=Text) for name in made.keys})
        parts = walk.object(type_, Row(keys), walk.subfields(type_, details), 1)
        sql, arguments = compiled(select(utf8(joined(parts))), self.dialect)
        plan = Plan(sql, arguments, walk.cost)
        binds = {**caller(principal), **{MADE + name: value for name, value in made.keys.items()}}
        data = await self.reader.fetch(plan.sql, plan.values(binds))
        assert data is not None  # noqa: S101 - the command wrote the row in the transaction before
        return data


def _member_type(definition: GraphQLField, name: str) -> GraphQLObjectType:
    union = get_nullable_type(definition.type)
    assert isinstance(union, GraphQLUnionType)  # noqa: S101 - schema.fields.command sees to that
    found: GraphQLObjectType = next(type_ for type_ in union.types if type_.name == name)
    return found


def _refusal(walk: Walk, definition: GraphQLField, details: Details, error: ExchangeError) -> bytes:
    """Return the JSON of a refused command's error, as far as it is selected."""
    type_ = _member_type(definition, REFUSED)
    values = {"__typename": REFUSED, "code": error.code, "message": error.message, "path": _path(error)}
    groups = walk.subfields(type_, details)
    return orjson.dumps({key: values[inner[0].node.name.value] for key, inner in groups.items()})


def _path(error: ExchangeError) -> list[str]:
    """Return where in the input the refused value is; domain rules name its field."""
    field: str | None = getattr(error, "field", None)
    return ["input", to_camel_case(field)] if field else list(error.path)
