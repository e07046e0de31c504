"""What the commands about applications take and answer."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import Select, select

from auth.policy import scope
from schema.application import APPLICATION, READ, FinancingApplication
from schema.arguments import given, repeatable, required
from schema.enums import ConsentFetch, ConsentMode, EnterpriseSize, RejectionCode
from schema.error import CommandError
from schema.fields import link, of, referred, rows
from schema.scalars import USCC, BigInt, Code, Share

WRITE = scope("applications:write")


@strawberry.input(description="A product that is applied for, how much of it and for how long.")
class WantedProductInput:
    """A product."""

    product: strawberry.ID = required("The product's id; it must be listed.")
    amount_fen: BigInt = required("How much, in fen: within what the product's version says.")
    term_months: int = required("For how many months: within what the product's version says.")


@strawberry.input(
    description="The consent that each institution is lodged for with its application: what it may see of the "
    "enterprise to decide. The enterprise approves each one by `approveConsent`."
)
class RidingConsentInput:
    """The terms."""

    items: list[Code] = required("Codes of catalogue items that are open to consent.")
    valid_until: datetime = required("Until when, at most 12 months ahead; it ends with the application at the latest.")
    mode: ConsentMode = required("What may be done with the data.", ConsentMode.VIEW)
    fetch: ConsentFetch = required("How often they may be fetched.", ConsentFetch.ONE_TIME)
    fetch_limit: int = required("How many operations may fetch data in all; 1 with ONE_TIME.", 1)
    data_life_days: int = required("How many days stored data may be kept; 0 with VIEW.", 0)


@strawberry.input(
    description="What an enterprise applies for: up to 10 products at once, all or none. Of their offers it can accept "
    "one, which withdraws the other applications."
)
class ApplyForFinancingInput:
    """Applications."""

    uscc: USCC = required("The enterprise; the caller acts for it.")
    products: list[WantedProductInput] = required("1 to 10 products, each once.")
    use: str = required("What for; the institutions read it. 1 to 2,000 characters.")
    size: EnterpriseSize = required("How large the enterprise is, as it declares.")
    first_loan: bool = required("Whether it would be the enterprise's first financing, as it declares.")
    demand: strawberry.ID | None = given("The live demand that they come from; accepting an offer closes it.")
    consent: RidingConsentInput | None = given("What each institution may see to decide; nothing when left out.")
    submit: bool = required("Whether the institutions see them at once; else they stay drafts.", default=True)
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which draft an enterprise submits.")
class SubmitApplicationInput:
    """A submission."""

    application: strawberry.ID = required("The application's id.")
    consent: RidingConsentInput | None = given("What the institution may see to decide; nothing when left out.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which application takes a step, and why.")
class ApplicationStepInput:
    """A step."""

    application: strawberry.ID = required("The application's id.")
    reason: str | None = given("Why; the other side reads it.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="What an institution offers. A further offer replaces it.")
class MakeOfferInput:
    """An offer."""

    application: strawberry.ID = required("The application's id; it is under review, or has an offer.")
    amount_fen: BigInt = required("How much, in fen: at most what is applied for.")
    annual_rate: Share = required(
        "The rate of a year in percent, as '3.45', up to four decimals: within the version applied under and the legal "
        "cap."
    )
    term_months: int = required("For how many months: within the version applied under.")
    valid_until: date = required("The last day on which it can be accepted: today or later, at most 366 days ahead.")
    reasons: str = required("Why, and on what conditions; the enterprise reads it. 1 to 2,000 characters.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which application an institution rejects, and why.")
class RejectApplicationInput:
    """A rejection."""

    application: strawberry.ID = required("The application's id; there was no offer yet.")
    code: RejectionCode = required("Why, as a code.")
    reasons: str = required("Why, in words; the enterprise reads it. 1 to 2,000 characters.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which offer an enterprise accepts: that signs it.")
class AcceptOfferInput:
    """An acceptance."""

    offer: strawberry.ID = required("The offer's id; one that was replaced is refused.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Money that an institution paid out.")
class ReportDisbursementInput:
    """A payment."""

    application: strawberry.ID = required("The application's id; it is signed.")
    external_id: str = required(
        "The institution's own name for the payment, 1 to 100 characters: the same report sent again counts once."
    )
    amount_fen: BigInt = required("How much, in fen: in all at most what was signed.")
    moved_on: date = required("The day it was paid: from the signing on, up to today.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Principal that was paid back to an institution. The last of it settles the application.")
class ReportRepaymentInput:
    """A payment."""

    application: strawberry.ID = required("The application's id; money was paid out.")
    external_id: str = required(
        "The institution's own name for the payment, 1 to 100 characters: the same report sent again counts once."
    )
    amount_fen: BigInt = required("How much principal, in fen: in all at most what was paid out.")
    moved_on: date = required("The day it was paid: from the first payment out on, up to today.")
    interest_fen: BigInt | None = given("Interest paid with it, in fen.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="What one side of an application writes to the other.")
class SendMessageInput:
    """A message."""

    application: strawberry.ID = required("The application's id; it is under way.")
    text: str = required("1 to 2,000 characters.")
    idempotency_key: str | None = repeatable()


@of(None, "An application after a command about it.")
class ApplicationPayload:
    """The application, read back."""

    application: FinancingApplication | None = link(
        referred(APPLICATION.c.id, "application_id"), "The application as it is now.", READ
    )


def _group(self: Any) -> Select[Any]:
    return select(APPLICATION).where(APPLICATION.c.group_id == self.group_id).order_by(APPLICATION.c.id)


@of(None, "What was applied for together.")
class ApplicationsPayload:
    """The applications, read back."""

    applications: Sequence[FinancingApplication] = rows(
        _group, "The applications, in the order in which the products were named.", READ
    )


ApplicationResult = Annotated[
    ApplicationPayload | CommandError,
    strawberry.union("ApplicationResult", description="The application, or why not."),
]
ApplicationsResult = Annotated[
    ApplicationsPayload | CommandError,
    strawberry.union("ApplicationsResult", description="The applications, or why none was made."),
]
