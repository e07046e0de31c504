"""The enumerations of credit records and of the catalogue's fields, each value described for the caller."""

from exchange.catalogue.model import FieldType
from exchange.record.kind import RecordKind, RecordState, Severity
from schema.described import described

__all__ = ["FieldType", "RecordKind", "RecordState", "Severity"]

described(
    RecordKind,
    "What a record is about; each kind is a type of its own behind the interface CreditRecord.",
    {
        "LICENCE": "An administrative licence.",
        "PENALTY": "An administrative penalty.",
        "ABNORMAL_OPERATION": "An entry in the register of abnormal operation.",
        "HONOUR": "An honour.",
        "TAX_RATING": "How an authority rates a taxpayer.",
        "TAX_ARREARS": "Taxes that are overdue.",
        "WAGE_ARREARS": "Wages that are overdue.",
        "SOCIAL_INSURANCE": "Contributions to social insurance.",
        "HOUSING_FUND": "Contributions to the housing fund.",
        "UTILITY_PAYMENT": "Payments to a utility.",
        "CONTRACT_PERFORMANCE": "How a contract was performed.",
        "COMMITMENT": "A credit commitment, and whether it was kept.",
        "JUDGMENT": "A court's judgment.",
        "ARBITRATION_OUTCOME": "The outcome of an arbitration, where the parties agreed or a court listed it.",
        "GUARANTEE": "A guarantee given or taken.",
    },
)
described(
    Severity,
    "How grave an adverse record is: it decides how long it is published.",
    {
        "MINOR": "Not published, or for three months at the most.",
        "GENERAL": "Published for three months to a year.",
        "SERIOUS": "Published for one to three years.",
    },
)
described(
    RecordState,
    "What has become of a record.",
    {
        "ACTIVE": "It stands.",
        "DISPUTED": "It stands, but an objection is open.",
        "RESTORED": "Its subject's credit was restored: it is neither published nor shared any more.",
        "EXPIRED": "Its days are over: it is neither published nor shared any more.",
        "WITHDRAWN": "Its supplier took it back.",
        "SUPERSEDED": "Another record took its place.",
    },
)
described(
    FieldType,
    "How a field of what suppliers send is read.",
    {
        "TEXT": "Text.",
        "DATE": "A calendar day.",
        "INTEGER": "A whole number.",
        "DECIMAL": "A decimal number.",
        "YUAN": "Money in yuan, kept in fen.",
        "WAN_YUAN": "Money in ten thousand yuan, kept in fen.",
        "USCC": "A Unified Social Credit Code.",
        "CHOICE": "One of the field's choices.",
        "CHOICES": "Several of the field's choices.",
        "BOOLEAN": "Yes or no.",
    },
)
