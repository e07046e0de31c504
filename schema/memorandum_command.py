"""What the operator's commands about memoranda, lists and departments take and answer."""

from datetime import date
from typing import Annotated, Any

import strawberry
from sqlalchemy import Select, select

from auth.policy import scope
from schema.arguments import given, repeatable, required
from schema.enums import ListColour, MemorandumKind
from schema.error import CommandError
from schema.fields import column, link, of, referred
from schema.institution import INSTITUTION, Institution
from schema.listing import LIST, ListDefinition
from schema.memorandum import ASSIGNMENT, EDITION, MEMORANDUM, Memorandum, MemorandumEdition
from schema.reasons import LISTS, MEMORANDA
from schema.scalars import Code

WRITE = scope("memoranda:write")


@strawberry.input(description="A memorandum of the exchange's own.")
class RecordMemorandumInput:
    """A memorandum."""

    code: Code = required("Its code in this exchange: capital letters, digits, '_' and '-'.")
    title: str = required("Its title, 1 to 500 characters.")
    kind: MemorandumKind = required("What it is for.")
    source: str = required("Where its text is found, 1 to 500 characters.")
    document_number: str | None = given("Its document number.")
    year: int | None = given("The year it was issued.")
    subject: str | None = given("Whom it concerns, in its own words.")
    list: Code | None = given("The list whose entries its measures are due for.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="A measure of an edition that is written down.")
class MeasureInput:
    """A measure."""

    content: str = required("What is to be done, 1 to 2,000 characters.")
    departments: list[str] = strawberry.field(
        description="Who implements it; nobody named: every signatory that an institution stands for.",
        default_factory=list,
    )
    clause: str | None = given("The article of the memorandum.")
    legal_basis: str | None = given("On which law it rests.")
    target: str | None = given("Whom it hits, where that is narrower than the list.")
    valid_from: date | None = given("The first day it may be applied.")
    valid_until: date | None = given("The last such day.")


@strawberry.input(description="The next edition of a memorandum. It has no effect before it is published.")
class DraftEditionInput:
    """An edition."""

    memorandum: Code = required("The memorandum's code.")
    source: str = required("Where its text is found.")
    signatories: list[str] = required("The departments that signed, 1 to 100.")
    measures: list[MeasureInput] = required("Its measures, 1 to 100.")
    leads: list[str] = strawberry.field(description="The departments that led.", default_factory=list)
    in_force_from: date | None = given("From when the document says it applies.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which edition is put in force at this exchange.")
class PublishEditionInput:
    """A publication."""

    edition: strawberry.ID = required("The edition's id.")
    measures: list[int] | None = given("The numbers of the measures that come into force now; all when left out.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which edition ends.")
class RepealEditionInput:
    """A repeal."""

    edition: strawberry.ID = required("The edition's id.")
    reason: str = required("Why, 1 to 2,000 characters.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which edition takes the place of one in force.")
class SupersedeEditionInput:
    """A succession."""

    edition: strawberry.ID = required("The id of the edition in force.")
    successor: strawberry.ID = required("The id of a later edition of the same memorandum.")
    reason: str = required("Why, 1 to 2,000 characters.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which institution stands for a national department from now on.")
class AssignDepartmentInput:
    """An assignment."""

    department: str = required("The department's name in the memorandum; 国家 in front of it makes no difference.")
    institution: Code = required("The institution: a bureau, a court or a regulator.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="A list of the exchange's own.")
class DefineListInput:
    """A list."""

    code: Code = required("Its code in this exchange: capital letters, digits, '_' and '-'.")
    name: str = required("Its name.")
    colour: ListColour = required("What standing on it means.")
    source: str = required("Where its rules are found.")
    court_only: bool = required("Whether only a court may keep it.", False)
    legal_basis: str | None = given("On which provisions it rests.")
    entry_conditions: str | None = given("Who gets on it.")
    exit_conditions: str | None = given("Who gets off it.")
    remedy: str | None = given("What somebody on it can do.")
    term_months: int | None = given("How many months an entry lasts, 1 to 120; left out, the keeper decides.")
    restorable_after_months: int | None = given(
        "How many months an entry stands before its subject can apply to be taken off, 1 to 120; left out, none."
    )
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Who decides on a list's entries.")
class NameKeeperInput:
    """A keeper."""

    list: Code = required("The list.")
    keeper: Code = required("A court for the court's list, a bureau for any other.")
    published: bool = required("Whether everybody sees who is on it.", True)
    idempotency_key: str | None = repeatable()


@of(None, "A memorandum after a command about it.")
class MemorandumPayload:
    """The memorandum, read back."""

    memorandum: Memorandum | None = link(referred(MEMORANDUM.c.code, "code"), "The memorandum.", MEMORANDA)


@of(None, "An edition after a command about it.")
class EditionPayload:
    """The edition, read back."""

    edition: MemorandumEdition | None = link(
        referred(EDITION.c.id, "edition_id"),
        "The edition; its `affected` are those whom the command reached.",
        MEMORANDA,
    )


@of(None, "A list after a command about it.")
class ListPayload:
    """The list, read back."""

    list: ListDefinition | None = link(referred(LIST.c.code, "code"), "The list.", LISTS)


def _stands(self: Any) -> Select[Any]:
    own = ASSIGNMENT.c.department_key == self.department_key
    return select(INSTITUTION).join(ASSIGNMENT, ASSIGNMENT.c.institution_code == INSTITUTION.c.code).where(own)


def _department(self: Any) -> Any:
    own = ASSIGNMENT.c.department_key == self.department_key
    return select(ASSIGNMENT.c.department).where(own).scalar_subquery()


@of(None, "A department after it was assigned.")
class DepartmentPayload:
    """The department and who stands for it."""

    department: str = column("The department.", MEMORANDA, _department)
    institution: Institution | None = link(_stands, "Who stands for it.", MEMORANDA)


MemorandumResult = Annotated[
    MemorandumPayload | CommandError, strawberry.union("MemorandumResult", description="The memorandum, or why not.")
]
EditionResult = Annotated[
    EditionPayload | CommandError, strawberry.union("EditionResult", description="The edition, or why not.")
]
ListResult = Annotated[ListPayload | CommandError, strawberry.union("ListResult", description="The list, or why not.")]
DepartmentResult = Annotated[
    DepartmentPayload | CommandError, strawberry.union("DepartmentResult", description="The department, or why not.")
]
