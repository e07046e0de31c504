"""What every address but /graphql answers while the database is away: 503, and when to ask again."""

from typing import Any

import orjson
from sqlalchemy.exc import OperationalError

from exchange.app.media_type import JSON
from exchange.app.request import Receive, Scope, Send
from exchange.db.reader import ReadUnavailable

RETRY = (b"retry-after", b"5")
"""Seconds: by then a database that was restarted, or a line that was too long, is itself again."""


class Unavailable:
    """Lets an endpoint's refusals through; where it met an unreachable database instead, answers for it."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        begun = False

        async def told(message: Any) -> None:
            nonlocal begun
            begun = True
            if message.get("status") == 503 and all(name.lower() != RETRY[0] for name, _ in message["headers"]):
                message["headers"] = [*message["headers"], RETRY]
            await send(message)

        try:
            await self.app(scope, receive, told)
        except (OperationalError, ReadUnavailable):
            if begun or scope["type"] != "http":
                raise
            await _answer(told)


async def _answer(send: Send) -> None:
    unavailable = ReadUnavailable()
    error = {"message": unavailable.message, "extensions": {"code": unavailable.code}}
    head = [(b"content-type", JSON), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": 503, "headers": head})
    await send({"type": "http.response.body", "body": orjson.dumps({"errors": [error]})})
