"""The domain's enumerations as GraphQL enums, each value described for the caller."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

import strawberry

from exchange.entity.model import EntityKind, EntityStatus, OwnershipKind
from exchange.institution.model import InstitutionKind

__all__ = ["EntityKind", "EntityStatus", "InstitutionKind", "OwnershipKind", "described"]
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
