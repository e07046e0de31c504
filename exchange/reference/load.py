"""What the reference files of this folder say, row by row; `exchange migrate` writes it to the tables.

A row's attributes are its table's columns, and a parent's row comes before its children's; capital units and holidays
have no table. Sources: the first lines of each file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

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
class RegionRow:
    """A division of GB/T 2260 or a town; years are the first and the last of the code under this name."""

    code: str
    name: str
    level: str
    parent_code: str | None
    path: str
    valid_from: int | None
    valid_to: int | None


@dataclass(frozen=True, slots=True)
class IndustryRow:
    """A category of GB/T 4754-2017."""

    code: str
    name: str
    level: str
    parent_code: str | None
    path: str


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """The first two characters of a USCC (GB 32100-2015) and the kind of entity they stand for."""

    department: str
    category: str
    department_name: str
    category_name: str
    kind: str


@dataclass(frozen=True, slots=True)
class CurrencyRow:
    """A currency of ISO 4217; `digits` are its minor unit's, null where the standard gives none."""

    code: str
    numeric: str
    name: str
    name_zh: str | None
    digits: int | None
    retired: bool


@dataclass(frozen=True, slots=True)
class CapitalUnitRow:
    """A spelling of a unit of registered capital; an amount in it times `factor` is an amount of `currency`.

    `assumed`: the spelling names no currency.
    """

    unit: str
    currency: str
    factor: int
    assumed: bool


@dataclass(frozen=True, slots=True)
class DeadlineRuleRow:
    """A period with its source; in force from and until the days named."""

    code: str
    jurisdiction: str
    subject: str
    period: int
    unit: str
    extension: int | None
    ends_on_workday: bool
    source: str
    article: str
    verified: bool
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """A day that is not what its weekday says: a holiday, or a weekend's day that is worked."""

    day: date
    name: str
    kind: str


_REGION = {
    "code": text,
    "name": text,
    "level": one_of("PROVINCE", "PREFECTURE", "COUNTY", "TOWN"),
    "parent_code": optional_text,
    "valid_from": optional_whole_number,
    "valid_to": optional_whole_number,
}
_INDUSTRY = {
    "code": text,
    "name": text,
    "level": one_of("SECTION", "DIVISION", "GROUP", "CLASS"),
    "parent_code": optional_text,
    "path": text,
}
_DEPARTMENT = {
    "department": text,
    "category": text,
    "department_name": text,
    "category_name": text,
    "kind": one_of(
        "ENTERPRISE",
        "INDIVIDUAL_BUSINESS",
        "INSTITUTION",
        "SOCIAL_ORGANISATION",
        "GOVERNMENT_AGENCY",
        "RURAL_COLLECTIVE",
        "OTHER",
    ),
}
_CURRENCY = {
    "code": text,
    "numeric": text,
    "name": text,
    "name_zh": optional_text,
    "digits": optional_whole_number,
    "retired": yes_or_no,
}
_CAPITAL_UNIT = {"unit": text, "currency": text, "factor": whole_number, "assumed": yes_or_no}
_DEADLINE_RULE = {
    "code": text,
    "jurisdiction": text,
    "subject": text,
    "period": whole_number,
    "unit": one_of("CALENDAR_DAY", "WORKING_DAY", "MONTH", "YEAR"),
    "extension": optional_whole_number,
    "ends_on_workday": yes_or_no,
    "source": text,
    "article": text,
    "verified": yes_or_no,
    "valid_from": day,
    "valid_until": optional_day,
}

_HOLIDAY = {"day": day, "name": text, "kind": one_of("HOLIDAY", "WORKDAY")}

_SIGNIFICANT_DIGITS = {"PROVINCE": 2, "PREFECTURE": 4, "COUNTY": 6, "TOWN": 9}


def regions() -> Iterator[RegionRow]:
    """Yield the divisions in force and retired, and Huizhou's towns. Raises ReferenceFileError for a damaged file."""
    return read_file("regions.tsv", _region, _REGION)


def industries() -> Iterator[IndustryRow]:
    """Yield the categories of GB/T 4754-2017. Raises ReferenceFileError for a damaged file."""
    return read_file("industries.tsv", IndustryRow, _INDUSTRY)


def departments() -> Iterator[DepartmentRow]:
    """Yield the prefixes of GB 32100-2015. Raises ReferenceFileError for a damaged file."""
    return read_file("uscc_departments.tsv", DepartmentRow, _DEPARTMENT)


def currencies() -> Iterator[CurrencyRow]:
    """Yield the currencies of ISO 4217, two retired ones included. Raises ReferenceFileError for a damaged file."""
    return read_file("currencies.tsv", CurrencyRow, _CURRENCY)


def capital_units() -> Iterator[CapitalUnitRow]:
    """Yield the spellings of capital units, as unit_key writes them. Raises ReferenceFileError for a damaged file."""
    return read_file("capital_units.tsv", CapitalUnitRow, _CAPITAL_UNIT)


def deadline_rules() -> Iterator[DeadlineRuleRow]:
    """Yield the periods that deadlines are counted by. Raises ReferenceFileError for a damaged file."""
    return read_file("deadline_rules.tsv", DeadlineRuleRow, _DEADLINE_RULE)


def holidays() -> Iterator[HolidayRow]:
    """Yield the published holidays and working weekends, by day. Raises ReferenceFileError for a damaged file."""
    return read_file("holidays.tsv", HolidayRow, _HOLIDAY)


def _region(*, code: str, level: str, **others: Any) -> RegionRow:
    return RegionRow(code=code, level=level, path=code[: _SIGNIFICANT_DIGITS[level]], **others)
