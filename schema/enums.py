"""The domain's enumerations as GraphQL enums, each value described for the caller."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

import strawberry

from auth.door import Basis
from auth.people.model import MandateState
from exchange.catalogue.model import Publicity
from exchange.catalogue.purpose import Purpose
from exchange.check.model import CheckStatus
from exchange.consent.model import ConsentFetch, ConsentMode, ConsentState
from exchange.deadline.due import DeadlineUnit
from exchange.dispute.rules import DisputeState
from exchange.entity.model import EntityKind, EntityStatus, OwnershipKind
from exchange.institution.model import InstitutionKind
from exchange.listing.state import DelistingReason, ListColour, ListRestorationState, ListState
from exchange.matter.model import Consequence as CheckConsequence
from exchange.measure.model import MeasureState
from exchange.memorandum.model import MemorandumKind, MemorandumStatus

__all__ = [
    "Basis",
    "CheckConsequence",
    "CheckStatus",
    "ConsentFetch",
    "ConsentMode",
    "ConsentState",
    "DeadlineUnit",
    "DelistingReason",
    "DisputeState",
    "EntityKind",
    "EntityStatus",
    "InstitutionKind",
    "ListColour",
    "ListRestorationState",
    "ListState",
    "MandateState",
    "MeasureState",
    "MemorandumKind",
    "MemorandumStatus",
    "OwnershipKind",
    "Publicity",
    "Purpose",
    "described",
]
"""Imported from here, so that whoever uses them finds them declared."""

E = TypeVar("E", bound=type[StrEnum])


def described(enum: E, description: str, values: Mapping[str, str]) -> E:
    """Declare a domain enumeration as a GraphQL enum. A value without a description stops the start-up."""
    made = strawberry.enum(enum, description=description)
    for value in made.__strawberry_definition__.values:  # type: ignore[attr-defined]
        value.description = values[value.name]
    return made


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
        "GOVERNMENT": "Authorities under an agreement, and a court.",
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
    "What days a period is counted in. The day it begins on isn't counted.",
    {
        "CALENDAR_DAY": "Every day.",
        "WORKING_DAY": "Days that are worked by China's published holiday calendar.",
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
    ListColour,
    "What standing on a list means.",
    {
        "RED": "Trustworthy: incentives follow.",
        "BLACK": "Seriously untrustworthy: discipline follows.",
        "WATCH": "To be watched.",
    },
)
described(
    ListState,
    "How far an entry is.",
    {
        "PROPOSED": "Its keeper intends it; nobody was told yet.",
        "NOTIFIED": "The subject was told what is intended and why, and may plead.",
        "PLEA": "The subject has pleaded, or waived it.",
        "PUBLICISED": "A candidate of a red list, shown to everybody before the decision.",
        "DECIDED": "It is decided to list; it isn't in force yet.",
        "LISTED": "On the list.",
        "EXTENDED": "On the list, for longer than at first.",
        "DELISTED": "Off the list again, also by its days being over.",
        "DROPPED": "The proposal ended without an entry.",
    },
)
described(
    DelistingReason,
    "Why an entry ended.",
    {
        "EXPIRED": "Its days are over. It happens by rule; nobody asks for it.",
        "RESTORED": "The subject made good and asked for it.",
        "REVOKED": "What it rested on was wrong or was annulled.",
        "COURT": "A court ordered it.",
    },
)
described(
    ListRestorationState,
    "What became of an application to be taken off a list.",
    {
        "LODGED": "The keeper has to decide.",
        "GRANTED": "The entry ended.",
        "REFUSED": "The entry stays.",
        "CLOSED": "The entry ended otherwise before it was decided.",
    },
)
described(
    MeasureState,
    "How far a department is with a measure about somebody listed.",
    {
        "NOT_ASSIGNED": "No institution of the exchange stands for the department: nobody carries it out yet.",
        "TRIGGERED": "The department has to take note of it.",
        "RECEIVED": "The department has taken note.",
        "EXECUTED": "The department has carried it out.",
        "NOT_APPLICABLE": "The department can't apply it to the subject, and says why.",
        "FED_BACK": "The department has reported what came of it.",
        "LIFTED": "It no longer applies: the entry or the measure has ended.",
    },
)
described(
    MemorandumKind,
    "What a memorandum is for.",
    {"DISCIPLINE": "Joint discipline.", "INCENTIVE": "Joint incentives.", "BOTH": "Both."},
)
described(
    MemorandumStatus,
    "What a memorandum is at this exchange.",
    {
        "RECORDED": "Known as a document; no edition was published here, so none of its measures can be applied.",
        "IN_FORCE": "An edition is published.",
        "SUPERSEDED": "Another memorandum took its place.",
        "REPEALED": "Its edition was repealed.",
    },
)
described(
    CheckStatus,
    "Whether it is clear who was to be checked.",
    {
        "FOUND": "The registry knows exactly one.",
        "UNKNOWN": "The registry had no such code at the instant, or nobody of the name. Entries under the code count "
        "all the same.",
        "AMBIGUOUS": "Several bear or bore the name: none was taken. Give the code.",
    },
)
described(
    CheckConsequence,
    "What follows from a check.",
    {
        "EXCLUDE": "It isn't admitted.",
        "RESTRICT": "It is restricted as the rule's legal basis says.",
        "REVIEW": "It is looked at with care before deciding.",
        "PREFER": "It is preferred where all else is equal.",
        "NONE": "No rule hits. No rule can be entered with it.",
    },
)
