"""The command by which a supplier states what an enterprise filed and doesn't publish."""

from typing import Any

from strawberry.utils.str_converters import to_camel_case

from exchange.filing.refusal import FilingRefused
from exchange.filing.rules import state
from exchange.filing.statement import Contact, Filings, Report, Risk
from exchange.institution.model import InstitutionKind
from resolvers.command import Context, Made
from resolvers.permission import refuse_others

PAYLOAD = "FilingsPayload"
SUPPLIERS = (InstitutionKind.BUREAU.value, InstitutionKind.COURT.value, InstitutionKind.OPERATOR.value)


def state_filings(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Write down what the caller's institution states of an enterprise."""
    refuse_others(context, *SUPPLIERS)
    principal = context.principal
    try:
        state(
            context.session,
            _filings(input),
            supplier_code=str(principal.institution_code),
            supplier_kind=str(principal.kind),
        )
    except FilingRefused as refused:
        refused.path = ("input", *map(to_camel_case, refused.where)) if refused.where else ()
        raise
    return Made(PAYLOAD, {"uscc": input.uscc})


def _filings(given: Any) -> Filings:
    contact, risk = given.contact, given.risk_class
    return Filings(
        uscc=given.uscc,
        contact=contact and Contact(phone=contact.phone, email=contact.email, postal_address=contact.postal_address),
        annual_reports=tuple(map(_report, given.annual_reports)),
        risk_class=risk and Risk(grade=risk.grade, assessed_on=risk.assessed_on),
    )


def _report(given: Any) -> Report:
    return Report(
        year=given.year,
        employees=given.employees,
        assets_fen=given.assets_fen,
        liabilities_fen=given.liabilities_fen,
        revenue_fen=given.revenue_fen,
        profit_fen=given.profit_fen,
        tax_fen=given.tax_fen,
    )
