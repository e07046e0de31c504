"""What the command about corrections takes and answers."""

from typing import Annotated

import strawberry

from auth.policy import scope
from schema.arguments import repeatable, required
from schema.correction import CORRECTION, READ, Correction
from schema.error import CommandError
from schema.fields import link, of, referred

WRITE = scope("corrections:write")


@strawberry.input(description="Which correction a recipient acknowledges.")
class AcknowledgeCorrectionInput:
    """An acknowledgement."""

    correction: strawberry.ID = required("The correction's id.")
    idempotency_key: str | None = repeatable()


@of(None, "A correction after a command about it.")
class CorrectionPayload:
    """The correction, read back."""

    correction: Correction | None = link(
        referred(CORRECTION.c.id, "correction_id"), "The correction as it is now.", READ
    )


CorrectionResult = Annotated[
    CorrectionPayload | CommandError, strawberry.union("CorrectionResult", description="The correction, or why not.")
]
