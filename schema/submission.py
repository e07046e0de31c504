"""What a supplier reads of its own submissions: the receipts, and what was said of single lines."""

from datetime import datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import Select, select

from auth.policy import scope
from exchange.submission import model
from resolvers.binding import Order, Page, Paging
from schema.arguments import argument
from schema.catalogue import ITEM, CatalogueItem
from schema.enums import SubmissionFormat, SubmissionState
from schema.fields import column, connection, link, of, referred, rows
from schema.institution import INSTITUTION, Institution
from schema.node import Node, identity
from schema.page import Connection
from schema.scalars import BigInt, Code

SUBMISSION = model.Submission.__table__
REMARK = model.SubmissionRemark.__table__
EVENT = model.SubmissionEvent.__table__
READ = scope("submissions:read")


def _remarks(self: Any, kind: str, paging: Paging) -> Page:
    rows = select(REMARK).where(REMARK.c.submission_id == self.id, REMARK.c.kind == kind)
    return Page(rows=rows, order=Order("LINE", [(REMARK.c.line, int), (REMARK.c.id, int)]), paging=paging)


def _rejections(self: Any, *, paging: Paging) -> Page:
    return _remarks(self, "REJECTION", paging=paging)


def _repairs(self: Any, *, paging: Paging) -> Page:
    return _remarks(self, "REPAIR", paging=paging)


def _gaps(self: Any, *, paging: Paging) -> Page:
    return _remarks(self, "GAP", paging=paging)


def _notes(self: Any, *, paging: Paging) -> Page:
    return _remarks(self, "NOTE", paging=paging)


def _events(self: Any) -> Select[Any]:
    return select(EVENT).where(EVENT.c.submission_id == self.id).order_by(EVENT.c.id)


@of(EVENT, "A step of a submission.")
class SubmissionStep:
    """A step."""

    state: SubmissionState = column("The state that it brought.", READ)
    at: datetime = column("When.", READ)
    by: Code = column("Whose deed it was: a program or a user, by id; `exchange` where it followed by itself.", READ)


@of(REMARK, "What a receipt says of one line: why it was rejected, what was repaired, what it lacks.")
class Remark:
    """One remark."""

    line: int = column("The line's number in the file, the first line being 1; 0 is the file as a whole.", READ)
    field: str | None = column("The field it is about; null when it is about the whole line.", READ)
    code: Code = column("What kind of remark: a stable code.", READ)
    message: str = column("What a clerk should know and do.", READ)


@of(
    SUBMISSION,
    "A batch of a supplier with its receipt. read = accepted + changed + unchanged + rejected; before the commit they "
    "are what the last validation found.",
)
class Submission(Node):
    """A receipt."""

    id: strawberry.ID = identity(model.HANDLE, "Submission", SUBMISSION.c.handle, whole=True)
    batch: str = column("The supplier's own number of the batch.", READ)
    item: CatalogueItem | None = link(
        referred(ITEM.c.code, "item_code"), "The catalogue item of its records; null for the registry.", READ
    )
    state: SubmissionState = column("How far it is.", READ)
    sha256: Code | None = column(
        "SHA-256 of the content as it was received, in hexadecimal; before the commit as announced, null where it "
        "wasn't.",
        READ,
    )
    format: SubmissionFormat | None = column("The form of its content as announced; null where it is found out.", READ)
    strict: bool = column("Whether any rejected line refuses the whole.", READ)
    history: bool = column(
        "Whether its records go in as history only: never published, with gaps that are explained.", READ
    )
    size: BigInt | None = column("Bytes of its content as announced; null where nothing was.", READ)
    upload_offset: BigInt = column("Bytes of its content that are safely stored.", READ)
    file_name: str = column("The file's name as it was received; the batch number where it came over HTTP.", READ)
    received_at: datetime = column("When it was received, or opened.", READ)
    read: int = column("Lines read.", READ)
    accepted: int = column("Lines that brought something new.", READ)
    changed: int = column("Lines that changed what was known.", READ)
    unchanged: int = column("Lines that said what was known.", READ)
    rejected: int = column("Lines that were rejected.", READ)
    repaired: int = column("Lines that were taken after a repair; each repair is listed.", READ)
    supplier: Institution = link(referred(INSTITUTION.c.code, "supplier_code"), "Who sent it.", READ)
    rejections: Connection[Remark] = connection(_rejections, "Why lines were rejected, by line.", READ)
    repairs: Connection[Remark] = connection(_repairs, "What was repaired, by line.", READ)
    gaps: Connection[Remark] = connection(_gaps, "What lines of history lack, by line.", READ)
    notes: Connection[Remark] = connection(_notes, "What else is worth knowing, by line.", READ)
    events: list[SubmissionStep] = rows(_events, "What became of it, in order; none for the registry's.", READ)


def submissions(
    self: Any,
    batch: Annotated[str | None, argument("Show only the batch with this number.")] = None,
    state: Annotated[SubmissionState | None, argument("Show only those in this state.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return the caller's own submissions; the row rule sees to that."""
    rows = select(SUBMISSION) if batch is None else select(SUBMISSION).where(SUBMISSION.c.batch == batch)
    if state is not None:
        rows = rows.where(SUBMISSION.c.state == state)
    order = Order("LATEST", [(SUBMISSION.c.id, int)], descending=True)
    return Page(rows=rows, order=order, paging=paging)
