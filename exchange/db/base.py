"""What every table of the exchange is declared on."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Date, Integer, MetaData, Table, Text
from sqlalchemy.orm import DeclarativeBase

from exchange.db.types import Instant

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The declarative base: named constraints, so that migrations can alter them on both databases."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Text(), date: Date(), datetime: Instant(), int: Integer()}


Long = BigInteger().with_variant(Integer(), "sqlite")
"""A 64-bit integer; SQLite's INTEGER is one, and only that name makes a rowid key."""


def written(table: Table) -> tuple[str, ...]:
    """Return the names of the columns that are written: all but those that the database computes."""
    return tuple(column.name for column in table.columns if column.computed is None)
