"""The access log's lane on PostgreSQL: a batch is one statement on an asyncpg connection of its own."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress

import asyncpg
from sqlalchemy import URL

from exchange import clock
from exchange.audit.balance import Request, named, shared
from exchange.audit.entry import Entry
from exchange.audit.lane import ACTOR, CONSUMED, SECONDS, Lane
from exchange.audit.refusal import BadEntry, LogUnavailable
from exchange.db.engine import address
from exchange.db.lost import FAILED
from exchange.feed.model import EventType

_TYPES = {"at": "timestamptz", "row_count": "int"}
_NAMES = ", ".join(Entry._fields)
_ARRAYS = ", ".join(f"${n}::{_TYPES.get(name, 'text')}[]" for n, name in enumerate(Entry._fields, 1))
_NEXT = len(Entry._fields) + 1
# One statement is one round trip and a transaction of its own. It writes all of the batch, or nothing where a consent
# has fewer fetches left than the batch asks for. The balances are locked in the order of the ids: two batches that
# share consents queue up and don't wait for each other in a circle. The feed's head comes behind them, and only where
# a consent ended.
WRITE = f"""
WITH asked AS (
  SELECT consent_id, fetches FROM unnest(${_NEXT}::text[], ${_NEXT + 1}::int[]) AS of_batch(consent_id, fetches)
), held AS (
  SELECT balance.consent_id, balance.remaining FROM consent_balance AS balance
  WHERE balance.consent_id = ANY(${_NEXT}::text[]) ORDER BY balance.consent_id FOR NO KEY UPDATE
), enough AS (
  SELECT count(*) = cardinality(${_NEXT}::text[]) AS of_all
  FROM held JOIN asked USING (consent_id) WHERE held.remaining >= asked.fetches
), taken AS (
  UPDATE consent_balance AS balance SET remaining = balance.remaining - asked.fetches FROM asked
  WHERE balance.consent_id = asked.consent_id AND (SELECT of_all FROM enough)
  RETURNING balance.consent_id, balance.remaining
), consumed AS (
  INSERT INTO consent_event (consent_id, state, at, actor)
  SELECT consent_id, '{CONSUMED}', ${_NEXT + 2}, '{ACTOR}' FROM taken WHERE remaining = 0 RETURNING consent_id
), ended AS (
  SELECT count(*) AS consents FROM consumed
), head AS (
  UPDATE feed_head SET position = position + ended.consents FROM ended WHERE ended.consents > 0
  RETURNING position - ended.consents AS before
), told AS (
  INSERT INTO feed_event (position, at, type, object_id, uscc, is_public, institution_code)
  SELECT head.before + row_number() OVER (ORDER BY consent.id), ${_NEXT + 2}, '{EventType.CONSENT_CHANGED}',
    consent.id, consent.uscc, false, consent.grantee_code
  FROM head CROSS JOIN consumed JOIN consent ON consent.id = consumed.consent_id
), entry AS (
  INSERT INTO access_entry ({_NAMES})
  SELECT * FROM unnest({_ARRAYS}) WHERE (SELECT of_all FROM enough) RETURNING id
)
INSERT INTO access_pending (entry_id) SELECT id FROM entry"""  # noqa: S608 - names of our own
NOTHING = "INSERT 0 0"
HELD = """
SELECT consent_id, remaining FROM consent_balance WHERE consent_id = ANY($1::text[])
ORDER BY consent_id FOR NO KEY UPDATE"""
_BAD = (asyncpg.DataError, asyncpg.IntegrityConstraintViolationError, UnicodeEncodeError)


class PostgresLane(Lane):
    """A connection that is opened when it is needed."""

    def __init__(self, url: URL, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._address = address(url)
        self._connection: asyncpg.Connection | None = None

    async def commit(self, requests: Sequence[Request]) -> list[bool]:
        """Write the batch. A connection on which something failed isn't used again: that undoes what it began."""
        try:
            async with asyncio.timeout(self._seconds):
                return await _commit(await self._open(), requests)
        except _BAD as error:
            self._drop()
            raise BadEntry from error
        except FAILED as error:
            self._drop()
            raise LogUnavailable from error

    async def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            with suppress(*FAILED):
                await self._connection.close(timeout=self._seconds)

    async def _open(self) -> asyncpg.Connection:
        if self._connection is None or self._connection.is_closed():
            limit = str(int(self._seconds * 1000))
            options = {
                "timezone": "UTC",
                "statement_timeout": limit,
                "lock_timeout": limit,
                "jit": "off",
                # Rows are found by their keys, whatever the batch: planning it anew costs more than writing it, and a
                # plan made while the log was empty would read all of it for every foreign key.
                "plan_cache_mode": "force_generic_plan",
                "enable_seqscan": "off",
            }
            self._connection = await asyncpg.connect(**self._address, server_settings=options)
        return self._connection

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.terminate()
        self._connection = None


async def _commit(connection: asyncpg.Connection, requests: Sequence[Request]) -> list[bool]:
    asked = Counter(consent for request in requests for consent in named(request))
    if await _write(connection, requests, asked):
        return [True] * len(requests)
    return await _shared(connection, requests, sorted(asked))


async def _shared(connection: asyncpg.Connection, requests: Sequence[Request], consents: list[str]) -> list[bool]:
    """Write those operations of a batch that there is a fetch left for, first come first served."""
    await connection.execute("BEGIN")
    remaining = {row[0]: row[1] for row in await connection.fetch(HELD, consents)}
    granted, taken = shared(requests, remaining)
    paid = [request for request, enough in zip(requests, granted, strict=True) if enough]
    if paid:
        await _write(connection, paid, taken)
    await connection.execute("COMMIT")
    return granted


async def _write(connection: asyncpg.Connection, requests: Sequence[Request], taken: Mapping[str, int]) -> bool:
    columns = zip(*(entry for request in requests for entry in request), strict=True)
    done = await connection.execute(WRITE, *map(list, columns), list(taken), list(taken.values()), clock.now())
    return bool(done != NOTHING)
