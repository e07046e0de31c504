"""What the command takes and answers by which a supplier states what an enterprise filed and doesn't publish."""

from datetime import date
from typing import Annotated

import strawberry

from auth.policy import scope
from schema.arguments import given, repeatable, required
from schema.entity import ENTITY, Entity
from schema.error import CommandError
from schema.fields import column, link, of, referred
from schema.reasons import REGISTRATION
from schema.scalars import USCC, BigInt, Code

WRITE = scope("filings:write")


@strawberry.input(description="How the registry reaches the enterprise: its office, not a person. Null is unknown.")
class ContactInput:
    """A contact."""

    phone: str | None = given("Telephone number of the office, such as 0752-2808123.")
    email: str | None = given("E-mail address of the office.")
    postal_address: str | None = given("Address for letters, 1 to 200 characters.")


@strawberry.input(description="Figures of one year's annual report, money in fen of CNY. Null is not stated.")
class AnnualReportInput:
    """A year's figures."""

    year: int = required("The year that is reported on: 2013 to last year, each once.")
    employees: int | None = given("Number of employees.")
    assets_fen: BigInt | None = given("Total assets, not negative.")
    liabilities_fen: BigInt | None = given("Total liabilities, not negative.")
    revenue_fen: BigInt | None = given("Total revenue, not negative.")
    profit_fen: BigInt | None = given("Total profit before tax; negative for a loss.")
    tax_fen: BigInt | None = given("Total tax paid, not negative.")


@strawberry.input(description="Into which class of credit risk the supplier, an authority, sorted the enterprise.")
class RiskClassInput:
    """An assessment."""

    grade: Code = required("A (low), B, C or D (high).")
    assessed_on: date = required("The day of the assessment, today at the latest.")


@strawberry.input(
    description="What the caller's institution states of an enterprise. Each part takes the place of what anybody "
    "stated of the same before, as a whole: the contact, a year's figures, the class of a day."
)
class StateFilingsInput:
    """A statement."""

    uscc: USCC = required("The enterprise; the registry must know it.")
    contact: ContactInput | None = given("How the registry reaches it; left out, nothing of it changes.")
    annual_reports: list[AnnualReportInput] = strawberry.field(
        description="Figures of annual reports, at most 50 years; other years don't change.", default_factory=list
    )
    risk_class: RiskClassInput | None = given("Its class of credit risk; other days' don't change.")
    idempotency_key: str | None = repeatable()


@of(None, "The enterprise about which something was stated. What was stated is behind the door of its credit file.")
class FilingsPayload:
    """The enterprise, read back."""

    uscc: USCC = column("Its Unified Social Credit Code.", REGISTRATION)
    entity: Entity | None = link(referred(ENTITY.c.uscc, "uscc"), "The enterprise as registered.", REGISTRATION)


FilingsResult = Annotated[
    FilingsPayload | CommandError, strawberry.union("FilingsResult", description="The enterprise, or why not.")
]
