"""How a file that is stored is registered: it is on the disk before its row is committed."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.evidence.content import Received
from exchange.evidence.model import Evidence
from exchange.evidence.refusal import EvidenceTooMany
from exchange.procedure.actor import Actor

WAITING = 20
"""Files that one sender may have waiting for a case."""


def register(session: Session, received: Received, *, file_name: str, media_type: str, actor: Actor) -> Evidence:
    """Write down a file that is stored. Raises EvidenceTooMany."""
    waiting = (Evidence.uploaded_by == actor.id) & Evidence.object_id.is_(None)
    if (session.scalar(select(func.count()).select_from(Evidence).where(waiting)) or 0) >= WAITING:
        raise EvidenceTooMany(
            f"{WAITING} files of yours belong to no case yet. Attach them, or wait: after a day they are deleted."
        )
    evidence = Evidence(
        id=received.id,
        file_name=file_name,
        media_type=media_type,
        size=received.size,
        sha256=received.sha256,
        uploaded_by=actor.id,
        institution_code=actor.institution_code,
        uploaded_at=clock.now(),
    )
    session.add(evidence)
    session.flush()
    return evidence
