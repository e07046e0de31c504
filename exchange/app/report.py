"""`exchange report`: the public credit report of an enterprise as a file."""

import asyncio
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import orjson
import typer

from auth.principal import ANONYMOUS
from exchange.app.http import planner
from exchange.db.engine import connect
from exchange.db.reading import open_reader
from exchange.errors import ExchangeError
from exchange.report import html
from exchange.report.audience import Audience
from exchange.report.issuing import Issued
from exchange.report.pdf import pdf
from exchange.settings import Settings
from resolvers.refusal import Refused
from resolvers.report import issued
from schema.report_document import question

app = typer.Typer(rich_markup_mode=None)


class Form(StrEnum):
    """What a report can be written as."""

    PDF = "pdf"
    HTML = "html"
    JSON = "json"
    JWS = "jws"


class FormUnknown(ExchangeError):
    """The file's name doesn't say what is to be written into it."""

    code = "FORM_UNKNOWN"


@app.command()
def report(
    uscc: Annotated[str, typer.Argument(help="The enterprise's Unified Social Credit Code.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file: .pdf, .html, .json or .jws.")],
) -> None:
    """Write what everybody may know of an enterprise into a file, as the exchange hands it out.

    Other reports pass the credit file's door, so they are for those whom it lets in: see docs/reports.md.
    """
    ending = output.suffix.removeprefix(".").lower()
    if ending not in set(Form):
        raise FormUnknown(f"'{output.name}' should end in one of: {', '.join(f'.{form}' for form in Form)}.")
    settings = Settings.load()
    found = asyncio.run(_issued(settings, uscc.upper()))
    output.write_bytes(_content(found, Form(ending), settings.issuer))
    typer.echo(f"{output}: {found.id}, made at {found.made_at:%Y-%m-%d %H:%M:%S} UTC")


async def _issued(settings: Settings, uscc: str) -> Issued:
    asked = question(Audience.PUBLIC, ANONYMOUS.scopes, uscc, None, None)
    try:
        planned = planner(settings).committed(asked.document, asked.variables, ANONYMOUS)
    except Refused as refused:
        raise ExchangeError(str(refused)) from None
    engine, reader = connect(settings.database_url), await open_reader(settings)
    try:
        data = await reader.fetch(planned.plan.sql, planned.plan.values(planned.binds))
        return issued(engine, settings, Audience.PUBLIC, ANONYMOUS, (asked, orjson.loads(data or b"{}")))
    finally:
        await reader.close()
        engine.dispose()


def _content(found: Issued, form: Form, issuer: str) -> bytes:
    match form:
        case Form.PDF:
            return pdf(found, issuer)
        case Form.HTML:
            return html.html(found, issuer).encode()
        case Form.JSON:
            return found.content
    return found.jws.encode()
