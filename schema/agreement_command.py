"""What the commands about data-sharing agreements take and answer."""

from datetime import date
from typing import Annotated

import strawberry

from auth.policy import scope
from schema.agreement import AGREEMENT, READ, Agreement
from schema.arguments import repeatable, required
from schema.enums import Purpose
from schema.error import CommandError
from schema.fields import link, of, referred
from schema.scalars import Code

WRITE = scope("agreements:write")


@strawberry.input(description="An agreement as its parties signed it.")
class EnterAgreementInput:
    """The terms."""

    number: str = required("The parties' own number of it, 1 to 200 characters; no other agreement has it.")
    title: str = required("Its title, 1 to 200 characters.")
    parties: list[Code] = required("Codes of the institutions that it binds and entitles, two at least.")
    items: list[Code] = required("Codes of the catalogue items that are shared.")
    purposes: list[Purpose] = required("What the data may be used for; not OWN_RECORD.")
    legal_basis: str = required("Title and article of the law that it rests on, 1 to 5,000 characters.")
    security_terms: str = required("What was agreed on keeping the data safe, 1 to 5,000 characters.")
    valid_from: date = required("The first day it is in force.")
    valid_until: date = required("The last day it is in force.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which agreement ends.")
class TerminateAgreementInput:
    """A termination."""

    agreement: strawberry.ID = required("The agreement's id.")
    idempotency_key: str | None = repeatable()


@of(None, "An agreement after a command about it.")
class AgreementPayload:
    """The agreement, read back."""

    agreement: Agreement | None = link(referred(AGREEMENT.c.id, "agreement_id"), "The agreement as it is now.", READ)


AgreementResult = Annotated[
    AgreementPayload | CommandError, strawberry.union("AgreementResult", description="The agreement, or why not.")
]
