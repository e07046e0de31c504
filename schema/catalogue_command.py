"""What the commands about the catalogue take and answer."""

from typing import Annotated

import strawberry

from auth.policy import scope
from schema.arguments import given, repeatable, required
from schema.catalogue import ITEM, CatalogueItem
from schema.enums import FieldType, Publicity, RecordKind
from schema.error import CommandError
from schema.fields import link, of, referred
from schema.reasons import CATALOGUE
from schema.scalars import Code

WRITE = scope("catalogue:write")


@strawberry.input(
    description="A column of what an item's suppliers send. Its place in the list is its place in the file."
)
class CatalogueFieldInput:
    """A column."""

    code: Code = required("The column's head.")
    name: str = required("The column's other head, and how people call it, 1 to 200 characters.")
    type: FieldType = required("How a cell is read.", FieldType.TEXT)
    length: int | None = given("The most characters of a text; 2,000 when left out.")
    personal: bool = required("Whether it is of a natural person: recognised, never stored.", False)
    target: Code | None = given(
        "What it fills: uscc, subject_name, external_id, document_number, authority, decided_on, severity, "
        "published_until, or a fact in small letters, such as amount_fen. Left out, it isn't kept."
    )
    choices: str | None = given("What a choice may be, as value=CODE joined with |. For CHOICE and CHOICES only.")
    note: str | None = given("What the template says of it, up to 2,000 characters.")
    # The last one: below it the constructor's name means the member.
    required: bool = required("Whether a line without it is rejected.", False)


@strawberry.input(
    description="A kind of record that may be held from now on. Religion, genes, fingerprints, blood type and medical "
    "history are refused wherever they are named; income, deposits, securities, insurance, real estate and amounts of "
    "tax unless the publicity is CONSENT."
)
class AddCatalogueItemInput:
    """An item."""

    code: Code = required("Its code: capital letters, digits and _; no other item has it.")
    name: str = required("Its name, 1 to 200 characters.")
    kind: RecordKind = required("What its records are about.")
    publicity: Publicity = required("Who may see its records.")
    edition: Code = required("The edition of the catalogue that it is in.")
    fields: list[CatalogueFieldInput] = required("Its field standard, 1 to 200 columns.")
    legal_basis: str | None = given("Title and article, up to 2,000 characters.")
    retention_months: int | None = given("How long a record is shown at the most, in months from its decision.")
    update_frequency: Code | None = given("DAILY, WITHIN_7_WORKING_DAYS, MONTHLY, YEARLY or ON_CHANGE.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Who supplies what.")
class SupplierInput:
    """An item and an institution."""

    item: Code = required("The catalogue item's code.")
    institution: Code = required("The institution's code.")
    idempotency_key: str | None = repeatable()


@of(None, "A catalogue item after a command about it.")
class CatalogueItemPayload:
    """The item, read back."""

    item: CatalogueItem | None = link(referred(ITEM.c.code, "item_code"), "The item as it is now.", CATALOGUE)


CatalogueItemResult = Annotated[
    CatalogueItemPayload | CommandError, strawberry.union("CatalogueItemResult", description="The item, or why not.")
]
