"""The front page: what this exchange is, a query explorer of our own, and the schema as text."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from functools import lru_cache
from importlib.resources import files
from string import Template

from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from exchange.app.demonstration import door
from exchange.app.demonstration.exhibit import callers_html, choices_html, people_html, report_html, samples_html
from exchange.app.demonstration.placeholder import placeholders
from exchange.settings import Settings
from schema.build import sdl

FILES = {
    "page.css": "text/css",
    "explorer.js": "text/javascript",
    "caller.js": "text/javascript",
    "person.js": "text/javascript",
    "session.js": "text/javascript",
    "sample.js": "text/javascript",
    "answer.js": "text/javascript",
    "contract.js": "text/javascript",
    "contract_browser.js": "text/javascript",
    "mark.svg": "image/svg+xml",
}
"""What the page loads; nothing else is served."""
SECURITY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_CHECKED = "no-cache"
_SOON = "public, max-age=300"
Endpoint = Callable[[Request], Awaitable[Response]]


def routes(settings: Settings, engine: Engine, passwords: Mapping[str, str]) -> list[Route]:
    """Return the page, its files, the schema's text and, in a demonstration, its door to tokens.

    `passwords` are those of a demonstration's people, by login.
    """
    statics = [Route(f"/static/{name}", _served(_file(name), kind, _CHECKED)) for name, kind in FILES.items()]
    return [
        Route("/", _front(settings, placeholders(engine, settings), passwords)),
        Route("/schema.graphql", _served(sdl() + "\n", "text/plain", _SOON)),
        *statics,
        *door.routes(settings, engine),
    ]


def _front(settings: Settings, names: Mapping[str, str], passwords: Mapping[str, str]) -> Endpoint:
    """Serve the page, with the passwords where it is asked for under a name of this machine only."""
    here = _served(_page(settings, names, passwords), "text/html", _CHECKED)
    elsewhere = _served(_page(settings, names, {}), "text/html", _CHECKED) if passwords else here

    async def answer(request: Request) -> Response:
        return await (here if door.is_here(request, settings) else elsewhere)(request)

    return answer


def _served(text: str, kind: str, cache: str) -> Endpoint:
    """Serve a text that stays the same while the process runs; a browser that has it gets 304."""
    content = text.encode()
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {**SECURITY, "Cache-Control": cache, "ETag": tag}

    async def answer(request: Request) -> Response:
        if _has(request.headers, tag):
            return Response(status_code=304, headers=headers)
        return Response(content, media_type=f"{kind}; charset=utf-8", headers=headers)

    return answer


def _has(headers: Mapping[str, str], tag: str) -> bool:
    known = {each.strip().removeprefix("W/") for each in headers.get("if-none-match", "").split(",")}
    return tag in known or "*" in known


def _file(name: str) -> str:
    return (files("exchange.app") / "static" / name).read_text(encoding="utf-8")


def _page(settings: Settings, names: Mapping[str, str], passwords: Mapping[str, str]) -> str:
    kind = "demo" if settings.demo else "token"
    return Template(_file("page.html")).substitute(
        notice=Template(_file("notice_demo.html")).substitute(report=report_html(names)) if settings.demo else "",
        people=Template(_file("people_demo.html")).substitute(people=people_html(passwords)) if settings.demo else "",
        identity=Template(_file(f"identity_{kind}.html")).substitute(choices=choices_html()),
        callers=callers_html(),
        samples=_samples(settings.issuer, tuple(names.items())),
        issuer=settings.issuer,
    )


@lru_cache(maxsize=8)
def _samples(issuer: str, names: tuple[tuple[str, str], ...]) -> str:
    """Write the samples once for both pages, the one with passwords and the one without."""
    return samples_html(issuer, dict(names))
