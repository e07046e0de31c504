"""Behind which scope of the credit file the records of a kind lie when they aren't public."""

from collections.abc import Mapping

from exchange.catalogue.model import Publicity
from exchange.record.kind import RecordKind

PUBLIC = "public:read"
SECTIONS: Mapping[RecordKind, str] = {
    RecordKind.LICENCE: "creditfile.administration:read",
    RecordKind.PENALTY: "creditfile.administration:read",
    RecordKind.ABNORMAL_OPERATION: "creditfile.administration:read",
    RecordKind.HONOUR: "creditfile.administration:read",
    RecordKind.COMMITMENT: "creditfile.administration:read",
    RecordKind.TAX_RATING: "creditfile.tax:read",
    RecordKind.TAX_ARREARS: "creditfile.tax:read",
    RecordKind.WAGE_ARREARS: "creditfile.wages:read",
    RecordKind.SOCIAL_INSURANCE: "creditfile.contributions:read",
    RecordKind.HOUSING_FUND: "creditfile.contributions:read",
    RecordKind.UTILITY_PAYMENT: "creditfile.utilities:read",
    RecordKind.CONTRACT_PERFORMANCE: "creditfile.contracts:read",
    RecordKind.GUARANTEE: "creditfile.contracts:read",
    RecordKind.JUDGMENT: "creditfile.judgments:read",
    RecordKind.ARBITRATION_OUTCOME: "creditfile.judgments:read",
}


def scope_of(kind: RecordKind, publicity: Publicity) -> str:
    """Return the OAuth scope that records of a kind ask for."""
    return PUBLIC if publicity is Publicity.PUBLIC else SECTIONS[kind]
