"""What a supplier reads of its own submissions: the receipts, and what was said of single lines."""

from datetime import datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import select

from auth.policy import scope
from exchange.submission import model
from resolvers.binding import Order, Page, Paging
from schema.arguments import argument
from schema.fields import column, connection, link, of, referred
from schema.institution import INSTITUTION, Institution
from schema.node import Node, identity
from schema.page import Connection
from schema.scalars import Code

SUBMISSION = model.Submission.__table__
REMARK = model.SubmissionRemark.__table__
READ = scope("submissions:read")


def _remarks(self: Any, kind: str, paging: Paging) -> Page:
    rows = select(REMARK).where(REMARK.c.submission_id == self.id, REMARK.c.kind == kind)
    return Page(rows=rows, order=Order("LINE", [(REMARK.c.line, int), (REMARK.c.id, int)]), paging=paging)


def _rejections(self: Any, *, paging: Paging) -> Page:
    return _remarks(self, "REJECTION", paging=paging)


def _repairs(self: Any, *, paging: Paging) -> Page:
    return _remarks(self, "REPAIR", paging=paging)


@of(REMARK, "What a receipt says of one line: why it was rejected, or what was repaired.")
class Remark:
    """One remark."""

    line: int = column("The line's number in the file, the first line being 1.", READ)
    field: str | None = column("The field it is about; null when it is about the whole line.", READ)
    code: Code = column("What kind of remark: a stable code.", READ)
    message: str = column("What a clerk should know and do.", READ)


@of(SUBMISSION, "A committed batch of a supplier with its receipt. read = accepted + changed + unchanged + rejected.")
class Submission(Node):
    """A receipt."""

    id: strawberry.ID = identity("sub_", "Submission", SUBMISSION.c.id, numbered=True)
    batch: str = column("The supplier's own number of the batch.", READ)
    sha256: Code = column("SHA-256 of the content as it was received, in hexadecimal.", READ)
    file_name: str = column("The file's name as it was received.", READ)
    received_at: datetime = column("When it was received.", READ)
    read: int = column("Lines read.", READ)
    accepted: int = column("Lines that brought something new.", READ)
    changed: int = column("Lines that changed what was known.", READ)
    unchanged: int = column("Lines that said what was known.", READ)
    rejected: int = column("Lines that were rejected.", READ)
    repaired: int = column("Lines that were taken after a repair; each repair is listed.", READ)
    supplier: Institution = link(referred(INSTITUTION.c.code, "supplier_code"), "Who sent it.", READ)
    rejections: Connection[Remark] = connection(_rejections, "Why lines were rejected, by line.", READ)
    repairs: Connection[Remark] = connection(_repairs, "What was repaired, by line.", READ)


def submissions(
    self: Any,
    batch: Annotated[str | None, argument("Show only the batch with this number.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return the caller's own submissions; the row rule sees to that."""
    rows = select(SUBMISSION) if batch is None else select(SUBMISSION).where(SUBMISSION.c.batch == batch)
    order = Order("LATEST", [(SUBMISSION.c.id, int)], descending=True)
    return Page(rows=rows, order=order, paging=paging)
