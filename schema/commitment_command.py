"""What the commands about commitments take and answer."""

from datetime import date
from typing import Annotated

import strawberry

from auth.policy import scope
from schema.arguments import given, repeatable, required
from schema.commitment import COMMITMENT, Commitment
from schema.error import CommandError
from schema.fields import link, of, referred
from schema.procedure_enums import CommitmentKind, CommitmentState
from schema.reasons import COMMITTED
from schema.scalars import USCC, Code

WRITE = scope("commitments:write")


@strawberry.input(description="What an enterprise promises, to whom.")
class OfferCommitmentInput:
    """A commitment."""

    uscc: USCC = required("The enterprise, which the caller acts for.")
    institution: Code = required("The authority's code.")
    kind: CommitmentKind = required("What it is for.")
    text: str = required("What is promised. 1 to 2,000 characters.")
    perform_by: date | None = given("The last day for it, today or later.")
    public: bool = required("Whether everybody may see it, and whether it was kept.", False)
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which commitment an enterprise takes back.")
class WithdrawCommitmentInput:
    """A withdrawal."""

    commitment: strawberry.ID = required("The commitment's id.")
    reason: str | None = given("Why; the authority reads it.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Whether a commitment was kept, as the authority that it was given to found.")
class RecordPerformanceInput:
    """A finding."""

    commitment: strawberry.ID = required("The commitment's id.")
    state: CommitmentState = required("KEPT or BROKEN. A broken one can still be found kept.")
    reason: str = required("On what grounds; the enterprise reads it. 1 to 2,000 characters.")
    idempotency_key: str | None = repeatable()


@of(None, "A commitment after a command about it.")
class CommitmentPayload:
    """The commitment, read back."""

    commitment: Commitment | None = link(
        referred(COMMITMENT.c.id, "commitment_id"), "The commitment as it is now.", COMMITTED
    )


CommitmentResult = Annotated[
    CommitmentPayload | CommandError, strawberry.union("CommitmentResult", description="The commitment, or why not.")
]
