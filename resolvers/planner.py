"""The read path's first half: from a request to a plan and its values, without touching the database."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import strawberry
from graphql import OperationType
from sqlalchemy import Dialect

from auth.principal import Principal
from auth.row_rule import Who
from auth.visibility import binds as caller
from exchange.errors import ExchangeError
from resolvers.document import Documents, Read, committed, given
from resolvers.operation import Operation
from resolvers.plan import NOTHING, Plan
from resolvers.refusal import refusal, worded
from resolvers.requirement import refuse_missing


class Planned(NamedTuple):
    """What is to be executed: a plan and the values to bind."""

    operation: Operation
    plan: Plan
    binds: dict[str, Any]
    variables: Mapping[str, Any]
    """As the request gave them."""


class Planner:
    """Turns operations into plans for one database; remembers documents and plans."""

    def __init__(
        self, schema: strawberry.Schema, dialect: Dialect, *, size: int, cost_public: int, cost_client: int
    ) -> None:
        self.documents = Documents(schema, size)
        self.dialect = dialect
        self.cost_public, self.cost_client = cost_public, cost_client

    def plan(self, text: str, name: str | None, variables: Mapping[str, Any] | None, principal: Principal) -> Planned:
        """Plan an operation for a caller.

        Raises Refused for what is invalid, lacks a scope (every missing one is listed) or costs too much.
        """
        return self._planned(self.documents.read(text), name, variables, principal, limited=True)

    def committed(self, text: str, variables: Mapping[str, Any], principal: Principal) -> Planned:
        """Plan a document of the exchange's own, of whatever size and cost, for a caller.

        Raises Refused as `plan` does: who asks lacks the same scopes, and is shown the same rows. What it answers is
        signed or written down, so it is never read from a replica.
        """
        read = committed(self.documents.schema, self.dialect.name, text)
        planned = self._planned(read, None, variables, principal, limited=False)
        return planned._replace(plan=planned.plan._replace(may_lag=False))

    def _planned(
        self, read: Read, name: str | None, variables: Mapping[str, Any] | None, principal: Principal, *, limited: bool
    ) -> Planned:
        operation = read.document.operation(name)
        if not operation.requirements.keys() <= principal.scopes:
            refuse_missing(operation.requirements, principal.scopes, anonymous=principal.is_anonymous)
        if operation.kind is OperationType.MUTATION:
            return Planned(operation, NOTHING, {}, given(read, variables))
        who = Who(principal.scopes, not principal.is_anonymous)
        try:
            plan, binds = operation.plan(given(read, variables), who, self.dialect)
        except ExchangeError as error:
            raise worded(error) from None
        if limited and plan.cost > (self.cost_public if principal.client_id is None else self.cost_client):
            self._refuse_dear(plan, principal)
        if plan.asks_caller:
            binds.update(caller(principal))
        return Planned(operation, plan, binds, variables or {})

    def _refuse_dear(self, plan: Plan, principal: Principal) -> None:
        limit = self.cost_public if principal.is_anonymous else self.cost_client
        raise refusal(
            "COST_EXCEEDED",
            f"The operation may cost {plan.cost}; {limit} is the limit. Ask for smaller pages or fewer levels.",
            cost=plan.cost,
            limit=limit,
        )
