"""`exchange ingest registry`: takes in a supplier's file and prints the receipt."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import orjson
import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from exchange.db.engine import connect
from exchange.entity.ingest import Options, ingest_registry, settle
from exchange.settings import Settings
from exchange.submission.receipt import Receipt

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
SHOWN = 20
"""Rejections that the human form of the receipt lists."""


@app.callback()
def group() -> None:
    """Take in a supplier's batch and write its receipt."""


@app.command()
def registry(  # noqa: PLR0917 - typer calls it by name
    file: Annotated[Path, typer.Argument(help="CSV, NDJSON or a JSON array, in UTF-8 or GB18030, gzip or plain.")],
    supplier: Annotated[str, typer.Option(help="Code of the institution that sends the file.")],
    batch: Annotated[str, typer.Option(help="The supplier's own number of this batch.")],
    strict: Annotated[bool, typer.Option("--strict", help="Apply nothing when a line is rejected.")] = False,
    rejects: Annotated[Path | None, typer.Option(help="Write rejected lines here, as they came in.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the receipt as JSON.")] = False,
    encoding: Annotated[str | None, typer.Option(help="utf-8 or gb18030; found out when not given.")] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day of the extract: changes hold from it. Today when not given."),
    ] = None,
) -> None:
    """Take in a file of the business registry, whole or not at all.

    Exit code 0: committed, also with rejected lines; 1: refused, nothing is applied; 2: wrong usage.
    """
    day = as_of.date() if as_of else None
    options = Options(strict=strict, rejects=rejects, encoding=encoding, as_of=day)
    with _progress() as progress:
        engine = connect(Settings.load().database_url)
        receipt = ingest_registry(engine, file, supplier, batch, options=options, progress=progress)
    _print(receipt, as_json=json)
    # Behind the receipt, which says what is committed whatever becomes of this.
    settle(engine, receipt)
    raise typer.Exit(0 if receipt.committed else 1)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    console = Console(stderr=True)
    columns = (TextColumn("ingest"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("ingest", total=None)
        yield lambda done, size: progress.update(task, completed=done, total=size)


def _print(receipt: Receipt, *, as_json: bool) -> None:
    if as_json:
        typer.echo(orjson.dumps(receipt.as_json(), option=orjson.OPT_INDENT_2).decode())
        return
    console = Console()
    state = "replayed" if receipt.replayed else "committed" if receipt.committed else "refused: nothing is applied"
    table = Table(title=escape(f"{receipt.supplier} {receipt.batch}: {state}"), title_justify="left")
    for name in receipt.counts():
        table.add_column(name, justify="right")
    table.add_row(*[f"{count:,}" for count in receipt.counts().values()])
    console.print(table)
    for kind in receipt.repairs.values():
        first = f"first on line {kind.first_lines[0]}: {kind.example}"
        console.print(escape(f"repaired {kind.count:,} x {kind.code}, {first}"))
    for remark in receipt.rejections[:SHOWN]:
        console.print(escape(f"line {remark.line} {remark.field or ''} {remark.code}: {remark.message}"))
    if len(receipt.rejections) > SHOWN:
        console.print(f"… {len(receipt.rejections) - SHOWN:,} more: --json lists them, --rejects writes the lines out.")
    for note in receipt.notes:
        console.print(escape(note))
