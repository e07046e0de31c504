"""What is known of enterprises under the fields of the criteria: public facts, and those behind the door.

A fact of the credit file is read by the rules of the credit file itself (auth.visibility), and not at all where the
caller may not see it: neither what comes out nor the time that it takes can tell.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    case,
    exists,
    func,
    literal_column,
    select,
)

from auth.door import NOW, ONCE, TODAY, Access, Basis
from auth.recorded import published
from exchange.criterion.spelling import day_number, month_number, months_before
from exchange.criterion.verdict import Fact, Facts, Since, held_in
from exchange.criterion.vocabulary import MEANINGS, Field
from exchange.entity.fact import EntityStatus
from exchange.entity.model import Entity
from exchange.listing.force import in_force
from exchange.listing.model import ListDefinition, ListEntry
from exchange.record.kind import RecordKind
from exchange.record.model import CreditRecord
from resolvers.filed import filed_numbers, seen
from resolvers.piece import ONE, ZERO, grade_of, part_of

HOME = "CNY"
_COLUMNS = ("region_code", "industry_path", "kind", "status", "legal_form")
_RECORD = CreditRecord.__table__


def public_facts(entity: Any) -> Facts:
    """Return the public facts of an enterprise, from the columns of its registry row."""
    numbers = {field: Fact(number) for field, number in _public_numbers(entity).items()}
    since = Since(entity.registered_on, lambda months: months_before(TODAY, months))
    numbers[Field.REGISTERED_MONTHS] = numbers[Field.REGISTERED_MONTHS]._replace(since=since)
    return {**numbers, **_sets(entity)}


def knowing(asked: Basis, passage: Select[Any]) -> Select[Any]:
    """Return the one row of a door with all that is known of the enterprise to who stands there: see `facts_of`.

    An enterprise that the registry doesn't know has a row too. It is one row of few levels: SQLite's parser has a stack
    of 100 symbols.
    """
    door = passage.subquery("door")
    access, entity, uscc = Access(asked, door.c), Entity.__table__, door.c.uscc
    filed = {field: (seen(access, field), number) for field, number in filed_numbers(access).items()}
    return (
        select(
            *door.c,
            uscc.label("known_uscc"),
            *(entity.c[name].label(f"known_{name}") for name in _COLUMNS),
            *(number.label(_name(field)) for field, number in _public_numbers(entity.c, uscc).items()),
            *(case((may, number)).label(_name(field)) for field, (may, number) in filed.items()),
            *(may.label(_seen_name(field)) for field, (may, _number) in filed.items()),
        )
        .select_from(door.outerjoin(entity, entity.c.uscc == uscc))
        .offset(ONCE)
    )


def columns_of(row: Any) -> list[ColumnElement[Any]]:
    """Return the columns of a row of `knowing` that `facts_of` takes, to pass them on."""
    names = [f"known_{name}" for name in ("uscc", *_COLUMNS)]
    names += [_name(field) for field, meaning in MEANINGS.items() if meaning.ordered]
    names += [_seen_name(field) for field, meaning in MEANINGS.items() if meaning.item]
    return [getattr(row, name).label(name) for name in names]


def facts_of(row: Any) -> Facts:
    """Return the facts of a row of `knowing`."""
    entity = _Known(row)
    numbers = {
        field: Fact(getattr(row, _name(field)), seen=getattr(row, _seen_name(field)) if meaning.item else None)
        for field, meaning in MEANINGS.items()
        if meaning.ordered
    }
    return {**numbers, **_sets(entity)}


class _Known:
    """The registry's columns of a row of `knowing`, under the names that they have in the registry."""

    def __init__(self, row: Any) -> None:
        self._row = row

    def __getattr__(self, name: str) -> Any:
        return getattr(self._row, f"known_{name}")


def region_codes(code: Any) -> list[ColumnElement[str]]:
    """Return the codes of a division and of those that it lies in: its digits, filled up to six."""
    filled = [part_of(code, 1, n).concat(literal_column(f"'{'0' * (6 - n)}'", Text)) for n in (4, 2)]
    return [*filled, part_of(code, 1, 6), code]


def industry_codes(path: Any) -> list[ColumnElement[str]]:
    """Return the codes of an industry and of those that it belongs to: its section's letter, then its digits."""
    return [part_of(path, 1, 1), *(part_of(path, 2, n) for n in (2, 3, 4))]


def _public_numbers(entity: Any, uscc: Any = None) -> Mapping[Field, ColumnElement[Any]]:
    return {
        Field.REGISTERED_MONTHS: _months_since(entity.registered_on),
        Field.CAPITAL_FEN: case((entity.capital_currency == HOME, entity.capital_fen)),
        Field.PENALTY_SEVERITY: _gravest_penalty(entity.uscc if uscc is None else uscc),
    }


def _sets(entity: Any) -> Facts:
    stated = case((entity.status != EntityStatus.UNKNOWN.value, entity.status))
    return {
        Field.REGION: Fact(among=lambda values: held_in(values, *region_codes(entity.region_code))),
        Field.INDUSTRY: Fact(among=lambda values: held_in(values, *industry_codes(entity.industry_path))),
        Field.ENTITY_KIND: Fact(among=lambda values: held_in(values, entity.kind)),
        Field.STATUS: Fact(among=lambda values: held_in(values, stated)),
        Field.LEGAL_FORM: Fact(among=lambda values: held_in(values, entity.legal_form)),
        Field.LISTED: Fact(among=lambda values: _listed(entity.uscc, values)),
    }


def _months_since(day: Any) -> ColumnElement[int]:
    """Return the full months from a day to today; a month is full on the day of the same number."""
    begun = case((day_number(TODAY) < day_number(day), ONE), else_=ZERO)
    return month_number(TODAY) - month_number(day) - begun


def _gravest_penalty(uscc: Any) -> ColumnElement[int]:
    """Return the grade of the gravest penalty that everybody sees today, 0 where there is none."""
    record = _RECORD.c
    own = [record.uscc == uscc, record.kind == RecordKind.PENALTY.value, published(record)]
    gravest = select(func.max(grade_of(Field.PENALTY_SEVERITY, record.severity))).where(*own)
    return func.coalesce(gravest.correlate_except(_RECORD).scalar_subquery(), ZERO)


def _listed(uscc: Any, values: Any) -> ColumnElement[bool]:
    """Return whether an enterprise stands on a published list of one of the codes or colours."""
    entry, of = ListEntry, ListDefinition
    on: Select[Any] = select(ONE).join_from(entry, of, of.code == entry.list_code)
    now = [entry.uscc == uscc, of.published, in_force(entry, NOW, TODAY)]
    return exists(on.where(*now, held_in(values, of.code, of.colour)).correlate_except(entry, of))


def _name(field: Field) -> str:
    return f"known_{field.value.lower()}"


def _seen_name(field: Field) -> str:
    return f"seen_{field.value.lower()}"
