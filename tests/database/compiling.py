"""Lets the engines of a test process share what SQLAlchemy compiled: each test has engines of its own, of two kinds."""

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

SIZE = 2_000
_COMPILED: LRUCache[Any, Any] = LRUCache(SIZE)


def share_compiled() -> None:
    """Let two dialects of one kind and server be the same key of SQLAlchemy's caches, and all connections share one.

    Without that a tenth of the run's time goes into compiling the same statements anew for each test.
    """
    DefaultDialect.__eq__ = _is_alike  # type: ignore[method-assign, assignment]
    DefaultDialect.__hash__ = _kind  # type: ignore[method-assign, assignment]
    event.listen(Engine, "engine_connect", _give)


def _is_alike(one: DefaultDialect, other: object) -> bool:
    return type(one) is type(other) and _server(one) == _server(other)


def _kind(dialect: DefaultDialect) -> int:
    return hash(type(dialect))


def _server(dialect: Any) -> tuple[Any, ...]:
    """Return what a dialect knows of its server: nothing before its first connection."""
    return dialect.server_version_info, dialect.default_schema_name, dialect.paramstyle


def _give(connection: Connection) -> None:
    connection.execution_options(compiled_cache=_COMPILED)
