"""What the reference files say of matters, each with its first edition, and of the editions' rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from exchange.reference.table import (
    day,
    one_of,
    optional_day,
    optional_text,
    read_file,
    text,
    whole_number,
    yes_or_no,
)


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A matter."""

    code: str
    name: str
    description: str
    source: str


@dataclass(frozen=True, slots=True)
class MatterEditionRow:
    """An edition of a matter's rules."""

    id: str
    matter_code: str
    edition: int
    valid_from: date
    source: str


@dataclass(frozen=True, slots=True)
class MatterRuleRow:
    """A rule; it names a list or a colour."""

    edition_id: str
    number: int
    list_code: str | None
    colour: str | None
    from_state: str
    consequence: str
    precedence: int
    legal_basis: str
    article: str | None
    verified: bool
    measure_id: str | None
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class _Edited:
    matter: MatterRow
    edition: MatterEditionRow


_MATTER = {
    "code": text,
    "name": text,
    "description": text,
    "source": text,
    "edition": whole_number,
    "valid_from": day,
    "edition_source": text,
}
_RULE = {
    "matter_code": text,
    "edition": whole_number,
    "number": whole_number,
    "list_code": optional_text,
    "colour": lambda cell: one_of("RED", "BLACK", "WATCH")(cell) if cell else None,
    "from_state": one_of("LISTED", "EXTENDED"),
    "consequence": one_of("EXCLUDE", "RESTRICT", "REVIEW", "PREFER"),
    "precedence": whole_number,
    "legal_basis": text,
    "article": optional_text,
    "verified": yes_or_no,
    "measure_id": optional_text,
    "valid_from": optional_day,
    "valid_until": optional_day,
}


def matters() -> Iterator[MatterRow]:
    """Yield the matters. Raises ReferenceFileError for a damaged file."""
    return (row.matter for row in _edited())


def matter_editions() -> Iterator[MatterEditionRow]:
    """Yield the matters' editions."""
    return (row.edition for row in _edited())


def matter_rules() -> Iterator[MatterRuleRow]:
    """Yield the editions' rules. Raises ReferenceFileError for a damaged file."""

    def rule(*, matter_code: str, edition: int, **row: object) -> MatterRuleRow:
        return MatterRuleRow(_edition_id(matter_code, edition), **row)  # type: ignore[arg-type]

    return read_file("matter_rules.tsv", rule, _RULE)


def _edited() -> Iterator[_Edited]:
    return read_file("matters.tsv", _matter, _MATTER)


def _matter(*, edition: int, valid_from: date, edition_source: str, **row: str) -> _Edited:
    matter = MatterRow(**row)
    made = MatterEditionRow(_edition_id(matter.code, edition), matter.code, edition, valid_from, edition_source)
    return _Edited(matter, made)


def _edition_id(matter_code: str, edition: int) -> str:
    return f"med_{matter_code}.{edition}"
