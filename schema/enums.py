"""The domain's enumerations as GraphQL enums, each value described for the caller."""

from auth.door import Basis
from auth.people.model import MandateState
from exchange.catalogue.model import Publicity
from exchange.catalogue.purpose import Purpose
from exchange.consent.model import ConsentFetch, ConsentMode, ConsentState
from exchange.deadline.due import DeadlineUnit
from exchange.dispute.rules import DisputeState
from exchange.entity.model import EntityKind, EntityStatus, OwnershipKind
from exchange.institution.model import InstitutionKind
from exchange.report.audience import Audience as ReportAudience
from exchange.submission.model import SubmissionFormat, SubmissionState
from schema.described import described
from schema.discipline_enums import (
    CheckConsequence,
    CheckStatus,
    DelistingReason,
    ListColour,
    ListRestorationState,
    ListState,
    MeasureState,
    MemorandumKind,
    MemorandumStatus,
    ScorePartKind,
    ScreeningOutcome,
)
from schema.financing_enums import (
    ApplicationState,
    DemandState,
    EnhancementKind,
    EnhancementState,
    EnterpriseSize,
    MovementKind,
    PayerKind,
    ReceivableState,
    RejectionCode,
    StatisticsDimension,
)
from schema.product_enums import (
    Collateral,
    CriterionField,
    CriterionOperator,
    MatchOutcome,
    PolicyKind,
    PolicyState,
    ProductKind,
    ProductSort,
    ProductState,
    ServiceKind,
    ServiceState,
    Undecidable,
    VersionState,
)
from schema.record_enums import FieldType, RecordKind, RecordState, Severity

__all__ = [
    "ApplicationState",
    "Basis",
    "CheckConsequence",
    "CheckStatus",
    "Collateral",
    "ConsentFetch",
    "ConsentMode",
    "ConsentState",
    "CriterionField",
    "CriterionOperator",
    "DeadlineUnit",
    "DelistingReason",
    "DemandState",
    "DisputeState",
    "EnhancementKind",
    "EnhancementState",
    "EnterpriseSize",
    "EntityKind",
    "EntityStatus",
    "FieldType",
    "InstitutionKind",
    "ListColour",
    "ListRestorationState",
    "ListState",
    "MandateState",
    "MatchOutcome",
    "MeasureState",
    "MemorandumKind",
    "MemorandumStatus",
    "MovementKind",
    "OwnershipKind",
    "PayerKind",
    "PolicyKind",
    "PolicyState",
    "ProductKind",
    "ProductSort",
    "ProductState",
    "Publicity",
    "Purpose",
    "ReceivableState",
    "RecordKind",
    "RecordState",
    "RejectionCode",
    "ReportAudience",
    "ScorePartKind",
    "ScreeningOutcome",
    "ServiceKind",
    "ServiceState",
    "Severity",
    "StatisticsDimension",
    "SubmissionFormat",
    "SubmissionState",
    "Undecidable",
    "VersionState",
    "described",
]
"""Imported from here, so that whoever uses them finds them declared."""

described(
    EntityKind,
    "What an entity is, read from the first two characters of its USCC (GB 32100-2015).",
    {
        "ENTERPRISE": "Enterprise, including farmers' cooperatives.",
        "INDIVIDUAL_BUSINESS": "Individual business (个体工商户).",
        "INSTITUTION": "Public institution (事业单位).",
        "SOCIAL_ORGANISATION": "Social organisation, foundation, private non-enterprise unit or trade union.",
        "GOVERNMENT_AGENCY": "Organ of the state.",
        "RURAL_COLLECTIVE": "Rural collective economic organisation.",
        "OTHER": "Any other, such as law firms and religious venues.",
    },
)
described(
    EntityStatus,
    "Whether an entity may do business.",
    {
        "ACTIVE": "Registered and in business (存续, 在业).",
        "SUSPENDED": "Business suspended (歇业, 停业).",
        "REVOKED": "Licence revoked (吊销).",
        "DEREGISTERED": "Struck off the register (注销).",
        "MOVED_OUT": "Moved to another registration authority (迁出).",
        "UNKNOWN": "The supplier did not say.",
    },
)
described(
    OwnershipKind,
    "How one entity belongs to another.",
    {"SHAREHOLDER": "The owner holds a share of the owned.", "BRANCH": "The owned is a branch of the owner."},
)
described(
    InstitutionKind,
    "What an institution is to the exchange.",
    {
        "BUREAU": "Government bureau: supplies records, queries under an agreement.",
        "BANK": "Bank.",
        "SECURITIES_FIRM": "Securities firm.",
        "INSURER": "Insurer.",
        "GUARANTEE_COMPANY": "Financing guarantee company.",
        "CREDIT_SERVICE": "Rating or credit-reporting agency.",
        "ARBITRATION_CENTRE": "Credit arbitration centre.",
        "COURT": "Court.",
        "REGULATOR": "Financial regulator.",
        "OPERATOR": "The operator of the exchange.",
    },
)
described(
    ReportAudience,
    "For whom a credit report is made: it decides what is in it.",
    {
        "PUBLIC": "Everybody: what is published today.",
        "SELF": "The enterprise itself: everything of it that is in force, published or not.",
        "BANK": "An institution with the enterprise's consent: what is published, and what the consent covers.",
    },
)
described(
    Purpose,
    "What non-public data are asked for: a closed list.",
    {
        "LOAN_REVIEW": "Deciding on an application for credit.",
        "LOAN_MONITORING": "Watching over credit that was granted.",
        "GUARANTEE_REVIEW": "Deciding on a guarantee.",
        "INSURANCE_REVIEW": "Deciding on an insurance.",
        "CREDIT_RATING": "Rating an enterprise.",
        "SUPERVISION": "An authority's supervision of its field.",
        "STATISTICS": "An authority's statistics.",
        "JUDICIAL": "A court's proceedings and enforcement.",
        "OWN_RECORD": "The enterprise looks at what is held about itself.",
    },
)
described(
    Basis,
    "Why a caller may see non-public data.",
    {
        "CONSENT": "The enterprise consented, and the consent is live.",
        "AGREEMENT": "A data-sharing agreement in force covers the caller's institution and the purpose.",
        "SELF": "The caller acts for the enterprise itself, by a confirmed mandate.",
        "COURT": "The caller is a court.",
    },
)
described(
    Publicity,
    "Who may see an item's records.",
    {
        "PUBLIC": "Everybody.",
        "CONSENT": "The enterprise itself, a court, and whom the enterprise consents to.",
        "GOVERNMENT": "Authorities under an agreement, and a court; of credit records also their enterprise.",
    },
)
described(
    ConsentMode,
    "What the grantee of a consent may do with the data.",
    {"VIEW": "Look at them; keep nothing.", "STORE": "Keep them as long as the consent says."},
)
described(
    ConsentFetch,
    "How often data may be fetched under a consent.",
    {"ONE_TIME": "By one operation.", "PERIODIC": "By several operations, up to a maximum."},
)
described(
    ConsentState,
    "What has become of a consent.",
    {
        "AWAITING": "The enterprise has not decided yet.",
        "ACTIVE": "Data may be fetched.",
        "PAUSED": "The enterprise lets nothing be fetched for the time being.",
        "REVOKED": "The enterprise has ended it.",
        "EXPIRED": "Its time is over.",
        "REJECTED": "The enterprise refused.",
        "CONSUMED": "All that could be fetched has been.",
    },
)
described(
    DeadlineUnit,
    "What a period is counted in. The day it begins on isn't counted.",
    {
        "CALENDAR_DAY": "Every day.",
        "WORKING_DAY": "Days that are worked by China's published holiday calendar.",
        "MONTH": "Months: they end on the day of the same number, or on the month's last.",
        "YEAR": "Years, likewise.",
    },
)
described(
    DisputeState,
    "How far the dispute of an access is.",
    {
        "OPEN": "The reader has time to answer.",
        "ANSWERED": "The reader has answered.",
        "OVERDUE": "The reader's time is over without an answer: the consent that it read under is suspended.",
    },
)
described(
    MandateState,
    "What has become of a mandate.",
    {
        "REQUESTED": "The operator has not decided yet.",
        "CONFIRMED": "The person may act for the enterprise.",
        "REFUSED": "The operator refused it.",
        "REVOKED": "The operator or the person has ended it.",
    },
)
described(
    SubmissionState,
    "How far a submission is.",
    {
        "OPEN": "Its content is being sent.",
        "UPLOADED": "As many bytes are there as were announced.",
        "VALIDATED": "What would become of each line is known; nothing is applied.",
        "COMMITTED": "It is applied.",
        "WITHDRAWN": "Its supplier took it back after it had been applied.",
        "ABANDONED": "Withdrawn or forgotten before it was applied: its content is gone, its number is free again.",
    },
)
described(
    SubmissionFormat,
    "In which form a submission's content is written.",
    {
        "CSV": "A table, commas between the cells, the heads in the first line.",
        "NDJSON": "A JSON object a line.",
        "JSON": "An array of JSON objects.",
        "XLSX": "A workbook of Excel, whose first sheet is read.",
    },
)
