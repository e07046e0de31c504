"""Whether a field standard can be read: every column of a form and with a target that its kind of record has."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from exchange.catalogue.model import FieldType
from exchange.catalogue.refusal import CatalogueRefused
from exchange.record.fact import COLUMNS, FACTS
from exchange.record.kind import RecordKind, Severity

MOST_FIELDS = 200
LONGEST_TEXT = 20_000
NAME_LENGTH, NOTE_LENGTH = 200, 2000
NEEDED = ("subject_name", "uscc", "decided_on", "authority")
"""What no record can be without: each is a required column."""
KEYS = ("external_id", "document_number")
"""One of them at the least is required: by it a record is known again."""
_CODE = re.compile(r"[A-Za-z0-9_.-]{1,64}", re.ASCII)
_TARGET = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)
_CHOOSING = frozenset({FieldType.CHOICE, FieldType.CHOICES})


def check_fields(kind: RecordKind, fields: Sequence[Any]) -> None:
    """Raise CatalogueRefused for the first field that can't be as it is, or that lacks."""
    if not 1 <= len(fields) <= MOST_FIELDS:
        raise CatalogueRefused(("fields",), f"A field standard has 1 to {MOST_FIELDS} fields, not {len(fields)}.")
    heads: set[str] = set()
    targets: set[str] = set()
    for place, field in enumerate(fields):
        where = ("fields", str(place))
        _check_form(field, where)
        _check_choices(field, where)
        _check_target(kind, field, where)
        for head in {field.code.casefold(), field.name.casefold()}:
            _once(heads, head, (*where, "name"), "Two columns have the head")
        if field.target is not None:
            _once(targets, field.target, (*where, "target"), "Two columns fill")
    _check_needed(fields)


def _once(seen: set[str], value: str, where: tuple[str, ...], message: str) -> None:
    if value in seen:
        raise CatalogueRefused(where, f"{message} '{value}'.")
    seen.add(value)


def _check_form(field: Any, where: tuple[str, ...]) -> None:
    if not _CODE.fullmatch(field.code):
        raise CatalogueRefused((*where, "code"), f"'{field.code}' is not of 1 to 64 letters, digits, '.', '_' and '-'.")
    if not (field.name.isprintable() and field.name.strip() and len(field.name) <= NAME_LENGTH):
        raise CatalogueRefused((*where, "name"), f"It takes 1 to {NAME_LENGTH} printable characters.")
    if field.length is not None and not (field.type is FieldType.TEXT and 1 <= field.length <= LONGEST_TEXT):
        raise CatalogueRefused((*where, "length"), f"A text may be given 1 to {LONGEST_TEXT} characters.")
    if field.note is not None and len(field.note) > NOTE_LENGTH:
        raise CatalogueRefused((*where, "note"), f"It takes {NOTE_LENGTH} characters at the most.")
    if field.personal and (field.target is not None or field.required):
        raise CatalogueRefused(
            (*where, "personal"),
            "A column of natural persons is never stored: it fills nothing, and nobody must send it.",
        )


def _check_choices(field: Any, where: tuple[str, ...]) -> None:
    if (field.choices is not None) is not (field.type in _CHOOSING):
        raise CatalogueRefused((*where, "choices"), "A CHOICE and CHOICES name what may be chosen, others don't.")
    for value, code in choices(field.choices).items():
        if not value or not _CODE.fullmatch(code):
            raise CatalogueRefused(
                (*where, "choices"),
                f"'{value}={code}': write value=CODE, the code in letters, digits, '.', '_' and '-', joined with |.",
            )


def choices(text: str | None) -> Mapping[str, str]:
    """Return the codes of a field's choices by the values that stand for them."""
    pairs = (one.partition("=") for one in (text or "").split("|")) if text else ()
    return {value.strip(): (code.strip() if sign else value.strip()) for value, sign, code in pairs}


def _check_target(kind: RecordKind, field: Any, where: tuple[str, ...]) -> None:
    target = field.target
    if target is None:
        return
    if not _TARGET.fullmatch(target):
        raise CatalogueRefused((*where, "target"), f"'{target}' is not of small letters, digits and _.")
    wanted = COLUMNS.get(target) or FACTS[kind].get(target)
    given = FieldType.YUAN if field.type is FieldType.WAN_YUAN else field.type
    if wanted is not None and given is not wanted:
        raise CatalogueRefused((*where, "type"), f"'{target}' is of type {wanted}, not {field.type}.")
    unknown = set(choices(field.choices).values()) - set(Severity)
    if target == "severity" and unknown:
        raise CatalogueRefused((*where, "choices"), f"A severity is one of {', '.join(Severity)}.")


def _check_needed(fields: Sequence[Any]) -> None:
    required = {field.target for field in fields if field.required}
    for target in NEEDED:
        if target not in required:
            raise CatalogueRefused(("fields",), f"No required column fills '{target}', which no record can be without.")
    if not required.intersection(KEYS):
        raise CatalogueRefused(("fields",), "No required column fills 'external_id' or 'document_number'.")
