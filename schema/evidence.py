"""Evidence: files that the parties of a case have sent."""

from datetime import datetime
from typing import Any

import strawberry
from sqlalchemy import Select, select

from auth.policy import scope
from exchange.evidence import model
from schema.arguments import required
from schema.fields import column, of
from schema.node import Node, identity
from schema.procedure_enums import EvidenceKind
from schema.scalars import BigInt, Code

EVIDENCE = model.Evidence.__table__
READ = scope("evidence:read")


@of(EVIDENCE, "A file that was sent as evidence: POST /evidence takes one, GET /evidence/{id} answers with it.")
class Evidence(Node):
    """A file."""

    id: strawberry.ID = identity("evd_", "Evidence", EVIDENCE.c.id, whole=True)
    file_name: str = column("What its sender calls it.", READ)
    media_type: str = column("What its sender says it is; nobody looked.", READ)
    size: BigInt = column("How many bytes.", READ)
    sha256: Code = column("SHA-256 of its bytes, hexadecimal.", READ)
    uploaded_at: datetime = column("When it was sent.", READ)
    kind: EvidenceKind | None = column("What it is meant to show; null while it belongs to no case.", READ)


@strawberry.input(description="A file that belongs to a case from now on.")
class MaterialInput:
    """A file and its kind."""

    evidence: strawberry.ID = required("The file's id, as POST /evidence answered; sent by the caller, in no case yet.")
    kind: EvidenceKind = required("What it is meant to show.", EvidenceKind.OTHER)


def evidence(self: Any) -> Select[Any]:
    """Return the files of a case, the first one sent first."""
    own = EVIDENCE.c.object_id == self.id
    return select(EVIDENCE).where(own).order_by(EVIDENCE.c.uploaded_at, EVIDENCE.c.id)
