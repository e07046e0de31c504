"""Writes the reference files to their tables: what is missing or differs, and nothing when nothing does."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Table, and_, bindparam, insert, select, update

from exchange.arbitration.model import ArbitrationRules, FeeBand
from exchange.catalogue.model import CatalogueField, CatalogueItem
from exchange.deadline.model import DeadlineRule
from exchange.listing.model import ListDefinition, ListGround
from exchange.matter.model import Matter, MatterEdition, MatterRule
from exchange.measure.model import Measure, MeasureDepartment
from exchange.memorandum.model import Memorandum, MemorandumEdition, MemorandumLead, Signatory
from exchange.product.model import RateCap
from exchange.reference.arbitration import arbitration_rules, fee_bands
from exchange.reference.caps import rate_caps
from exchange.reference.catalogue import catalogue_fields, catalogue_items
from exchange.reference.lists import list_definitions, list_grounds
from exchange.reference.load import currencies, deadline_rules, departments, industries, regions
from exchange.reference.matters import matter_editions, matter_rules, matters
from exchange.reference.memoranda import editions, leads, measure_departments, measures, memoranda, signatories
from exchange.reference.model import Currency, Industry, Region, UsccDepartment

Row = dict[str, Any]

SOURCES: tuple[tuple[Any, Callable[[], Iterable[Any]]], ...] = (
    (Region.__table__, regions),
    (Industry.__table__, industries),
    (UsccDepartment.__table__, departments),
    (Currency.__table__, currencies),
    (CatalogueItem.__table__, catalogue_items),
    (CatalogueField.__table__, catalogue_fields),
    (DeadlineRule.__table__, deadline_rules),
    (RateCap.__table__, rate_caps),
    (ListDefinition.__table__, list_definitions),
    (ListGround.__table__, list_grounds),
    (Memorandum.__table__, memoranda),
    (MemorandumEdition.__table__, editions),
    (MemorandumLead.__table__, leads),
    (Signatory.__table__, signatories),
    (Measure.__table__, measures),
    (MeasureDepartment.__table__, measure_departments),
    (Matter.__table__, matters),
    (MatterEdition.__table__, matter_editions),
    (MatterRule.__table__, matter_rules),
    (FeeBand.__table__, fee_bands),
    (ArbitrationRules.__table__, arbitration_rules),
)
"""Each table with the rows that belong in it, a parent's before its children's."""


def seed(connection: Connection) -> dict[str, int]:
    """Bring the reference tables up to the files, in the caller's transaction; return the rows written by table.

    A row that the files no longer have stays, because records may name its code.
    """
    return {table.name: _write(connection, table, *_changes(connection, table, rows())) for table, rows in SOURCES}


def missing(connection: Connection) -> dict[str, int]:
    """Count the rows that `seed` would write, by table, without writing; tables that are complete are left out."""
    counts = {table.name: sum(map(len, _changes(connection, table, rows()))) for table, rows in SOURCES}
    return {name: count for name, count in counts.items() if count}


def _write(connection: Connection, table: Table, added: list[Row], changed: list[Row]) -> int:
    if added:
        connection.execute(insert(table), added)
    if changed:
        keys = and_(*(column == bindparam(f"key_{column.name}") for column in table.primary_key))
        values = [row | {f"key_{column.name}": row[column.name] for column in table.primary_key} for row in changed]
        connection.execute(update(table).where(keys), values)
    return len(added) + len(changed)


def _changes(connection: Connection, table: Table, stated: Iterable[Any]) -> tuple[list[Row], list[Row]]:
    rows = [asdict(row) for row in stated]
    present = {_key(table, row): row for row in map(dict, connection.execute(select(table)).mappings())}
    added = [row for row in rows if _key(table, row) not in present]
    # A file may state a part of the columns: what the exchange itself adds to a row is nothing that differs.
    changed = [row for row in rows if not row.items() <= present.get(_key(table, row), row).items()]
    return added, changed


def _key(table: Table, row: Row) -> tuple[Any, ...]:
    return tuple(row[column.name] for column in table.primary_key)
