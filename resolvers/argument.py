"""How a field's arguments reach its binding: as constants, parameters, or parsed into parameters."""

import dataclasses
from collections.abc import Callable
from typing import Any, NamedTuple

from graphql import FieldNode, GraphQLArgument, GraphQLField, get_argument_values
from graphql.execution.values import VariableValues
from sqlalchemy import BindParameter
from strawberry.schema.config import StrawberryConfig
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import StrawberryOptional, has_object_definition

from resolvers.binding import KEY, Parsed
from resolvers.value import parameter


class Derivation(NamedTuple):
    """A late-bound value that is parsed anew for each request: its shape is part of the plan's key."""

    name: str
    parse: Callable[[Any], Any]


class Arguments:
    """Reads the arguments of one operation's fields."""

    def __init__(self, config: StrawberryConfig, variables: VariableValues) -> None:
        self.names = config.name_converter
        self.variables = variables
        self.derivations: list[Derivation] = []
        self.latest: Any = None
        """The value derived last: what a field with one argument was asked for."""
        self.exact = False
        """Whether one of them names an instant: see Parsed."""
        self._constants = 0

    def of(self, definition: GraphQLField, node: FieldNode) -> dict[str, Any]:
        """Return the keyword arguments for the field's function."""
        if not definition.args:
            return {}
        given = get_argument_values(definition, node, self.variables)
        named = ((_declared(definition.args[name]), value) for name, value in given.items())
        return {a.python_name: self._value(value, a.type, a.metadata) for a, value in named}

    def derive(self, value: Any, parse: Callable[[Any], Any]) -> Any:
        """Parse a value now, and have it parsed again for every request when it is late-bound.

        `parse` returns Parsed, or a plain constant that shapes the SQL (a page size).
        """
        self.latest = value
        if isinstance(value, BindParameter):
            self.derivations.append(Derivation(value.key, parse))
            prefix, parsed = value.key, parse(value.value)
        else:
            self._constants += 1
            prefix, parsed = f"constant {self._constants}", parse(value)
        if not isinstance(parsed, Parsed):
            return parsed
        self.exact |= parsed.exact
        return Parsed(parsed.shape, {k: parameter(f"{prefix}|{k}", v) for k, v in parsed.parts.items()})

    def _value(self, value: Any, type_: Any, metadata: Any) -> Any:
        if value is None:
            return None
        if isinstance(type_, StrawberryOptional):
            return self._value(value, type_.of_type, metadata)
        if has_object_definition(type_):
            return self._input(value, type_)
        parse = metadata.get(KEY)
        return self.derive(value, parse) if parse else value

    def _input(self, value: dict[str, Any], type_: Any) -> Any:
        fields = {self.names.get_graphql_name(f): f for f in type_.__strawberry_definition__.fields}
        given = {f.python_name: self._value(value[n], f.type, f.metadata) for n, f in fields.items() if n in value}
        absent = {f.python_name: None for f in fields.values() if f.python_name not in given}
        made = type_(**given, **absent)
        assert dataclasses.is_dataclass(made)  # noqa: S101 - inputs are Strawberry's dataclasses
        return made


def _declared(argument: GraphQLArgument) -> StrawberryArgument:
    return argument.extensions["strawberry-definition"]  # type: ignore[no-any-return]
