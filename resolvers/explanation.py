"""What a caller may do with a document, and by which rules: found by reading and planning it, never by running it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from graphql import GraphQLError, OperationType
from graphql.execution.values import VariableValues

from auth.door import Basis
from auth.principal import Principal
from auth.row_rule import Who
from exchange.errors import ExchangeError
from resolvers.computed import Computing
from resolvers.document import given
from resolvers.operation import Operation
from resolvers.passage import Passage
from resolvers.plan import Plan
from resolvers.planner import Planner
from resolvers.refusal import Refused, refusal, worded
from resolvers.selected import Selection


@dataclass(frozen=True, slots=True)
class Problem:
    """Why the document can't be executed, whoever asks."""

    message: str
    code: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A scope that the caller lacks."""

    scope: str
    fields: list[str]


@dataclass(frozen=True, slots=True)
class Explained:
    """A field of the operation."""

    coordinate: str
    allowed: bool
    policy: str
    scope: str
    rows: str | None
    bases: list[Basis]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All that is to say of a document."""

    errors: list[Problem]
    limit: int
    allowed: bool = False
    operation: str | None = None
    missing: list[Missing] = field(default_factory=list)
    fields: list[Explained] = field(default_factory=list)
    cost: int | None = None
    doors: list[Passage] = field(default_factory=list)

    @property
    def logged(self) -> bool:
        """Tell whether the operation asks for what is logged."""
        return bool(self.doors)


def explain(context: Computing, text: str, variables: str | None, name: str | None) -> Explanation:
    """Explain one operation of a document to the caller; what is wrong with it is part of the answer."""
    planner, principal = context.planner, context.principal
    limit = planner.cost_public if principal.is_anonymous else planner.cost_client
    try:
        read = planner.documents.read(text)
        operation = read.document.operation(name)
    except Refused as refused:
        return Explanation(errors=_problems(refused.errors), limit=limit)
    errors: list[Problem] = []
    values, plan = None, None
    try:
        asked = given(read, _parsed(variables))
        values = VariableValues({}, operation.coerce(asked))
        plan = _planned(planner, principal, operation, asked)
    except Refused as refused:
        errors = _problems(refused.errors)
    except ExchangeError as error:
        errors = _problems(worded(error).errors)
    if errors:
        values = None  # what can't be planned with them can't be looked at with them either
    return _explained(principal, operation, values, plan, errors, limit)


def _parsed(variables: str | None) -> dict[str, Any]:
    try:
        found = orjson.loads(variables) if variables else {}
    except orjson.JSONDecodeError as error:
        raise refusal("BAD_JSON", f"'variables' is not JSON: {error.msg}.") from None
    if not isinstance(found, dict):
        raise refusal("BAD_REQUEST", "'variables' is not a JSON object.")
    return found


def _planned(planner: Planner, principal: Principal, operation: Operation, asked: Mapping[str, Any]) -> Plan | None:
    """Plan a query as for a caller with every scope that it wants; a mutation has no plan."""
    if operation.kind is OperationType.MUTATION:
        return None
    who = Who(principal.scopes.union(operation.requirements), not principal.is_anonymous)
    return operation.plan(asked, who, planner.dialect)[0]


def _explained(
    principal: Principal,
    operation: Operation,
    values: VariableValues | None,
    plan: Plan | None,
    errors: list[Problem],
    limit: int,
) -> Explanation:
    wanted = operation.requirements.items()
    missing = [Missing(scope, list(fields)) for scope, fields in wanted if scope not in principal.scopes]
    dear = plan is not None and plan.cost > limit
    return Explanation(
        errors=errors,
        limit=limit,
        allowed=not (errors or missing or dear),
        operation=operation.kind.value.upper(),
        missing=missing,
        fields=_fields(principal, operation, values),
        cost=plan.cost if plan else None,
        doors=list(plan.doors) if plan else [],
    )


def _fields(principal: Principal, operation: Operation, values: VariableValues | None) -> list[Explained]:
    root = operation.graphql.get_root_type(operation.kind)
    tree = operation.tree
    found = Selection(operation.graphql, tree.fragments, values).of(root, tree.node.selection_set)
    return [
        Explained(
            coordinate,
            one.policy.scope in principal.scopes,
            str(one.policy),
            one.policy.scope,
            one.rule,
            sorted(one.bases),
        )
        for coordinate, one in found.items()
    ]


def _problems(errors: list[GraphQLError]) -> list[Problem]:
    return [Problem(error.message, str((error.extensions or {}).get("code", ""))) for error in errors]
