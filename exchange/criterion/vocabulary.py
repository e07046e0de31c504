"""The closed vocabulary of criteria: which fields there are, what each is compared with, and what it is read from."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from exchange.catalogue.items import ANNUAL_REPORT
from exchange.entity.fact import EntityKind, EntityStatus
from exchange.listing.state import ListColour
from exchange.record.kind import RecordKind, Severity


class Operator(StrEnum):
    """How a field is compared."""

    AT_LEAST = "AT_LEAST"
    AT_MOST = "AT_MOST"
    IN = "IN"
    NOT_IN = "NOT_IN"


class Field(StrEnum):
    """What a criterion asks about."""

    REGISTERED_MONTHS = "REGISTERED_MONTHS"
    """Full months since the day of registration; a month is full on the day of the same number."""
    CAPITAL_FEN = "CAPITAL_FEN"
    """Registered capital in fen of CNY; unknown in another currency."""
    REGION = "REGION"
    INDUSTRY = "INDUSTRY"
    ENTITY_KIND = "ENTITY_KIND"
    STATUS = "STATUS"
    LEGAL_FORM = "LEGAL_FORM"
    """As the registry writes it."""
    PENALTY_SEVERITY = "PENALTY_SEVERITY"
    """Of the gravest published penalty; NONE without one."""
    LISTED = "LISTED"
    """On a published list with one of the codes, or of one of the colours."""
    TAX_RATING = "TAX_RATING"
    """The latest rating as a taxpayer."""
    TAX_ARREARS_FEN = "TAX_ARREARS_FEN"
    WAGE_ARREARS_FEN = "WAGE_ARREARS_FEN"
    SOCIAL_INSURANCE_MONTHS = "SOCIAL_INSURANCE_MONTHS"
    """Months of the last twelve for which contributions are recorded and none is owed."""
    SOCIAL_INSURANCE_ARREARS_FEN = "SOCIAL_INSURANCE_ARREARS_FEN"
    HOUSING_FUND_MONTHS = "HOUSING_FUND_MONTHS"
    HOUSING_FUND_ARREARS_FEN = "HOUSING_FUND_ARREARS_FEN"
    REVENUE_FEN = "REVENUE_FEN"
    """Of the latest annual report."""
    TAX_PAID_FEN = "TAX_PAID_FEN"
    EMPLOYEES = "EMPLOYEES"


class Takes(StrEnum):
    """What the values of a field's criterion are."""

    NUMBER = "NUMBER"
    """One whole number from 0."""
    GRADE = "GRADE"
    """One of the field's grades, which are ordered."""
    CHOICE = "CHOICE"
    REGION = "REGION"
    """Codes of GB/T 2260; each stands for all below it."""
    INDUSTRY = "INDUSTRY"
    """Codes of GB/T 4754-2017; each stands for all below it."""
    LIST = "LIST"
    """Codes of published lists, or colours for every list of the colour."""
    TEXT = "TEXT"


ORDERED = frozenset({Operator.AT_LEAST, Operator.AT_MOST})
AMONG = frozenset({Operator.IN, Operator.NOT_IN})


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a field takes, and the catalogue item of the credit file that it is read from; null for a public one."""

    takes: Takes
    choices: tuple[str, ...] = ()
    """What a CHOICE may be, or a GRADE from the lowest on."""
    item: str | None = None
    scope: str | None = None
    """The OAuth scope that the item's fields ask for."""

    @property
    def ordered(self) -> bool:
        """Whether its facts are numbers, and its criteria have a threshold."""
        return self.takes in (Takes.NUMBER, Takes.GRADE)

    @property
    def operators(self) -> frozenset[Operator]:
        """Return the operators that the field can be compared by."""
        return ORDERED if self.ordered else AMONG


def _filed(kind: RecordKind, scope: str, choices: tuple[str, ...] = ()) -> Meaning:
    return Meaning(Takes.GRADE if choices else Takes.NUMBER, choices, kind.value, scope)


_TAX, _WAGES, _CONTRIBUTIONS = "creditfile.tax:read", "creditfile.wages:read", "creditfile.contributions:read"
_ANNUAL = Meaning(Takes.NUMBER, item=ANNUAL_REPORT, scope="creditfile.annual:read")
NO_PENALTY = "NONE"
RATINGS = ("D", "C", "M", "B", "A")
"""Ratings of taxpayers from the lowest on: 纳税信用管理办法, M being for the new and those without revenue."""

MEANINGS: Mapping[Field, Meaning] = {
    Field.REGISTERED_MONTHS: Meaning(Takes.NUMBER),
    Field.CAPITAL_FEN: Meaning(Takes.NUMBER),
    Field.REGION: Meaning(Takes.REGION),
    Field.INDUSTRY: Meaning(Takes.INDUSTRY),
    Field.ENTITY_KIND: Meaning(Takes.CHOICE, tuple(EntityKind)),
    Field.STATUS: Meaning(Takes.CHOICE, tuple(EntityStatus)),
    Field.LEGAL_FORM: Meaning(Takes.TEXT),
    Field.PENALTY_SEVERITY: Meaning(Takes.GRADE, (NO_PENALTY, *Severity)),
    Field.LISTED: Meaning(Takes.LIST, tuple(ListColour)),
    Field.TAX_RATING: _filed(RecordKind.TAX_RATING, _TAX, RATINGS),
    Field.TAX_ARREARS_FEN: _filed(RecordKind.TAX_ARREARS, _TAX),
    Field.WAGE_ARREARS_FEN: _filed(RecordKind.WAGE_ARREARS, _WAGES),
    Field.SOCIAL_INSURANCE_MONTHS: _filed(RecordKind.SOCIAL_INSURANCE, _CONTRIBUTIONS),
    Field.SOCIAL_INSURANCE_ARREARS_FEN: _filed(RecordKind.SOCIAL_INSURANCE, _CONTRIBUTIONS),
    Field.HOUSING_FUND_MONTHS: _filed(RecordKind.HOUSING_FUND, _CONTRIBUTIONS),
    Field.HOUSING_FUND_ARREARS_FEN: _filed(RecordKind.HOUSING_FUND, _CONTRIBUTIONS),
    Field.REVENUE_FEN: _ANNUAL,
    Field.TAX_PAID_FEN: _ANNUAL,
    Field.EMPLOYEES: _ANNUAL,
}
