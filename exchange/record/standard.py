"""The field standard of a catalogue item, as lines are read by it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from exchange.catalogue.model import CatalogueField, CatalogueItem, FieldType
from exchange.submission.refusal import ItemUnknown

LENGTH = 2_000
"""The most characters of a text for which the standard states none."""
COMMON = (
    "uscc", "subject_name", "external_id", "document_number", "authority", "decided_on", "severity", "published_until",
)  # fmt: skip
"""The targets that are columns of every record; the others are keys of its facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field: see exchange.catalogue.model.CatalogueField. `choices`: what may be written, and its code."""

    code: str
    name: str
    type: FieldType
    length: int
    required: bool
    personal: bool
    target: str | None
    choices: Mapping[str, str]
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """An item and its fields, in the order of the template."""

    item: str
    name: str
    kind: str | None
    """A RecordKind; null for what is submitted and isn't a record: entries on lists, products."""
    publicity: str
    retention_months: int | None
    fields: tuple[Field, ...]

    def of(self, target: str) -> str:
        """Return the code of the field that fills a target; the target itself where no field does."""
        return next((field.code for field in self.fields if field.target == target), target)


def standard(connection: Connection, item: str) -> Standard:
    """Return an item's standard. Raises ItemUnknown where nothing is supplied under the item."""
    found = connection.execute(select(CatalogueItem.__table__).where(CatalogueItem.code == item)).one_or_none()
    own = select(CatalogueField.__table__).where(CatalogueField.item_code == item).order_by(CatalogueField.position)
    fields = tuple(
        Field(
            code=row.code,
            name=row.name,
            type=FieldType(row.type),
            length=row.length or LENGTH,
            required=row.required,
            personal=row.personal,
            target=row.target,
            choices=_choices(row.choices),
            note=row.note,
        )
        for row in connection.execute(own)
    )
    if found is None or not fields:
        raise ItemUnknown(item)
    return Standard(
        item=item,
        name=found.name,
        kind=found.record_kind,
        publicity=found.publicity,
        retention_months=found.retention_months,
        fields=fields,
    )


def _choices(text: str | None) -> dict[str, str]:
    pairs = [choice.partition("=") for choice in text.split("|")] if text else []
    return {value.strip(): code.strip() or value.strip() for value, _, code in pairs}
