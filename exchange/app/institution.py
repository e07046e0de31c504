"""`exchange institution`: enrols and lists the institutions that take part."""

from typing import Annotated

import typer

from exchange.db.engine import connect
from exchange.institution import roll
from exchange.settings import Settings

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@app.callback()
def group() -> None:
    """Add and list the institutions that take part."""


@app.command()
def create(
    code: Annotated[str, typer.Argument(help="Code in this exchange: capital letters, digits and . _ -")],
    name: Annotated[str, typer.Option(help="Name, as it signs.")],
    kind: Annotated[str, typer.Option(help="BUREAU, BANK, COURT, REGULATOR, OPERATOR ...")],
) -> None:
    """Enrol an institution; saying the same again changes nothing."""
    with connect(Settings.load().database_url).begin() as connection:
        new = roll.create(connection, code, name, kind.upper())
    typer.echo(f"{code} is enrolled." if new else f"{code} was enrolled already.")


@app.command("list")
def listed() -> None:
    """List the institutions: code, kind and name, separated by tabs."""
    with connect(Settings.load().database_url).begin() as connection:
        rows = roll.institutions(connection)
    for code, name, kind in rows:
        typer.echo(f"{code}\t{kind}\t{name}")
