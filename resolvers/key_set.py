"""A registered set of public keys (RFC 7517) as rows: what tells the keys apart, and nothing they are made of."""

from typing import Any

from sqlalchemy import Text, column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.selectable import TableValuedAlias


class key_set(FunctionElement[Any]):  # noqa: N801 - SQL functions are lower case
    """The keys of a JWKS text; none of NULL."""

    inherit_cache = True
    type = Text()
    name = "key_set"


@compiles(key_set, "postgresql")
def _postgresql(element: key_set, compiler: SQLCompiler, **kw: Any) -> str:
    text = compiler.process(element.clauses, **kw)
    # Strings of SQL are this module's trade; what is in them is a column.
    return f"(SELECT jwk->>'kid' AS kid, jwk->>'kty' AS kty FROM json_array_elements(({text})::json->'keys') AS j(jwk))"  # noqa: S608


@compiles(key_set, "sqlite")
def _sqlite(element: key_set, compiler: SQLCompiler, **kw: Any) -> str:
    text = compiler.process(element.clauses, **kw)
    return f"(SELECT value->>'kid' AS kid, value->>'kty' AS kty FROM json_each({text}, '$.keys'))"  # noqa: S608


def keys_of(jwks: Any) -> TableValuedAlias:
    """Return the rows of a JWKS: kid and kty."""
    return key_set(jwks).table_valued(column("kid", Text), column("kty", Text), name="jwk")
