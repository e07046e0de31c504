"""The scalars of the contract: how each value is written and which text is refused."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, NewType

import strawberry
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition

from exchange.entity.uscc import fault, is_valid

USCC = NewType("USCC", str)
Code = NewType("Code", str)
BigInt = NewType("BigInt", int)
Share = NewType("Share", str)
Json = NewType("Json", object)

CODE = re.compile(r"[0-9A-Za-z_.-]{1,64}", re.ASCII)
DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,12})?", re.ASCII)
LARGEST = 2**63 - 1


def _refused(code: str, message: str) -> GraphQLError:
    return GraphQLError(message, extensions={"code": code})


def shown(value: Any) -> str:
    """Return a refused value for a message, cut where it is long."""
    text = repr(value) if not isinstance(value, str) else f"'{value}'"
    return text if len(text) <= 80 else f"{text[:77]}..."


def parse_uscc(value: Any) -> str:
    """Take a USCC; what is wrong with another text is said."""
    if not isinstance(value, str):
        raise _refused("BAD_USCC", f"{shown(value)} is not a USCC, which is text of 18 characters.")
    if not is_valid(value):
        raise _refused("BAD_USCC", f"{shown(value)} is not a USCC. {fault(value)[1]}")
    return value


def parse_code(value: Any) -> str:
    """Take a code: letters, digits and . _ - in ASCII."""
    if not isinstance(value, str) or not CODE.fullmatch(value):
        raise _refused("BAD_CODE", f"{shown(value)} is not a code: letters, digits, '.', '_' and '-', at most 64.")
    return value


def parse_date(value: Any) -> date:
    """Take a calendar day of ISO 8601."""
    try:
        if not isinstance(value, str) or len(value) != 10:
            raise ValueError(value)
        return date.fromisoformat(value)
    except ValueError:
        raise _refused("BAD_DATE", f"{shown(value)} is not a day: write it as 2026-03-01.") from None


def parse_datetime(value: Any) -> datetime:
    """Take an instant of ISO 8601 with its offset from UTC."""
    try:
        if not isinstance(value, str):
            raise ValueError(value)
        instant = datetime.fromisoformat(value)
        if instant.tzinfo is None:
            raise ValueError(value)
        return instant.astimezone(UTC)
    except (ValueError, OverflowError):
        message = f"{shown(value)} is not an instant: write it with its offset, as 2026-03-01T09:00:00+08:00."
        raise _refused("BAD_DATETIME", message) from None


def parse_bigint(value: Any) -> int:
    """Take a whole number of 64 bits, as a string of digits or as a number."""
    if isinstance(value, bool) or not re.fullmatch(r"-?\d{1,19}", str(value), re.ASCII) or abs(int(value)) > LARGEST:
        raise _refused("BAD_NUMBER", f"{shown(value)} is not a whole number of 64 bits.")
    return int(value)


def parse_decimal(value: Any) -> str:
    """Take a decimal number, as a string so that it stays exact."""
    if not isinstance(value, str) or not DECIMAL.fullmatch(value):
        raise _refused("BAD_NUMBER", f"{shown(value)} is not a decimal number: write it as a string like '3.45'.")
    return value


def _scalar(name: str, description: str, parse: Callable[[Any], Any]) -> ScalarDefinition:
    # Values leave the database as text already; a value that graphql-core passes on is that text.
    return strawberry.scalar(name=name, description=description, serialize=str, parse_value=parse)


def _unwritable(value: Any) -> Any:
    raise _refused("BAD_INPUT", f"{shown(value)} can't be passed: no argument takes this type.")


SCALARS: dict[object, ScalarDefinition] = {
    USCC: _scalar(
        "USCC",
        "A Unified Social Credit Code (GB 32100-2015): 18 characters, the last one a check character.",
        parse_uscc,
    ),
    Code: _scalar("Code", "A code of a published list: letters, digits, '.', '_' and '-'.", parse_code),
    date: _scalar("Date", "A calendar day in Asia/Shanghai, as 2026-03-01.", parse_date),
    datetime: _scalar("DateTime", "An instant, as 2026-03-01T01:00:00.000000Z; any offset is taken.", parse_datetime),
    BigInt: _scalar("BigInt", "A whole number of 64 bits as a string of digits, safe in every language.", parse_bigint),
    Json: strawberry.scalar(
        name="JSON", description="Any JSON, as it is.", serialize=lambda value: value, parse_value=_unwritable
    ),
    Share: _scalar("Decimal", "A decimal number as a string, exact.", parse_decimal),
}
