"""The read path's first half: from a request to a plan and its values, without touching the database."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import strawberry
from sqlalchemy import Dialect

from auth.principal import Principal
from auth.row_rule import Who
from auth.visibility import binds as caller
from exchange.errors import ExchangeError
from exchange.settings import Settings
from exchange.telemetry.observation import CURRENT, planning
from resolvers.document import Documents, Read, committed, given
from resolvers.operation import Operation
from resolvers.plan import Plan
from resolvers.refusal import refusal, worded
from resolvers.requirement import refuse_missing

STANDING = frozenset({"@standing"})


class Planned(NamedTuple):
    """What is to be executed: a plan and the values to bind."""

    operation: Operation
    plan: Plan
    binds: dict[str, Any]
    variables: Mapping[str, Any]
    """As the request gave them, and the literals of its document."""


class Planner:
    """Turns operations into plans for one database; remembers documents and plans."""

    def __init__(self, schema: strawberry.Schema, dialect: Dialect, settings: Settings) -> None:
        self.documents = Documents(schema, settings)
        self.dialect = dialect
        self.cost_public, self.cost_client = settings.cost_public, settings.cost_client
        self.introspection_public = settings.introspection_public or settings.demo

    def plan(self, text: str, name: str | None, variables: Mapping[str, Any] | None, principal: Principal) -> Planned:
        """Plan an operation for a caller, whatever time that takes.

        Raises Refused for what is invalid, lacks a scope (every missing one is listed) or costs too much.
        """
        planning()
        return self._limited(self._made(self.documents.read(text), name, variables, principal), principal)

    def known(
        self, text: str, name: str | None, variables: Mapping[str, Any] | None, principal: Principal
    ) -> Planned | None:
        """Plan an operation as `plan` does where its document and its plan are remembered: in microseconds.

        None where it would take milliseconds, also to say what is wrong with the document.
        """
        read = self.documents.known(text)
        if read is None:
            return None
        operation = self._allowed(read, name, principal)
        values = given(read, variables)
        try:
            found = operation.known(values, _who(principal))
        except ExchangeError as error:
            raise worded(error) from None
        if found is None:
            return None
        return self._limited(_bound(operation, *found, values, principal), principal)

    def committed(self, text: str, variables: Mapping[str, Any], principal: Principal) -> Planned:
        """Plan a document of the exchange's own, of whatever size and cost, for a caller.

        Raises Refused as `plan` does: who asks lacks the same scopes, and is shown the same rows. What it answers is
        signed or written down, so it is never read from a replica.
        """
        read = committed(self.documents.schema, self.dialect.name, text)
        planned = self._made(read, None, variables, principal)
        return planned._replace(plan=planned.plan._replace(may_lag=False))

    def _made(self, read: Read, name: str | None, variables: Mapping[str, Any] | None, principal: Principal) -> Planned:
        operation = self._allowed(read, name, principal)
        values = given(read, variables)
        try:
            found = operation.plan(values, _who(principal), self.dialect)
        except ExchangeError as error:
            raise worded(error) from None
        return _bound(operation, *found, values, principal)

    def _allowed(self, read: Read, name: str | None, principal: Principal) -> Operation:
        """Return the operation that is asked for. Raises Refused with every scope that the caller lacks for it."""
        operation = read.document.operation(name)
        seen = CURRENT.get()
        if seen is not None and seen.operation is None:
            # The first one: what a command or a field asks in its course stays part of it.
            seen.operation = operation
        if not operation.requirements.keys() <= principal.scopes:
            refuse_missing(operation.requirements, principal.scopes, anonymous=principal.is_anonymous)
        if operation.introspects and principal.client_id is None and not self.introspection_public:
            raise refusal(
                "INTROSPECTION_REFUSED",
                "Introspection takes an access token. The schema is published as text: /schema.graphql.",
                status=401,
            )
        return operation

    def _limited(self, planned: Planned, principal: Principal) -> Planned:
        limit = self.cost_public if principal.client_id is None else self.cost_client
        cost = planned.plan.cost
        seen = CURRENT.get()
        if seen is not None:
            seen.cost = cost
        if cost > limit:
            message = f"The operation may cost {cost}; {limit} is the limit. Ask for smaller pages or fewer levels."
            raise refusal("COST_EXCEEDED", message, cost=cost, limit=limit)
        return planned


def _who(principal: Principal) -> Who:
    return Who(principal.scopes, principal.client_id is not None)


def _bound(
    operation: Operation,
    plan: Plan,
    binds: dict[str, Any],
    values: Mapping[str, Any],
    principal: Principal,
) -> Planned:
    if plan.asked_of_caller == STANDING:
        binds["@standing"] = principal.standing  # all that most statements ask, and nothing has to be worked out
    elif plan.asked_of_caller:
        binds.update(caller(principal))
    return Planned(operation, plan, binds, values)
