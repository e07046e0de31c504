"""The process as ASGI: /graphql on the thin view, everything else on Starlette."""

import asyncio
import gc
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

import structlog
from sqlalchemy import Dialect, Engine
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from auth.oauth import nonce
from auth.oauth.keys import ensure
from auth.oauth.routes import routes as oauth
from auth.oauth.tokens import Verifier
from auth.people.routes import routes as people
from auth.people.session import Sessions
from exchange.app import evidence, export, health, log, page, reports, submission, template, verification
from exchange.app.account import Accounts
from exchange.app.admission import Admission
from exchange.app.caller import Callers
from exchange.app.exporting import exporting
from exchange.app.graphql import GraphQL
from exchange.app.lending import lending
from exchange.app.metrics.reporting import reporting
from exchange.app.observer import Observer, settling
from exchange.app.operation import Operations
from exchange.app.purse import Purses
from exchange.app.request import Receive, Scope, Send
from exchange.app.request_log import RequestLog
from exchange.app.slow import SlowLog
from exchange.app.socket import Sockets
from exchange.app.subscription import Feed
from exchange.app.sweeping import sweeping
from exchange.app.tracing import tracing
from exchange.app.tree_head import sign
from exchange.app.unavailable import Unavailable
from exchange.audit.sealing import sealing
from exchange.audit.writer import access_log
from exchange.db.engine import database_url, served
from exchange.db.observed import ObservedReader, observe_engine
from exchange.db.reader import Reader
from exchange.db.reading import open_reader, open_replica
from exchange.db.replica import ReplicaReader, replica_url
from exchange.feed.opening import open_listening
from exchange.rate.limits import limits
from exchange.rate.opening import open_lending
from exchange.settings import Settings
from exchange.telemetry.tally import Tally
from resolvers.mutation import Mutations
from resolvers.planner import Planner
from schema.build import schema

logger = structlog.get_logger("exchange.http")


class Exchange:
    """One worker's application."""

    def __init__(self, settings: Settings, passwords: Mapping[str, str] | None = None) -> None:
        """Make it. `passwords` are what the people of a demonstration sign in with, by login: its page shows them."""
        self.settings = settings
        self.engine = served(settings)
        replica_url(settings)
        limits(settings)
        # The demonstration's terminal shows its callers and queries: a line a request would push them out.
        self.log = RequestLog(enabled=not settings.demo, every=settings.log_level == "debug")
        self.replica: ReplicaReader | None = None
        self.tracing = tracing(self.engine.dialect.name)
        self.slow = SlowLog(settings) if settings.slow_seconds else None
        self.graphql: GraphQL | None = None
        self.sockets: Sockets | None = None
        access = [*oauth(self.engine, settings), *people(self.engine, settings)]
        routes: list[Route] = [*access, *health.routes(self), *page.routes(settings, self.engine, passwords or {})]
        routes += [*reports.routes(self), *verification.routes(self)]
        routes += [*evidence.routes(self), *export.routes(self), *submission.routes(self), *template.routes(self)]
        self.rest = Starlette(routes=routes, middleware=[Middleware(Unavailable)], lifespan=self._lifespan)
        # Such a redirect would lead to wherever the Host header says.
        self.rest.router.redirect_slashes = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a request where it belongs."""
        if scope["type"] == "http" and scope["path"] == "/graphql" and self.graphql is not None:
            await self.graphql(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            await self.rest(scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/graphql" and self.sockets is not None:
            await self.sockets(scope, receive, send)
        else:
            await receive()
            await send({"type": "websocket.close"})

    @asynccontextmanager
    async def _lifespan(self, _app: Any) -> AsyncIterator[None]:
        accounts = Accounts(self.settings, _prepare(self.engine))
        reader = await open_reader(self.settings)
        self.replica = await open_replica(self.settings, reader)
        replica: Reader | None = self.replica
        shown = [show for show in (self.tracing, self.slow) if show is not None]
        tally = Tally() if self.settings.metrics_folder or shown else None
        observer = Observer(tally, shown) if tally is not None else None
        if tally is not None:
            replica = replica and ObservedReader(replica, tally)
            reader = ObservedReader(reader, tally)
            observe_engine(self.engine, tally)
        verifier = self.verifier = Verifier(self.engine, self.settings)
        self.reader = reader
        made, log = planner(self.settings), access_log(self.settings, tally=tally)
        mutations = Mutations(schema(), self.engine, reader, self.settings, made.dialect)
        purses = self.purses = Purses(open_lending(self.settings.database_url))
        operations = Operations(made, reader, mutations, log, purses, replica)
        self.operations = operations
        callers = Callers(verifier, Sessions(self.engine, self.settings), accounts)
        self.admission = Admission(callers, self.settings, self.engine)
        self.graphql = GraphQL(operations, callers, self.log, self.settings, observer)
        listening = open_listening(self.settings.database_url)
        feed = Feed(made, reader, listening, operations.trusted, purses)
        self.sockets = Sockets(feed, callers, self.log, self.settings, observer)
        _settle()
        try:
            async with (
                sweeping(self.engine, self.settings),
                sealing(self.engine, sign, self.settings.seal_seconds),
                lending(purses, self.settings),
                exporting(self.engine, self.settings, operations, accounts),
                settling(observer),
                reporting(self, observer),
            ):
                yield
        finally:
            self.graphql, self.sockets = None, None
            operations.unseen.close()
            await listening.close()
            if self.replica is not None:
                await self.replica.close()
            await reader.close()
            await log.close()
            self.log.flush()
            if self.slow is not None:
                await self.slow.close()
            if self.tracing is not None:
                await asyncio.to_thread(self.tracing.close)
            # A thread that still works gives its connection back first: a later one would stay open.
            await asyncio.get_running_loop().shutdown_default_executor()
            self.engine.dispose()


def _prepare(engine: Engine) -> str:
    """Make what a new exchange lacks; return the workers' secret.

    A worker that is started while the database is away begins all the same. If it didn't, uvicorn would end the others
    too. What is missing is then made where it is first asked for.
    """
    try:
        ensure(engine)
        return nonce.ensure(engine)
    except OperationalError as error:
        if "no such table" in str(error.orig):
            raise
        logger.error("database_away", reason=type(error.orig).__name__, way_out="exchange doctor")
        # Until it is started again its public callers have buckets of their own at this worker.
        return secrets.token_hex()


@cache
def _settle() -> None:
    """Let the garbage collector never look at the schema's half a million objects, which live as long as the worker.

    Once a process: what is frozen is never given back.
    """
    gc.freeze()
    # What an answered request makes it also drops; what refused documents leave in circles would add up to 10 MB.
    gc.set_threshold(2_000, 20, 20)


def planner(settings: Settings) -> Planner:
    """Make the planner for the settings' database."""
    postgresql = database_url(settings.database_url).get_backend_name() == "postgresql"
    dialect: Dialect = PGDialect_asyncpg() if postgresql else sqlite_dialect()  # type: ignore[no-untyped-call]
    return Planner(schema(), dialect, settings)


def application() -> Exchange:
    """Make a worker's application from the environment."""
    settings = Settings.load()
    log.configure(settings.log_level)
    return Exchange(settings)
