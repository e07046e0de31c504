"""Makes exports: page after page as the caller of now, each on the disk before it is acknowledged.

Whichever worker is free takes the next export up, or one whose worker is gone. A page that was read and not
acknowledged is read again: nothing is doubled in the file or missing from it.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import structlog
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from auth import granted
from auth.oauth import granting
from auth.principal import Principal
from exchange.app.account import Accounts
from exchange.app.operation import Operations
from exchange.app.purse import CODE as RATE_LIMITED
from exchange.app.request import Asked
from exchange.db.reader import ReadTimeout, ReadUnavailable
from exchange.export import claiming
from exchange.export.claiming import ATTEMPTS, Lost, Progress
from exchange.export.file import FOLDER, Damaged, File, Held, path
from exchange.export.model import Export
from exchange.settings import Settings
from resolvers.command import StandingChanged
from resolvers.exported import PAGE
from resolvers.refusal import Refused

AGAIN_SECONDS = 5.0
"""After how long an export is begun again where the database was away or too slow."""
SWEEP_SECONDS = 60.0
TRIES = 5
PASSING = frozenset({ReadUnavailable.code, ReadTimeout.code})
"""Refusals that may be over by the next attempt."""

logger = structlog.get_logger("exchange.export")


class Failed(Exception):
    """The export can't be made; the text says why to who asked."""


class Spent(Exception):
    """Who asked for it has spent its points: the export waits until there are some again."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds


class Found(NamedTuple):
    """A page: its lines, where the next one begins, and the consents that it was read under."""

    lines: list[bytes]
    cursor: str | None
    more: bool
    consents: set[str]


@asynccontextmanager
async def exporting(
    engine: Engine, settings: Settings, operations: Operations, accounts: Accounts
) -> AsyncIterator[None]:
    """Make exports in the background until the block ends; one under way is left to another worker at once."""
    task = asyncio.create_task(Exporting(engine, settings, operations, accounts).run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


class Exporting:
    """One worker's share of the exports."""

    def __init__(self, engine: Engine, settings: Settings, operations: Operations, accounts: Accounts) -> None:
        self.engine, self.settings, self.operations, self.accounts = engine, settings, operations, accounts
        self.worker = secrets.token_hex(8)
        self.swept = 0.0

    async def run(self) -> None:
        """Take exports up for as long as the worker lives."""
        while True:
            try:
                await self._sweep()
                if await asyncio.to_thread(claiming.waiting, self.engine, self.settings.export_lease_seconds):
                    await self.one()
                    continue
            except Exception as error:
                # The outermost handler of the task: the database may be away, and the next round finds what waits.
                logger.error("exporting_failed", reason=type(error).__name__)
            await asyncio.sleep(self.settings.export_look_seconds)

    async def one(self) -> None:
        """Take one export up and make it, as far as it goes."""
        export = await asyncio.to_thread(claiming.claim, self.engine, self.worker, self.settings.export_lease_seconds)
        if export is None:
            return
        try:
            await self._make(export)
        except Lost:
            pass
        except Failed as failed:
            await self._fail(export, str(failed))
        except (StandingChanged, ReadUnavailable):
            await self._again(export)
        except Held:
            await asyncio.to_thread(claiming.release, self.engine, export.id, self.worker, AGAIN_SECONDS)
        except Spent as spent:
            await asyncio.to_thread(claiming.release, self.engine, export.id, self.worker, spent.seconds)
        except asyncio.CancelledError:
            claiming.release(self.engine, export.id, self.worker)
            raise
        except Exception as error:
            # Of this export only: the others' turn must come. The error's text may have a row's values.
            logger.error("export_failed", export=export.id, reason=type(error).__name__)
            await self._again(export)

    async def _make(self, export: Export) -> None:
        place = path(self.settings, export.id)
        try:
            file = await asyncio.to_thread(File.open, place, export.bytes, export.sha256)
        except Damaged:
            raise Failed("Its file was damaged while it was made. Ask for it again.") from None
        try:
            done = Progress(export.cursor, export.rows, export.bytes, export.sha256, orjson.loads(export.consents))
            while True:
                found = await self._page(export, done.cursor)
                if file.size + sum(map(len, found.lines)) > self.settings.export_bytes:
                    raise Failed(f"It is larger than {self.settings.export_bytes} bytes. Ask for a part of it.")
                done = await asyncio.to_thread(self._keep, export, file, done, found)
                if not found.more:
                    logger.info("exported", export=export.id, document=export.document_sha256, rows=done.rows)
                    return
        finally:
            file.close()

    def _keep(self, export: Export, file: File, done: Progress, found: Found) -> Progress:
        """Write a page, then acknowledge it. Raises Lost."""
        file.add(found.lines)
        consents = {*done.consents, *found.consents}
        cursor = found.cursor or done.cursor
        done = Progress(cursor, done.rows + len(found.lines), file.size, file.sha256, consents)
        if found.more:
            claiming.keep(self.engine, export.id, self.worker, self.settings.export_lease_seconds, done)
        else:
            claiming.finish(self.engine, export.id, self.worker, done)
        return done

    async def _page(self, export: Export, cursor: str | None) -> Found:
        """Read a page as who asked for the export, by the rights of now. What passes the door is logged first."""
        variables = orjson.loads(export.variables)
        if cursor is not None:
            variables[export.after_in] = cursor
        asked = Asked(export.document, export.operation_name, variables, by_get=True)
        for _ in range(TRIES):
            principal = await asyncio.to_thread(self._principal, export)
            try:
                done = await self.operations.read(asked, principal, export.id, self.accounts.known(principal))
            except StandingChanged:
                continue
            except Refused as refused:
                raise _reason(refused) from None
            consents = {one.consent_id for one in done.passed if one.consent_id is not None}
            return _found(export, orjson.loads(done.data), consents)
        raise StandingChanged

    def _principal(self, export: Export) -> Principal:
        """Return who asked, with what it may do now. Raises Failed where it may not ask any more."""
        user = export.user_id or export.on_behalf_of
        with Session(self.engine.execution_options(read_only=True)) as session:
            connection = session.connection()
            found = granted.principal(connection, self.settings, export.client_id, export.scopes.split(" "), user)
            lasts = export.grant_id is None or granting.alive(session, export.grant_id) is not None
        if found is None or not lasts:
            raise Failed("Who asked for it may ask for nothing any more: its client, user or grant has ended.")
        return found

    async def _again(self, export: Export) -> None:
        """Leave the export to a later attempt, or give it up after too many."""
        if export.attempts >= ATTEMPTS:
            await self._fail(export, f"It was begun {ATTEMPTS} times without getting on. Ask again, for smaller pages.")
        else:
            await asyncio.to_thread(claiming.release, self.engine, export.id, self.worker, AGAIN_SECONDS)

    async def _fail(self, export: Export, reason: str) -> None:
        try:
            await asyncio.to_thread(claiming.fail, self.engine, export.id, self.worker, reason)
        except Lost:
            return
        path(self.settings, export.id).unlink(missing_ok=True)

    async def _sweep(self) -> None:
        now = asyncio.get_running_loop().time()
        if now >= self.swept:
            self.swept = now + SWEEP_SECONDS
            await asyncio.to_thread(sweep, self.engine, self.settings)


def sweep(engine: Engine, settings: Settings) -> None:
    """Remove the files that were kept long enough, and those of exports that ended otherwise."""
    claiming.expire(engine)
    files = {place.stem: place for place in (Path(settings.storage) / FOLDER).glob("exp_*.ndjson")}
    for id_ in claiming.ended(engine, files.keys()):
        files[id_].unlink(missing_ok=True)


def _reason(refused: Refused) -> Exception:
    """Return why a page was refused: for good, or for now."""
    if refused.code == RATE_LIMITED:
        return Spent(float(refused.headers["retry-after"]))
    error = refused.errors[0]
    passing = (error.extensions or {}).get("code") in PASSING or refused.status == 503
    return ReadUnavailable() if passing else Failed(error.message)


def _found(export: Export, data: Any, consents: set[str]) -> Found:
    connection = data[export.key]
    page = connection[PAGE]
    lines = [orjson.dumps(row) for row in connection[export.rows_in]]
    return Found(lines, page["endCursor"], page["hasNextPage"], consents)
