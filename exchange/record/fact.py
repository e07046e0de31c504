"""What each kind of record adds to what all have in common: the keys of `facts` that the contract has fields for.

A catalogue item may keep further facts under other keys; those are read as they are, by the item's own field standard.
"""

from collections.abc import Mapping

from exchange.catalogue.model import FieldType
from exchange.record.kind import RecordKind

TEXT, DATE, INTEGER, USCC = FieldType.TEXT, FieldType.DATE, FieldType.INTEGER, FieldType.USCC
CHOICE, CHOICES, YUAN = FieldType.CHOICE, FieldType.CHOICES, FieldType.YUAN

_DUTY = {"period_from": DATE, "period_until": DATE, "due_fen": YUAN, "paid_fen": YUAN}
"""A payment that is due for a period."""
_PROCEEDINGS = {"role": CHOICE, "outcome": TEXT, "amount_fen": YUAN, "performance": CHOICE}
_DECISION = {"subject_kind": CHOICE, "authority_uscc": USCC, "source_name": TEXT, "source_uscc": USCC}
"""What the '双公示' standard says of licences and penalties alike."""

FACTS: Mapping[RecordKind, Mapping[str, FieldType]] = {
    RecordKind.LICENCE: {
        **_DECISION,
        "document_name": TEXT,
        "category": CHOICE,
        "certificate_name": TEXT,
        "certificate_number": TEXT,
        "content": TEXT,
        "valid_from": DATE,
        "valid_until": DATE,
    },
    RecordKind.PENALTY: {
        **_DECISION,
        "violation": TEXT,
        "circumstances": TEXT,
        "legal_basis": TEXT,
        "categories": CHOICES,
        "content": TEXT,
        "fine_fen": YUAN,
        "confiscated_fen": YUAN,
        "licence_affected": TEXT,
        "valid_until": DATE,
        "procedure": CHOICE,
    },
    RecordKind.ABNORMAL_OPERATION: {
        "reason": TEXT,
        "removed_on": DATE,
        "removal_reason": TEXT,
        "removal_authority": TEXT,
    },
    RecordKind.HONOUR: {"title": TEXT, "level": CHOICE, "valid_until": DATE},
    RecordKind.TAX_RATING: {"year": INTEGER, "grade": CHOICE},
    RecordKind.TAX_ARREARS: {
        "tax": TEXT,
        "amount_fen": YUAN,
        "period_from": DATE,
        "period_until": DATE,
        "settled_on": DATE,
    },
    RecordKind.WAGE_ARREARS: {
        "amount_fen": YUAN,
        "workers": INTEGER,
        "period_from": DATE,
        "period_until": DATE,
        "settled_on": DATE,
    },
    RecordKind.SOCIAL_INSURANCE: {**_DUTY, "insured": INTEGER, "arrears_fen": YUAN},
    RecordKind.HOUSING_FUND: {**_DUTY, "depositors": INTEGER, "arrears_fen": YUAN},
    RecordKind.UTILITY_PAYMENT: {**_DUTY, "utility": CHOICE, "overdue_days": INTEGER},
    RecordKind.CONTRACT_PERFORMANCE: {
        "title": TEXT,
        "counterparty_uscc": USCC,
        "amount_fen": YUAN,
        "due_on": DATE,
        "performed_on": DATE,
        "performance": CHOICE,
    },
    RecordKind.COMMITMENT: {"category": CHOICE, "content": TEXT, "valid_until": DATE, "performance": CHOICE},
    RecordKind.JUDGMENT: {**_PROCEEDINGS, "cause": TEXT},
    RecordKind.ARBITRATION_OUTCOME: {**_PROCEEDINGS, "disclosure": CHOICE},
    RecordKind.GUARANTEE: {
        "role": CHOICE,
        "creditor": TEXT,
        "amount_fen": YUAN,
        "valid_from": DATE,
        "valid_until": DATE,
        "discharged_on": DATE,
    },
}
"""Each key with what its value is. Of the two kinds of money both are kept in fen: YUAN stands for either."""

COLUMNS: Mapping[str, FieldType] = {
    "uscc": USCC,
    "subject_name": TEXT,
    "external_id": TEXT,
    "document_number": TEXT,
    "authority": TEXT,
    "decided_on": DATE,
    "severity": CHOICE,
    "published_until": DATE,
}
"""What a field may fill besides facts: the columns of a record."""
