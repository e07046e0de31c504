"""Records of what an enterprise pays, and what is overdue: taxes, wages, contributions, utilities."""

from datetime import date

from exchange.record.kind import RecordKind
from schema.fields import of
from schema.record import RECORD, CreditRecord
from schema.record_fact import counted, stated
from schema.scalars import BigInt, Code


@of(RECORD, "How an authority rates a taxpayer. Null is not stated.", which=RecordKind.TAX_RATING)
class TaxRating(CreditRecord):
    """A rating."""

    year: int | None = counted("year", "The year that is rated.")
    grade: Code | None = stated("grade", "A, B, M, C or D.")


@of(RECORD, "Taxes that are overdue. Null is not stated.", which=RecordKind.TAX_ARREARS)
class TaxArrears(CreditRecord):
    """Arrears."""

    tax: str | None = stated("tax", "Which tax.")
    amount_fen: BigInt | None = stated("amount_fen", "How much is overdue, in fen.")
    period_from: date | None = stated("period_from", "The first day of the period that it was due for.")
    period_until: date | None = stated("period_until", "The last day of that period.")
    settled_on: date | None = stated("settled_on", "The day on which it was paid; null while it isn't.")


@of(RECORD, "Wages that are overdue; of nobody by name. Null is not stated.", which=RecordKind.WAGE_ARREARS)
class WageArrears(CreditRecord):
    """Arrears."""

    amount_fen: BigInt | None = stated("amount_fen", "How much is overdue, in fen.")
    workers: int | None = counted("workers", "To how many people.")
    period_from: date | None = stated("period_from", "The first day of the period that it was due for.")
    period_until: date | None = stated("period_until", "The last day of that period.")
    settled_on: date | None = stated("settled_on", "The day on which it was paid; null while it isn't.")


@of(RECORD, "Contributions to social insurance for a period. Null is not stated.", which=RecordKind.SOCIAL_INSURANCE)
class SocialInsuranceContribution(CreditRecord):
    """Contributions."""

    period_from: date | None = stated("period_from", "The first day of the period.")
    period_until: date | None = stated("period_until", "The last day of the period.")
    insured: int | None = counted("insured", "For how many people.")
    due_fen: BigInt | None = stated("due_fen", "What was due, in fen.")
    paid_fen: BigInt | None = stated("paid_fen", "What was paid, in fen.")
    arrears_fen: BigInt | None = stated("arrears_fen", "What is overdue, in fen.")


@of(RECORD, "Contributions to the housing fund for a period. Null is not stated.", which=RecordKind.HOUSING_FUND)
class HousingFundContribution(CreditRecord):
    """Contributions."""

    period_from: date | None = stated("period_from", "The first day of the period.")
    period_until: date | None = stated("period_until", "The last day of the period.")
    depositors: int | None = counted("depositors", "For how many people.")
    due_fen: BigInt | None = stated("due_fen", "What was due, in fen.")
    paid_fen: BigInt | None = stated("paid_fen", "What was paid, in fen.")
    arrears_fen: BigInt | None = stated("arrears_fen", "What is overdue, in fen.")


@of(RECORD, "Payments to a utility for a period. Null is not stated.", which=RecordKind.UTILITY_PAYMENT)
class UtilityPayment(CreditRecord):
    """Payments."""

    utility: Code | None = stated(
        "utility", "What is paid for: WATER, ELECTRICITY, GAS, HEATING, TELECOMMUNICATIONS or OTHER."
    )
    period_from: date | None = stated("period_from", "The first day of the period.")
    period_until: date | None = stated("period_until", "The last day of the period.")
    due_fen: BigInt | None = stated("due_fen", "What was due, in fen.")
    paid_fen: BigInt | None = stated("paid_fen", "What was paid, in fen.")
    overdue_days: int | None = counted("overdue_days", "By how many days it was late.")
