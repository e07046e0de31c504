"""The least of a server: what the compared ones have in common."""

from abc import ABC, abstractmethod
from typing import Any

import orjson


class Server(ABC):
    """Hands the request's JSON to `answer` and sends the bytes it returns."""

    @abstractmethod
    async def open(self) -> None:
        """Connect to the database."""

    @abstractmethod
    async def answer(self, asked: dict[str, Any]) -> bytes:
        """Return the response's body."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await receive()
            await self.open()
            await send({"type": "lifespan.startup.complete"})
            await receive()
            return
        message = await receive()
        body = message["body"]
        while message.get("more_body"):
            message = await receive()
            body += message["body"]
        answer = await self.answer(orjson.loads(body))
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(answer))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": answer})
