"""Where people are answered over HTTP: signing in, consenting, and the web front end's sessions."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

from authlib.oauth2.rfc6749 import InvalidRequestError
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from auth.oauth.interaction import InteractionGone
from auth.people import consent_page, front_end, page, sign_in_page
from auth.people.visit import FormRefused, Visit, read
from auth.people.web_client import CALLBACK_PATH
from auth.people.web_session import SignInFailed
from exchange.settings import Settings

THREADS = 4
"""Of their own: a password takes a tenth of a second, and on SQLite a writer waits for other writers."""
Answer = Callable[[Engine, Settings, Visit], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


def routes(engine: Engine, settings: Settings) -> list[Route]:
    """Return the routes for people's browsers."""
    threads = ThreadPoolExecutor(THREADS, thread_name_prefix="people")

    def at(path: str, method: str, answer: Answer) -> Route:
        return Route(path, _endpoint(answer, engine, settings, threads), methods=[method])

    return [
        Route("/sign-in.css", _style, methods=["GET"]),
        at(sign_in_page.PATH, "GET", sign_in_page.show),
        at(sign_in_page.PATH, "POST", sign_in_page.post),
        at(sign_in_page.CONSENT_PATH, "GET", consent_page.show),
        at(sign_in_page.CONSENT_PATH, "POST", consent_page.post),
        at("/session", "GET", front_end.shown),
        at("/session/start", "GET", front_end.start),
        at(CALLBACK_PATH, "GET", front_end.callback),
        at("/session/end", "POST", front_end.end),
    ]


def _endpoint(answer: Answer, engine: Engine, settings: Settings, threads: ThreadPoolExecutor) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        try:
            visit = await read(request)
            return await asyncio.get_running_loop().run_in_executor(threads, answer, engine, settings, visit)
        except InteractionGone:
            return _failed("登录已结束或超时，请返回原处重新开始。", InteractionGone().message, 400)
        except SignInFailed as failed:
            return _failed("登录失败或超时，请重新开始。", failed.message, 400)
        except FormRefused as refused:
            return _failed("表单无效，请返回并刷新页面后重试。", refused.message, 403)
        except InvalidRequestError:
            return _failed("表单无法读取。", "The form can't be read.", 400)
        except OperationalError:
            return _failed("系统暂时不可用，请稍后再试。", "The exchange can't answer at the moment. Try again.", 503)

    return endpoint


def _failed(chinese: str, english: str, status: int) -> Response:
    again = '<p><a href="/session/start">重新登录<span lang="en"> Sign in to the user centre</span></a></p>'
    heading = page.heading("无法继续", "This can't go on")
    return page.shown("无法继续", page.fault(chinese, english) + heading + again, status=status)


async def _style(_request: Request) -> Response:
    headers = page.headers() | {"Cache-Control": "public, max-age=300"}
    return Response(page.STYLE, media_type="text/css", headers=headers)
