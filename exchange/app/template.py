"""/catalogue/{item}/template.csv, .xlsx and .ndjson: what a supplier fills in, for everybody to take."""

import asyncio
import hashlib
from typing import TYPE_CHECKING

from sqlalchemy.exc import OperationalError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from exchange.app.submission_answer import answered
from exchange.db.reader import ReadUnavailable
from exchange.record.standard import Standard, standard
from exchange.record.template import template
from exchange.submission.refusal import ItemUnknown

if TYPE_CHECKING:
    from exchange.app.http import Exchange

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ndjson": "application/x-ndjson",
}
REMEMBERED = 64


def routes(exchange: "Exchange") -> list[Route]:
    """Return the routes."""
    found = Templates(exchange)
    return [Route("/catalogue/{item}/template.{ending}", found.answer, methods=["GET"])]


class Templates:
    """Makes templates, and remembers those of a standard that hasn't changed."""

    def __init__(self, exchange: "Exchange") -> None:
        self.engine = exchange.engine.execution_options(read_only=True)
        self.made: dict[tuple[str, str, str], bytes] = {}

    async def answer(self, request: Request) -> Response:
        """Answer with a template, or that there is none."""
        item, ending = request.path_params["item"], request.path_params["ending"]
        if ending not in KINDS or not item.isascii() or not item.isprintable():
            return answered(ItemUnknown(item[:64]))
        try:
            content = await asyncio.to_thread(self._content, item, ending)
        except ItemUnknown as error:
            return answered(error)
        except OperationalError:
            return answered(ReadUnavailable())
        named = {
            "Content-Disposition": f'attachment; filename="{item}.{ending}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-cache",
        }
        return Response(content, headers=named, media_type=KINDS[ending])

    def _content(self, item: str, ending: str) -> bytes:
        with self.engine.connect() as connection:
            found = standard(connection, item)
        key = (item, ending, _digest(found))
        if key not in self.made:
            if len(self.made) >= REMEMBERED:
                self.made.clear()
            self.made[key] = template(found, ending)
        return self.made[key]


def _digest(found: Standard) -> str:
    return hashlib.sha256(repr(found).encode()).hexdigest()
