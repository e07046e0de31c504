"""/reports: credit reports over HTTP, as HTML, PDF, JSON and as what is signed of them.

`/reports/public/USCC.pdf` is for everybody; `/reports/self/…` for the enterprise, `/reports/bank/…?purpose=…&consent=…`
for an institution with its consent. Each answer to these two is a delivery: it passes the door, and is logged and
counted there. Nothing of them is kept; a public file that was made is remembered for a while.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy.exc import OperationalError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from auth.principal import ANONYMOUS, Principal
from auth.refusal import TokenRefused
from exchange.app.admission import ScopeMissing, refused, unanswered
from exchange.app.request import headers
from exchange.audit.refusal import LogUnavailable
from exchange.catalogue.purpose import Purpose
from exchange.db.reader import ReadTimeout, ReadUnavailable
from exchange.errors import ExchangeError
from exchange.report import html, verdict
from exchange.report.audience import Audience
from exchange.report.font import font
from exchange.report.issuing import Issued
from exchange.report.pdf import pdf
from exchange.report.refusal import PdfUnavailable, ReportRefused, ReportUnknown
from resolvers.cache import Recent
from resolvers.command import StandingChanged
from resolvers.refusal import Refused, refusal
from resolvers.report import issued
from schema.report_document import question

if TYPE_CHECKING:
    from exchange.app.http import Exchange

WRITE = "reports:write"
THREADS = 2
"""What renders: of their own, as a PDF file takes a tenth of a second."""
WAITING = 32
"""Reports that one worker has under way at once; of more it says that it is busy."""
REMEMBERED = 64
"""Public PDF files that one worker remembers, of some 200 kB each."""
TRIES = 5
KINDS = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "json": "application/json",
    "jws": "application/jose",
}
SAID = {
    "NOT_FOUND": "本平台没有这个统一社会信用代码的企业。",
    "BAD_USCC": "这不是统一社会信用代码：18位，最后一位是校验码。",
    "NOT_PERMITTED": "您不能取得这份报告：需要该企业经确认的授权。",
    "PDF_UNAVAILABLE": "这里暂时不能生成 PDF，请使用网页版报告。",
    "BUSY": "现在取报告的人较多，请稍后再试。",
}


class Busy(ExchangeError):
    """Too many reports are being made."""

    code = "BUSY"


STATUSES: dict[type[ExchangeError], int] = {
    ReportUnknown: 404,
    ReportRefused: 403,
    PdfUnavailable: 501,
    ReadUnavailable: 503,
    ReadTimeout: 503,
    LogUnavailable: 503,
    Busy: 503,
}
"""What a refusal is answered with, where that isn't 400."""


class Wanted(NamedTuple):
    """What an address asks for."""

    audience: Audience
    uscc: str
    ending: str


def security(*, forms: bool = False) -> dict[str, str]:
    """Return the headers of the reports' pages: their own style and nothing else."""
    target = "'self'" if forms else "'none'"
    return {
        "Content-Security-Policy": f"default-src 'none'; style-src {html.style_source()}; form-action {target}; "
        "base-uri 'none'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def routes(exchange: "Exchange") -> list[Route]:
    """Return the routes."""
    found = Reports(exchange)
    return [Route("/reports/{audience}/{file}", found.answer, methods=["GET"])]


class Reports:
    """What one worker answers who wants a report with."""

    def __init__(self, exchange: "Exchange") -> None:
        self.exchange, self.settings = exchange, exchange.settings
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="report")
        self.under_way = 0
        self.made: Recent[str, bytes] = Recent(REMEMBERED)

    async def answer(self, request: Request) -> Response:
        """Answer with a report, or why there is none."""
        wanted = _wanted(request)
        if wanted is None:
            return _refusal(ReportUnknown(str(request.path_params["file"])[:32]), request)
        try:
            if self.under_way >= WAITING:
                raise Busy("Too many reports are being made at the moment. Ask again shortly.")
            self.under_way += 1
            try:
                return await self._report(wanted, request)
            finally:
                self.under_way -= 1
        except OperationalError:
            return _refusal(ReadUnavailable(), request)
        except Refused as error:
            return _unanswered(error, request)
        except ExchangeError as error:
            return _refusal(error, request)

    async def _report(self, wanted: Wanted, request: Request) -> Response:
        if wanted.ending == "pdf":
            # Whether it can be made at all is said before the door is passed: a delivery that fails would count.
            await self._run(font)
        report = await self.issued(wanted, request)
        public = wanted.audience is Audience.PUBLIC
        more = {**security(), "Report-Id": report.id, "Cache-Control": "no-cache" if public else "no-store"}
        if public:
            more["ETag"] = f'"{report.id}.{wanted.ending}"'
            if more["ETag"] in request.headers.get("if-none-match", ""):
                return Response(status_code=304, headers=more)
        named = f'filename="{wanted.uscc}-credit-report.{wanted.ending}"'
        if wanted.ending != "html":
            more["Content-Disposition"] = f"inline; {named}" if wanted.ending == "pdf" else f"attachment; {named}"
        return Response(await self._content(report, wanted.ending), headers=more, media_type=KINDS[wanted.ending])

    async def issued(self, wanted: Wanted, request: Request) -> Issued:
        """Issue the report. Raises what refuses it."""
        caller = await self._caller(wanted, request)
        purpose = request.query_params.get("purpose")
        known = Purpose(purpose) if purpose in set(Purpose) else None
        id_ = self.exchange.log.next_id()
        for _ in range(TRIES):
            asked = question(wanted.audience, caller.scopes, wanted.uscc, known, request.query_params.get("consent"))
            try:
                answer = await self.exchange.operations.ask(asked, caller, id_)
            except StandingChanged:
                caller = await self.exchange.admission.callers.again(headers(request.scope), caller)
                continue
            given = (self.exchange.engine, self.settings, wanted.audience, caller, (asked, answer))
            report: Issued = await self._run(issued, *given)
            return report
        raise refusal("UNAVAILABLE", "Too much is changing at the moment. Ask again shortly.", status=503)

    async def _caller(self, wanted: Wanted, request: Request) -> Principal:
        # What everybody may have is the same for everybody, whatever token comes along.
        if wanted.audience is Audience.PUBLIC:
            return ANONYMOUS
        return await self.exchange.admission.admitted(request, WRITE)

    async def _content(self, report: Issued, ending: str) -> bytes:
        if ending == "json":
            return report.content
        if ending == "jws":
            return report.jws.encode()
        if ending == "html":
            return (await self._run(html.html, report, self.settings.issuer)).encode()  # type: ignore[no-any-return]
        key = f"{report.id} {report.sha256}"
        known = self.made.get(key)
        if known is not None:
            return known
        made: bytes = await self._run(pdf, report, self.settings.issuer)
        return self.made.keep(key, made) if report.audience is Audience.PUBLIC else made

    async def _run(self, function: Any, *given: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self.threads, function, *given)


def _wanted(request: Request) -> Wanted | None:
    uscc, _, ending = str(request.path_params["file"]).partition(".")
    named = str(request.path_params["audience"])
    known = {audience.value.lower(): audience for audience in Audience}
    if named not in known or (ending or "html") not in KINDS or not uscc.isascii() or not uscc.isprintable():
        return None
    return Wanted(known[named], uscc.upper(), ending or "html")


def _refusal(error: ExchangeError, request: Request) -> Response:
    status = STATUSES.get(type(error), 400)
    if isinstance(error, (TokenRefused, ScopeMissing)) or not _reads_pages(request):
        return refused(error, status)
    return _page(error.code, error.message, status)


def _unanswered(error: Refused, request: Request) -> Response:
    first = error.errors[0]
    code = str((first.extensions or {}).get("code", ""))
    return _page(code, first.message, error.status) if _reads_pages(request) and code in SAID else unanswered(error)


def _page(code: str, message: str, status: int) -> Response:
    text = verdict.refused("没有可以出具的报告", SAID.get(code, "现在不能出具这份报告。"), message)
    return Response(text, status, {**security(), "Cache-Control": "no-store"}, "text/html; charset=utf-8")


def _reads_pages(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")
