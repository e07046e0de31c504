"""What the commands about measure actions take and answer."""

from typing import Annotated

import strawberry

from auth.policy import scope
from schema.arguments import repeatable, required
from schema.error import CommandError
from schema.fields import link, of, referred
from schema.measure import ACTION, READ, MeasureAction

WRITE = scope("measures:write")


@strawberry.input(description="Which action a department takes note of.")
class ReceiveMeasureInput:
    """A receipt."""

    action: strawberry.ID = required("The action's id.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="What a department says of an action.")
class ReportMeasureInput:
    """A report."""

    action: strawberry.ID = required("The action's id.")
    text: str = required("How it was carried out, why it can't be, or what came of it. 1 to 2,000 characters.")
    idempotency_key: str | None = repeatable()


@of(None, "A measure action after a command about it.")
class MeasureActionPayload:
    """The action, read back."""

    action: MeasureAction | None = link(referred(ACTION.c.id, "action_id"), "The action as it is now.", READ)


MeasureActionResult = Annotated[
    MeasureActionPayload | CommandError,
    strawberry.union("MeasureActionResult", description="The action, or why not."),
]
