"""What the commands about mandates take and answer."""

from typing import Annotated

import strawberry

from auth.policy import scope
from schema.arguments import repeatable, required
from schema.error import CommandError
from schema.fields import link, of, referred
from schema.mandate import MANDATE, READ, Mandate
from schema.scalars import USCC

WRITE = scope("mandates:write")


@strawberry.input(description="For which enterprise a person asks to act.")
class RequestMandateInput:
    """A request."""

    uscc: USCC = required("The enterprise; the registry must know it.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which mandate is decided on.")
class DecideMandateInput:
    """A decision."""

    mandate: strawberry.ID = required("The mandate's id.")
    idempotency_key: str | None = repeatable()


@of(None, "A mandate after a command about it.")
class MandatePayload:
    """The mandate, read back."""

    mandate: Mandate | None = link(referred(MANDATE.c.id, "mandate_id"), "The mandate as it is now.", READ)


MandateResult = Annotated[
    MandatePayload | CommandError, strawberry.union("MandateResult", description="The mandate, or why not.")
]
