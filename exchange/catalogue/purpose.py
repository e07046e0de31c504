"""What non-public data may be asked for: the closed list of purposes."""

from enum import StrEnum


class Purpose(StrEnum):
    """Why somebody asks for non-public data. Agreements and consents name purposes of this list only."""

    LOAN_REVIEW = "LOAN_REVIEW"
    """Deciding on an application for credit."""
    LOAN_MONITORING = "LOAN_MONITORING"
    """Watching over credit that was granted."""
    GUARANTEE_REVIEW = "GUARANTEE_REVIEW"
    """Deciding on a guarantee."""
    INSURANCE_REVIEW = "INSURANCE_REVIEW"
    """Deciding on an insurance."""
    CREDIT_RATING = "CREDIT_RATING"
    """Rating an enterprise."""
    SUPERVISION = "SUPERVISION"
    """An authority's supervision of its field."""
    STATISTICS = "STATISTICS"
    """An authority's statistics."""
    JUDICIAL = "JUDICIAL"
    """A court's proceedings and enforcement."""
    OWN_RECORD = "OWN_RECORD"
    """The enterprise looks at what is held about itself."""
