"""What the reference files of the catalogue say, row by row: items, their fields, publication and collection."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from exchange.reference.table import (
    day,
    one_of,
    optional_day,
    optional_text,
    optional_whole_number,
    read_file,
    text,
    whole_number,
    yes_or_no,
)


@dataclass(frozen=True, slots=True)
class CatalogueItemRow:
    """A kind of record that may be held, and who may see it."""

    code: str
    name: str
    publicity: str
    scope: str
    edition: str
    legal_basis: str | None
    record_kind: str | None
    retention_months: int | None
    update_frequency: str | None


@dataclass(frozen=True, slots=True)
class CatalogueFieldRow:
    """A column of what an item's suppliers send."""

    item_code: str
    code: str
    position: int
    name: str
    type: str
    length: int | None
    required: bool
    personal: bool
    target: str | None
    choices: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class PublicationRuleRow:
    """How long adverse records of a severity are published, in months; in force from and until the days named."""

    severity: str
    min_months: int
    max_months: int
    valid_from: date
    valid_until: date | None
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class CollectionLimitRow:
    """A term of what may never be held, or only by consent; EXCEPT rows are phrases that mean something else."""

    term: str
    matter: str
    rule: str
    article: str | None


_CATALOGUE_ITEM = {
    "code": text,
    "name": text,
    "publicity": one_of("PUBLIC", "CONSENT", "GOVERNMENT"),
    "scope": text,
    "edition": text,
    "legal_basis": optional_text,
    "record_kind": optional_text,
    "retention_months": optional_whole_number,
    "update_frequency": optional_text,
}
_CATALOGUE_FIELD = {
    "item_code": text,
    "code": text,
    "position": whole_number,
    "name": text,
    "type": one_of("TEXT", "DATE", "INTEGER", "DECIMAL", "YUAN", "WAN_YUAN", "USCC", "CHOICE", "CHOICES", "BOOLEAN"),
    "length": optional_whole_number,
    "required": yes_or_no,
    "personal": yes_or_no,
    "target": optional_text,
    "choices": optional_text,
    "note": optional_text,
}
_PUBLICATION_RULE = {
    "severity": one_of("MINOR", "GENERAL", "SERIOUS"),
    "min_months": whole_number,
    "max_months": whole_number,
    "valid_from": day,
    "valid_until": optional_day,
    "source": text,
    "verified": yes_or_no,
}
_COLLECTION_LIMIT = {
    "term": text,
    "matter": text,
    "rule": one_of("NEVER", "CONSENT", "EXCEPT"),
    "article": optional_text,
}


def catalogue_items() -> Iterator[CatalogueItemRow]:
    """Yield the kinds of record that may be held. Raises ReferenceFileError for a damaged file."""
    return read_file("catalogue_items.tsv", CatalogueItemRow, _CATALOGUE_ITEM)


def catalogue_fields() -> Iterator[CatalogueFieldRow]:
    """Yield the items' field standards, by item and place. Raises ReferenceFileError for a damaged file."""
    return read_file("catalogue_fields.tsv", CatalogueFieldRow, _CATALOGUE_FIELD)


def publication_rules() -> Iterator[PublicationRuleRow]:
    """Yield how long adverse records are published. Raises ReferenceFileError for a damaged file."""
    return read_file("publication_rules.tsv", PublicationRuleRow, _PUBLICATION_RULE)


def collection_limits() -> Iterator[CollectionLimitRow]:
    """Yield the terms of what may not be held. Raises ReferenceFileError for a damaged file."""
    return read_file("collection_limits.tsv", CollectionLimitRow, _COLLECTION_LIMIT)
