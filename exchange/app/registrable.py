"""Whether a document can be registered for a client: it is valid, within the limits, and can be answered at all."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from auth.principal import PUBLIC_SCOPES, Principal
from exchange.errors import ExchangeError
from resolvers.operation import Operation
from resolvers.planner import Planner
from resolvers.refusal import Refused


class DocumentRefused(ExchangeError):
    """A document can't be registered."""

    code = "DOCUMENT_REFUSED"


class Registrable(NamedTuple):
    """A document that can be registered."""

    text: str
    operations: str
    """The kinds and names of its operations."""
    lacking: frozenset[str]
    """The scopes that it takes and the client isn't registered for."""


def registrable(planner: Planner, file: str, content: bytes, scopes: Iterable[str]) -> Registrable:
    """Look at a document that is to be registered for a client of these scopes; `file` is its name in messages.

    Raises DocumentRefused for one that no caller could be answered.
    """
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise DocumentRefused(f"{file} is not UTF-8.") from None
    try:
        operations = planner.documents.read(text).document.operations
        for name, operation in operations.items():
            _refuse_unanswerable(planner, text, name, operation)
    except Refused as refused:
        reasons = " ".join(error.message for error in refused.errors)
        raise DocumentRefused(f"{file} can't be answered: {reasons} Nothing was registered.") from None
    wanted = frozenset(scope for one in operations.values() for scope in one.requirements)
    return Registrable(text, _told(operations), wanted - PUBLIC_SCOPES - frozenset(scopes))


def _refuse_unanswerable(planner: Planner, text: str, name: str | None, operation: Operation) -> None:
    """Plan what depends on no variable, as for a client with every scope that it takes. Raises Refused."""
    if not operation.definitions:
        scopes = PUBLIC_SCOPES | frozenset(operation.requirements)
        planner.plan(text, name, None, Principal(client_id="command-line", scopes=scopes))


def _told(operations: Mapping[str | None, Operation]) -> str:
    return ", ".join(f"{one.kind.value} {name}" if name else one.kind.value for name, one in operations.items())
