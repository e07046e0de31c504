"""What the commands about entries on lists take and answer."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import strawberry
from sqlalchemy import Select, select

from auth.policy import scope
from schema.arguments import given, repeatable, required
from schema.enums import DelistingReason
from schema.error import CommandError
from schema.evidence import MaterialInput
from schema.fields import link, of, referred, rows
from schema.listing import ENTRY, READ, RESTORATION, ListEntry, ListRestoration
from schema.reasons import LISTS
from schema.scalars import USCC, Code

WRITE = scope("listings:write")
PLEAD = scope("pleas:write")
TEXT = "1 to 2,000 characters."


@strawberry.input(description="Whom a keeper proposes for its list, and why: an enterprise, never a natural person.")
class ProposalInput:
    """A proposal."""

    uscc: USCC = required("The enterprise.")
    basis_document: str = required(
        "The decision that it rests on: its title, number, or a court's case number; 1 to 200 characters."
    )
    deciding_authority: str = required("Who made that decision; 1 to 200 characters.")
    facts: str = required(f"What happened. {TEXT}")
    ground: Code | None = given("The code of one of the list's grounds, where it has some; then it is needed.")
    name: str | None = given("The enterprise's name; needed where the registry doesn't know it.")
    external_id: str | None = given("The keeper's own key of it, once on the list.")


@strawberry.input(description="Whom a keeper proposes for its list: all of them or, where one is refused, none.")
class ProposeEntriesInput:
    """Proposals."""

    list: Code = required("The list, which the caller's institution keeps.")
    entries: Sequence[ProposalInput] = required("Whom, 1 to 100.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="What is said to the subject before the decision, or to everybody of a candidate.")
class NoticeInput:
    """A notice."""

    entry: strawberry.ID = required("The entry's id.")
    notice: str = required(
        f"What is intended, on which facts, reasons and grounds, and what the subject may do. {TEXT}"
    )
    idempotency_key: str | None = repeatable()


@strawberry.input(description="What a subject says before it is listed.")
class PleadInput:
    """A plea."""

    entry: strawberry.ID = required("The entry's id.")
    plea: str | None = given(f"What it says; left out only where it waives its right. {TEXT}")
    waives: bool = required("Whether it expressly says nothing.", False)
    idempotency_key: str | None = repeatable()


@strawberry.input(description="The decision to list, with reasons.")
class DecideEntryInput:
    """A decision."""

    entry: strawberry.ID = required("The entry's id.")
    reasons: str = required(f"Why; everybody reads it once the entry is in force. {TEXT}")
    plea_answer: str | None = given(f"What is answered to the plea; needed where there is one. {TEXT}")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="The end of a proposal without an entry.")
class DropEntryInput:
    """An end."""

    entry: strawberry.ID = required("The entry's id.")
    reason: str = required(f"Why. {TEXT}")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="From when and until when a decided entry counts.")
class ListEntryInput:
    """A listing."""

    entry: strawberry.ID = required("The entry's id.")
    valid_from: date | None = given("The first day; today when left out, never a past one.")
    valid_until: date | None = given(
        "The last day; where the ground or the list sets the term, left out or the day that the term ends on."
    )
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Until when an entry in force counts instead.")
class ExtendEntryInput:
    """An extension."""

    entry: strawberry.ID = required("The entry's id.")
    valid_until: date = required("The new last day; of the court's list 1 to 3 years after the present one.")
    reasons: str = required(f"Why. {TEXT}")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="The end of an entry in force: its measures are lifted at once.")
class DelistEntryInput:
    """An end."""

    entry: strawberry.ID = required("The entry's id.")
    because: DelistingReason = required(
        "Why it ends. RESTORED grants the subject's open application and takes one; EXPIRED nobody asks for."
    )
    reasons: str = required(f"The reasons. {TEXT}")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="A subject's application to be taken off a list.")
class ApplyListRestorationInput:
    """An application."""

    entry: strawberry.ID = required("The entry's id.")
    statement: str = required(f"How it has made good. {TEXT}")
    materials: list[MaterialInput] = strawberry.field(
        description="Files that show it, at most 20.", default_factory=list
    )
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which application a subject takes back, and why.")
class WithdrawListRestorationInput:
    """A withdrawal."""

    restoration: strawberry.ID = required("The application's id.")
    reason: str = required(f"Why. {TEXT}")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="The refusal of an application; `delistEntry` with RESTORED grants it.")
class RefuseListRestorationInput:
    """A refusal."""

    restoration: strawberry.ID = required("The application's id.")
    reasons: str = required(f"Why. {TEXT}")
    idempotency_key: str | None = repeatable()


@of(None, "An entry after a command about it.")
class ListEntryPayload:
    """The entry, read back."""

    entry: ListEntry | None = link(referred(ENTRY.c.id, "entry_id"), "The entry as it is now.", LISTS)


def _together(self: Any) -> Select[Any]:
    return select(ENTRY).where(ENTRY.c.batch_id == self.batch_id).order_by(ENTRY.c.id)


@of(None, "The entries that were proposed together.")
class ListEntriesPayload:
    """The entries, read back."""

    entries: list[ListEntry] = rows(_together, "The entries as they are now, in the order of the proposal.", LISTS)


@of(None, "An application after a command about it.")
class ListRestorationPayload:
    """The application, read back."""

    restoration: ListRestoration | None = link(
        referred(RESTORATION.c.id, "restoration_id"), "The application as it is now.", READ
    )


ListEntryResult = Annotated[
    ListEntryPayload | CommandError, strawberry.union("ListEntryResult", description="The entry, or why not.")
]
ListEntriesResult = Annotated[
    ListEntriesPayload | CommandError, strawberry.union("ListEntriesResult", description="The entries, or why not.")
]
ListRestorationResult = Annotated[
    ListRestorationPayload | CommandError,
    strawberry.union("ListRestorationResult", description="The application, or why not."),
]
