"""An operation of a remembered document: its variables' values, and its plans, one for each shape of these."""

import hashlib
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

import strawberry
from graphql import (
    GraphQLError,
    GraphQLLeafType,
    OperationType,
    VariableDefinitionNode,
    get_named_type,
    get_nullable_type,
    get_variable_values,
    is_enum_type,
    is_leaf_type,
    is_list_type,
    type_from_ast,
)
from graphql.execution.values import VariableValues
from sqlalchemy import Dialect

from auth.row_rule import Who
from resolvers.argument import Derivation
from resolvers.binding import Parsed
from resolvers.cache import Recent
from resolvers.computed import META, computes, roots
from resolvers.payload import payloads
from resolvers.plan import Plan, compiled
from resolvers.rate import NAMES as RATE
from resolvers.refusal import Refused, coded
from resolvers.requirement import requirements
from resolvers.stream import stream
from resolvers.tree import Tree, detached
from resolvers.value import CALLER, LATE, VARIABLE, lifted, shape
from resolvers.walk import Walk

PLANS = 64
"""Plans remembered for one operation: a client that makes more shapes than that pays for them itself."""
SMALL = 50
"""The most that a read costs of which waiting ones go together."""
SHAPING = frozenset({"Boolean", "JSON"})
"""The scalars whose values shape the SQL."""


class Variant(NamedTuple):
    """The plans for one shape of the variables and one set of scopes."""

    derivations: tuple[Derivation, ...]
    plans: Recent[tuple[Any, ...], Plan]


class Operation:
    """One operation of a document."""

    def __init__(
        self,
        schema: strawberry.Schema,
        tree: Tree,
        literals: Mapping[str, GraphQLLeafType],
        text: str,
        anew: Callable[[], Tree] | None = None,
    ) -> None:
        """Make it of its tree. Where that can be read `anew`, it is let go as soon as a query is planned."""
        self._text = text
        self.schema, self.graphql = schema, schema._schema
        node = tree.node
        self.name = node.name.value if node.name else ""
        self.kind = node.operation
        self.literals = literals
        query = self.graphql.query_type
        self.computes = query is not None and computes(node.selection_set, tree.fragments, roots(query), set())
        self.introspects = self.computes and computes(node.selection_set, tree.fragments, META, set())
        self.requirements = requirements(self.graphql, tree)
        self.definitions = detached(node.variable_definitions or ())
        self._tree: Tree | None = tree
        self._anew = anew if self.kind is OperationType.QUERY and not self.computes else None
        self.parsers = self._parsers()
        self.late = self._late()
        """Of an operation whose variables all are bound late: their names, their parameters' and their parsers."""
        self.variants: Recent[Any, Variant] = Recent(PLANS)

    @property
    def tree(self) -> Tree:
        """Return what it selects, read anew where it was let go."""
        tree = self._tree
        if tree is None:
            assert self._anew is not None  # noqa: S101 - nothing else lets go of it
            tree = self._anew()
        return tree

    @cached_property
    def hash(self) -> str:
        """Return what metrics and logs name it by: twelve digits of the SHA-256 of its document without literals."""
        return hashlib.sha256(self._text.encode()).hexdigest()[:12]

    @cached_property
    def sort(self) -> str:
        """Return query, mutation or subscription; introspection where it asks for the schema alone."""
        if not self.introspects:
            return self.kind.value
        fields = [getattr(one, "name", None) for one in self.tree.node.selection_set.selections]
        introspects = all(name is not None and name.value in ("__schema", "__type") for name in fields)
        return "introspection" if introspects else self.kind.value

    def _parsers(self) -> list[tuple[str, Callable[[Any], Any]]] | None:
        """Return a parser for each variable when all are plain leaves or lists of ids: the common case."""
        types = {d.variable.name.value: self._type(d) for d in self.definitions}
        parsers = [(name, _parser(get_nullable_type(type_))) for name, type_ in (types | dict(self.literals)).items()]
        return None if any(parser is None for _name, parser in parsers) else parsers  # type: ignore[return-value]

    def _late(self) -> list[tuple[str, str, Callable[[Any], Any]]] | None:
        types = {self._named(d) for d in self.definitions} | {get_named_type(t).name for t in self.literals.values()}
        if self.parsers is None or types & SHAPING:
            return None
        return [(name, VARIABLE + name, parse) for name, parse in self.parsers]

    def _named(self, definition: VariableDefinitionNode) -> str:
        return get_named_type(self._type(definition)).name  # type: ignore[no-any-return]

    def _type(self, definition: VariableDefinitionNode) -> Any:
        return type_from_ast(self.graphql, definition.type)

    def coerce(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the variables' values. Raises Refused with graphql-core's own errors."""
        if self.parsers is not None:
            try:
                return {name: parse(given[name]) for name, parse in self.parsers}
            except (KeyError, TypeError, ValueError, GraphQLError):
                pass  # graphql-core knows the defaults and words the errors
        values = get_variable_values(self.graphql, list(self.definitions), dict(given))
        if isinstance(values, list):
            raise Refused(coded(values, "BAD_USER_INPUT"))
        return values.coerced | {n: t.parse_value(given[n]) for n, t in self.literals.items()}

    def known(self, given: Mapping[str, Any], who: Who) -> tuple[Plan, dict[str, Any]] | None:
        """Return the plan for the request's variables and the values to bind; None where it is still to be made."""
        variant, binds = self._late_variant(given, who) or self._variant(given, who)[:2]
        plan = variant.plans.get(_derive(variant.derivations, binds)) if variant is not None else None
        return None if plan is None else (plan, binds)

    def plan(self, given: Mapping[str, Any], who: Who, dialect: Dialect) -> tuple[Plan, dict[str, Any]]:
        """Return the plan for the request's variables, and the values to bind."""
        variant, binds, values, key = self._variant(given, who)
        plan = variant.plans.get(_derive(variant.derivations, binds)) if variant is not None else None
        if plan is not None:
            return plan, binds
        plan, derivations = self._make(values, who, dialect)
        if self._anew is not None:
            self._tree = None
        variant = variant or self.variants.keep(key, Variant(derivations, Recent(PLANS)))
        return variant.plans.keep(_derive(derivations, binds), plan), binds

    def _late_variant(self, given: Mapping[str, Any], who: Who) -> tuple[Variant, dict[str, Any]] | None:
        """Return the variant and the values to bind in the common case: nothing of the variables shapes the SQL."""
        variant = self.variants.get(who)
        if variant is None or self.late is None:
            return None
        try:
            return variant, {parameter: parse(given[name]) for name, parameter, parse in self.late}
        except (KeyError, TypeError, ValueError, GraphQLError):
            return None  # a null or a default, which shape it, or an error, which graphql-core words

    def _variant(
        self, given: Mapping[str, Any], who: Who
    ) -> tuple[Variant | None, dict[str, Any], dict[str, Any], Any]:
        """Return the variant, the values to bind, the variables' values, and the variant's key."""
        values = self.coerce(given)
        binds: dict[str, Any] = {}
        shapes = [(name, shape(VARIABLE + name, value, binds)) for name, value in values.items()]
        every = self.late is not None and len(shapes) == len(self.late)
        key = who if every and all(shape_ is LATE for _, shape_ in shapes) else (who, *shapes)
        return self.variants.get(key), binds, values, key

    def _make(self, values: dict[str, Any], who: Who, dialect: Dialect) -> tuple[Plan, tuple[Derivation, ...]]:
        variables = VariableValues({}, {name: lifted(VARIABLE + name, value) for name, value in values.items()})
        tree = self.tree
        walk = Walk(self.schema, tree.node, tree.details, variables, who, dialect)
        try:
            plan = payloads(walk, self.requirements) if self.kind is OperationType.MUTATION else self._read(walk)
        except GraphQLError as error:
            # A null where none may be: graphql-core notices it only when the field's arguments are read.
            raise Refused(coded([error], "BAD_USER_INPUT")) from None
        return plan, tuple(walk.arguments.derivations)

    def _read(self, walk: Walk) -> Plan:
        """Return the plan of a query or a subscription."""
        follows = self.kind is OperationType.SUBSCRIPTION
        sql, arguments = compiled(stream(walk) if follows else walk.statement(), walk.dialect)
        computed = walk.roots() if self.computes else None
        names = {argument.name for argument in arguments}
        return Plan(
            sql,
            arguments,
            walk.cost,
            wanted=tuple(walk.wanted),
            asked_of_caller=frozenset(name for name in names if name is not None and name[0] == CALLER) - RATE,
            computed=computed,
            resumes=walk.resumes,
            doors=tuple(walk.doors),
            names_caller=walk.names_caller or bool(walk.doors),
            may_lag=self.kind is OperationType.QUERY
            and not (walk.who.authenticated or self.computes or walk.arguments.exact),
            small=walk.small and walk.cost <= SMALL and bool(arguments),
            tells_rate=not RATE.isdisjoint(names),
        )


def _derive(derivations: tuple[Derivation, ...], binds: dict[str, Any]) -> tuple[Any, ...]:
    """Parse the derived values anew, add their parts to the values to bind, and return their shapes."""
    shapes = []
    for name, parse in derivations:
        parsed = parse(binds[name])
        if isinstance(parsed, Parsed):
            for part, value in parsed.parts.items():
                binds[f"{name}|{part}"] = value
            shapes.append(parsed.shape)
        else:
            shapes.append(parsed)
    return tuple(shapes)


def _parser(type_: Any) -> Callable[[Any], Any] | None:
    if is_leaf_type(type_):
        return None if is_enum_type(type_) else _required(type_.parse_value)
    inner = get_nullable_type(type_.of_type) if is_list_type(type_) else None
    if inner is not None and inner.name == "ID":
        return _ids
    return None


def _required(parse: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def parsed(value: Any) -> Any:
        if value is None:
            raise KeyError
        return parse(value)

    return parsed


def _ids(value: Any) -> list[str]:
    # An empty list shapes the SQL.
    if type(value) is not list or set(map(type, value)) != {str}:
        raise TypeError
    return value
