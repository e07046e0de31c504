"""Whether a record's restoration may be applied for now, and with which materials."""

from collections.abc import Collection, Mapping
from datetime import date

from exchange.evidence.model import EvidenceKind
from exchange.procedure.transition import TransitionRefused
from exchange.record.kind import IN_FORCE, Severity
from exchange.record.model import CreditRecord
from exchange.record.window import months_after, rule_of
from exchange.restoration.refusal import MaterialsMissing, RestorationRefused, RestorationTooEarly

ALWAYS = frozenset({EvidenceKind.PROOF_OF_PERFORMANCE, EvidenceKind.COMMITMENT_LETTER})
MATERIALS: Mapping[Severity, frozenset[EvidenceKind]] = {
    Severity.MINOR: ALWAYS,
    Severity.GENERAL: ALWAYS,
    Severity.SERIOUS: ALWAYS | {EvidenceKind.TRAINING_CERTIFICATE},
}


def check(record: CreditRecord, today: date) -> date:
    """Return the day from which a record can be restored, which has come.

    Raises TransitionRefused (RECORD_STATE), RestorationRefused and RestorationTooEarly.
    """
    if record.state not in IN_FORCE:
        message = f"The record {record.id} is {record.state}: it is neither published nor shared any more."
        raise TransitionRefused("RECORD_STATE", "record", message, record.state)
    if record.published_until is not None and record.published_until < today:
        message = f"The record {record.id} is EXPIRED: its publication ended on {record.published_until}."
        raise TransitionRefused("RECORD_STATE", "record", message, "EXPIRED")
    return ripe(record, today)


def ripe(record: CreditRecord, today: date) -> date:
    """Return since when a record's minimum publicity is over, by the rule in force on the day of the application.

    Raises RestorationRefused and RestorationTooEarly.
    """
    if record.severity is None:
        raise RestorationRefused("record", f"{record.id} isn't adverse: there is nothing to restore.")
    if record.decided_on is None:
        message = f"{record.id} has no day of decision, so its minimum publicity can't be counted. Object to it."
        raise RestorationRefused("record", message)
    earliest = months_after(record.decided_on, rule_of(Severity(record.severity), today).min_months)
    if today < earliest:
        raise RestorationTooEarly(record.id, record.severity, earliest)
    return earliest


def check_materials(severity: str, given: Collection[EvidenceKind]) -> None:
    """Raise MaterialsMissing where an application lacks what its record's severity asks for."""
    lacking = MATERIALS[Severity(severity)] - set(given)
    if lacking:
        raise MaterialsMissing(lacking)
