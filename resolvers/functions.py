"""The few SQL functions whose spelling differs between PostgreSQL and SQLite."""

from typing import Any

from sqlalchemy import LargeBinary, Select, Text, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from exchange.db.function import Function, Spellings, spell
from exchange.db.types import Instant
from resolvers.joined import Spelled, joined


class quoted(Function[str]):  # noqa: N801 - SQL functions are lower case
    """A value as a JSON string, escaped."""

    inherit_cache = True
    type = Text()


class utf8(Function[bytes]):  # noqa: N801
    """The text's bytes, which the driver hands over without decoding them."""

    inherit_cache = True
    type = LargeBinary()


class hexed(Function[str]):  # noqa: N801
    """The text's UTF-8 bytes as lower-case hexadecimal digits."""

    inherit_cache = True
    type = Text()


class instant(Function[str]):  # noqa: N801
    """An instant as ISO 8601 in UTC with microseconds."""

    inherit_cache = True
    type = Text()


class fact(Function[str]):  # noqa: N801
    """(JSON object, key) -> the text or number under the key as text; NULL where there is none."""

    inherit_cache = True
    type = Text()


class fact_text(Function[str]):  # noqa: N801
    """(JSON object, key) -> the value under the key as text, whatever it is; NULL where there is none."""

    inherit_cache = True
    type = Text()


class fact_json(Function[str]):  # noqa: N801
    """(JSON object, key) -> the value under the key as JSON."""

    inherit_cache = True
    type = Text()


class month_start(Function[Any]):  # noqa: N801
    """The instant at which the month of a day began here: what was before it doesn't change any more."""

    inherit_cache = True
    type = Instant()


class gathered(Function[str]):  # noqa: N801
    """The texts of all rows, separated by commas; NULL without a row."""

    inherit_cache = True
    type = Text()


class gathered_where(Function[str]):  # noqa: N801
    """(text, condition) -> the texts of the rows that meet the condition, separated by commas; NULL without one."""

    inherit_cache = True
    type = Text()


class or_empty(Function[str]):  # noqa: N801
    """The text, and an empty one for NULL."""

    inherit_cache = True
    type = Text()


SPELLINGS: Spellings = {
    quoted: ("to_json({0})::text", "json_quote({0})"),
    utf8: ("textsend({0})", "CAST({0} AS BLOB)"),
    hexed: ("encode(textsend({0}), 'hex')", "lower(hex({0}))"),
    fact: ("({0}::json ->> {1})", "CAST(json_extract({0}, '$.' || {1}) AS TEXT)"),
    fact_text: (
        "({0}::json ->> {1})",
        "CASE json_type({0}, '$.' || {1}) WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' "
        "ELSE CAST(json_extract({0}, '$.' || {1}) AS TEXT) END",
    ),
    fact_json: ("({0}::json -> {1})::text", "json_extract({0}, '$.' || {1})"),
    instant: ("to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')", "{0}"),
    gathered: ("string_agg({0}, ',')", "group_concat({0}, ',')"),
    gathered_where: (
        "string_agg({0}, ',') FILTER (WHERE {1})",
        "group_concat({0}, ',') FILTER (WHERE {1})",
    ),
    or_empty: ("coalesce({0}, '')", "coalesce({0}, '')"),
    month_start: (
        "(date_trunc('month', {0}::timestamp) AT TIME ZONE 'Asia/Shanghai')",
        "strftime('%Y-%m-%dT%H:%M:%S.000000Z', {0}, 'start of month', '-8 hours')",
    ),
}


def spelled(element: type[Function[Any]], dialect: str, column: str) -> Spelled:
    """Spell such a function of a column out."""
    return Spelled(SPELLINGS[element][dialect == "sqlite"].format(column))


spell(SPELLINGS)


def listed(texts: Select[Any]) -> joined:
    """Return the JSON array of the strings of a Select's only column, in its order.

    Whatever the Select doesn't read itself is the row that the expression belongs to.
    """
    rows = texts.correlate_except(*texts.columns_clause_froms).subquery()
    (text,) = rows.c
    return joined(["[", or_empty(select(gathered(quoted(text))).scalar_subquery()), "]"])


class sole(Function[str]):  # noqa: N801
    """The text of a statement's only row, and JSON's null without one."""

    inherit_cache = True
    type = Text()


@compiles(sole, "postgresql")
def _sole_postgresql(element: sole, compiler: SQLCompiler, **kw: Any) -> str:
    return f"coalesce({compiler.process(*element.operands, **kw)}, 'null')"


@compiles(sole, "sqlite")
def _sole_sqlite(element: sole, compiler: SQLCompiler, **kw: Any) -> str:
    # A function call around the statement would take three more of the 100 symbols on the parser's stack per level.
    statement = compiler.process(*element.operands, **kw)
    return f"{statement.removesuffix(')')} UNION ALL SELECT 'null' LIMIT 1)"


class each(FunctionElement[Any]):  # noqa: N801
    """The elements of a list parameter with their positions: a table of (value, position)."""

    inherit_cache = True
    type = Text()
    name = "each"


@compiles(each, "postgresql")
def _each_postgresql(element: each, compiler: SQLCompiler, **kw: Any) -> str:
    values = compiler.process(element.clauses, **kw)
    # Strings of SQL are this module's trade; the values are parameters.
    return f"(SELECT value, position FROM unnest({values}) WITH ORDINALITY AS listed(value, position))"  # noqa: S608


@compiles(each, "sqlite")
def _each_sqlite(element: each, compiler: SQLCompiler, **kw: Any) -> str:
    return f"(SELECT value, key AS position FROM json_each({compiler.process(element.clauses, **kw)}))"  # noqa: S608
