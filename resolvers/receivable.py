"""The commands about receivables: the creditor asks, the payer confirms or disputes, each by its own user."""

from typing import Any

from exchange.receivable import rules
from exchange.receivable.model import Receivable
from exchange.receivable.refusal import ReceivableUnknown
from resolvers.command import Context, Made
from resolvers.financing import subject_of
from resolvers.party import acts_for, subject

PAYLOAD = "ReceivablePayload"


def request(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Ask a payer to confirm what it owes an enterprise that the caller acts for."""
    stated = rules.Stated(
        creditor_uscc=input.creditor,
        creditor_size=input.creditor_size,
        payer_uscc=input.payer,
        payer_kind=input.payer_kind,
        document_number=input.document_number,
        description=input.description,
        amount_fen=input.amount_fen,
        payable_on=input.payable_on,
    )
    actor, near = subject_of(context, input.creditor), context.settings.jurisdiction
    return _made(rules.request(context.session, stated, actor, jurisdiction=near))


def confirm(context: Context, input: Any) -> Made:  # noqa: A002
    """Confirm what an enterprise owes that the caller acts for."""
    id_ = _of(context, input.receivable, "payer_uscc")
    return _made(rules.confirm(context.session, id_, subject(context), input.answer))


def dispute(context: Context, input: Any) -> Made:  # noqa: A002
    """Say that an enterprise that the caller acts for doesn't owe it."""
    id_ = _of(context, input.receivable, "payer_uscc")
    return _made(rules.dispute(context.session, id_, subject(context), input.answer))


def cancel(context: Context, input: Any) -> Made:  # noqa: A002
    """Take a request back of an enterprise that the caller acts for."""
    id_ = _of(context, input.receivable, "creditor_uscc")
    return _made(rules.cancel(context.session, id_, subject(context), input.reason))


def _of(context: Context, receivable_id: str, column: str) -> str:
    """Return the id where the caller acts for the enterprise in the column; all others are one answer."""
    found = context.session.get(Receivable, receivable_id) if "\0" not in receivable_id else None
    if found is None or not acts_for(context, getattr(found, column)):
        raise ReceivableUnknown(receivable_id)
    return receivable_id


def _made(receivable: Receivable) -> Made:
    return Made(PAYLOAD, {"receivable_id": receivable.id})
