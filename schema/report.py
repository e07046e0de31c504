"""Credit reports: what the command that issues them takes and answers, and those that were issued to the caller."""

from datetime import datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, func, literal, literal_column, select

from auth.policy import scope
from auth.principal import Principal
from exchange.report import model
from exchange.report.audience import Audience
from exchange.report.name import PREFIX
from resolvers.binding import Order, Page, Paging
from resolvers.command import Question
from resolvers.joined import joined
from schema.arguments import argument, given, required
from schema.entity import ENTITY, Entity
from schema.enums import Purpose, ReportAudience
from schema.error import CommandError
from schema.fields import column, link, of, referred
from schema.node import Node, identity
from schema.reasons import REPORTED
from schema.report_document import question
from schema.scalars import USCC, Code, Json

REPORT = model.CreditReport.__table__
READ, WRITE = scope("reports:read"), scope("reports:write")


def _address(self: Any) -> ColumnElement[str]:
    return joined(["/verify/", func.substr(self.id, literal_column(str(len(PREFIX) + 1)))])


@of(REPORT, "A credit report that was issued. What it says isn't kept: it is made anew, equal facts being equal bytes.")
class CreditReport(Node):
    """A report."""

    id: strawberry.ID = identity("rpt_", "CreditReport", REPORT.c.id, whole=True)
    audience: ReportAudience = column("For whom it was made.", REPORTED)
    uscc: USCC = column("The enterprise it is about.", REPORTED)
    entity: Entity | None = link(referred(ENTITY.c.uscc, "uscc"), "That enterprise.", REPORTED)
    made_at: datetime = column("When it was made.", REPORTED)
    sha256: Code = column("SHA-256 of the report as JSON, hexadecimal: `sha256sum` of the file.", REPORTED)
    jws: str = column(
        "What the exchange signed of it, a compact JWS (`credit-report+jwt`, ES256): iss, jti (its id), sub (the "
        "USCC), iat, audience, sha256. The keys are at /verify/keys.",
        REPORTED,
    )
    verification: str = column(
        "Where anybody who has the report sees whether it is genuine and still holds: a path of this exchange.",
        REPORTED,
        _address,
    )


@strawberry.input(description="Of which enterprise a report is to be made, and for whom.")
class IssueReportInput:
    """An order."""

    uscc: USCC = required("The enterprise's Unified Social Credit Code.")
    audience: ReportAudience = required("For whom: it decides what is in it.")
    purpose: Purpose | None = given("What it is for; needed for BANK.")
    consent: strawberry.ID | None = given("The consent that it is made under; needed for BANK.")


def asked(principal: Principal, input: Any) -> Question:  # noqa: A002 - the argument's name in the contract
    """Return what the command asks first: it passes the door as any query does."""
    return question(Audience(input.audience.value), principal.scopes, input.uscc, input.purpose, input.consent)


def _facts(self: Any) -> ColumnElement[str]:
    return self.facts  # type: ignore[no-any-return]


@of(None, "A report after it was issued.")
class CreditReportPayload:
    """The report, and what it says."""

    report: CreditReport | None = link(referred(REPORT.c.id, "report_id"), "The report.", REPORTED)
    facts: Json = column("What it says, as data: the member `facts` of the report as JSON.", REPORTED, _facts)


CreditReportResult = Annotated[
    CreditReportPayload | CommandError, strawberry.union("CreditReportResult", description="The report, or why not.")
]


def reports(
    self: Any,
    uscc: Annotated[USCC | None, argument("Only those of the enterprise with this code.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return the reports that were made for the caller; public ones are for nobody in particular."""
    rows = select(REPORT).where(REPORT.c.audience != literal(Audience.PUBLIC.value))
    if uscc is not None:
        rows = rows.where(REPORT.c.uscc == uscc)
    return Page(rows=rows, order=Order("REPORTS", [(REPORT.c.id, str)]), paging=paging)
