"""What a registry states of an entity: the names of the facts, and the words of those that have few values."""

from enum import StrEnum


class EntityKind(StrEnum):
    """What an entity is, read from the first two characters of its USCC."""

    ENTERPRISE = "ENTERPRISE"
    INDIVIDUAL_BUSINESS = "INDIVIDUAL_BUSINESS"
    INSTITUTION = "INSTITUTION"
    SOCIAL_ORGANISATION = "SOCIAL_ORGANISATION"
    GOVERNMENT_AGENCY = "GOVERNMENT_AGENCY"
    RURAL_COLLECTIVE = "RURAL_COLLECTIVE"
    OTHER = "OTHER"


class EntityStatus(StrEnum):
    """Whether an entity may do business; UNKNOWN where the supplier doesn't say."""

    ACTIVE = "ACTIVE"
    SUSPENDED = "SUSPENDED"
    REVOKED = "REVOKED"
    DEREGISTERED = "DEREGISTERED"
    MOVED_OUT = "MOVED_OUT"
    UNKNOWN = "UNKNOWN"


FACTS = (
    "name",
    "kind",
    "legal_form",
    "status",
    "registered_on",
    "capital_fen",
    "capital_currency",
    "business_scope",
    "address",
    "region_code",
    "industry_path",
    "industry_inferred",
    "lei",
    "authority",
)
"""The columns whose change makes a new version; the rest is provenance."""
