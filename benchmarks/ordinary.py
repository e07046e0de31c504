"""The same documents through graphql-core's execution as a Strawberry server does it ordinarily.

Strawberry types with plain fields, resolvers that fetch ORM rows with SQLAlchemy's async engine: one statement an
operation too. Parsing and validation are cached by Strawberry's own extensions.
"""

import os
from datetime import date
from enum import Enum
from typing import Any

import orjson
import strawberry
from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.schema.config import StrawberryConfig

from benchmarks.asgi import Server
from exchange.entity.model import Entity as Row
from exchange.reference.model import Region
from schema.enums import EntityKind, EntityStatus
from schema.scalars import SCALARS, USCC, Code

ENGINES: list[AsyncEngine] = []


async def rows(statement: Select[Any]) -> list[Row]:
    """Return ORM rows."""
    async with async_sessionmaker(ENGINES[0], expire_on_commit=False)() as session:
        return list((await session.scalars(statement)).all())


@strawberry.interface
class Node:
    """What nodes answers with."""

    @strawberry.field
    def id(self) -> strawberry.ID:
        return strawberry.ID(f"ent_{self.uscc}")  # type: ignore[attr-defined]


@strawberry.type
class Entity(Node):
    """A row of the registry."""

    uscc: USCC
    name: str
    kind: EntityKind
    status: EntityStatus
    registered_on: date | None
    legal_form: str | None
    address: str | None

    @classmethod
    def is_type_of(cls, value: object, _info: object) -> bool:
        return isinstance(value, Row)


@strawberry.type
class Entities:
    """A page."""

    nodes: list[Entity]


@strawberry.input
class Filter:
    """Where to look."""

    region: Code


@strawberry.enum
class Sort(Enum):
    """The order."""

    USCC = "USCC"


@strawberry.type
class Query:
    """The root."""

    @strawberry.field
    async def entity(self, uscc: USCC) -> Entity | None:
        found: Any = await rows(select(Row).where(Row.uscc == uscc))
        return found[0] if found else None

    @strawberry.field
    async def entities(self, filter: Filter, sort: Sort, first: int) -> Entities:  # noqa: A002
        path = select(Region.path).where(Region.code == filter.region).scalar_subquery()
        below = (Row.region_code >= path) & (Row.region_code < path.concat("~"))
        found: Any = await rows(select(Row).where(below).order_by(Row.uscc).limit(first))
        return Entities(nodes=found)

    @strawberry.field
    async def nodes(self, ids: list[strawberry.ID]) -> list[Node | None]:
        wanted = [id_[4:] for id_ in ids]
        found: Any = {row.uscc: row for row in await rows(select(Row).where(Row.uscc.in_(wanted)))}
        return [found.get(uscc) for uscc in wanted]


class Ordinary(Server):
    """Answers GraphQL by Strawberry."""

    def __init__(self) -> None:
        config = StrawberryConfig(scalar_map=SCALARS)
        self.schema = strawberry.Schema(Query, types=[Entity], config=config, extensions=[ParserCache, ValidationCache])

    async def open(self) -> None:
        """Connect."""
        url = os.environ["LIMIT_DATABASE_URL"].replace("postgresql://", "postgresql+asyncpg://")
        ENGINES.append(create_async_engine(url, pool_size=8, max_overflow=0))

    async def answer(self, asked: dict[str, Any]) -> bytes:
        """Execute a document."""
        result = await self.schema.execute(asked["query"], asked["variables"])
        errors = {"errors": [error.formatted for error in result.errors]} if result.errors else {}
        return orjson.dumps({"data": result.data, **errors})


app = Ordinary()
