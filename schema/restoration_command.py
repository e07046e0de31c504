"""What the commands about restorations take and answer."""

from typing import Annotated

import strawberry

from auth.policy import scope
from schema.arguments import given, repeatable, required
from schema.error import CommandError
from schema.evidence import MaterialInput
from schema.fields import link, of, referred
from schema.restoration import READ, RESTORATION, Restoration

WRITE = scope("restorations:write")


@strawberry.input(description="Which adverse record an enterprise wants to be used no more, and what it has to show.")
class ApplyForRestorationInput:
    """An application."""

    record: strawberry.ID = required("The record's id; its minimum publicity must be over.")
    text: str = required("How things were put right; the authority reads it. 1 to 2,000 characters.")
    materials: list[MaterialInput] = required(
        "At least a PROOF_OF_PERFORMANCE and a COMMITMENT_LETTER; for a SERIOUS record a TRAINING_CERTIFICATE too."
    )
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which application an authority takes up.")
class AcceptRestorationInput:
    """An acceptance."""

    restoration: strawberry.ID = required("The application's id.")
    reason: str | None = given("What the enterprise should know.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="How an authority decides on an application, and why.")
class DecideRestorationInput:
    """A decision."""

    restoration: strawberry.ID = required("The application's id.")
    reasons: str = required("Why; the enterprise reads it. 1 to 2,000 characters.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Why an authority needs more time; only where the deadline's rule has an extension.")
class ExtendRestorationInput:
    """An extension."""

    restoration: strawberry.ID = required("The application's id.")
    reason: str = required("Why; the enterprise reads it. 1 to 2,000 characters.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which application an enterprise takes back.")
class WithdrawRestorationInput:
    """A withdrawal."""

    restoration: strawberry.ID = required("The application's id.")
    reason: str | None = given("Why; the authority reads it.")
    idempotency_key: str | None = repeatable()


@of(None, "An application for restoration after a command about it.")
class RestorationPayload:
    """The application, read back."""

    restoration: Restoration | None = link(
        referred(RESTORATION.c.id, "restoration_id"), "The application as it is now.", READ
    )


RestorationResult = Annotated[
    RestorationPayload | CommandError,
    strawberry.union("RestorationResult", description="The application, or why not."),
]
