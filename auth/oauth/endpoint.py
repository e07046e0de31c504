"""What the endpoints that take a form have in common: the reading, the proof, one transaction, the answer."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from authlib.consts import default_json_headers
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import InvalidRequestError
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from auth.oauth import form
from auth.oauth.nonce import Nonces
from auth.oauth.proof import Proof, checked
from auth.oauth.server import Answer, FormRequest
from exchange.settings import Settings

THREADS = 4
Endpoint = Callable[[Request], Awaitable[Response]]
Act = Callable[[Session, Settings, FormRequest, Proof | None], Answer]


class Desk:
    """Where one worker's requests with a form are answered."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self._engine = engine
        self._settings = settings
        self._nonces = Nonces(engine)
        # Of its own: on SQLite these wait for other writers, which must not keep anything else from a thread.
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="oauth")

    def endpoint(self, path: str, act: Act, required: str | None = None) -> Endpoint:
        """Return the endpoint at this path that acts so; a form without the `required` parameter is refused first."""
        address = self._settings.issuer + path

        async def answer(request: Request) -> Response:
            try:
                asked = FormRequest(address, await form.read(request), _headers(request))
                if required is not None and required not in asked.form:
                    raise InvalidRequestError(f"The form lacks {required}.")
            except InvalidRequestError as refused:
                return _response(*_refusal(refused))
            try:
                return await asyncio.get_running_loop().run_in_executor(self._threads, self._act, act, asked)
            except OperationalError:
                unavailable = {"error": "temporarily_unavailable"}
                return JSONResponse(unavailable, 503, {"cache-control": "no-store", "retry-after": "5"})

        return answer

    def _act(self, act: Act, asked: FormRequest) -> Response:
        """Act in one transaction. A refusal is committed like a grant: what was seen once stays seen."""
        proven = "DPoP" in asked.headers
        try:
            proof = checked(asked.headers["DPoP"], "POST", asked.uri, self._nonces) if proven else None
        except OAuth2Error as refused:
            return self._with_nonce(_response(*_refusal(refused)))
        with Session(self._engine) as session, session.begin():
            try:
                answer = act(session, self._settings, asked, proof)
            except OAuth2Error as refused:
                answer = _refusal(refused)
        response = _response(*answer)
        return self._with_nonce(response) if proven else response

    def _with_nonce(self, response: Response) -> Response:
        response.headers["DPoP-Nonce"] = self._nonces.current()
        return response


def _headers(request: Request) -> dict[str, str]:
    found = {}
    for name in ("Authorization", "DPoP"):
        values = request.headers.getlist(name)
        if len(values) > 1:
            raise InvalidRequestError(f"The request has more than one {name} header.")
        if values:
            found[name] = values[0]
    return found


def _refusal(refused: OAuth2Error) -> Answer:
    status, body, headers = refused()
    return status, body, dict(headers)


def _response(status: int, body: Any, headers: dict[str, str]) -> Response:
    known = {name.lower(): value for name, value in [*default_json_headers, *headers.items()]}
    if body is None:
        return Response(None, status, {**known, "content-length": "0"})
    return JSONResponse(body, status, known)
