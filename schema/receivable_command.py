"""What the commands about receivables take and answer."""

from datetime import date
from typing import Annotated

import strawberry

from auth.policy import scope
from schema.arguments import given, repeatable, required
from schema.enums import EnterpriseSize, PayerKind
from schema.error import CommandError
from schema.fields import link, of, referred
from schema.receivable import READ, RECEIVABLE, Receivable
from schema.scalars import USCC, BigInt

WRITE = scope("receivables:write")


@strawberry.input(description="What an enterprise asks its payer to confirm.")
class RequestConfirmationInput:
    """A receivable."""

    creditor: USCC = required("Who is owed; the caller acts for it.")
    creditor_size: EnterpriseSize = required("How large it was when the contract was made, as it declares.")
    payer: USCC = required("Who owes: another entity of the registry.")
    payer_kind: PayerKind = required(
        "What the payer was when the contract was made: public bodies and large enterprises have a legal period."
    )
    document_number: str = required("The number of the contract or invoice, 1 to 200 characters.")
    description: str = required("What is owed for, 1 to 2,000 characters.")
    amount_fen: BigInt = required("How much, in fen: 1 or more.")
    payable_on: date = required("The day by which it is to be paid.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which receivable its payer confirms.")
class ConfirmReceivableInput:
    """A confirmation."""

    receivable: strawberry.ID = required("The receivable's id.")
    answer: str | None = given("What the creditor is told with it.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which receivable its payer disputes, and why.")
class DisputeReceivableInput:
    """A dispute."""

    receivable: strawberry.ID = required("The receivable's id.")
    answer: str = required("Why it isn't owed; the creditor reads it. 1 to 2,000 characters.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which request a creditor takes back, and why.")
class CancelReceivableInput:
    """A cancellation."""

    receivable: strawberry.ID = required("The receivable's id.")
    reason: str | None = given("Why; the payer reads it.")
    idempotency_key: str | None = repeatable()


@of(None, "A receivable after a command about it.")
class ReceivablePayload:
    """The receivable, read back."""

    receivable: Receivable | None = link(
        referred(RECEIVABLE.c.id, "receivable_id"), "The receivable as it is now.", READ
    )


ReceivableResult = Annotated[
    ReceivablePayload | CommandError,
    strawberry.union("ReceivableResult", description="The receivable, or why not."),
]
