"""The shared buckets on PostgreSQL: a lease is one statement on a connection of its own.

The table is unlogged, and commits don't wait for the disk: after a crash of the server all buckets are full.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import asyncpg
from sqlalchemy import URL

from exchange.db.engine import address
from exchange.db.lost import FAILED
from exchange.rate.bucket import JUMP_SECONDS, PARTS, Asking, Lease, Limit
from exchange.rate.store import Returned, Store, StoreAway

SECONDS = 1.0
"""How long a lease waits for an answer at most; one takes a fraction of a millisecond."""
OPTIONS = {"synchronous_commit": "off", "jit": "off", "statement_timeout": "900", "lock_timeout": "900"}

# The same as exchange.rate.bucket.leased, in one statement: the row is locked before its values are read. The instant
# is read before that, so of two leases the later one may have the earlier instant: it is a clock that went back a bit.
_SHARE = f"floor(({{level}} + $5) / {PARTS}) - $5"
_GRANTED = (
    f"CASE WHEN {{level}} < $4 THEN 0 ELSE least(floor({{level}}), greatest($4, {_SHARE}, 0)) END"  # of the bucket
)
TAKE = f"""
INSERT INTO rate_bucket AS stored (key, level, at, granted)
SELECT $1, size - granted, at, granted FROM (
  SELECT size, extract(epoch FROM clock_timestamp())::float8 AS at, {_GRANTED.format(level="size")} AS granted
  FROM (SELECT $2::float8 AS size) AS new
) AS lent
ON CONFLICT (key) DO UPDATE SET (level, at, granted) = (
  SELECT level - granted, at, granted FROM (
    SELECT level, at, {_GRANTED.format(level="level")} AS granted FROM (
      SELECT least($2::float8, stored.level + $6::float8 + $3::float8 * greatest(0, excluded.at - stored.at)) AS level,
        CASE WHEN stored.at - excluded.at > {JUMP_SECONDS} THEN excluded.at
        ELSE greatest(stored.at, excluded.at) END AS at
    ) AS filled
  ) AS lent
)
RETURNING granted, level""".replace("$4", "$4::float8").replace("$5", "$5::float8")  # noqa: S608 - names of our own
GIVE = """
UPDATE rate_bucket AS stored SET level = least(back.size, stored.level + back.points)
FROM unnest($1::text[], $2::float8[], $3::float8[]) AS back(key, size, points) WHERE stored.key = back.key"""
SWEEP = """
WITH swept AS (
  DELETE FROM rate_bucket WHERE at < extract(epoch FROM clock_timestamp())::float8 - $1::float8 RETURNING 1
) SELECT count(*) FROM swept"""


class PostgresStore(Store):
    """A connection that is opened when it is needed; whoever else asks meanwhile waits in line."""

    def __init__(self, url: URL) -> None:
        self._address = address(url)
        self._connection: asyncpg.Connection | None = None
        self._turn = asyncio.Lock()

    async def take(self, key: str, limit: Limit, asking: Asking) -> Lease:
        """Lend points of a bucket. Raises StoreAway."""
        (row,) = await self._run(TAKE, key, float(limit.size), limit.rate, *map(float, asking))
        return Lease(int(row[0]), row[1])

    async def give(self, returned: Sequence[Returned]) -> None:
        """Put points back. Raises StoreAway."""
        await self._run(GIVE, *zip(*((key, float(size), float(points)) for key, size, points in returned), strict=True))

    async def sweep(self, seconds: float) -> int:
        """Delete the buckets that nobody took from for so long. Raises StoreAway."""
        ((count,),) = await self._run(SWEEP, seconds)
        return int(count)

    async def close(self) -> None:
        """Close the connection."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(*FAILED):
                await connection.close(timeout=SECONDS)

    async def _run(self, statement: str, *values: Any) -> list[Any]:
        try:
            async with asyncio.timeout(SECONDS), self._turn:
                return await self._asked(statement, *values)
        except FAILED as error:
            raise StoreAway from error

    async def _asked(self, statement: str, *values: Any) -> list[Any]:
        try:
            connection = await self._connected()
            return list(await connection.fetch(statement, *values))
        except BaseException:
            # The statement may be under way still: whoever comes next needs another connection.
            self._drop()
            raise

    async def _connected(self) -> asyncpg.Connection:
        if self._connection is None or self._connection.is_closed():
            self._connection = await asyncpg.connect(**self._address, server_settings=OPTIONS, timeout=SECONDS)
        return self._connection

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.terminate()
