"""What the command that checks enterprises takes and answers."""

from datetime import datetime
from typing import Annotated

import strawberry

from auth.policy import scope
from schema.arguments import given, repeatable, required
from schema.check import CHECK, READ, CreditCheck
from schema.error import CommandError
from schema.fields import link, of, referred
from schema.scalars import USCC, Code

WRITE = scope("checks:write")


@strawberry.input(
    description="One that is to be checked: either its code or its name. A name is taken where exactly one enterprise "
    "bears or bore it; full-width letters, brackets, spaces and traditional characters make no difference."
)
class CheckSubject:
    """A subject."""

    uscc: USCC | None = given("Its Unified Social Credit Code; it needn't be in the registry.")
    name: str | None = given("Its registered name as a whole, 2 to 200 characters.")


@strawberry.input(description="Whom to check, for which matter and for what. The check is recorded with its purpose.")
class CreditCheckInput:
    """A check."""

    matter: Code = required("The code of the matter.")
    entities: list[CheckSubject] = required("Whom to check, 1 to 1,000; they are answered in this order.")
    purpose: str = required("What the check is for, 1 to 200 characters: whoever is checked reads it.")
    as_of: datetime | None = given(
        "Answer what the exchange said at this past instant; now when left out. A past instant is for bureaux and "
        "courts: to others nobody is shown who is off the lists."
    )
    idempotency_key: str | None = repeatable()


@of(None, "A check after it was made.")
class CreditCheckPayload:
    """The check, read back."""

    check: CreditCheck | None = link(referred(CHECK.c.id, "check_id"), "The check with what it answered.", READ)


CreditCheckOutcome = Annotated[
    CreditCheckPayload | CommandError,
    strawberry.union("CreditCheckOutcome", description="The check, or why it wasn't made."),
]
