"""What an item that is to be added says of itself, and whether it may be held so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exchange.catalogue import limit
from exchange.catalogue.model import FieldType, Publicity
from exchange.catalogue.refusal import CatalogueRefused, ConsentOnly, NeverCollected
from exchange.catalogue.standard import check_fields
from exchange.record.kind import RecordKind
from exchange.reference.catalogue import CollectionLimitRow

FREQUENCIES = ("DAILY", "WITHIN_7_WORKING_DAYS", "MONTHLY", "YEARLY", "ON_CHANGE")
LONGEST_RETENTION = 1200
NAME_LENGTH, NOTE_LENGTH = 200, 2000
_CODE = re.compile(r"[A-Z][A-Z0-9_]{0,63}")
_TAXES = frozenset({RecordKind.TAX_RATING, RecordKind.TAX_ARREARS})
_MONEY = frozenset({FieldType.YUAN, FieldType.WAN_YUAN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column of the item's field standard; its place is its place in the list."""

    code: str
    name: str
    type: FieldType = FieldType.TEXT
    length: int | None = None
    required: bool = False
    personal: bool = False
    target: str | None = None
    choices: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A kind of record with its field standard."""

    code: str
    name: str
    kind: RecordKind
    publicity: Publicity
    edition: str
    fields: Sequence[Field]
    legal_basis: str | None = None
    retention_months: int | None = None
    update_frequency: str | None = None


def check(item: Item) -> None:
    """Raise CatalogueRefused, which names the first thing that can't be accepted.

    NeverCollected and ConsentOnly name the term and the article of 征信业管理条例.
    """
    _check_limits(item)
    if not _CODE.fullmatch(item.code):
        raise CatalogueRefused(("code",), f"'{item.code}' is not of 1 to 64 capital letters, digits and _.")
    if not (item.name.isprintable() and item.name.strip() and len(item.name) <= NAME_LENGTH):
        raise CatalogueRefused(("name",), f"It takes 1 to {NAME_LENGTH} printable characters.")
    months = item.retention_months
    if months is not None and not 1 <= months <= LONGEST_RETENTION:
        raise CatalogueRefused(("retention_months",), f"It takes 1 to {LONGEST_RETENTION} months, not {months}.")
    if item.update_frequency is not None and item.update_frequency not in FREQUENCIES:
        known = ", ".join(FREQUENCIES)
        raise CatalogueRefused(("update_frequency",), f"'{item.update_frequency}' is none of {known}.")
    if item.legal_basis is not None and not 0 < len(item.legal_basis.strip()) <= NOTE_LENGTH:
        raise CatalogueRefused(("legal_basis",), f"It takes 1 to {NOTE_LENGTH} characters, or is left out.")
    check_fields(item.kind, item.fields)


def _check_limits(item: Item) -> None:
    for where, text in _texts(item):
        found = limit.forbidden(text, item.publicity)
        if found is not None:
            raise (NeverCollected if found.rule == limit.NEVER else ConsentOnly)(where, text, found)
    for place, field in enumerate(item.fields):
        if item.kind in _TAXES and field.type in _MONEY and item.publicity is not Publicity.CONSENT:
            raise ConsentOnly(("fields", str(place), "type"), field.name, _amounts_of_tax())


def _texts(item: Item) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield all that an item says of what is held, each with where it says it."""
    yield ("code",), item.code
    yield ("name",), item.name
    for place, field in enumerate(item.fields):
        for part in ("code", "name", "target", "choices", "note"):
            text = getattr(field, part)
            if text is not None:
                yield ("fields", str(place), part), text


def _amounts_of_tax() -> CollectionLimitRow:
    return limit.of_matter("TAX_AMOUNTS")
