"""The credit file: an entity's non-public data behind their one door."""

import re
from datetime import date, datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import BigInteger, ColumnElement, Select, Text, case, literal, null, select, type_coerce

from auth.door import basis, passage
from auth.outcome import unperformed_above
from auth.policy import scope
from exchange.catalogue.items import ANNUAL_REPORT, ARBITRATION_OUTCOME, RISK_CLASS
from exchange.errors import ExchangeError
from exchange.filing import model
from exchange.record.kind import RecordKind as Kind
from resolvers.binding import Covered, Door, Parsed, Part
from schema.arguments import argument
from schema.enums import Basis, Purpose
from schema.fields import column, connection, link, of, part, referred, rows
from schema.institution import INSTITUTION, Institution
from schema.node import keyed
from schema.page import Connection
from schema.reasons import ACCOUNT
from schema.record import CreditRecord
from schema.record_decision import (
    AbnormalOperation,
    AdministrativeLicence,
    AdministrativePenalty,
    CommitmentRecord,
    Honour,
)
from schema.record_payment import (
    HousingFundContribution,
    SocialInsuranceContribution,
    TaxArrears,
    TaxRating,
    UtilityPayment,
    WageArrears,
)
from schema.record_section import OWN_READ, own_records, section
from schema.record_undertaking import ArbitrationOutcome, ContractPerformance, Guarantee, Judgment
from schema.scalars import USCC, BigInt, Code

CONTACT = model.RegisteredContact.__table__
REPORT = model.AnnualReport.__table__
RISK = model.RiskClass.__table__
PASS = scope("creditfile:read")
CONTACT_READ = scope("creditfile.contact:read")
ANNUAL_READ = scope("creditfile.annual:read")
RISK_READ = scope("creditfile.risk:read")
JUDGMENTS_READ = scope("creditfile.judgments:read")
NOT_PERMITTED = "NOT_PERMITTED"


def _reason(self: Any) -> ColumnElement[str]:
    return case((~self.granted, literal(NOT_PERMITTED)), else_=null())


@of(None, "Whether the door to an entity's non-public data is open to the caller.")
class Access:
    """The door's answer."""

    granted: bool = column("Whether the caller may see what follows.", ACCOUNT)
    basis: Basis | None = column("Why the caller may; null when it may not.", ACCOUNT)
    reason: Code | None = column(
        "NOT_PERMITTED when the caller may not: the same for an unknown enterprise, no consent and a lapsed one.",
        ACCOUNT,
        _reason,
    )
    consent: strawberry.ID | None = column("The consent that opened it; null on another basis.", ACCOUNT)
    agreement: strawberry.ID | None = column("The agreement that opened it; null otherwise.", ACCOUNT)


def access_of(self: Any) -> Part:
    """Return what a door answers, of its row."""
    return Part(granted=self.granted, basis=self.basis, consent=self.consent_id, agreement=self.agreement_id)


@of(CONTACT, "How the registry reaches an enterprise: its office, not a person. Null is unknown.")
class RegisteredContact:
    """A contact."""

    phone: str | None = column("Telephone number of the office.", CONTACT_READ)
    email: str | None = column("E-mail address of the office.", CONTACT_READ)
    postal_address: str | None = column("Address for letters.", CONTACT_READ)
    stated_at: datetime = column("When it was stated.", CONTACT_READ)
    supplier: Institution | None = link(referred(INSTITUTION.c.code, "supplier_code"), "Who stated it.", CONTACT_READ)


@of(REPORT, "Figures of an annual report that the enterprise chose not to publish, in fen of CNY. Null is not stated.")
class AnnualReport:
    """A year's figures."""

    year: int = column("The year that is reported on.", ANNUAL_READ)
    employees: int | None = column("Number of employees.", ANNUAL_READ)
    assets_fen: BigInt | None = column("Total assets.", ANNUAL_READ)
    liabilities_fen: BigInt | None = column("Total liabilities.", ANNUAL_READ)
    revenue_fen: BigInt | None = column("Total revenue.", ANNUAL_READ)
    profit_fen: BigInt | None = column("Total profit before tax; negative for a loss.", ANNUAL_READ)
    tax_fen: BigInt | None = column("Total tax paid.", ANNUAL_READ)
    stated_at: datetime = column("When it was stated.", ANNUAL_READ)
    supplier: Institution | None = link(referred(INSTITUTION.c.code, "supplier_code"), "Who stated it.", ANNUAL_READ)


@of(RISK, "Into which class of credit risk an authority sorted an enterprise, for its own supervision.")
class RiskClass:
    """An assessment."""

    grade: Code = column("A (low), B, C or D (high).", RISK_READ)
    assessed_on: date = column("The day of the assessment.", RISK_READ)
    stated_at: datetime = column("When it was stated.", RISK_READ)
    supplier: Institution | None = link(referred(INSTITUTION.c.code, "supplier_code"), "Who stated it.", RISK_READ)


def _contact(self: Any) -> Select[Any]:
    return select(CONTACT).where(CONTACT.c.uscc == self.uscc)


def _reports(self: Any) -> Covered:
    return Covered(
        self.covers(ANNUAL_REPORT), select(REPORT).where(REPORT.c.uscc == self.uscc).order_by(REPORT.c.year.desc())
    )


def _risks(self: Any) -> Covered:
    return Covered(
        self.covers(RISK_CLASS), select(RISK).where(RISK.c.uscc == self.uscc).order_by(RISK.c.assessed_on.desc())
    )


class AmountRefused(ExchangeError):
    """An amount that isn't asked about: many answers for amounts close to each other would tell the amount itself."""

    code = "AMOUNT_REFUSED"

    def __init__(self, fen: int) -> None:
        super().__init__(
            f"{fen} fen isn't asked about. Take 0, or a 1, 2 or 5 with zeros behind it: 500000 is 5,000 yuan."
        )


def _rough(fen: int) -> Parsed:
    if fen != 0 and not _ROUGH.fullmatch(str(fen)):
        raise AmountRefused(fen)
    return Parsed(None, {"fen": fen})


_ROUGH = re.compile(r"[125]0*", re.ASCII)


def _unperformed(
    self: Any,
    above_fen: Annotated[
        BigInt, argument("The amount in fen: 0, or a 1, 2 or 5 with zeros behind it. A close one isn't told.", _rough)
    ],
) -> Any:
    if self.asked not in (Basis.CONSENT, Basis.SELF):
        return null()
    asked: Any = above_fen
    fen = type_coerce(asked.fen, BigInteger)
    return case((self.covers(ARBITRATION_OUTCOME), unperformed_above(self.uscc, fen)))


@of(None, "An entity's non-public data. Every section is null unless access is granted and covers it.")
class CreditFile:
    """What is behind the door."""

    uscc: USCC = column("The entity that was asked about.", ACCOUNT)
    access: Access = part(access_of, "Whether the door is open, and on which basis.", ACCOUNT)
    registered_contact: RegisteredContact | None = link(
        _contact, "How the registry reaches it; null when not covered or unknown.", CONTACT_READ
    )
    annual_reports: list[AnnualReport] | None = rows(
        _reports, "Figures of its annual reports, the latest first; null when not covered.", ANNUAL_READ
    )
    risk_classes: list[RiskClass] | None = rows(
        _risks, "Its classes of credit risk, the latest first; null when not covered.", RISK_READ
    )
    licences: Connection[AdministrativeLicence] | None = section(Kind.LICENCE, "Its administrative licences")
    penalties: Connection[AdministrativePenalty] | None = section(Kind.PENALTY, "Its administrative penalties")
    abnormal_operations: Connection[AbnormalOperation] | None = section(
        Kind.ABNORMAL_OPERATION, "Its entries in the register of abnormal operation"
    )
    honours: Connection[Honour] | None = section(Kind.HONOUR, "Its honours")
    commitments: Connection[CommitmentRecord] | None = section(Kind.COMMITMENT, "Its commitments")
    tax_ratings: Connection[TaxRating] | None = section(Kind.TAX_RATING, "Its ratings as a taxpayer")
    tax_arrears: Connection[TaxArrears] | None = section(Kind.TAX_ARREARS, "Its overdue taxes")
    wage_arrears: Connection[WageArrears] | None = section(Kind.WAGE_ARREARS, "Its overdue wages")
    social_insurance: Connection[SocialInsuranceContribution] | None = section(
        Kind.SOCIAL_INSURANCE, "Its contributions to social insurance"
    )
    housing_fund: Connection[HousingFundContribution] | None = section(
        Kind.HOUSING_FUND, "Its contributions to the housing fund"
    )
    utility_payments: Connection[UtilityPayment] | None = section(Kind.UTILITY_PAYMENT, "Its payments to utilities")
    contract_performances: Connection[ContractPerformance] | None = section(
        Kind.CONTRACT_PERFORMANCE, "How it performed contracts"
    )
    guarantees: Connection[Guarantee] | None = section(Kind.GUARANTEE, "The guarantees it gave or took")
    judgments: Connection[Judgment] | None = section(Kind.JUDGMENT, "Judgments in its cases")
    arbitration_outcomes: Connection[ArbitrationOutcome] | None = section(
        Kind.ARBITRATION_OUTCOME, "Outcomes of its arbitrations"
    )
    unperformed_award: bool | None = column(
        "Whether it owes more than the amount under one award that it hasn't performed: yes or no, nothing else of the "
        "case. Null unless its consent covers outcomes of arbitration.",
        JUDGMENTS_READ,
        _unperformed,
    )
    own_records: Connection[CreditRecord] | None = connection(
        own_records,
        "Everything that is recorded of the enterprise, published or not, in any state, the latest decision first; "
        "null but for the enterprise itself.",
        OWN_READ,
    )


def _consent_id(value: str) -> Parsed:
    return Parsed(None, {"id": keyed("cns_", value)})


ForWhat = Annotated[Purpose, argument("What the data are for; it is logged, and must be allowed.")]
ConsentId = Annotated[
    strawberry.ID | None,
    argument("The consent to use. Without one another basis applies: agreement, court, own record.", _consent_id),
]


def credit_file(self: Any, purpose: ForWhat, consent: ConsentId = None) -> Door:
    """Return the way to the non-public data of the row's entity."""
    parsed: Any = consent
    asked = basis(purpose, consent_named=consent is not None)
    named: ColumnElement[Any] = parsed.id if parsed else null()
    return Door(purpose.value, asked, passage(asked, self.uscc, purpose, named))


def credit_file_of(
    self: Any,
    uscc: Annotated[USCC, argument("The entity's Unified Social Credit Code.")],
    purpose: ForWhat,
    consent: ConsentId = None,
) -> Door:
    """Return the way to the non-public data of the entity with a USCC, known to the exchange or not."""
    return credit_file(Part(uscc=type_coerce(uscc, Text)).columns, purpose, consent)
