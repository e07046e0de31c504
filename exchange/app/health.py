"""Whether the process lives, and whether it can answer: for load balancers and supervisors."""

import asyncio
from typing import TYPE_CHECKING

from sqlalchemy.exc import OperationalError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from exchange.db import migration
from exchange.db.reader import ReadUnavailable
from exchange.errors import ExchangeError

if TYPE_CHECKING:
    from exchange.app.http import Exchange

PROBE = "SELECT CAST('1' AS TEXT)"


def routes(exchange: "Exchange") -> list[Route]:
    """Return /healthz and /readyz."""

    async def healthz(_request: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def readyz(_request: Request) -> Response:
        problem = await _problem(exchange)
        return JSONResponse({"status": problem or "ok"}, 503 if problem else 200)

    return [Route("/healthz", healthz), Route("/readyz", readyz)]


async def _problem(exchange: "Exchange") -> str | None:
    """Return why operations can't be answered now: the database, or its revision."""
    try:
        await exchange.reader.fetch(PROBE, [])
        found = await asyncio.to_thread(migration.current, exchange.engine)
    except ExchangeError as error:
        return error.message
    except OperationalError:
        return ReadUnavailable().message
    return None if found == migration.head() else "The database is not at this version's revision: exchange migrate."
