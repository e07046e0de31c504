"""How the exchange's values are stored: codes, instants and days, the same way on both databases."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, String, Text
from sqlalchemy.types import TypeDecorator


class Code(TypeDecorator[str]):
    """A code, id or enum value: text of characters that need no escaping, ordered by code point.

    PostgreSQL's default collation would order and index it by language; codes are prefixes of one another
    and are compared as ranges, so they take the "C" collation (SQLite's own is the same).
    """

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Return text, with the C collation on PostgreSQL."""
        return dialect.type_descriptor(Text(collation="C" if dialect.name == "postgresql" else None))


class Name(Code):
    """Free text that is sorted: ordered by code point on both databases, so that pages agree."""

    cache_ok = True


class Instant(TypeDecorator[datetime]):
    """An instant: timestamptz on PostgreSQL, fixed-width UTC text on SQLite (so that text order is time order)."""

    impl = DateTime(timezone=True)
    cache_ok = True
    _FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Return the type each database stores it in."""
        return dialect.type_descriptor(DateTime(timezone=True) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuse a naive instant; write UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("An instant needs a time zone.")
        value = value.astimezone(UTC)
        return value if dialect.name == "postgresql" else value.strftime(self._FORMAT)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return it aware, in UTC."""
        if value is None:
            return None
        if dialect.name == "postgresql":
            return value.astimezone(UTC)  # type: ignore[no-any-return]
        return datetime.strptime(value, self._FORMAT).replace(tzinfo=UTC)
