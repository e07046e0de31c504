"""What the commands that decide about screened names take and answer."""

from typing import Annotated

import strawberry

from auth.policy import scope
from schema.arguments import given, repeatable, required
from schema.error import CommandError
from schema.fields import link, of, referred
from schema.scalars import USCC, Code
from schema.screening import DECISION, READ, ScreeningDecision

WRITE = scope("screening:write")


@strawberry.input(description="Whom a name means. A later decision about the same name and division replaces it.")
class DecideScreeningInput:
    """A decision."""

    name: str = required("The name as it was screened; it counts for every spelling of the same normal form.")
    region: Code | None = given("The division that it is for; every division that has none of its own when left out.")
    uscc: USCC | None = given("Whom the name means; null for nobody who was proposed.")
    reason: str = required("Why, 1 to 500 characters.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which decision is to count no more.")
class WithdrawScreeningInput:
    """A withdrawal."""

    decision: strawberry.ID = required("The id of the decision that counts.")
    reason: str = required("Why, 1 to 500 characters.")
    idempotency_key: str | None = repeatable()


@of(None, "A decision after it was made, or its withdrawal.")
class ScreeningDecisionPayload:
    """The decision, read back."""

    decision: ScreeningDecision | None = link(referred(DECISION.c.id, "decision_id"), "What is remembered.", READ)


ScreeningDecisionResult = Annotated[
    ScreeningDecisionPayload | CommandError,
    strawberry.union("ScreeningDecisionResult", description="What is remembered, or why nothing is."),
]
