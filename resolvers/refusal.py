"""How a refused operation is worded: GraphQL errors with a stable `extensions.code`."""

from collections.abc import Iterable, Mapping
from typing import Any

from graphql import GraphQLError

from exchange.errors import ExchangeError


class Refused(Exception):
    """An operation that isn't executed, with the errors to answer.

    `status` is the HTTP status under application/graphql-response+json. Under application/json a well-formed request
    is answered with 200 (GraphQL over HTTP, section 6.4.1); `transport` marks those that are not well-formed.
    `headers` go with the status: what is allowed instead, or when to ask again.
    """

    def __init__(
        self,
        errors: Iterable[GraphQLError],
        status: int = 400,
        *,
        transport: bool = False,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.errors = list(errors)
        self.status = status
        self.transport = transport
        self.headers = headers or {}
        super().__init__("; ".join(error.message for error in self.errors))

    @property
    def code(self) -> str:
        """Return the first error's code."""
        return str((self.errors[0].extensions or {}).get("code", "")) if self.errors else ""


def refusal(
    code: str,
    message: str,
    *,
    status: int = 400,
    transport: bool = False,
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> Refused:
    """Make a refusal of one error; `more` goes to its extensions."""
    error = GraphQLError(message, extensions={"code": code, **more})
    return Refused([error], status, transport=transport, headers=headers)


def worded(error: ExchangeError) -> Refused:
    """Turn a domain refusal into a refused operation."""
    return refusal(error.code, error.message)


def coded(errors: Iterable[GraphQLError], code: str) -> list[GraphQLError]:
    """Give each error the code, unless it brings its own."""
    marked = list(errors)
    for error in marked:
        if "code" not in (error.extensions or {}):
            error.extensions = {**(error.extensions or {}), "code": code}
    return marked
