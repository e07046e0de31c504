"""What the reference files say of red lists and blacklists; who keeps them, the operator says."""

from collections.abc import Iterator
from dataclasses import dataclass

from exchange.reference.table import (
    one_of,
    optional_text,
    optional_whole_number,
    read_file,
    text,
    whole_number,
    yes_or_no,
)


@dataclass(frozen=True, slots=True)
class ListDefinitionRow:
    """A list; null is not evidenced."""

    code: str
    name: str
    colour: str
    court_only: bool
    legal_basis: str | None
    entry_conditions: str | None
    exit_conditions: str | None
    remedy: str | None
    term_months: int | None
    source: str


@dataclass(frozen=True, slots=True)
class ListGroundRow:
    """A ground for standing on a list, and how long it lasts; months are null where there is no term."""

    list_code: str
    code: str
    number: int
    content: str
    source: str
    verified: bool
    term_months: int | None
    extension_min_months: int | None
    extension_max_months: int | None
    term_source: str | None
    term_verified: bool


_DEFINITION = {
    "code": text,
    "name": text,
    "colour": one_of("RED", "BLACK", "WATCH"),
    "court_only": yes_or_no,
    "legal_basis": optional_text,
    "entry_conditions": optional_text,
    "exit_conditions": optional_text,
    "remedy": optional_text,
    "term_months": optional_whole_number,
    "source": text,
}
_GROUND = {
    "list_code": text,
    "code": text,
    "number": whole_number,
    "content": text,
    "source": text,
    "verified": yes_or_no,
    "term_months": optional_whole_number,
    "extension_min_months": optional_whole_number,
    "extension_max_months": optional_whole_number,
    "term_source": optional_text,
    "term_verified": yes_or_no,
}


def list_definitions() -> Iterator[ListDefinitionRow]:
    """Yield the lists. Raises ReferenceFileError for a damaged file."""
    return read_file("list_definitions.tsv", ListDefinitionRow, _DEFINITION)


def list_grounds() -> Iterator[ListGroundRow]:
    """Yield the lists' grounds. Raises ReferenceFileError for a damaged file."""
    return read_file("list_grounds.tsv", ListGroundRow, _GROUND)
