"""How a mutation is answered: its commands one after the other, each payload read back through the planner."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import Any

import orjson
import strawberry
from graphql import FieldNode, GraphQLError, GraphQLField, get_argument_values
from graphql.execution.values import VariableValues
from sqlalchemy import Dialect, Engine
from strawberry.types.arguments import convert_arguments
from strawberry.utils.str_converters import to_camel_case

from auth.principal import Principal
from auth.visibility import announced
from auth.visibility import binds as caller
from exchange.audit.refusal import LogUnavailable
from exchange.db.reader import Reader, ReadUnavailable
from exchange.errors import ExchangeError
from exchange.settings import Settings
from resolvers.binding import KEY
from resolvers.command import CHANGED, CallerChanged, Command, Made, Question, StandingChanged, carried_out
from resolvers.payload import MADE, REFUSED, Payload
from resolvers.planner import Planned, Planner
from resolvers.refusal import Refused, coded
from resolvers.row import Groups

THREADS = 4
"""Commands at once: they run in Python, and take the interpreter from each other. Eight carry out a fifth fewer."""
Ask = Callable[[Question], Awaitable[Any]]
"""Asks something as the caller; returns its `data`. Raises StandingChanged and Refused."""


class Mutations:
    """Carries out mutations for one worker."""

    def __init__(
        self, schema: strawberry.Schema, engine: Engine, reader: Reader, settings: Settings, dialect: Dialect
    ) -> None:
        self.schema, self.engine, self.reader = schema, engine, reader
        self.settings = settings
        self.planner = Planner(schema, dialect, settings)
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="command")

    async def data(self, planned: Planned, principal: Principal, ask: Ask | None = None) -> bytes:
        """Carry out the operation's commands in their order; return `data`.

        `ask` answers what a command asks as its caller. Raises StandingChanged before the first command, and Refused.
        """
        called = self._called(planned)
        members: list[bytes] = []
        first = True
        for payload, command in zip(planned.plan.payloads, called, strict=True):
            value = orjson.dumps(payload.typename)
            if command is not None:
                value = await self._carried_out(planned, payload, command, principal, ask, first=first)
                first = False
            members.append(orjson.dumps(payload.key) + b":" + value)
        return b"{%b}" % b",".join(members)

    def _called(self, planned: Planned) -> list[Command | None]:
        """Return the commands as they are called; none for `__typename`. Raises Refused."""
        variables = VariableValues({}, planned.operation.coerce(planned.variables))
        try:
            return [self._command(one, variables) for one in planned.plan.payloads]
        except GraphQLError as error:
            raise Refused(coded([error], "BAD_USER_INPUT")) from None

    def _command(self, payload: Payload, variables: VariableValues) -> Command | None:
        if payload.definition is None:
            return None
        field = payload.definition.extensions["strawberry-definition"]
        arguments = self._arguments(payload.definition, payload.node, variables)
        return Command(payload.node.name.value, field.base_resolver.wrapped_func, arguments, field.metadata[KEY].asking)

    def _arguments(self, definition: GraphQLField, node: FieldNode, variables: VariableValues) -> dict[str, Any]:
        given = get_argument_values(definition, node, variables)
        declared = definition.extensions["strawberry-definition"].arguments
        scalars = self.schema.schema_converter.scalar_registry
        return convert_arguments(given, declared, scalars, self.schema.config)

    async def _carried_out(
        self,
        planned: Planned,
        one: Payload,
        command: Command,
        principal: Principal,
        ask: Ask | None,
        *,
        first: bool,
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
        return await self._read_back(planned, one, made, principal)

    async def _read_back(self, planned: Planned, one: Payload, made: Made, principal: Principal) -> bytes:
        assert one.plan is not None  # noqa: S101 - it has a command
        keys = {MADE + name: value for name, value in made.keys.items()}
        said = announced(principal) if one.plan.names_caller else None
        values = one.plan.values({**planned.binds, **caller(principal), **keys})
        data = await self.reader.fetch(one.plan.sql, values, said)
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


def _refused(groups: Groups, error: ExchangeError) -> bytes:
    """Return the JSON of a refused command's error, as far as it is selected."""
    values = {"__typename": REFUSED, "code": error.code, "message": error.message, "path": _path(error)}
    return orjson.dumps({key: values[inner[0].node.name.value] for key, inner in groups.items()})


def _path(error: ExchangeError) -> list[str]:
    """Return where in the input the refused value is; domain rules name its field."""
    field: str | None = getattr(error, "field", None)
    return ["input", to_camel_case(field)] if field else list(error.path)
