"""How grave a penalty is where its supplier doesn't say."""

import pytest

from exchange.record.kind import RecordKind, Severity
from exchange.record.severity import severity


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"categories": ["WARNING"]}, Severity.MINOR),
        ({"categories": ["WARNING", "PUBLIC_CRITICISM"]}, Severity.MINOR),
        ({"categories": ["WARNING", "FINE"]}, Severity.GENERAL),
        ({"categories": ["FINE"], "procedure": "SIMPLE"}, Severity.MINOR),
        ({"categories": ["FINE"], "procedure": "ORDINARY"}, Severity.GENERAL),
        ({"categories": ["FINE", "CONFISCATION_OF_GAINS"]}, Severity.GENERAL),
        ({"categories": ["FINE", "LICENCE_REVOKED"]}, Severity.SERIOUS),
        ({"categories": ["TRADE_BAN"], "procedure": "SIMPLE"}, Severity.SERIOUS),
        ({"categories": ["BUSINESS_SUSPENDED"]}, Severity.SERIOUS),
        ({"categories": []}, Severity.GENERAL),
        ({}, Severity.GENERAL),
    ],
)
def test_a_penalty_is_as_grave_as_its_categories(facts: dict[str, object], expected: Severity) -> None:
    assert severity(RecordKind.PENALTY, None, facts) is expected


def test_what_the_supplier_states_counts() -> None:
    assert severity(RecordKind.PENALTY, "MINOR", {"categories": ["TRADE_BAN"]}) is Severity.MINOR
    assert severity(RecordKind.TAX_ARREARS, "SERIOUS", {}) is Severity.SERIOUS


def test_nothing_else_is_taken_to_be_adverse() -> None:
    assert severity(RecordKind.LICENCE, None, {"categories": ["FINE"]}) is None
