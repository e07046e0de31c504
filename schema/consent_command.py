"""What the commands about consents take and answer."""

from datetime import date, datetime
from typing import Annotated

import strawberry

from auth.policy import scope
from schema.arguments import given, repeatable, required
from schema.consent import CONSENT, READ, Consent
from schema.enums import ConsentFetch, ConsentMode, Purpose
from schema.error import CommandError
from schema.fields import link, of, referred
from schema.scalars import USCC, Code

WRITE = scope("consents:write")


@strawberry.input(description="What an institution asks an enterprise to allow.")
class LodgeConsentInput:
    """The terms."""

    uscc: USCC = required("The enterprise.")
    purpose: Purpose = required("What the data are for.")
    items: list[Code] = required("Codes of catalogue items that are open to consent.")
    mode: ConsentMode = required("What may be done with the data.")
    fetch: ConsentFetch = required("How often they may be fetched.")
    valid_until: datetime = required("Until when; at most 12 months after the beginning.")
    fetch_limit: int = required("How many operations may fetch data in all; 1 with ONE_TIME.", 1)
    data_life_days: int = required("How many days stored data may be kept; 0 with VIEW.", 0)
    valid_from: datetime | None = given("From when; from now on when left out.")
    data_from: date | None = given("The first day that fetched records may concern.")
    data_until: date | None = given("The last such day.")
    supersedes: strawberry.ID | None = given("The consent that ends when this one is approved.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which request an enterprise approves.")
class ApproveConsentInput:
    """An approval."""

    consent: strawberry.ID = required("The consent's id.")
    text_sha256: Code | None = given("The hash of the text that was read; another text than now is refused.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which consent an enterprise decides about, and why.")
class DecideConsentInput:
    """A decision."""

    consent: strawberry.ID = required("The consent's id.")
    reason: str | None = given("Why; the grantee reads it.")
    idempotency_key: str | None = repeatable()


@of(None, "A consent after a command about it.")
class ConsentPayload:
    """The consent, read back."""

    consent: Consent | None = link(referred(CONSENT.c.id, "consent_id"), "The consent as it is now.", READ)


ConsentResult = Annotated[
    ConsentPayload | CommandError, strawberry.union("ConsentResult", description="The consent, or why not.")
]
