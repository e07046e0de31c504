"""The commands about disputes: lodged by the subject of an access in its user centre, answered by the reader."""

from typing import Any

from auth.people.mandates import holds
from exchange.audit.model import AccessEntry
from exchange.dispute import rules
from exchange.dispute.model import AccessDispute
from exchange.dispute.refusal import AccessUnknown, DisputeUnknown
from resolvers.command import Context, Made

PAYLOAD = "DisputePayload"
ACCESS = "acc_"
"""What an access's id begins with, before its entry's."""


def dispute(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Dispute an access to data of an enterprise that the caller acts for."""
    entry = _of_own_enterprise(context, input.access)
    who, near = context.principal.actor, context.settings.jurisdiction
    return _made(rules.lodge(context.session, entry, reason=input.reason, lodged_by=who, jurisdiction=near))


def answer(context: Context, input: Any) -> Made:  # noqa: A002
    """Answer a dispute of an access that the caller's institution made."""
    dispute_id = _of_own_institution(context, input.dispute)
    return _made(rules.answer(context.session, dispute_id, text=input.answer, answered_by=context.principal.actor))


def _of_own_enterprise(context: Context, access: str) -> AccessEntry:
    """Return the entry where the caller acts for its subject; unknown and another's are one answer."""
    known = access.startswith(ACCESS) and "\0" not in access
    entry = context.session.get(AccessEntry, access.removeprefix(ACCESS)) if known else None
    principal = context.principal
    if entry is None or not principal.is_self or not holds(context.session, principal.actor, entry.uscc):
        raise AccessUnknown(access)
    return entry


def _of_own_institution(context: Context, dispute_id: str) -> str:
    """Return the id where the caller's institution made the access; unknown and another's are one answer."""
    found = context.session.get(AccessDispute, dispute_id) if "\0" not in dispute_id else None
    if found is None or found.institution_code != context.principal.institution_code:
        raise DisputeUnknown(dispute_id)
    return dispute_id


def _made(made: AccessDispute) -> Made:
    return Made(PAYLOAD, {"dispute_id": made.id})
