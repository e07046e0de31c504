"""`exchange audit`: seals the access log and says whether it is as it was written."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated

import orjson
import typer
from sqlalchemy import Engine

from exchange.app.tree_head import said, sign
from exchange.audit import proof, sealer
from exchange.audit.fault import Fault
from exchange.audit.stored import snapshot
from exchange.audit.verify import Extent, extent, verify
from exchange.db.engine import connect
from exchange.settings import Settings

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
SHOWN = 1000
"""Faults that are listed; further ones are counted."""


@dataclass
class Finding:
    """What a check of the whole log found."""

    extent: Extent
    faults: list[Fault]
    count: int


@app.callback()
def group() -> None:
    """Seal and verify the access log."""


@app.command("verify")
def verify_log(as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False) -> None:
    """Compare every entry, the whole tree and every signed head; exit with 1 when anything was changed."""
    finding = examine()
    if as_json:
        written = {**finding.extent._asdict(), "count": finding.count, "faults": [f._asdict() for f in finding.faults]}
        typer.echo(orjson.dumps(written, option=orjson.OPT_INDENT_2).decode())
    else:
        _print(finding)
    raise typer.Exit(finding.count > 0)


def examine() -> Finding:
    """Check the log of the settings' database."""
    with database() as engine, snapshot(engine) as session:
        finding = Finding(extent(session), [], 0)
        for fault in verify(session, said):
            finding.count += 1
            if len(finding.faults) < SHOWN:
                finding.faults.append(fault)
    return finding


@contextmanager
def database() -> Iterator[Engine]:
    """Connect to the settings' database until the block ends."""
    engine = connect(Settings.load().database_url)
    try:
        yield engine
    finally:
        engine.dispose()


def _print(finding: Finding) -> None:
    for fault in finding.faults:
        typer.echo(f"{fault.kind}: {fault.message}")
    if finding.count > SHOWN:
        typer.echo(f"… {finding.count - SHOWN:,} more faults.")
    entries, leaves, heads = finding.extent
    result = f"{finding.count:,} faults" if finding.count else "nothing was changed"
    typer.echo(f"{entries:,} entries, {leaves:,} sealed under {heads:,} signed heads: {result}.")


@app.command()
def seal() -> None:
    """Seal the entries that wait; a running exchange does so by itself, every EXCHANGE_SEAL_SECONDS."""
    with database() as engine:
        count = sealer.seal_all(engine, sign)
    typer.echo(f"{count:,} entries were sealed.")


@app.command()
def head() -> None:
    """Print the youngest signed tree head as JSON: keep it, to know later that the log has only grown."""
    with database() as engine, snapshot(engine) as session:
        youngest = proof.head(session)
    typer.echo(orjson.dumps(youngest._asdict(), option=orjson.OPT_INDENT_2).decode())
