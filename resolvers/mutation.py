"""How a mutation is answered: its commands one after the other, each payload read back through the planner."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import Any, NamedTuple

import orjson
import strawberry
from graphql import (
    GraphQLError,
    GraphQLField,
    GraphQLObjectType,
    GraphQLUnionType,
    get_argument_values,
    get_nullable_type,
)
from graphql.execution.collect_fields import collect_fields
from graphql.execution.values import VariableValues
from sqlalchemy import BindParameter, Dialect, Engine, Text, bindparam, select
from strawberry.types.arguments import convert_arguments
from strawberry.utils.str_converters import to_camel_case

from auth.agreed import DOOR
from auth.principal import Principal
from auth.row_rule import Who
from auth.visibility import announced
from auth.visibility import binds as caller
from exchange.audit.refusal import LogUnavailable
from exchange.db.reader import Reader, ReadUnavailable
from exchange.errors import ExchangeError
from exchange.settings import Settings
from resolvers.binding import KEY
from resolvers.command import CHANGED, CallerChanged, Command, Question, StandingChanged, carried_out
from resolvers.functions import utf8
from resolvers.joined import joined
from resolvers.operation import Operation
from resolvers.plan import NOTHING, Plan, compiled
from resolvers.planner import Planner
from resolvers.refusal import Refused, coded, refusal
from resolvers.row import Details, Groups, Row
from resolvers.walk import Walk

THREADS = 8
Ask = Callable[[Question], Awaitable[Any]]
"""Asks something as the caller; returns its `data`. Raises StandingChanged and Refused."""
Pay = Callable[[int], Awaitable[None]]
"""Pays what an operation costs. Raises Refused where there isn't enough."""
MADE = "@made."
"""Before the names of a payload's keys among the late-bound values."""
REFUSED = "CommandError"
"""The type that a refused command answers with."""


class Prepared(NamedTuple):
    """One root field of a mutation before anything is carried out; without a command it is `__typename`."""

    key: str
    typename: str
    command: Command | None = None
    plan: Plan = NOTHING
    """How the payload is read back."""
    error: Groups = {}  # noqa: RUF012 - never written to
    """What of a refusal is selected."""


class Keys:
    """The keys of a payload while it is planned: whatever the command will make, bound late."""

    def __getattr__(self, name: str) -> BindParameter[Any]:
        return bindparam(MADE + name, None, type_=Text)


class Mutations:
    """Carries out mutations for one worker."""

    def __init__(
        self, schema: strawberry.Schema, engine: Engine, reader: Reader, settings: Settings, dialect: Dialect
    ) -> None:
        self.schema, self.engine, self.reader = schema, engine, reader
        self.settings, self.dialect = settings, dialect
        self.planner = Planner(schema, dialect, settings)
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="command")

    async def data(
        self,
        operation: Operation,
        given: Mapping[str, Any],
        principal: Principal,
        ask: Ask | None = None,
        pay: Pay | None = None,
    ) -> bytes:
        """Carry out the operation's commands in their order; return `data`.

        Everything is planned, then paid, before the first is carried out. `ask` answers what a command asks as its
        caller.
        Raises StandingChanged before that, and Refused.
        """
        if DOOR in operation.requirements:
            raise refusal("DOOR_IN_MUTATION", "A credit file isn't part of a command's answer: ask for it by a query.")
        try:
            prepared, cost = self._prepared(operation, VariableValues({}, operation.coerce(given)), principal)
        except GraphQLError as error:
            raise Refused(coded([error], "BAD_USER_INPUT")) from None
        if pay is not None:
            await pay(cost)
        members: list[bytes] = []
        first = True
        for one in prepared:
            value = orjson.dumps(one.typename)
            if one.command is not None:
                value = await self._carried_out(one, one.command, principal, ask, first=first)
                first = False
            members.append(orjson.dumps(one.key) + b":" + value)
        return b"{%b}" % b",".join(members)

    def _prepared(
        self, operation: Operation, variables: VariableValues, principal: Principal
    ) -> tuple[list[Prepared], int]:
        """Return the root fields and what they cost together. Raises Refused."""
        root = operation.graphql.mutation_type
        assert root is not None  # noqa: S101 - the document is valid
        walk = Walk(self.schema, operation.node, operation.details, variables, Who(principal.scopes), self.dialect)
        groups = collect_fields(operation.graphql, operation.details, variables, root, operation.node).grouped_field_set
        prepared = [self._member(walk, root, key, details) for key, details in groups.items()]
        limit = self.settings.cost_client
        if walk.cost > limit:
            message = f"The operation may cost {walk.cost}; {limit} is the limit. Ask for less of what is read back."
            raise refusal("COST_EXCEEDED", message, cost=walk.cost, limit=limit)
        return prepared, walk.cost

    def _member(self, walk: Walk, root: GraphQLObjectType, key: str, details: Details) -> Prepared:
        name = details[0].node.name.value
        if name == "__typename":
            return Prepared(key, root.name)
        definition = root.fields[name]
        field = definition.extensions["strawberry-definition"]
        walk.cost += field.metadata[KEY].cost
        arguments = self._arguments(definition, details, walk.variables)
        command = Command(name, field.base_resolver.wrapped_func, arguments, field.metadata[KEY].asking)
        payload, error = _members(definition)
        parts = walk.object(payload, Row(Keys()), walk.subfields(payload, details), 1)
        sql, bound = compiled(select(utf8(joined(parts))), self.dialect)
        plan = Plan(sql, bound, walk.cost, names_caller=walk.names_caller)
        return Prepared(key, root.name, command, plan, walk.subfields(error, details))

    def _arguments(self, definition: GraphQLField, details: Details, variables: VariableValues) -> dict[str, Any]:
        given = get_argument_values(definition, details[0].node, variables)
        declared = definition.extensions["strawberry-definition"].arguments
        scalars = self.schema.schema_converter.scalar_registry
        return convert_arguments(given, declared, scalars, self.schema.config)

    async def _carried_out(
        self, one: Prepared, command: Command, principal: Principal, ask: Ask | None, *, first: bool
    ) -> bytes:
        try:
            if command.asking is not None:
                command = command._replace(answer=await _answered(command, principal, ask, first=first))
            carry_out = partial(
                carried_out, self.engine, self.settings, principal, command, first=first, planner=self.planner
            )
            made = await asyncio.get_running_loop().run_in_executor(self.threads, copy_context().run, carry_out)
        except (ReadUnavailable, LogUnavailable):
            raise
        except ExchangeError as error:
            return _refused(one.error, error)
        binds = {**caller(principal), **{MADE + name: value for name, value in made.keys.items()}}
        said = announced(principal) if one.plan.names_caller else None
        data = await self.reader.fetch(one.plan.sql, one.plan.values(binds), said)
        assert data is not None  # noqa: S101 - the command wrote the row in the transaction before
        return data


async def _answered(command: Command, principal: Principal, ask: Ask | None, *, first: bool) -> Any:
    """Return the answer to what a command asks. Raises StandingChanged before the first command only."""
    assert command.asking is not None  # noqa: S101
    assert ask is not None  # noqa: S101 - whoever carries out commands of callers can ask as they
    question = command.asking(principal, **command.arguments)
    try:
        return await ask(question)
    except StandingChanged:
        if first:
            raise
        raise CallerChanged(CHANGED) from None


def _members(definition: GraphQLField) -> tuple[GraphQLObjectType, GraphQLObjectType]:
    """Return the payload's type and the error's, of which schema.build has seen that the union is made."""
    union = get_nullable_type(definition.type)
    assert isinstance(union, GraphQLUnionType)  # noqa: S101
    (payload,) = (type_ for type_ in union.types if type_.name != REFUSED)
    (error,) = (type_ for type_ in union.types if type_.name == REFUSED)
    return payload, error


def _refused(groups: Groups, error: ExchangeError) -> bytes:
    """Return the JSON of a refused command's error, as far as it is selected."""
    values = {"__typename": REFUSED, "code": error.code, "message": error.message, "path": _path(error)}
    return orjson.dumps({key: values[inner[0].node.name.value] for key, inner in groups.items()})


def _path(error: ExchangeError) -> list[str]:
    """Return where in the input the refused value is; domain rules name its field."""
    field: str | None = getattr(error, "field", None)
    return ["input", to_camel_case(field)] if field else list(error.path)
