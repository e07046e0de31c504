"""What the commands about submissions take and answer."""

from typing import Annotated

import strawberry

from auth.policy import scope
from schema.arguments import given, repeatable, required
from schema.enums import SubmissionFormat
from schema.error import CommandError
from schema.fields import link, of, referred
from schema.scalars import BigInt, Code
from schema.submission import READ, SUBMISSION, Submission

WRITE = scope("submissions:write")


@strawberry.input(description="What another head of the sender's means.")
class HeadInput:
    """A head."""

    head: str = required("The head as it stands in the content.")
    means: Code = required("The code of the field that it means.")


@strawberry.input(
    description="What is to be sent. The content itself is sent to /submissions/{id}/content; opening the same batch "
    "again answers with the same submission."
)
class OpenSubmissionInput:
    """An opening."""

    item: Code = required("The catalogue item whose records are sent; the caller's institution must supply it.")
    batch: str = required("The supplier's own number of the batch, 1 to 100 characters.")
    format: SubmissionFormat | None = given("The form of the content; found out when left out.")
    encoding: str | None = given("utf-8 or gb18030; found out when left out.")
    strict: bool = required("Whether any rejected line refuses the whole.", default=False)
    history: bool = required(
        "Whether the records go in as history only: never published, with gaps that are explained.", default=False
    )
    ignore: list[str] = strawberry.field(
        description="Heads of columns to leave aside; any other unknown one is refused.", default_factory=list
    )
    columns: list[HeadInput] = strawberry.field(description="What other heads mean.", default_factory=list)
    size: BigInt | None = given("Bytes of the content, where they are known before.")
    sha256: Code | None = given("SHA-256 of the content in small hexadecimal digits, where it is known before.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which submission.")
class SubmissionInput:
    """A submission."""

    submission: strawberry.ID = required("The submission's id.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="A cell of a record.")
class CellInput:
    """A cell."""

    field: str = required("The field's code or name, as in a column's head.")
    value: str | None = given("What a cell of the column would hold; null is not stated.")


@strawberry.input(description="A record, as a line of the item's field standard would state it.")
class RecordInput:
    """A record."""

    cells: list[CellInput] = required("Its cells, each field once; a field that isn't named isn't stated.")


@strawberry.input(
    description="A small batch, opened, sent and committed at once: read and answered as a file of NDJSON with a line "
    "for each record, in their order."
)
class SubmitRecordsInput:
    """A small batch."""

    item: Code = required("The catalogue item whose records are sent; the caller's institution must supply it.")
    batch: str = required("The supplier's own number of the batch, 1 to 100 characters.")
    records: list[RecordInput] = required("1 to 100 records.")
    strict: bool = required("Whether any rejected record refuses the whole.", default=False)
    idempotency_key: str | None = repeatable()


@of(None, "A submission after a command about it.")
class SubmissionPayload:
    """The submission, read back."""

    submission: Submission | None = link(
        referred(SUBMISSION.c.handle, "handle"), "The submission as it is now, with its receipt.", READ
    )


SubmissionResult = Annotated[
    SubmissionPayload | CommandError, strawberry.union("SubmissionResult", description="The submission, or why not.")
]
