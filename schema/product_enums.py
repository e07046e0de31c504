"""The enumerations of products, their criteria and how they match, each value described for the caller."""

from enum import StrEnum

from exchange.criterion.vocabulary import Field as CriterionField
from exchange.criterion.vocabulary import Operator as CriterionOperator
from exchange.policy_measure.model import PolicyKind, PolicyState
from exchange.product.kind import Collateral, ProductKind
from exchange.product.model import ProductState, VersionState
from exchange.service_listing.model import ServiceKind, ServiceState
from schema.described import described

__all__ = [
    "Collateral",
    "CriterionField",
    "CriterionOperator",
    "MatchOutcome",
    "PolicyKind",
    "PolicyState",
    "ProductKind",
    "ProductSort",
    "ProductState",
    "ServiceKind",
    "ServiceState",
    "Undecidable",
    "VersionState",
]


class MatchOutcome(StrEnum):
    """How a criterion, or a product as a whole, comes out."""

    PASSED = "PASSED"
    FAILED = "FAILED"
    UNDECIDABLE = "UNDECIDABLE"


class Undecidable(StrEnum):
    """Why a criterion can't be decided for the caller."""

    UNKNOWN = "UNKNOWN"
    NEEDS_CONSENT = "NEEDS_CONSENT"


class ProductSort(StrEnum):
    """The orders of products."""

    NEWEST = "NEWEST"
    NAME = "NAME"
    RATE = "RATE"
    AMOUNT = "AMOUNT"
    DECISION = "DECISION"


described(
    ProductKind,
    "What a financing product is. An institution offers only the kinds that it is licensed for.",
    {
        "LOAN": "A loan.",
        "GUARANTEE": "A guarantee.",
        "INSURANCE": "An insurance of credit.",
        "LEASE": "A lease.",
        "EQUITY": "Equity.",
        "RECEIVABLES": "Money for what others owe: factoring, discounting.",
    },
)
described(
    Collateral,
    "What a product asks to be secured by.",
    {
        "NONE": "Nothing: on credit alone.",
        "MORTGAGE": "A mortgage.",
        "PLEDGE": "A pledge.",
        "GUARANTEE": "A guarantee.",
        "INSURANCE": "An insurance.",
        "RECEIVABLES": "Receivables.",
        "OTHER": "Something else.",
    },
)
described(
    ProductState,
    "How far a product is.",
    {
        "DRAFT": "Its institution prepares it.",
        "REVIEW": "The operator reviews it.",
        "LISTED": "Everybody finds it, and enterprises may apply.",
        "SUSPENDED": "No more applications for now.",
        "DELISTED": "Offered no more.",
    },
)
described(
    VersionState,
    "How far a version of a product is.",
    {
        "DRAFT": "It can still be changed.",
        "REVIEW": "The operator reviews it; it isn't changed any more.",
        "RETURNED": "The operator sent it back: what is stated next is a further version.",
        "LISTED": "What the product offers.",
        "REPLACED": "What it offered until another version took its place; who applied under it stays under it.",
    },
)
described(
    CriterionOperator,
    "How a field is compared with a criterion's values.",
    {
        "AT_LEAST": "The field is the value or more.",
        "AT_MOST": "The field is the value or less.",
        "IN": "The field is one of the values.",
        "NOT_IN": "The field is none of the values.",
    },
)
_NUMBER, _SET = "AT_LEAST or AT_MOST one whole number.", "IN or NOT_IN"
_HIDDEN = "Of the credit file"
described(
    CriterionField,
    "What a criterion asks about: a closed list. A field of the credit file is decided for whom the enterprise itself, "
    "or its consent, lets see the catalogue item; for others it is always NEEDS_CONSENT.",
    {
        "REGISTERED_MONTHS": f"Full months since the day of registration. {_NUMBER}",
        "CAPITAL_FEN": f"Registered capital, in fen of CNY; unknown in another currency. {_NUMBER}",
        "REGION": f"Where it is registered. {_SET} codes of GB/T 2260, each standing for all below it.",
        "INDUSTRY": f"What it works in. {_SET} codes of GB/T 4754-2017, each standing for all below it.",
        "ENTITY_KIND": f"What it is. {_SET} values of EntityKind.",
        "STATUS": f"Whether it may do business. {_SET} values of EntityStatus; the registry's UNKNOWN is unknown.",
        "LEGAL_FORM": f"Its legal form as the registry writes it. {_SET} texts.",
        "PENALTY_SEVERITY": "How grave its gravest penalty is that is published today. AT_LEAST or AT_MOST one of "
        "NONE, MINOR, GENERAL and SERIOUS.",
        "LISTED": f"Standing on a published list. {_SET} codes of lists, or RED, BLACK and WATCH for every such list.",
        "TAX_RATING": f"{_HIDDEN} (TAX_RATING): its latest rating as a taxpayer. AT_LEAST or AT_MOST one of D, C, M, B "
        "and A, the lowest first.",
        "TAX_ARREARS_FEN": f"{_HIDDEN} (TAX_ARREARS): taxes owed and not settled, in fen; 0 where none is recorded. "
        f"{_NUMBER}",
        "WAGE_ARREARS_FEN": f"{_HIDDEN} (WAGE_ARREARS): wages owed and not settled, in fen; 0 where none is recorded. "
        f"{_NUMBER}",
        "SOCIAL_INSURANCE_MONTHS": f"{_HIDDEN} (SOCIAL_INSURANCE): for how many of the twelve months before this one "
        f"contributions are recorded and none is owed. {_NUMBER}",
        "SOCIAL_INSURANCE_ARREARS_FEN": f"{_HIDDEN} (SOCIAL_INSURANCE): contributions owed, in fen. {_NUMBER}",
        "HOUSING_FUND_MONTHS": f"{_HIDDEN} (HOUSING_FUND): as SOCIAL_INSURANCE_MONTHS. {_NUMBER}",
        "HOUSING_FUND_ARREARS_FEN": f"{_HIDDEN} (HOUSING_FUND): contributions owed, in fen. {_NUMBER}",
        "REVENUE_FEN": f"{_HIDDEN} (ANNUAL_REPORT): revenue of the latest year, in fen. {_NUMBER}",
        "TAX_PAID_FEN": f"{_HIDDEN} (ANNUAL_REPORT): tax paid in the latest year, in fen. {_NUMBER}",
        "EMPLOYEES": f"{_HIDDEN} (ANNUAL_REPORT): employees in the latest year. {_NUMBER}",
    },
    name="CriterionField",
)
described(
    MatchOutcome,
    "How a criterion, or a product as a whole, comes out for an enterprise.",
    {
        "PASSED": "It is met; of a product, every criterion.",
        "FAILED": "It isn't met; of a product, one criterion at least.",
        "UNDECIDABLE": "It can't be decided for this caller; of a product, one criterion at least, and none failed.",
    },
)
described(
    Undecidable,
    "Why a criterion can't be decided for this caller.",
    {
        "UNKNOWN": "Nobody has said what it asks about.",
        "NEEDS_CONSENT": "It asks about the credit file, which the caller may not see here: whatever stands there.",
    },
)
described(
    ProductSort,
    "The order of products.",
    {
        "NEWEST": "The latest stated first.",
        "NAME": "By name, by code point.",
        "RATE": "By the lowest rate, unsaid ones last.",
        "AMOUNT": "By the largest amount, the largest first and those without a limit before all.",
        "DECISION": "By the days promised for a decision, unsaid ones last.",
    },
)
described(
    PolicyKind,
    "What a policy measure gives.",
    {
        "SUBSIDY": "Money to the enterprise.",
        "INTEREST_RELIEF": "A part of the interest that the enterprise pays.",
        "RISK_POOL": "A share of what its lender loses.",
    },
)
described(
    PolicyState,
    "How far a policy measure is. Whether it holds on a day, its own days say.",
    {
        "DRAFT": "Its bureau prepares it.",
        "PUBLISHED": "Everybody finds it, and products may be linked with it.",
        "ENDED": "Its bureau has ended it.",
    },
)
described(
    ServiceKind,
    "What a rating or credit-reporting firm offers.",
    {"RATING": "Credit ratings.", "CREDIT_REPORTING": "Credit reports on enterprises."},
)
described(
    ServiceState,
    "How far a service listing is.",
    {
        "DRAFT": "The firm prepares it.",
        "REVIEW": "The operator looks at it.",
        "LISTED": "Everybody finds it.",
        "DELISTED": "It is offered no more.",
    },
)
