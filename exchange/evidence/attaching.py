"""How files become part of a case: its parties may see them from then on."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.evidence.model import Evidence, EvidenceKind
from exchange.evidence.refusal import EvidenceTooMany, EvidenceUnknown
from exchange.procedure.actor import Actor
from exchange.procedure.history import locked

MOST = 20
"""Files of one case."""


class Material(NamedTuple):
    """A file and what it is meant to show."""

    evidence_id: str
    kind: EvidenceKind = EvidenceKind.OTHER


def attach(session: Session, object_id: str, materials: Sequence[Material], actor: Actor) -> None:
    """Attach files that the actor, or the actor's institution, sent. Raises EvidenceUnknown and EvidenceTooMany."""
    held = select(func.count()).select_from(Evidence).where(Evidence.object_id == object_id)
    if materials and (session.scalar(held) or 0) + len(materials) > MOST:
        raise EvidenceTooMany(f"A case takes at most {MOST} files.", ("input", "evidence"))
    # Always in the same order: two who attach the same files must not wait for each other.
    for material in sorted(materials):
        found = locked(session, Evidence, material.evidence_id) if "\0" not in material.evidence_id else None
        if found is None or found.object_id is not None or not _sent_by(found, actor):
            raise EvidenceUnknown(material.evidence_id)
        found.object_id, found.kind, found.attached_at = object_id, material.kind.value, clock.now()
    session.flush()


def _sent_by(evidence: Evidence, actor: Actor) -> bool:
    of_institution = actor.institution_code is not None and evidence.institution_code == actor.institution_code
    return evidence.uploaded_by == actor.id or of_institution
