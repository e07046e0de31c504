"""What the commands about disputes take and answer."""

from typing import Annotated

import strawberry

from auth.policy import scope
from schema.arguments import repeatable, required
from schema.dispute import DISPUTE, READ, AccessDispute
from schema.error import CommandError
from schema.fields import link, of, referred

WRITE = scope("disputes:write")


@strawberry.input(description="Which access an enterprise disputes, and why.")
class DisputeAccessInput:
    """A dispute."""

    access: strawberry.ID = required("The access's id.")
    reason: str = required("Why; the reader reads it. 1 to 2,000 characters.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which dispute a reader answers, and how.")
class AnswerDisputeInput:
    """An answer."""

    dispute: strawberry.ID = required("The dispute's id.")
    answer: str = required("Why the data were read; the enterprise reads it. 1 to 2,000 characters.")
    idempotency_key: str | None = repeatable()


@of(None, "A dispute after a command about it.")
class DisputePayload:
    """The dispute, read back."""

    dispute: AccessDispute | None = link(referred(DISPUTE.c.id, "dispute_id"), "The dispute as it is now.", READ)


DisputeResult = Annotated[
    DisputePayload | CommandError, strawberry.union("DisputeResult", description="The dispute, or why not.")
]
