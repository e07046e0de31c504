"""What the commands about objections take and answer."""

from typing import Annotated

import strawberry

from auth.policy import scope
from schema.arguments import given, repeatable, required
from schema.error import CommandError
from schema.evidence import MaterialInput
from schema.fields import link, of, referred
from schema.objection import OBJECTION, READ, Objection
from schema.procedure_enums import ObjectionOutcome

WRITE = scope("objections:write")


@strawberry.input(description="To which record an enterprise objects, and why.")
class LodgeObjectionInput:
    """An objection."""

    record: strawberry.ID = required("The record's id: any that the enterprise sees of itself.")
    text: str = required("What is wrong; the supplier reads it. 1 to 2,000 characters.")
    evidence: list[MaterialInput] | None = given("Files that show it, at most 20.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="How a supplier decides on an objection, and why.")
class DecideObjectionInput:
    """A decision."""

    objection: strawberry.ID = required("The objection's id.")
    outcome: ObjectionOutcome = required(
        "CORRECTED takes that the record was sent anew since, by a submission under the same external id."
    )
    reasons: str = required("Why; the enterprise reads it. 1 to 2,000 characters.")
    evidence: list[MaterialInput] | None = given("Files that show it, at most 20 for the whole case.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Why a supplier needs more time; only where the deadline's rule has an extension.")
class ExtendObjectionInput:
    """An extension."""

    objection: strawberry.ID = required("The objection's id.")
    reason: str = required("Why; the enterprise reads it. 1 to 2,000 characters.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which decision an enterprise wants reviewed, and why.")
class RequestReviewInput:
    """A request."""

    objection: strawberry.ID = required("The objection's id.")
    text: str = required("What is wrong with the decision; the operator reads it. 1 to 2,000 characters.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="How the operator decides on a review: somebody else than who decided first.")
class DecideReviewInput:
    """A decision."""

    objection: strawberry.ID = required("The objection's id.")
    outcome: ObjectionOutcome = required(
        "CORRECTED takes that the record was sent anew since the review was asked for."
    )
    reasons: str = required("Why; enterprise and supplier read it. 1 to 2,000 characters.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which objection an enterprise takes back.")
class CancelObjectionInput:
    """A cancellation."""

    objection: strawberry.ID = required("The objection's id.")
    reason: str | None = given("Why; the supplier reads it.")
    idempotency_key: str | None = repeatable()


@of(None, "An objection after a command about it.")
class ObjectionPayload:
    """The objection, read back."""

    objection: Objection | None = link(referred(OBJECTION.c.id, "objection_id"), "The objection as it is now.", READ)


ObjectionResult = Annotated[
    ObjectionPayload | CommandError, strawberry.union("ObjectionResult", description="The objection, or why not.")
]
