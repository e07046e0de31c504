"""The commands about exports: asked for, and cancelled, by who asked."""

import hashlib
from typing import Any

import orjson
from sqlalchemy import select

from auth.principal import Principal
from exchange.export import rules
from exchange.export.model import Export
from exchange.export.refusal import ExportRefused, ExportUnknown
from exchange.export.rules import Requester, Wanted
from resolvers.command import Context, Made
from resolvers.exported import paged
from resolvers.refusal import Refused

PAYLOAD = "ExportPayload"
LONGEST_VARIABLES = 40_000
"""Characters; the document is limited like any other."""


def request(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Ask for an export. What the caller may not read, or what costs too much a page, is refused at once."""
    longest = context.settings.document_length
    if len(input.document) > longest:
        raise ExportRefused("document", f"It takes {longest:,} characters.")
    assert context.planner is not None  # noqa: S101 - commands are carried out with one
    found = paged(context.planner, input.document, input.operation_name, _variables(input.variables))
    try:
        context.planner.plan(found.document, found.operation, found.variables, context.principal)
    except Refused as refused:
        raise ExportRefused("document", refused.errors[0].message) from None
    digest = hashlib.sha256(input.document.encode()).hexdigest()
    wanted = Wanted(
        document=found.document,
        document_sha256=digest,
        operation_name=found.operation,
        variables=found.variables,
        key=found.key,
        rows_in=found.rows_in,
        after_in=found.after_in,
    )
    return _made(rules.request(context.session, requester(context.principal), wanted))


def cancel(context: Context, input: Any) -> Made:  # noqa: A002
    """Cancel an export of the caller's."""
    named = select(Export.id).where(requester(context.principal).own, Export.id == input.export)
    known = None if "\0" in input.export else context.session.scalar(named)
    if known is None:
        raise ExportUnknown(input.export)
    rules.cancel(context.session, requester(context.principal), known)
    return _made(known)


def requester(principal: Principal) -> Requester:
    """Return as whom a caller asks: a person at the front end for itself, a program for its institution."""
    in_person = principal.is_self
    return Requester(
        client_id=str(principal.client_id),
        institution_code=None if in_person else principal.institution_code,
        user_id=principal.user_id if in_person else None,
        on_behalf_of=None if in_person else principal.user_id,
        grant_id=None if in_person else principal.grant_id,
        scopes=" ".join(sorted(principal.scopes)),
    )


def _variables(text: str | None) -> dict[str, Any]:
    try:
        found = orjson.loads(text) if text else {}
    except orjson.JSONDecodeError:
        found = None
    if not isinstance(found, dict) or len(text or "") > LONGEST_VARIABLES:
        raise ExportRefused("variables", "They are a JSON object in a string, as the request's `variables` would be.")
    return found


def _made(export_id: str) -> Made:
    return Made(PAYLOAD, {"export_id": export_id})
