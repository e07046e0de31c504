"""What the commands about service listings take and answer."""

from typing import Annotated

import strawberry

from auth.policy import scope
from schema.arguments import given, repeatable, required
from schema.enums import ServiceKind
from schema.error import CommandError
from schema.fields import link, of, referred
from schema.service_listing import READ, SERVICE, ServiceListing

WRITE = scope("services:write")


@strawberry.input(description="A service, a draft until it is submitted; the draft before is replaced as a whole.")
class StateServiceInput:
    """A service."""

    external_id: str = required("The firm's own key of it, 1 to 100 characters; one key, one listing.")
    kind: ServiceKind = required("What it is.")
    name: str = required("Its name, 1 to 100 characters.")
    summary: str = required("What is offered, and to whom, 1 to 2,000 characters.")
    filing_number: str = required("Of the firm's filing for this business, 1 to 100 characters.")
    authority: str = required("With whom the business is filed, 1 to 100 characters.")
    fees: str | None = given("What it costs, in words.")
    website: str | None = given("Where more is said: an https address.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which service takes a step, and why.")
class ServiceStepInput:
    """A step."""

    service: strawberry.ID = required("The listing's id.")
    reason: str | None = given("Why; kept with the step where it is delisted. The operator must give one.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which service is sent back, and why.")
class ReturnServiceInput:
    """A return."""

    service: strawberry.ID = required("The listing's id.")
    reason: str = required("What must be different, 1 to 2,000 characters.")
    idempotency_key: str | None = repeatable()


@of(None, "A service listing after a command about it.")
class ServicePayload:
    """The listing, read back."""

    service: ServiceListing | None = link(referred(SERVICE.c.id, "service_id"), "The listing as it is now.", READ)


ServiceResult = Annotated[
    ServicePayload | CommandError, strawberry.union("ServiceResult", description="The listing, or why not.")
]
