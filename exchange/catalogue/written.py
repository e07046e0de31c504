"""Reads an item that is to be added from JSON, in the names of the mutation addCatalogueItem."""

import re
from dataclasses import MISSING, fields
from enum import StrEnum
from typing import Any

from exchange.catalogue.model import FieldType, Publicity
from exchange.catalogue.refusal import CatalogueRefused
from exchange.catalogue.terms import Field, Item
from exchange.record.kind import RecordKind

ENUMS: dict[str, type[StrEnum]] = {"kind": RecordKind, "publicity": Publicity, "type": FieldType}
NUMBERS, TRUTHS = ("length", "retention_months"), ("required", "personal")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def read(written: Any) -> Item:
    """Return the item. Raises CatalogueRefused for a member that is unknown, missing or of the wrong form."""
    if not isinstance(written, dict):
        raise CatalogueRefused((), "An item is a JSON object.")
    columns = written.get("fields")
    if not isinstance(columns, list):
        raise CatalogueRefused(("fields",), "It takes a list of columns.")
    read_columns = tuple(_made(Field, column, ("fields", str(at))) for at, column in enumerate(columns))
    item: Item = _made(Item, {**written, "fields": read_columns}, ())
    return item


def _made(cls: type, written: Any, where: tuple[str, ...]) -> Any:
    if not isinstance(written, dict):
        raise CatalogueRefused(where, "It takes a JSON object.")
    known = {one.name: one for one in fields(cls)}
    given = {_HUMP.sub("_", name).lower(): value for name, value in written.items()}
    for name in given.keys() - known.keys():
        raise CatalogueRefused((*where, name), f"It is none of {', '.join(known)}.")
    for name, one in known.items():
        if name not in given and one.default is MISSING:
            raise CatalogueRefused((*where, name), "It is missing.")
    return cls(**{name: _value(name, value, (*where, name)) for name, value in given.items()})


def _value(name: str, value: Any, where: tuple[str, ...]) -> Any:
    if name == "fields":
        return value
    if name in ENUMS:
        if value not in set(ENUMS[name]):
            raise CatalogueRefused(where, f"'{value}' is none of {', '.join(ENUMS[name])}.")
        return ENUMS[name](value)
    wanted = int if name in NUMBERS else bool if name in TRUTHS else str
    if type(value) is not wanted and (value is not None or wanted is bool):
        raise CatalogueRefused(where, f"{value!r} is not of type {wanted.__name__}.")
    return value
